// The files of a methodology that is compiled already, with one piece of one of them exchanged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/span.h"
#include "engine/methodology/methodology.h"

namespace stet::upkeep {

class ChangedFile : public methodology::FileSource {
 public:
  /// `place` of file number `file` becomes `to`.
  ChangedFile(const methodology::Methodology& methodology, uint32_t file, base::Span place,
              std::string to)
      : methodology_(methodology), file_(file), place_(place), to_(std::move(to)) {}

  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override;

 private:
  const methodology::Methodology& methodology_;
  uint32_t file_;
  base::Span place_;
  std::string to_;
};

}  // namespace stet::upkeep

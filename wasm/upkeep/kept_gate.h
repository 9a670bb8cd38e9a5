// The gate of the methodology that was compiled last: from call to call it is mostly the same.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/gate/gate.h"

namespace stet::wasm {

/// Files by name.
using Texts = std::map<std::string, std::string>;

/// Null when the files are wrong, which `problems` tell, in order.
std::unique_ptr<const gate::Gate> compile_texts(const std::string& entry, const Texts& texts,
                                                base::Problems& problems, gate::Examples examples);

class KeptGate {
 public:
  explicit KeptGate(gate::Examples examples) : examples_(examples) {}
  /// Lives until another methodology is asked for.
  const gate::Gate* of(const std::string& entry, const Texts& texts, base::Problems& problems);

 private:
  gate::Examples examples_;
  std::string entry_;
  Texts texts_;
  std::unique_ptr<const gate::Gate> gate_;
};

}  // namespace stet::wasm

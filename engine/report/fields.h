// Where in the article, by field, a place of the input stands: editors that hold a story as fields
// and paragraphs know no bytes of its JSON.
//
//   input   {"articleBody": [{"text": "Ferries wait."}, {"text": "It is \"late\"."}]}
//                                                                  ─────────          bytes 62 to
//                                                                  70
//   field   articleBody, index 1, bytes 6 to 12 of the text as read
//
// Tested in tests/report/live_test.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/mapped_text.h"
#include "engine/gate/verdict.h"

namespace stet::report {

struct FieldPlace {
  std::string_view field;         ///< name in the article
  std::optional<uint32_t> index;  ///< in the list of that name
  std::string_view text;          ///< of the field, as read; empty where all of a record is meant
  base::Span within;              ///< bytes of `text`
};

class Fields {
 public:
  explicit Fields(const gate::Verdict& verdict) : verdict_(verdict) {}
  /// Nothing for places that belong to no passage, claim, source or affected party.
  std::optional<FieldPlace> at(base::Span place);

 private:
  struct Entry {
    base::Span source;
    std::string_view field;
    std::optional<uint32_t> index;
    const base::MappedText* text = nullptr;
  };
  void build();

  const gate::Verdict& verdict_;
  std::vector<Entry>
      entries_;  ///< by where they begin; of two that begin together, the longer first
  bool built_ = false;
};

}  // namespace stet::report

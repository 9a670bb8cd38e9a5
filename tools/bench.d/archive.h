// A deterministic archive of news stories in canonical JSON, one per line, to measure with.
//
// The stories are realistic in what costs time: 2.8–8 kB, prose in sentences with figures, names
// and quotations, 5–10 sources, ten key facts that cite them, affected parties, declared values.
// Most keep the rules of rules/finance.json; the rest break some of them, so that every decision
// occurs. Tested in tests/cli/archive_test.cc.
#pragma once

#include <cstdint>
#include <string>

namespace stet::bench {

struct ArchiveOptions {
  uint64_t seed = 1;
  uint32_t body_words = 0;    ///< at least, by whole sentences; 0: whatever fills 2.8–8 kB
  uint32_t source_words = 0;  ///< words of text relied on in each source; 0: none
  uint32_t sources = 0;       ///< so many in each story that has any; 0: as it comes
};

/// Appends story number `index` and a line end. The same for the same options, everywhere.
void append_story(const ArchiveOptions& options, uint64_t index, std::string& out);

}  // namespace stet::bench

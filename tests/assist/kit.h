// Rules files with a mark where the cursor is, for the tests of assistance.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assist/completion.h"
#include "engine/assist/ruleset.h"

namespace stet::assist::testing {

/// Files of a table, else of the disk; names of `extends` are relative to the project.
class Files : public methodology::FileSource {
 public:
  std::map<std::string, std::string> table;
  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override;
};

/// "a▮b": the text without the mark, and its place.
struct Marked {
  std::string text;
  uint32_t offset = 0;
};
Marked marked(std::string_view text);

/// Every rules file that is shipped.
std::vector<std::string> shipped_files();
std::string slurp(const std::string& path);

/// The labels offered at the mark of a file of that name, with commas.
std::string offered(const std::string& name, std::string_view text, size_t most = 100);
/// The Markdown shown at the mark, or "nothing".
std::string shown(const std::string& name, std::string_view text);
/// What stands at the mark: "key when in rule", "value of decision in rule: ho", …
std::string spot_line(const std::string& name, std::string_view text);

}  // namespace stet::assist::testing

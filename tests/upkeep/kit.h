// Rules files for the tests of maintenance: from the disk and from memory.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.h"

namespace stet::upkeep::testing {

/// Files of a table, else of the disk; `extends` is relative to the folder of its file.
class Files : public methodology::FileSource {
 public:
  std::map<std::string, std::string> table;
  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override;
};

/// The bytes of a file of the project; fails the test when there is none.
std::string slurp(const std::string& path);
/// Every rules file that is shipped: rules/*.json and rules/lists/*.json.
std::vector<std::string> shipped_files();
/// The methodologies among them.
std::vector<std::string> shipped_methodologies();
/// Fails the test when the file is wrong.
std::unique_ptr<const gate::Gate> must_compile(const std::string& path);
std::unique_ptr<const gate::Gate> must_compile_text(const std::string& text);

/// A rule in JSON; `more` follows its other members: `, "stage": "draft"`.
std::string rule(const std::string& id, const std::string& decision, const std::string& when,
                 const std::string& more = "");

/// "FILE:LINE:COLUMN: CODE: MESSAGE (SUGGESTION)" per problem.
std::string lines_of(const base::Problems& problems, Files& files);

}  // namespace stet::upkeep::testing

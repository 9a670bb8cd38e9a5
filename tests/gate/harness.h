// Small methodologies and articles for the gate's tests, and what came out in a line.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/gate/gate.h"

namespace stet::gate::testing {

/// A table of files.
class Files : public methodology::FileSource {
 public:
  std::map<std::string, std::string> table;

  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override;
};

/// A methodology with the usual decisions (pass, mark, hold, reject), kinds, lists and an example;
/// `members` are further members of the file: "terms": [...], "rules": [...].
std::string methodology_text(std::string_view members);

/// A rule of these members with the rest that every rule must have; its examples prove nothing.
std::string rule(std::string_view members);

struct Compiled {
  std::unique_ptr<const Gate> gate;
  std::string problems;  ///< printed, empty when there are none
};
Compiled compile_text(const std::string& text);
/// Fails the test when the methodology is wrong.
std::unique_ptr<const Gate> must_compile(std::string_view members);

/// Bytes with the padding that readers want.
class Padded {
 public:
  explicit Padded(std::string_view bytes);
  std::string_view view() const { return std::string_view(bytes_).substr(0, size_); }

 private:
  std::string bytes_;
  size_t size_;
};

/// A checker with the bytes of the story it looked at last.
class Check {
 public:
  explicit Check(const Gate& gate) : checker_(gate) {}
  const Verdict& operator()(std::string_view bytes, std::string_view now = "2026-11-24T12:00:00Z",
                            formats::Format format = formats::Format::automatic);
  Checker& checker() { return checker_; }

 private:
  Checker checker_;
  std::optional<Padded> bytes_;
};

/// "hold clears=0 | rumour fired hold x1 | other unknown hold x1 waived"
std::string outcomes(const Verdict& verdict);
/// One line per diagnostic: "rule: message [evidence] (missing)".
std::string diagnostics(const Verdict& verdict);
/// One line per requirement: "reject rule: text (term is value, needs target)".
std::string to_pass(const Verdict& verdict);
/// One line per waiver: "applied rule by who: detail".
std::string waivers(const Verdict& verdict);

/// An article that the example rules let pass; `patch` are members that replace those of the same
/// name: "\"sources\": []".
std::string article(std::string_view patch = "{}");

}  // namespace stet::gate::testing

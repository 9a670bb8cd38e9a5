#include "engine/upkeep/test_stories.h"

#include <algorithm>

#include "engine/base/arena.h"
#include "engine/methodology/load.h"

namespace stet::upkeep {

namespace {

using methodology::Methodology;
using methodology::Node;

void add_own(const Methodology& methodology, uint32_t file, bool entry, std::vector<bool>& own) {
  if (own[file]) return;
  base::Arena arena;
  base::Problems problems;
  const methodology::File& written = *methodology.files[file];
  const auto root = methodology::parse_file({written.bytes, written.name, file}, arena, problems);
  if (!root || (!entry && root->find("rules") != nullptr)) return;
  own[file] = true;
  for (const methodology::Extended& target : methodology::extended_files(*root)) {
    const auto number = file_named(methodology, target.file->view());
    if (number) add_own(methodology, *number, false, own);
  }
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

std::vector<bool> own_files(const Methodology& methodology, Inherited inherited) {
  std::vector<bool> own(methodology.files.size(), inherited == Inherited::included);
  add_own(methodology, 0, true, own);
  return own;
}

// A desk that gives such a list phrases of its own answers for those: only what stands in the file
// that says `from` is the package's.
PackagedPhrases::PackagedPhrases(const Methodology& methodology) {
  const Node* lists = methodology.tree->find("lists");
  if (lists == nullptr) return;
  for (const methodology::Member& list : lists->members) {
    const Node* from = list.value.find("from");
    if (from == nullptr) continue;
    for (const methodology::Member& member : list.value.members) {
      if (member.value.file != from->file) continue;
      places_.push_back({member.value.file, member.value.place});
      if (member.key.text != "phrases") continue;
      text_ += text_.empty() ? "left to stet score: " : "; ";
      text_ += std::to_string(member.value.items.size()) + " phrases of ";
      text_.append(list.key.text).append(", from ").append(from->view());
    }
  }
}

bool PackagedPhrases::contain(uint32_t file, base::Span place) const {
  return std::any_of(places_.begin(), places_.end(), [&](const Place& packaged) {
    return packaged.file == file && packaged.span.contains(place);
  });
}

std::string left_out_text(const Methodology& methodology) {
  const std::vector<bool> own = own_files(methodology, Inherited::left_out);
  std::string out;
  for (uint32_t file = 0; file < own.size(); ++file) {
    if (own[file]) continue;
    const auto rules = std::count_if(methodology.rules.begin(), methodology.rules.end(),
                                     [&](const auto& rule) { return rule.file == file; });
    if (rules == 0) continue;
    out += out.empty() ? "left out: " : ", ";
    out += std::to_string(rules) + (rules == 1 ? " rule of " : " rules of ");
    out += methodology.files[file]->name;
  }
  if (!out.empty()) out += ", with tests of their own (--inherited takes them in)";
  return out;
}

/// Names are resolved already: the one that ends as the target does, else as its last part does.
std::optional<uint32_t> file_named(const Methodology& methodology, std::string_view target) {
  for (uint32_t i = 0; i < methodology.files.size(); ++i) {
    if (ends_with(methodology.files[i]->name, target)) return i;
  }
  const std::string_view last = target.substr(target.rfind('/') + 1);
  for (uint32_t i = 0; i < methodology.files.size(); ++i) {
    if (ends_with(methodology.files[i]->name, last)) return i;
  }
  return std::nullopt;
}

std::vector<TestStory> test_stories(const gate::Gate& gate, CaseFiles cases) {
  std::vector<TestStory> out;
  const auto& rules = gate.methodology().rules;
  for (uint32_t rule = 0; rule < rules.size(); ++rule) {
    for (const methodology::RuleTest& test : rules[rule].tests) {
      if (test.expect == methodology::RuleTest::Expect::todo) continue;
      TestStory story;
      story.story = methodology::article_json(gate.methodology(), test);
      story.now = test.now;
      story.name = rules[rule].id + ", example '" + test.name + "'";
      story.rule = rule;
      out.push_back(std::move(story));
    }
  }
  for (const auto& file : cases) {
    for (const Case& one : file->cases) {
      if (one.expect.empty()) continue;
      TestStory story;
      story.story = one.story;
      story.now = one.now;
      story.name = "case '" + one.name + "'";
      story.format = one.format;
      story.asserts = &one;
      out.push_back(std::move(story));
    }
  }
  return out;
}

}  // namespace stet::upkeep

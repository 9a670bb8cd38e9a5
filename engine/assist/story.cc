#include "engine/assist/story.h"

#include <algorithm>
#include <set>

namespace stet::assist {
namespace {

constexpr std::string_view fence = "---";

/// Between the lines of dashes; to the end while the second is not there yet.
base::Span metadata_of(std::string_view markdown) {
  if (markdown.substr(0, fence.size()) != fence) return {0, 0};
  const size_t begin = markdown.find('\n');
  if (begin == std::string_view::npos) return {0, 0};
  const size_t end = std::min(markdown.find("\n---", begin), markdown.size());
  return {static_cast<uint32_t>(begin + 1),
          static_cast<uint32_t>(std::min(end + 1, markdown.size()))};
}

Proposals footnotes(std::string_view markdown, base::Span replaced) {
  Proposals out{replaced, {}};
  const auto metadata = read_metadata(markdown);
  const methodology::Node* sources = metadata->root.find("sources");
  if (sources == nullptr) return out;
  for (const methodology::Node& source : sources->items) {
    const methodology::Node* id = source.find("id");
    if (id == nullptr) continue;
    const methodology::Node* publisher = source.find("publisher");
    const std::string name(id->view());
    out.items.push_back({Proposal::Kind::name, name,
                         publisher == nullptr ? "" : std::string(publisher->view()), "", name, ""});
  }
  return out;
}

Proposals headings(const Ruleset& rules, base::Span replaced) {
  Proposals out{replaced, {}};
  std::set<std::string> seen;
  for (const formats::SectionHeading& heading : rules.methodology().sections) {
    if (!seen.insert(heading.heading).second) continue;
    out.items.push_back(
        {Proposal::Kind::name, heading.heading, heading.section, "", heading.heading, ""});
  }
  return out;
}

}  // namespace

std::unique_ptr<Document> read_metadata(std::string_view markdown) {
  const base::Span part = metadata_of(markdown);
  std::string text(markdown.substr(0, part.end));
  for (uint32_t i = 0; i < part.begin; ++i) text[i] = text[i] == '\n' ? '\n' : ' ';
  return read_document("metadata.yaml", std::move(text));
}

bool in_metadata(std::string_view markdown, uint32_t offset) {
  const base::Span part = metadata_of(markdown);
  return part.begin > 0 && part.begin <= offset && offset < std::max(part.end, part.begin + 1);
}

Proposals complete_story(const Ruleset& rules, std::string_view markdown, uint32_t offset) {
  if (in_metadata(markdown, offset)) {
    return complete(rules, *read_metadata(markdown), FileKind::story, offset);
  }
  const base::Span line = line_at(markdown, offset);
  const std::string_view before = markdown.substr(line.begin, offset - line.begin);
  const size_t note = before.rfind("[^");
  if (note != std::string_view::npos && before.find(']', note) == std::string_view::npos) {
    return footnotes(markdown, {static_cast<uint32_t>(line.begin + note + 2), offset});
  }
  const size_t marks = before.find_first_not_of('#');
  if (marks != 0 && !before.empty() && before[0] == '#') {
    const size_t text = std::min(before.find_first_not_of("# "), before.size());
    return headings(rules, {static_cast<uint32_t>(line.begin + text), offset});
  }
  return {{offset, offset}, {}};
}

}  // namespace stet::assist

#include "engine/upkeep/format_yaml.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/utf8.h"
#include "engine/formats/yaml_tree.h"

namespace stet::upkeep {
namespace {

using formats::YamlKind;
using formats::YamlNode;

constexpr uint32_t step = 2;
constexpr uint32_t unknown = UINT32_MAX;

struct Line {
  base::Span place;             ///< without its end
  uint32_t from = 0, text = 0;  ///< where it begins and its first byte that is no blank
  uint32_t target = unknown;    ///< columns before it in the canonical layout
  bool inside = false;          ///< of a scalar or of brackets that began on a line before
  uint32_t begun = 0;           ///< inside: that line
  bool verbatim = false;        ///< inside a scalar: blanks at its end may be text

  uint32_t indent() const { return text - from; }
  bool empty() const { return text == place.end; }
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class Layout {
 public:
  Layout(std::string_view bytes, const YamlNode& root, bool moves) : bytes_(bytes), moves_(moves) {
    cut();
    enclose(root);
    if (!moves) return;
    visit(root, 0);
    place_comments();
    std::sort(gaps_.begin(), gaps_.end(),
              [](const base::Span& a, const base::Span& b) { return a.begin < b.begin; });
  }

  std::string write() const {
    std::string out;
    bool empty_before = true;  // none opens the file
    for (const Line& line : lines_) {
      if (line.inside ? !line.verbatim && line.empty() : line.empty()) {
        if (!empty_before) out += '\n';
        empty_before = true;
        continue;
      }
      empty_before = false;
      append(out, line);
      out += '\n';
    }
    while (out.size() > 1 && out.ends_with("\n\n") && !lines_.back().verbatim) out.pop_back();
    return out;
  }

 private:
  // --- lines ---

  void cut() {
    for (uint32_t begin = 0; begin < bytes_.size();) {
      const size_t found = bytes_.find('\n', begin);
      const auto end = static_cast<uint32_t>(std::min(found, bytes_.size()));
      Line line;
      line.from = line.text = begin;
      line.place = {begin, end};
      if (line.place.end > begin && bytes_[line.place.end - 1] == '\r') --line.place.end;
      while (line.text < line.place.end && is_blank(bytes_[line.text])) ++line.text;
      lines_.push_back(line);
      begin = end + 1;
    }
  }

  uint32_t line_of(uint32_t offset) const {
    const auto behind =
        std::upper_bound(lines_.begin(), lines_.end(), offset,
                         [](uint32_t at, const Line& line) { return at < line.from; });
    return static_cast<uint32_t>(behind - lines_.begin()) - 1;
  }

  /// Lines that scalars and brackets reach over.
  void enclose(const YamlNode& node) {
    const char first = node.place.empty() ? ' ' : bytes_[node.place.begin];
    const bool brackets = node.kind != YamlKind::scalar && (first == '[' || first == '{');
    if ((node.kind == YamlKind::scalar || brackets) && !node.place.empty()) {
      const uint32_t begin = line_of(node.place.begin);
      const uint32_t end = line_of(node.place.end - 1);
      for (uint32_t i = begin + 1; i <= end; ++i) {
        lines_[i].verbatim = lines_[i].verbatim || node.kind == YamlKind::scalar;
        if (!lines_[i].inside) lines_[i].begun = begin;
        lines_[i].inside = true;
      }
    }
    for (const YamlNode& item : node.items()) enclose(item);
    for (const formats::YamlMember& member : node.members()) enclose(member.value);
  }

  // --- where lines go ---

  /// Whether nothing but dashes of lists stands before `offset` in its line.
  bool begins_line(uint32_t offset, uint32_t line) const {
    for (uint32_t i = lines_[line].text; i < offset; ++i) {
      const bool dash = bytes_[i] == '-' && i + 1 < bytes_.size() && is_blank(bytes_[i + 1]);
      if (!dash && !is_blank(bytes_[i])) return false;
    }
    return true;
  }

  void settle(uint32_t line, uint32_t indent) {
    if (lines_[line].target == unknown && !lines_[line].inside) lines_[line].target = indent;
  }

  void visit(const YamlNode& node, uint32_t indent) {
    const bool flow = !node.place.empty() && node.place.begin < bytes_.size() &&
                      (bytes_[node.place.begin] == '[' || bytes_[node.place.begin] == '{');
    if (node.kind == YamlKind::scalar || flow) return;
    for (const YamlNode& item : node.items()) visit_item(item, indent);
    for (const formats::YamlMember& member : node.members()) visit_member(member, indent);
  }

  void visit_item(const YamlNode& item, uint32_t indent) {
    const uint32_t start = first_of(item);
    uint32_t line = line_of(start);
    // The dash may stand alone on a line above.
    if (begins_line(start, line) && bytes_[lines_[line].text] != '-') {
      while (line > 0 && (lines_[line].empty() || bytes_[lines_[line].text] != '-')) --line;
    }
    if (begins_line(start, line_of(start))) settle(line, indent);
    close_gap_before(start, '-');
    visit(item, indent + step);
  }

  void visit_member(const formats::YamlMember& member, uint32_t indent) {
    const uint32_t line = line_of(member.key_place.begin);
    if (begins_line(member.key_place.begin, line)) settle(line, indent);
    if (!member.value.place.empty()) close_gap_before(first_of(member.value), ':');
    visit(member.value, indent + step);
  }

  /// Where a node begins: a block mapping at its first key.
  static uint32_t first_of(const YamlNode& node) {
    return node.members().empty() ? node.place.begin
                                  : std::min(node.place.begin, node.members()[0].key_place.begin);
  }

  /// `- x` and `key: x` have one blank between.
  void close_gap_before(uint32_t offset, char mark) {
    uint32_t begin = offset;
    while (begin > 0 && is_blank(bytes_[begin - 1])) --begin;
    if (begin > 0 && begin < offset && bytes_[begin - 1] == mark) gaps_.push_back({begin, offset});
  }

  /// A comment goes where the line below it goes, or stays with the line above.
  void place_comments() {
    uint32_t below = unknown, below_indent = 0;
    for (size_t i = lines_.size(); i-- > 0;) {
      Line& line = lines_[i];
      if (line.empty() || line.inside) continue;
      const bool comment = bytes_[line.text] == '#';
      if (comment && line.target == unknown) line.target = comment_target(i, below, below_indent);
      if (comment) continue;
      below = line.target;
      below_indent = line.indent();
    }
  }

  uint32_t comment_target(size_t line, uint32_t below, uint32_t below_indent) const {
    const uint32_t indent = lines_[line].indent();
    if (below != unknown && indent == below_indent) return below;
    for (size_t i = line; i-- > 0;) {
      const Line& above = lines_[i];
      if (above.empty() || above.inside || above.target == unknown) continue;
      if (above.indent() == indent) return above.target;
    }
    return below == unknown ? 0 : below;
  }

  // --- writing ---

  void append(std::string& out, const Line& line) const {
    if (line.inside) return append_inside(out, line);
    const bool moved = moves_ && line.target != unknown;
    out.append(moved ? line.target : line.indent(), ' ');
    append_text(out, line, line.text);
  }

  /// As many columns to the right or left as the line it belongs to.
  void append_inside(std::string& out, const Line& line) const {
    const Line& begun = lines_[line.begun];
    if (line.empty()) return;
    int64_t indent = line.indent();
    if (moves_ && begun.target != unknown) indent += int64_t{begun.target} - begun.indent();
    out.append(static_cast<size_t>(std::max<int64_t>(indent, 0)), ' ');
    append_text(out, line, line.text);
  }

  void append_text(std::string& out, const Line& line, uint32_t from) const {
    uint32_t end = line.place.end;
    while (!line.verbatim && end > from && is_blank(bytes_[end - 1])) --end;
    auto gap =
        std::lower_bound(gaps_.begin(), gaps_.end(), from,
                         [](const base::Span& a, uint32_t offset) { return a.begin < offset; });
    for (; gap != gaps_.end() && gap->end <= end; ++gap) {
      if (gap->begin < from) continue;
      out.append(bytes_.substr(from, gap->begin - from));
      out += ' ';
      from = gap->end;
    }
    out.append(bytes_.substr(from, end - from));
  }

  std::string_view bytes_;
  bool moves_;
  std::vector<Line> lines_;
  std::vector<base::Span> gaps_;  ///< blanks between a mark and what follows it
};

/// Without white space: what no layout may change.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c) && c != '\n' && c != '\r') out += c;
  }
  return out;
}

const YamlNode* parse(std::string_view bytes, std::string_view name, base::Arena& arena,
                      base::Problems& problems) {
  formats::YamlOptions options;
  options.file = name;
  options.depth = methodology::max_depth;
  options.nodes = methodology::max_nodes;
  return formats::parse_yaml(bytes, {0, static_cast<uint32_t>(bytes.size())}, options, arena,
                             problems);
}

std::string as_json(const YamlNode& root) {
  std::string out;
  formats::append_yaml_as_json(root, out);
  return out;
}

/// Whether `text` says what `bytes` says, comments included.
bool same_meaning(std::string_view bytes, const YamlNode& root, const std::string& text) {
  if (bare(bytes) != bare(text)) return false;
  base::Arena arena;
  base::Problems problems;
  const YamlNode* again = parse(text, "", arena, problems);
  return again != nullptr && !problems.has_errors() && as_json(*again) == as_json(root);
}

/// Nothing when it is not right, or cannot be laid out without changing what it means.
std::optional<std::string> laid_out(std::string_view bytes, std::string_view name,
                                    base::Problems& problems) {
  base::Arena arena;
  const YamlNode* root = parse(bytes, name, arena, problems);
  if (root == nullptr || problems.has_errors()) return std::nullopt;
  for (const bool moves : {true, false}) {
    std::string text = Layout(bytes, *root, moves).write();
    if (same_meaning(bytes, *root, text)) return text;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> format_yaml_rules(const methodology::ParseInput& input,
                                             base::Problems& problems) {
  std::string_view bytes = input.bytes;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  base::Problems found;
  std::optional<std::string> text = laid_out(bytes, input.name, found);
  if (found.has_errors()) {
    for (const base::Problem& problem : found.all()) problems.add(problem);
    return std::nullopt;
  }
  // Once laid out it stays so.
  base::Problems none;
  if (text && laid_out(*text, input.name, none) == text) return text;
  return std::string(input.bytes);
}

}  // namespace stet::upkeep

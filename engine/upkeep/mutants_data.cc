// Mutants of everything but conditions: numbers, truth values and list items of the merged tree.
// Texts for people, names and examples are left alone.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "engine/upkeep/list_use.h"
#include "engine/upkeep/mutants_parts.h"

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

/// Keys whose values decide nothing.
constexpr std::string_view passive[] = {
    "$schema",  "stet",       "id",   "version",    "title",    "effective", "extends", "promises",
    "text",     "means",      "unit", "type",       "is",       "why",       "cites",   "owner",
    "when",     "each",       "at",   "message",    "fix",      "edit",      "tests",   "example",
    "glossary", "exceptions", "name", "waivable",   "sections", "since",     "until",   "decisions",
    "verified", "single",     "none", "invariants", "rank",     "rankings",  "clears"};

class Walker {
 public:
  explicit Walker(std::vector<Mutant>& out) : out_(out) {}

  void walk(const Node& node, const std::string& path) {
    if (node.is(methodology::integer_node) || node.is(methodology::number_node)) {
      return number(node, path);
    }
    if (node.is(methodology::boolean_node)) {
      return add(node, path, node.boolean ? "false" : "true",
                 "if " + path + " were " + (node.boolean ? "false" : "true"));
    }
    for (const Member& member : node.members) {
      const std::string_view key = member.key.text;
      if (std::find(std::begin(passive), std::end(passive), key) != std::end(passive)) continue;
      walk(member.value, path + (path.empty() ? "" : ".") + std::string(key));
    }
    for (const Node& item : node.items) {
      const Node* id = item.find("id");
      const std::string name = id != nullptr ? path + "." + std::string(id->view()) : path;
      walk(item, name);
    }
    drop_items(node, path);
  }

 private:
  void number(const Node& node, const std::string& path) {
    const double step = node.number >= 2 || node.number <= -2 ? 1 : 0.1;
    for (const double sign : {1.0, -1.0}) {
      std::string written;
      if (node.is(methodology::integer_node)) {
        written = std::to_string(node.integer + (sign > 0 ? 1 : -1));
      } else {
        base::append_double(written, node.number >= 1e6 ? node.number * (sign > 0 ? 2 : 0.5)
                                                        : node.number + sign * step);
      }
      add(node, path, written,
          "if " + path + " were " + written + " instead of " + std::string(node.view()));
    }
  }

  /// Texts and phrases of lists; lists of one item would be empty.
  void drop_items(const Node& node, const std::string& path) {
    for (size_t i = 0; i < node.items.size() && node.items.size() > 1; ++i) {
      const Node& item = node.items[i];
      const Node* phrase = item.find("text");
      const bool droppable = item.is(methodology::string_node) || phrase != nullptr;
      if (!droppable) continue;
      const std::string_view text = phrase != nullptr ? phrase->view() : item.view();
      // The neighbour stands twice instead: no comma has to go, and the meaning is the same. A
      // phrase may stand once only, so that one becomes a word that nobody writes.
      const bool is_phrase = path.find("phrases") != std::string::npos;
      std::string other = is_phrase ? "\"qqqq" + std::to_string(i) + "qqqq\"" : std::string();
      if (!is_phrase) methodology::append_json(node.items[i == 0 ? 1 : i - 1], other);
      add(item, path, other, "if '" + std::string(text) + "' were not in " + path);
    }
  }

  void add(const Node& node, const std::string& path, std::string to, std::string words) {
    if (node.place.empty()) return;
    Mutant made;
    made.of = Mutant::Of::data;
    made.id = path;
    made.file = node.file;
    made.place = node.place;
    made.words = std::move(words);
    made.replacement = std::move(to);
    out_.push_back(std::move(made));
  }

  std::vector<Mutant>& out_;
};

/// Mistakes after which each story would come out the same: phrases of lists that nothing looks
/// for, and weights that no score adds up, as where lists are shared with a methodology that does.
class Idle {
 public:
  explicit Idle(const gate::Gate& gate) : use_(gate), methodology_(gate.methodology()) {}

  bool operator()(const Mutant& mutant) const {
    constexpr std::string_view lists = "lists.";
    if (!mutant.id.starts_with(lists)) return false;
    for (size_t i = 0; i < methodology_.lists.size(); ++i) {
      const std::string own = std::string(lists) + methodology_.lists[i].id + ".";
      if (!mutant.id.starts_with(own)) continue;
      if (!use_.read[i]) return true;
      return mutant.id.ends_with(".weight") && !use_.weighed[i];
    }
    return false;
  }

 private:
  ListUse use_;
  const methodology::Methodology& methodology_;
};

}  // namespace

void add_data_mutants(const gate::Gate& gate, std::vector<Mutant>& out) {
  std::vector<Mutant> made;
  Walker(made).walk(*gate.methodology().tree, "");
  std::erase_if(made, Idle(gate));
  std::move(made.begin(), made.end(), std::back_inserter(out));
}

}  // namespace stet::upkeep

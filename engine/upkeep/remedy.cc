#include "engine/upkeep/remedy.h"

#include <algorithm>

namespace stet::upkeep {
namespace {

using methodology::Node;
using Kind = Remedy::Kind;

Node* record_of(StoryTree& story, const Remedy& remedy) {
  if (remedy.list.empty()) return &story.root;
  std::vector<Node>* items = items_at(story.root, remedy.list);
  return items != nullptr && remedy.index < items->size() ? &(*items)[remedy.index] : nullptr;
}

Node* text_of(StoryTree& story, const Remedy& remedy) {
  Node* record = record_of(story, remedy);
  if (record == nullptr || remedy.field.empty() || !record->is(methodology::object_node)) {
    return record;
  }
  for (methodology::Member& member : record->members) {
    if (member.key.text == remedy.field) return &member.value;
  }
  return nullptr;
}

void edit(StoryTree& story, const Remedy& remedy) {
  Node* node = text_of(story, remedy);
  if (node == nullptr || !node->is(methodology::string_node)) return;
  const std::string_view whole = node->view();
  if (remedy.part.end > whole.size()) return;
  std::string text(whole.substr(0, remedy.part.begin));
  text += remedy.text;
  text += whole.substr(remedy.part.end);
  node->text.text = story.text(text).text.text;
}

void cite(StoryTree& story, const Remedy& remedy) {
  Node* record = record_of(story, remedy);
  if (record == nullptr || !record->is(methodology::object_node)) return;
  story.items(*record, "sources").push_back(story.text(remedy.text));
}

void add_source(StoryTree& story, const std::string& id, const std::string& kind) {
  Node source = StoryTree::object();
  story.set(source, "id", id);
  story.set(source, "publisher", "Quendal Ledger " + id);
  story.set(source, "kind", kind);
  story.set(source, "url", "https://" + id + ".example/report");
  const std::string date(text_at(story.root, "datePublished"));
  if (!date.empty()) story.set(source, "datePublished", date);
  story.items(story.root, "sources").push_back(std::move(source));
}

/// Sources that share nothing with any other: those that are cited already, or new ones, cited for
/// every claim.
void add_sources(StoryTree& story, const Remedy& remedy) {
  for (const std::string& id : remedy.ids) add_source(story, id, remedy.text);
  if (!remedy.ids.empty()) return;
  for (uint32_t number = 1; number <= remedy.count; ++number) {
    const std::string id = "added-" + std::to_string(number);
    add_source(story, id, remedy.text);
    std::vector<Node>* claims = items_at(story.root, "claims");
    if (claims == nullptr) continue;
    for (Node& claim : *claims) {
      if (claim.is(methodology::object_node)) {
        story.items(claim, "sources").push_back(story.text(id));
      }
    }
  }
}

void take_out(StoryTree& story, const Remedy& remedy) {
  std::vector<Node>* items = items_at(story.root, remedy.list);
  if (items != nullptr && remedy.index < items->size()) items->erase(items->begin() + remedy.index);
}

void apply_one(StoryTree& story, const Remedy& remedy) {
  switch (remedy.kind) {
    case Kind::edit:
    case Kind::attribute: return edit(story, remedy);
    case Kind::fill:
    case Kind::set:
      if (Node* record = record_of(story, remedy)) story.set(*record, remedy.field, remedy.value);
      return;
    case Kind::clear:
      if (Node* record = record_of(story, remedy)) erase(*record, remedy.field);
      return;
    case Kind::cite: return cite(story, remedy);
    case Kind::add_source: return add_sources(story, remedy);
    case Kind::declare: return;
    case Kind::take_out: return take_out(story, remedy);
  }
}

/// Whether `a` has to be made before `b`: places behind what is changed move.
bool earlier(const Remedy* a, const Remedy* b) {
  const bool edits = a->kind <= Kind::attribute && b->kind <= Kind::attribute;
  if (edits) return a->part.begin > b->part.begin;
  if (a->kind != b->kind) return a->kind < b->kind;
  return a->kind == Kind::take_out && a->index > b->index;
}

}  // namespace

std::string_view to_string(Kind kind) {
  static constexpr std::string_view names[] = {"edit", "attribute",  "fill",    "set",     "clear",
                                               "cite", "add-source", "declare", "take-out"};
  return names[static_cast<size_t>(kind)];
}

void make_changes(StoryTree& story, std::span<const Remedy* const> remedies) {
  std::vector<const Remedy*> ordered(remedies.begin(), remedies.end());
  std::stable_sort(ordered.begin(), ordered.end(), earlier);
  for (const Remedy* remedy : ordered) apply_one(story, *remedy);
}

std::string shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return "'" + std::string(text) + "'";
  const size_t blank = text.substr(0, most).rfind(' ');
  size_t end = blank == std::string_view::npos ? most : blank;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "'" + std::string(text.substr(0, end)) + " …'";
}

}  // namespace stet::upkeep

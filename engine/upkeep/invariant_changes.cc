#include "engine/upkeep/invariant_changes.h"

#include <algorithm>
#include <utility>

namespace stet::upkeep {
namespace {

using methodology::Member;
using methodology::Node;

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// A name that the story does not have.
std::string unused(const StoryTree& story, const std::string& wanted) {
  const std::string json = story.json();
  std::string name = wanted;
  for (int i = 2; json.find(name) != std::string::npos; ++i)
    name = wanted + " " + std::to_string(i);
  return name;
}

/// An id, from a name.
std::string id_of(std::string name) {
  for (char& c : name) c = c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name;
}

/// What the author counted is right before a source is added or taken away, and wrong after: it is
/// another promise, and left out of both stories.
void forget_declared_sources(StoryTree& story) {
  for (Member& member : story.root.members) {
    if (member.key.text == "declared") erase(member.value, "sources");
  }
}

std::vector<Node>* sources_of(StoryTree& story) { return items_at(story.root, "sources"); }

template <typename Use>
void each_claim(StoryTree& story, Use use) {
  std::vector<Node>* claims = items_at(story.root, "claims");
  if (claims == nullptr) return;
  for (Node& claim : *claims) {
    if (claim.is(methodology::object_node)) use(claim);
  }
}

/// A source that shares nothing with any other, cited by every claim or by one.
std::string add_newcomer(StoryTree& story, const std::string& kind, Random& random) {
  const std::string name = unused(story, "Quendal Ledger");
  const std::string id = id_of(name);
  Node source = StoryTree::object();
  story.set(source, "id", id);
  story.set(source, "publisher", name);
  if (!kind.empty()) story.set(source, "kind", kind);
  story.set(source, "url", "https://" + id + ".example/report");
  const std::string date(text_at(story.root, "datePublished"));
  if (!date.empty()) story.set(source, "datePublished", date);
  story.items(story.root, "sources").push_back(std::move(source));
  const std::vector<Node>* claims = items_at(story.root, "claims");
  const size_t count = claims == nullptr ? 0 : claims->size();
  const size_t one = random.one_in(2) ? random.below(static_cast<uint32_t>(count)) : count;
  size_t number = 0;
  each_claim(story, [&](Node& claim) {
    if (one == count || number++ == one) story.items(claim, "sources").push_back(story.text(id));
  });
  return quoted(name) + (kind.empty() ? "" : " (" + kind + ")");
}

std::optional<StoryPair> added_source(const StoryTree& story, Random& random,
                                      const Materials& materials) {
  StoryPair out{story, {}, {}, {}};
  forget_declared_sources(out.before);
  out.after = out.before;
  const std::string kind = materials.kinds.empty() ? "" : random.pick(materials.kinds);
  out.decides = std::find(materials.qualifying.begin(), materials.qualifying.end(), kind) !=
                materials.qualifying.end();
  out.change =
      "the independent source " + add_newcomer(out.after, kind, random) + " is added and cited";
  return out;
}

/// Claims that cite the one cite the other, too.
void cite_beside(StoryTree& story, const std::string& cited, const std::string& added) {
  each_claim(story, [&](Node& claim) {
    std::vector<Node>* ids = items_at(claim, "sources");
    if (ids == nullptr) return;
    const bool cites =
        std::any_of(ids->begin(), ids->end(), [&](const Node& id) { return id.view() == cited; });
    if (cites) ids->push_back(story.text(added));
  });
}

/// How copies show that they are some; the original is changed where both must say it.
std::string mark_copies(StoryTree& before, Node& original, Node& copy, Random& random,
                        const Materials& materials) {
  const std::string id(text_at(original, "id"));
  const std::string canonical(
      text_at(original, original.find("canonicalUrl") ? "canonicalUrl" : "url"));
  const uint32_t way = random.below(3);
  if (way == 0 && !materials.agencies.empty()) {
    const std::string& agency = random.pick(materials.agencies);
    before.set(original, "creditText", agency);
    before.set(copy, "creditText", agency);
    return "that credit " + quoted(agency) + " as it does";
  }
  if (way == 1 && !canonical.empty()) {
    before.set(copy, "canonicalUrl", canonical);
    return "with its canonical URL";
  }
  std::vector<Node> from;
  from.push_back(before.text(id));
  before.set(copy, "derivedFrom", StoryTree::list(std::move(from)));
  return "that derive from it";
}

std::optional<StoryPair> copies(const StoryTree& story, Random& random,
                                const Materials& materials) {
  StoryPair out{story, {}, {}, {}};
  forget_declared_sources(out.before);
  std::vector<Node>* sources = sources_of(out.before);
  if (sources == nullptr || sources->empty()) return std::nullopt;
  Node& original = (*sources)[random.below(static_cast<uint32_t>(sources->size()))];
  const std::string id(text_at(original, "id"));
  if (id.empty()) return std::nullopt;
  // A copy does not tell who the original is: that is known before.
  if (text_at(original, "publisher").empty()) {
    out.before.set(original, "publisher", unused(out.before, "Quendal Ledger"));
  }
  const std::string name = unused(out.before, "Copying Courier");
  Node copy = original;
  out.before.set(copy, "publisher", name);
  const std::string how = mark_copies(out.before, original, copy, random, materials);
  out.after = out.before;
  const uint32_t count = 1 + random.below(3);
  for (uint32_t i = 1; i <= count; ++i) {
    const std::string number = std::to_string(i), copy_id = id_of(name) + "-" + number;
    Node made = copy;
    out.after.set(made, "id", copy_id);
    out.after.set(made, "publisher", name + " " + number);
    // A reader can look the copies up where the original can be, and not else.
    if (!text_at(copy, "url").empty()) {
      out.after.set(made, "url", "https://" + copy_id + ".example/report");
    }
    sources_of(out.after)->push_back(std::move(made));
    cite_beside(out.after, id, copy_id);
  }
  out.change = std::to_string(count) + (count == 1 ? " copy" : " copies") + " of the source " +
               quoted(id) + " are added, " + how;
  return out;
}

std::optional<StoryPair> dependence(const StoryTree& story, Random& random) {
  StoryPair out{story, {}, {}, {}};
  forget_declared_sources(out.before);
  std::vector<Node>* sources = sources_of(out.before);
  if (sources == nullptr || sources->size() < 2) return std::nullopt;
  // Who it is, is known before.
  for (Node& source : *sources) {
    if (text_at(source, "publisher").empty()) {
      out.before.set(source, "publisher", "Quendal Ledger");
    }
  }
  const auto count = static_cast<uint32_t>(sources->size());
  const uint32_t changed = random.below(count);
  const uint32_t other = (changed + 1 + random.below(count - 1)) % count;
  const std::string origin(text_at((*sources)[other], "id"));
  const std::string publisher(text_at((*sources)[other], "publisher"));
  out.after = out.before;
  Node& dependent = (*sources_of(out.after))[changed];
  out.change = "the source " + quoted(text_at(dependent, "id"));
  if (dependent.find("owner") == nullptr && (origin.empty() || random.one_in(2))) {
    out.after.set(dependent, "owner", publisher);
    out.change += " turns out to belong to " + quoted(publisher);
    return out;
  }
  if (origin.empty()) return std::nullopt;
  out.after.items(dependent, "derivedFrom").push_back(out.after.text(origin));
  out.change += " turns out to derive from " + quoted(origin);
  return out;
}

std::optional<StoryPair> order(const StoryTree& story, Random& random) {
  StoryPair out{story, story, "lists are put into another order:", {}};
  bool any = false;
  for (const char* key : {"sources", "claims", "affected", "mentions", "keywords", "author"}) {
    std::vector<Node>* items = items_at(out.after.root, key);
    if (items == nullptr || items->size() < 2) continue;
    random.shuffle(*items);
    any = true;
    out.change.append(" ").append(key);
  }
  each_claim(out.after, [&](Node& claim) {
    std::vector<Node>* ids = items_at(claim, "sources");
    if (ids == nullptr || ids->size() < 2) return;
    random.shuffle(*ids);
    any = true;
  });
  if (!any) return std::nullopt;
  return out;
}

std::optional<StoryPair> coverage(const StoryTree& story, Random& random,
                                  const Materials& materials) {
  StoryPair out{story, story, {}, {}};
  StoryTree& after = out.after;
  std::vector<Node>* body = items_at(after.root, "articleBody");
  switch (random.below(4)) {
    case 0: {
      const std::string kind = materials.kinds.empty() ? "" : random.pick(materials.kinds);
      for (int i = 0; i < 12; ++i) add_newcomer(after, kind, random);
      out.change = "12 more sources carry the story";
      return out;
    }
    case 1:
      if (body != nullptr && !body->empty()) {
        const std::vector<Node> again = *body;
        body->insert(body->end(), again.begin(), again.end());
        out.change = "the whole body is told a second time";
        return out;
      }
      [[fallthrough]];
    case 2: {
      Node earlier = StoryTree::object();
      after.set(earlier, "id", "earlier-story");
      after.items(after.root, "follows").push_back(std::move(earlier));
      out.change = "it carries on an earlier story";
      return out;
    }
    default: {
      Node outlets = StoryTree::object();
      after.set(outlets, "outlets", after.number(5000));
      after.set(after.root, "coverage", std::move(outlets));
      out.change = "5,000 outlets ran it";
      return out;
    }
  }
}

std::optional<StoryPair> dimensions(const StoryTree& story, Random& random,
                                    const Materials& materials) {
  StoryPair out{story, story, {}, {}};
  StoryTree& after = out.after;
  const auto add = [&](const std::string& phrase, const char* what) {
    Node block = StoryTree::object();
    after.set(block, "text", "It " + phrase + ".");
    after.items(after.root, "articleBody").push_back(std::move(block));
    out.change = "the paragraph 'It " + phrase + ".' is added, which moves " + what + " alone";
  };
  const uint32_t which = random.below(3);
  if (which == 0 && !materials.moods.empty()) {
    add(random.pick(materials.moods), "sentiment");
    out.fixed = {.impact = true, .confidence = true};
    return out;
  }
  if (which == 1 && !materials.weights.empty()) {
    add(random.pick(materials.weights), "impact");
    out.fixed = {.sentiment = true, .confidence = true};
    return out;
  }
  out.fixed = {.sentiment = true, .impact = true};
  const std::vector<Node>* sources = sources_of(after);
  if (sources == nullptr || sources->empty()) {
    out.change = "the source " + add_newcomer(after, "", random) + " is added";
  } else {
    erase(after.root, "sources");
    out.change = "all sources are taken away";
  }
  return out;
}

std::optional<StoryPair> lone_source(const StoryTree& story, Random& random) {
  StoryPair out{story, story, {}, {}};
  std::vector<Node>* sources = sources_of(out.after);
  if (sources == nullptr || sources->empty()) return std::nullopt;
  const Node kept = (*sources)[random.below(static_cast<uint32_t>(sources->size()))];
  const std::string id(text_at(kept, "id"));
  if (id.empty()) return std::nullopt;
  sources->assign(1, kept);
  each_claim(out.after, [&](Node& claim) {
    std::vector<Node> ids;
    ids.push_back(out.after.text(id));
    out.after.set(claim, "sources", StoryTree::list(std::move(ids)));
  });
  forget_declared_sources(out.after);
  erase(out.after.root, "waivers");
  out.change = "the source " + quoted(id) + " alone is left";
  return out;
}

std::optional<StoryPair> unsourced(const StoryTree& story) {
  StoryPair out{story, story, "all sources are taken away", {}};
  erase(out.after.root, "sources");
  each_claim(out.after, [](Node& claim) { erase(claim, "sources"); });
  erase(out.after.root, "waivers");
  return out;
}

}  // namespace

std::optional<StoryPair> make_pair(InvariantKind kind, const StoryTree& story, Random& random,
                                   const Materials& materials) {
  switch (kind) {
    case InvariantKind::added_source: return added_source(story, random, materials);
    case InvariantKind::copies: return copies(story, random, materials);
    case InvariantKind::dependence: return dependence(story, random);
    case InvariantKind::order: return order(story, random);
    case InvariantKind::coverage: return coverage(story, random, materials);
    case InvariantKind::dimensions: return dimensions(story, random, materials);
    case InvariantKind::lone_source: return lone_source(story, random);
    case InvariantKind::unsourced: return unsourced(story);
    case InvariantKind::held_says_why: return StoryPair{story, story, "nothing", {}};
  }
  return std::nullopt;
}

}  // namespace stet::upkeep

#include "engine/upkeep/variants.h"

#include <algorithm>

#include "engine/upkeep/list_readers.h"

namespace stet::upkeep {
namespace {

using methodology::Node;

constexpr const char* drawn_now = "2026-11-24T12:00:00Z";
constexpr const char* drawn_date = "2026-11-20T08:00:00Z";
/// Phrases that are tried out alone; of longer lists every second, third, … one.
constexpr size_t most_tried = 400;

void put(StoryTree& story, Node& object, std::string_view key, const std::string& value) {
  if (!value.empty()) story.set(object, key, value);
}

/// What a phrase does in a story of its own. One that lists of two scores have moves both.
void try_phrase(const std::string& phrase, const ListReaders& readers, Judge& judge,
                Materials& out) {
  StoryTree story;
  std::vector<Node>& body = story.items(story.root, "articleBody");
  for (const std::string& text : {std::string("One."), std::string("Two."), "It " + phrase + "."}) {
    body.push_back(story.text(text));
  }
  const gate::Verdict& verdict = judge.verdict(story.json(), formats::Format::json, "2026-11-24");
  if (verdict.evidence == nullptr) return;
  bool mood = false, weight = false, other = false;
  for (size_t list = 0; list < readers.sentiment.size(); ++list) {
    if (verdict.evidence->list_hits[list].empty()) continue;
    mood = mood || readers.sentiment[list];
    weight = weight || readers.impact[list];
    other = other || readers.confidence[list];
  }
  if (mood && !weight && !other && !verdict.sentiment.article.parts.empty()) {
    out.moods.push_back(phrase);
  }
  if (weight && !mood && !other && verdict.impact.value > 1) out.weights.push_back(phrase);
}

}  // namespace

Materials materials_of(const gate::Gate& gate) {
  const methodology::Methodology& methodology = gate.methodology();
  Materials out;
  for (const methodology::PhraseList& list : methodology.lists) {
    for (const methodology::Phrase& phrase : list.phrases) {
      out.phrases.push_back(phrase.text);
      std::erase(out.phrases.back(), '*');
    }
  }
  for (const methodology::SourceKind& kind : methodology.source_kinds) {
    out.kinds.push_back(kind.id);
    if (kind.qualifies) out.qualifying.push_back(kind.id);
  }
  for (const methodology::Agency& agency : methodology.agencies) {
    if (!agency.names.empty()) out.agencies.push_back(agency.names.front());
  }
  Judge judge(gate);
  const ListReaders readers(methodology);
  const size_t step = 1 + out.phrases.size() / most_tried;
  for (size_t i = 0; i < out.phrases.size(); i += step)
    try_phrase(out.phrases[i], readers, judge, out);
  return out;
}

std::string Variants::sentence(Random& random) const {
  std::string out = random.pick({"The port", "Acme", "On Monday the bank", "They"});
  for (uint32_t i = 1 + random.below(5); i > 0; --i) {
    out += " " + (materials_.phrases.empty() ? random.pick({"opened", "will close", "may sell"})
                                             : random.pick(materials_.phrases));
    out += random.pick({"", "", ",", " of $3bn", " by 14%", " for 25 basis points",
                        " with 2,400 customers", " and not", " of Acme"});
  }
  if (random.one_in(6)) out = "“" + out + ",” he said";
  return out + ". ";
}

Node Variants::source(StoryTree& story, Random& random, uint32_t number) const {
  Node out = StoryTree::object();
  story.set(out, "id", "s" + std::to_string(number));
  if (!materials_.kinds.empty() && !random.one_in(8)) {
    story.set(out, "kind", random.pick(materials_.kinds));
  }
  put(story, out, "publisher",
      random.pick({"P1", "P2", "p1 ", "The P3", "p3", "P4", "P5", "P6", "Reuters", "Barron's",
                   "Nikkei", "Financial Times", ""}));
  if (random.one_in(2)) {
    story.set(out, "url",
              random.pick({"https://a.example/1", "http://www.a.example/1/", "https://a.example/2",
                           "https://b.example/2", "https://c.example/3"}));
  }
  if (random.one_in(6)) story.set(out, "owner", random.pick({"O1", "O2", "P3", "News Corp"}));
  if (random.one_in(6) && !materials_.agencies.empty()) {
    story.set(out, "creditText", random.pick(materials_.agencies));
  }
  if (random.one_in(6)) {
    std::vector<Node> from;
    from.push_back(story.text("s" + std::to_string(random.below(12))));
    story.set(out, "derivedFrom", StoryTree::list(std::move(from)));
  }
  if (random.one_in(4)) story.set(out, "name", random.pick({"N1", "N2"}));
  if (random.one_in(2)) {
    story.set(out, "datePublished", "2026-0" + std::to_string(1 + random.below(9)) + "-01");
  }
  if (random.one_in(8)) {
    Node yes;
    yes.type = methodology::boolean_node;
    yes.boolean = true;
    story.set(out, "anonymous", std::move(yes));
    if (random.one_in(2)) story.set(out, "reasonAnonymous", "fears for the job");
  }
  return out;
}

Node Variants::claim(StoryTree& story, Random& random) const {
  Node out = StoryTree::object();
  story.set(out, "text", sentence(random));
  std::vector<Node> cited;
  const std::vector<Node>* sources = items_at(story.root, "sources");
  for (uint32_t i = 1 + random.below(2); i > 0; --i) {
    const bool listed = sources != nullptr && !sources->empty() && !random.one_in(6);
    const std::string_view id = listed ? text_at(random.pick(*sources), "id") : "nobody";
    if (!id.empty()) cited.push_back(story.text(id));
  }
  story.set(out, "sources", StoryTree::list(std::move(cited)));
  return out;
}

StoryTree Variants::from_nothing(Random& random) const {
  StoryTree story;
  story.set(story.root, "id", "generated");
  story.set(story.root, "datePublished", drawn_date);
  story.set(story.root, "headline", sentence(random));
  std::vector<Node>& sources = story.items(story.root, "sources");
  const uint32_t count = random.below(12);
  for (uint32_t i = 0; i < count; ++i) sources.push_back(source(story, random, i));
  Node party = StoryTree::object();
  story.set(party, "name", "Acme");
  story.items(story.root, "affected").push_back(std::move(party));
  for (uint32_t i = random.below(4); i > 0; --i) {
    Node made = claim(story, random);
    story.items(story.root, "claims").push_back(std::move(made));
  }
  for (uint32_t i = 1 + random.below(4); i > 0; --i) {
    story.items(story.root, "articleBody")
        .push_back(story.text(sentence(random) + sentence(random)));
  }
  return story;
}

void Variants::change(StoryTree& story, Random& random) const {
  std::vector<Node>& sources = story.items(story.root, "sources");
  switch (random.below(6)) {
    case 0:
    case 1: {
      Node added = source(story, random, 20 + static_cast<uint32_t>(sources.size()));
      sources.push_back(std::move(added));
      return;
    }
    case 2:
      if (!sources.empty()) {
        sources.erase(sources.begin() + random.below(static_cast<uint32_t>(sources.size())));
      }
      return;
    case 3: {
      Node made = claim(story, random);
      story.items(story.root, "claims").push_back(std::move(made));
      return;
    }
    default: story.items(story.root, "articleBody").push_back(story.text(sentence(random)));
  }
}

Variants::Drawn Variants::draw(uint32_t number) const {
  Random random(20261125 + number);
  if (!bases_.empty() && !random.one_in(3)) {
    const TestStory& base = random.pick(bases_);
    if (auto story = StoryTree::read(base.story, base.format, methodology_)) {
      for (uint32_t i = 1 + random.below(4); i > 0; --i) change(*story, random);
      return {std::move(*story), base.now.empty() ? drawn_now : base.now};
    }
  }
  return {from_nothing(random), drawn_now};
}

}  // namespace stet::upkeep

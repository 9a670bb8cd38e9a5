// Decisions, promises, sources, badge, story sections, phrase lists, voice and glossary.
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

/// A decision that clears after one that does not would make a worse story run.
void check_order(Reading& reading, std::span<const Node> decisions) {
  const Node* stopped = nullptr;
  for (const Node& decision : decisions) {
    const Node* clears = get(decision, "clears", boolean_node);
    if (!clears) continue;
    if (!clears->boolean) {
      stopped = &decision;
    } else if (stopped) {
      reading.messages.conflict(*clears,
                                "expected false, because the better decision " +
                                    quoted(text_of(*stopped, "id")) + " does not clear, found true",
                                "decisions stand in order of severity, the best first");
    }
  }
  if (decisions.empty() || !stopped) return;
  if (!flag_of(decisions.front(), "clears", true)) {
    reading.messages.conflict(*decisions.front().find("clears"),
                              "expected a first decision that clears, found false",
                              "the first decision is that of a story without findings");
  }
}

/// Each text of the lists in `object` belongs to one key; a second owner is told.
void check_one_owner(Reading& reading, std::span<const Member> members, std::string_view what) {
  base::Arena arena;  // of texts in small letters
  base::NameTable owners;
  for (uint32_t i = 0; i < members.size(); ++i) {
    const Node& value = members[i].value;
    for (const Node& item : value.is(object_node) ? items_of(value, "names") : value.items) {
      if (!item.is(string_node)) continue;
      const std::string_view text = arena.copy_text(lower(item.view()));
      if (owners.add(text, i)) continue;
      reading.messages.conflict(
          item, "expected each " + std::string(what) + " once, found " + quoted(item.view()) +
                    " under " + quoted(members[*owners.find(text)].key.text) + " as well");
    }
  }
}

void read_kinds(Reading& reading, const Node& sources) {
  for (const Member& member : members_of(sources, "kinds")) {
    const Node& kind = member.value;
    reading.out.source_kinds.push_back(
        {std::string(member.key.text), text_of(kind, "title"), number_of(kind, "weight", 1),
         flag_of(kind, "qualifies", true), flag_of(kind, "medium", false)});
  }
}

void read_independence(Reading& reading, const Node& sources) {
  const Node* node = get(sources, "independence", object_node);
  if (!node) return;
  Independence& out = reading.out.independence;
  out.publisher = flag_of(*node, "publisher", true);
  out.owner = flag_of(*node, "owner", true);
  out.canonical_url = flag_of(*node, "canonicalUrl", true);
  out.domain = flag_of(*node, "domain", true);
  out.agency = flag_of(*node, "agency", true);
  out.derivation = flag_of(*node, "derivation", true);
  out.attribution = flag_of(*node, "attribution", true);
  out.upstream = flag_of(*node, "upstream", true);
  out.reuse = flag_of(*node, "reuse", true);
  out.shingle = static_cast<uint32_t>(number_of(*node, "shingle", out.shingle));
  out.containment = number_of(*node, "containment", out.containment);
  out.least_shared = static_cast<uint32_t>(number_of(*node, "leastShared", out.least_shared));
}

void read_agencies(Reading& reading, const Node& sources) {
  for (const Member& member : members_of(sources, "agencies")) {
    const Node& node = member.value;
    const bool bare = node.is(list_node);
    reading.out.agencies.push_back(
        {std::string(member.key.text), texts(bare ? node.items : items_of(node, "names")),
         bare ? std::vector<std::string>() : texts(items_of(node, "signOff"))});
  }
}

std::vector<std::string> lower_texts(const Node& object, std::string_view key) {
  std::vector<std::string> out = texts(items_of(object, key));
  for (std::string& each : out) each = lower(each);
  return out;
}

std::vector<Phrase> placed_texts(const Node& object, std::string_view key) {
  std::vector<Phrase> out;
  for (const Node& item : items_of(object, key)) {
    if (!item.is(string_node)) continue;
    out.push_back({std::string(item.view()), 1, item.text.source, item.file});
  }
  return out;
}

void read_source_words(Reading& reading, const Node& sources) {
  if (const Node* domains = get(sources, "domains", object_node)) {
    reading.out.domains = {lower_texts(*domains, "suffixes"), lower_texts(*domains, "shared")};
  }
  const Node* node = get(sources, "texts", object_node);
  if (!node) return;
  SourceWords& out = reading.out.source_words;
  out.credits_before = placed_texts(*node, "creditsBefore");
  out.credits_after = placed_texts(*node, "creditsAfter");
  out.origins = placed_texts(*node, "origins");
  out.first_reports = placed_texts(*node, "firstReports");
  out.unnamed_person = placed_texts(*node, "unnamedPerson");
  out.documents = placed_texts(*node, "documents");
  out.boilerplate = placed_texts(*node, "boilerplate");
  out.rises = texts(items_of(*node, "rises"));
  out.falls = texts(items_of(*node, "falls"));
}

/// A badge knows one placeholder, {n}.
void check_badge(Reading& reading, const Node& verification, std::string_view key) {
  const Node* badge = get(verification, key, string_node);
  if (!badge) return;
  const std::string_view text = badge->view();
  for (size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (text.substr(at, 3) == "{n}") continue;
    reading.messages.conflict(*badge, "expected no placeholder but {n}, found " +
                                          quoted(text.substr(at, text.find('}', at) - at + 1)));
  }
}

}  // namespace

void read_decisions(Reading& reading, const Node& root) {
  Methodology& out = reading.out;
  const std::span<const Node> decisions = items_of(root, "decisions");
  for (const Node& node : decisions) {
    const Node* id = get(node, "id", string_node);
    if (!id) continue;
    reading.decisions.add(id->view(), static_cast<uint32_t>(out.decisions.size()));
    out.decisions.push_back(
        {std::string(id->view()), text_of(node, "title"), flag_of(node, "clears", false)});
  }
  check_order(reading, decisions);
  if (const Node* unknown = get(root, "unknown", string_node)) {
    const auto number = reading.resolve_decision(*unknown);
    out.unknown = number.value_or(0);
    if (number && out.decisions[*number].clears) {
      reading.messages.conflict(
          *unknown, "expected a decision that does not clear, found " + quoted(unknown->view()),
          "a story of which nothing can be read must not run");
    }
  }
  for (const Node& node : items_of(root, "promises")) {
    const Node* id = get(node, "id", string_node);
    if (!id) continue;
    reading.promises.add(id->view(), static_cast<uint32_t>(out.promises.size()));
    out.promises.push_back({std::string(id->view()), text_of(node, "text")});
  }
}

void read_sources(Reading& reading, const Node& root) {
  const Node* sources = get(root, "sources", object_node);
  if (!sources) return;
  read_kinds(reading, *sources);
  read_independence(reading, *sources);
  read_agencies(reading, *sources);
  read_source_words(reading, *sources);
  for (const Member& member : members_of(*sources, "owners")) {
    reading.out.owners.push_back({std::string(member.key.text), texts(member.value.items)});
  }
  check_one_owner(reading, members_of(*sources, "agencies"), "name of an agency");
  check_one_owner(reading, members_of(*sources, "owners"), "publisher");
}

void read_verification(Reading& reading, const Node& root) {
  const Node* node = get(root, "verification", object_node);
  if (!node) return;
  Verification& out = reading.out.verification;
  if (const Node* from = get(*node, "verifiedFrom", integer_node)) {
    out.verified_from = from->integer;
  }
  if (const Node* support = get(*node, "support", string_node)) {
    out.support = support->view() == "citation" ? SupportBasis::citation : SupportBasis::text;
  }
  if (const Node* count = get(*node, "count", string_node)) {
    out.count = count->view() == "sources" ? CountOf::sources : CountOf::claims;
  }
  out.overlap = number_of(*node, "overlap", out.overlap);
  out.hedges = reading.resolve_lists(*node, "hedges");
  read_text(*node, "verified", out.verified);
  read_text(*node, "single", out.single);
  read_text(*node, "none", out.none);
  for (const std::string_view key : {"verified", "single", "none"}) {
    check_badge(reading, *node, key);
  }
}

void read_story(Reading& reading, const Node& root) {
  reading.sections.add("lead", 0);  // what stands before the first heading
  const Node* story = get(root, "story", object_node);
  if (!story) return;
  for (const Member& member : members_of(*story, "sections")) {
    reading.sections.add(member.key.text, 0);
    for (std::string& heading : texts(member.value.items)) {
      reading.out.sections.push_back({std::move(heading), std::string(member.key.text)});
    }
  }
  check_one_owner(reading, members_of(*story, "sections"), "heading");
}

std::vector<Phrase> read_phrases(Reading& reading, const Node& object) {
  std::vector<Phrase> out;
  const double usual = number_of(object, "weight", 1);
  const std::span<const Node> items = items_of(object, "phrases");
  base::NameTable seen(items.size());
  out.reserve(items.size());
  for (const Node& item : items) {
    const Node* text = item.is(object_node) ? get(item, "text", string_node) : &item;
    if (!text || !text->is(string_node)) continue;
    if (!seen.add(text->view(), 0)) {
      reading.messages.conflict(
          *text, "expected each phrase once, found " + quoted(text->view()) + " again");
    }
    const double weight = item.is(object_node) ? number_of(item, "weight", usual) : usual;
    const bool cased = item.is(object_node) && flag_of(item, "caseSensitive", false);
    out.push_back({std::string(text->view()), weight, text->text.source, text->file, cased});
  }
  return out;
}

void read_lists(Reading& reading, const Node& root) {
  Methodology& out = reading.out;
  for (const Member& member : members_of(root, "lists")) {
    const Node& node = member.value;
    reading.lists.add(member.key.text, static_cast<uint32_t>(out.lists.size()));
    out.lists.push_back({std::string(member.key.text), text_of(node, "title"),
                         read_phrases(reading, node), flag_of(node, "caseSensitive", false),
                         flag_of(node, "inflect", false)});
  }
  if (const Node* voice = get(root, "voice", object_node)) {
    out.attribution_lists = reading.resolve_lists(*voice, "attribution");
  }
  for (const Member& member : members_of(root, "glossary")) {
    out.glossary.push_back({std::string(member.key.text), std::string(member.value.view())});
  }
}

}  // namespace stet::methodology

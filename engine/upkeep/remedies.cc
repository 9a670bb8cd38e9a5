#include "engine/upkeep/remedies.h"

#include <algorithm>
#include <set>

#include "engine/cel/plan.h"
#include "engine/formats/fields.h"
#include "engine/gate/program.h"
#include "engine/upkeep/story_spot.h"

namespace stet::upkeep {
namespace {

using formats::FieldKind;
using formats::FieldSchema;
using formats::RecordSchema;
using formats::Text;
using methodology::Node;
using Kind = Remedy::Kind;

constexpr uint32_t most_added = 3;       ///< sources
constexpr uint32_t most_cited = 6;       ///< listed sources that are tried for a claim
constexpr uint32_t most_filled = 4;      ///< records of a list that a rule about all of them reads
constexpr uint32_t most_constants = 12;  ///< of a condition

/// What a rule's condition and the terms it rests on read and compare with.
struct Reads {
  std::set<std::pair<std::string_view, std::string_view>> fields;  ///< record, field
  std::set<std::string_view> constants;

  void add(const cel::Program& program) {
    for (const cel::FieldUse& use : program.fields()) {
      fields.emplace(use.object->name, use.object->fields[use.field].name);
    }
    for (const cel::Node& node : program.state().source->checked.ast.nodes) {
      const bool text = node.kind == cel::NodeKind::literal && node.value.is(cel::Kind::string);
      if (text && constants.size() < most_constants) constants.insert(node.value.as_text());
    }
  }
};

class Finder {
 public:
  Finder(const gate::Gate& gate, const gate::Verdict& verdict, StoryTree& story)
      : program_(gate.program()), verdict_(verdict), article_(*verdict.article), story_(story) {}

  void about(const gate::Diagnostic& diagnostic) {
    const methodology::Rule* rule = diagnostic.rule;
    if (rule == nullptr) return;
    const auto number = static_cast<uint32_t>(rule - program_.methodology->rules.data());
    const Reads reads = reads_of(number);
    const Spot spot = locate(article_, diagnostic.place);
    for (const gate::Edit& edit : diagnostic.edits) rule_edit(edit);
    if (spot.text != nullptr) words(spot, diagnostic);
    if (spot.list != nullptr) record(spot, reads, diagnostic);
    whole_story(reads, diagnostic);
  }

  /// What may help whatever the rules are about: more sources, and what the story says of itself.
  void about_any() {
    add_sources();
    list_cited();
    for (const std::string_view name : {"sources", "impact", "sentiment"}) declare(name);
  }

  std::vector<Remedy> take() { return std::move(out_); }

 private:
  Reads reads_of(uint32_t number) const {
    Reads out;
    const methodology::CompiledRule& rule = program_.rules->rules[number];
    if (rule.each) out.add(*rule.each);
    if (rule.when) out.add(*rule.when);
    for (const uint32_t term : program_.plans[number].terms) {
      out.add(program_.rules->terms[term].program);
    }
    return out;
  }

  // --- words of the text ---

  Remedy& add(Kind kind, const Spot& spot, base::Span place) {
    Remedy& made = out_.emplace_back();
    made.kind = kind;
    if (spot.list != nullptr) made.list = spot.list->name;
    made.index = spot.index;
    made.place = place;
    return made;
  }

  Remedy& add_edit(Kind kind, const Spot& spot, base::Span place, base::Span part,
                   std::string text) {
    Remedy& made = add(kind, spot, place);
    made.field = spot.field;
    made.part = part;
    made.text = std::move(text);
    return made;
  }

  void rule_edit(const gate::Edit& edit) {
    const Spot spot = locate(article_, edit.place);
    if (spot.text == nullptr) return;
    const base::Span part = base::to_text(spot.text->value, article_.input, edit.place);
    add_edit(Kind::edit, spot, edit.place, part, std::string(edit.replacement)).words =
        "write " + shortened(edit.replacement) + " instead of " + shortened(edit.expected);
  }

  void words(const Spot& spot, const gate::Diagnostic& diagnostic) {
    const base::Span part = base::to_text(spot.text->value, article_.input, diagnostic.place);
    const std::string_view text = spot.text->view();
    const bool whole = part.begin == 0 && part.end == text.size();
    const bool body = spot.list != nullptr && spot.list->name == "articleBody";
    if (part.empty() || (whole && !body)) return;
    add_edit(Kind::edit, spot, diagnostic.place, part, "").words =
        "say " + shortened(base::slice(text, part)) + " in other words, or leave it out";
    if (!body) return;
    attribute(spot, diagnostic.place, part);
    cite_in(spot, diagnostic.place, "the paragraph of " + shortened(base::slice(text, part)));
  }

  /// The name of a source, put at the end of the sentence.
  void attribute(const Spot& spot, base::Span place, base::Span part) {
    const std::string_view text = spot.text->view();
    size_t end = text.find_first_of(".!?", part.end);
    if (end == std::string_view::npos) end = text.size();
    const auto at = static_cast<uint32_t>(end);
    const std::string who(publisher());
    // Where no source is named, somebody is for the trial.
    const std::string said = ", " + (who.empty() ? "the harbour authority" : who) + " said";
    std::string& words = add_edit(Kind::attribute, spot, place, {at, at}, said).words;
    words = "say in the sentence of " + shortened(base::slice(text, part)) + " who says it";
    if (!who.empty()) words += " ('" + said + "')";
  }

  std::string_view publisher() const {
    for (const formats::Source& source : article_.sources) {
      if (source.publisher.present() && !source.publisher.view().empty()) {
        return source.publisher.view();
      }
    }
    return {};
  }

  // --- records ---

  void record(const Spot& spot, const Reads& reads, const gate::Diagnostic& diagnostic) {
    const std::string name = name_of(spot);
    if (spot.list->name == "claims") {
      cite_in(spot, diagnostic.place, "the " + name);
      correct(spot, diagnostic.place);
    }
    if (spot.schema != &formats::article_schema()) {
      fields(spot, reads, diagnostic, " of the " + name);
    }
    if (spot.list->name == "articleBody") return;
    add(Kind::take_out, spot, diagnostic.place).words = "take the " + name + " out";
  }

  void cite_in(const Spot& spot, base::Span place, const std::string& what) {
    uint32_t tried = 0;
    for (const formats::Source& source : article_.sources) {
      if (!source.id.present() || tried++ == most_cited) continue;
      Remedy& made = add(Kind::cite, spot, place);
      made.text = source.id.view();
      made.words = "cite a source that says so for " + what + ", '" + made.text + "' if it does";
    }
  }

  /// The value that a source gives, in the place of the claim's.
  void correct(const Spot& spot, base::Span place) {
    for (const evidence::Support& support : verdict_.evidence->support) {
      if (support.claim != spot.record) continue;
      for (const evidence::SourceFinding& finding : support.findings) {
        if (finding.claim_span.empty() || finding.span.empty()) continue;
        const std::string said(
            base::slice(article_.sources[finding.source].text.view(), finding.span));
        Remedy& made = add(Kind::edit, spot, place);
        made.field = "text";
        made.part = finding.claim_span;
        made.text = said;
        made.words = "write " + shortened(said) + ", as the source has it, instead of " +
                     shortened(base::slice(support.claim->text.view(), finding.claim_span));
      }
    }
  }

  /// What the rule reads of a record: given where it is missing, otherwise where it is there.
  void fields(const Spot& spot, const Reads& reads, const gate::Diagnostic& diagnostic,
              const std::string& of) {
    for (const auto& [record, name] : reads.fields) {
      const FieldSchema* field = formats::find_field(*spot.schema, name);
      if (record != spot.schema->name || field == nullptr) continue;
      if (has_value(spot.record, *field)) {
        other_value(spot, *field, reads, diagnostic.place, of);
      } else {
        give(spot, *field, reads, diagnostic.place, of);
      }
    }
  }

  static bool has_value(const void* record, const FieldSchema& field) {
    const bool list = field.kind == FieldKind::text_list || field.kind == FieldKind::record_list;
    if (list && formats::load_list(record, field).size == 0) return false;
    if (field.kind == FieldKind::text && formats::member<Text>(record, field).view().empty()) {
      return false;
    }
    return formats::presence_of(record, field) == formats::Presence::present;
  }

  void value(Kind kind, const Spot& spot, const FieldSchema& field, base::Span place, Node node,
             std::string words) {
    Remedy& made = add(kind, spot, place);
    made.field = field.name;
    made.value = std::move(node);
    made.words = std::move(words);
  }

  void constants(Kind kind, const Spot& spot, const FieldSchema& field, const Reads& reads,
                 base::Span place, const std::string& what) {
    for (const std::string_view constant : reads.constants) {
      if (constant.empty()) continue;
      value(kind, spot, field, place, story_.text(constant),
            "set " + what + " to '" + std::string(constant) + "', if that is so");
    }
  }

  void give(const Spot& spot, const FieldSchema& field, const Reads& reads, base::Span place,
            const std::string& of) {
    const std::string what = std::string(field.name) + of;
    const std::string words = "add " + what;
    switch (field.kind) {
      case FieldKind::text:
        value(Kind::fill, spot, field, place, story_.text(sample(field.name)), words);
        return constants(Kind::fill, spot, field, reads, place, what);
      case FieldKind::time: return value(Kind::fill, spot, field, place, story_.text(day()), words);
      case FieldKind::boolean: return value(Kind::fill, spot, field, place, yes(true), words);
      case FieldKind::integer:
        return value(Kind::fill, spot, field, place, story_.number(1), words);
      case FieldKind::text_list:
      case FieldKind::record_list:
        return value(Kind::fill, spot, field, place, one_item(field), words);
      case FieldKind::record: return;
    }
  }

  void other_value(const Spot& spot, const FieldSchema& field, const Reads& reads, base::Span place,
                   const std::string& of) {
    const std::string what = std::string(field.name) + of;
    if (field.kind == FieldKind::text) constants(Kind::set, spot, field, reads, place, what);
    if (field.kind == FieldKind::boolean) {
      const bool now = formats::member<formats::Boolean>(spot.record, field).value;
      value(Kind::set, spot, field, place, yes(!now),
            "set " + what + " to " + (now ? "false" : "true"));
    }
    if (field.kind == FieldKind::time) {
      value(Kind::set, spot, field, place, story_.text(day()), "correct " + what);
    }
    // A record is its text, a story its headline and its lists: they are not taken out to please.
    const bool whole = field.kind == FieldKind::text_list || field.kind == FieldKind::record_list ||
                       field.kind == FieldKind::record;
    if (whole || field.name == "text" || field.name == "headline" || field.name == "id") return;
    Remedy& made = add(Kind::clear, spot, place);
    made.field = field.name;
    made.words = "take " + what + " out";
  }

  std::string day() const {
    const std::string_view published = text_at(story_.root, "datePublished");
    return published.empty() ? "2026-01-01T00:00:00Z" : std::string(published);
  }

  std::string_view sample(std::string_view field) const {
    if (field == "url" || field == "canonicalUrl") return "https://added.example/report";
    return field == "text" ? "The record that was relied on." : "Quendal";
  }

  static Node yes(bool is) {
    Node out;
    out.type = methodology::boolean_node;
    out.boolean = is;
    return out;
  }

  Node one_item(const FieldSchema& field) {
    Node item = story_.text("Quendal");
    if (field.kind == FieldKind::record_list) {
      item = StoryTree::object();
      for (const FieldSchema& inner : field.record->fields) {
        if (inner.kind == FieldKind::text) story_.set(item, inner.name, sample(inner.name));
        if (inner.kind == FieldKind::text_list) story_.set(item, inner.name, cited());
      }
    }
    std::vector<Node> items;
    items.push_back(std::move(item));
    return StoryTree::list(std::move(items));
  }

  /// All listed sources.
  Node cited() {
    std::vector<Node> ids;
    for (const formats::Source& source : article_.sources) {
      if (source.id.present()) ids.push_back(story_.text(source.id.view()));
    }
    return StoryTree::list(std::move(ids));
  }

  // --- the story as a whole ---

  void whole_story(const Reads& reads, const gate::Diagnostic& diagnostic) {
    Spot spot;
    spot.record = &article_;
    spot.schema = &formats::article_schema();
    fields(spot, reads, diagnostic, "");
    for (const FieldSchema& list : spot.schema->fields) {
      if (list.kind == FieldKind::record_list) missing_in(list, reads, diagnostic);
    }
  }

  /// What the rule reads of the records of a list and the first of them lack.
  void missing_in(const FieldSchema& list, const Reads& reads, const gate::Diagnostic& diagnostic) {
    const formats::AnyList records = formats::load_list(&article_, list);
    for (uint32_t i = 0; i < std::min(records.size, most_filled); ++i) {
      Spot spot;
      spot.list = &list;
      spot.index = i;
      spot.record = records.data + size_t{i} * list.record->size;
      spot.schema = list.record;
      for (const auto& [record, name] : reads.fields) {
        const FieldSchema* field = formats::find_field(*list.record, name);
        if (record != list.record->name || field == nullptr) continue;
        if (has_value(spot.record, *field)) continue;
        give(spot, *field, reads, diagnostic.place, " of the " + name_of(spot));
      }
    }
  }

  /// The kind of which least is asked first.
  std::vector<const methodology::SourceKind*> counting_kinds() const {
    std::vector<const methodology::SourceKind*> kinds;
    for (const methodology::SourceKind& kind : program_.methodology->source_kinds) {
      if (kind.qualifies) kinds.push_back(&kind);
    }
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto* a, const auto* b) { return a->weight < b->weight; });
    return kinds;
  }

  void add_sources() {
    for (uint32_t count = 1; count <= most_added; ++count) {
      for (const auto* kind : counting_kinds()) {
        Remedy& made = out_.emplace_back();
        made.kind = Kind::add_source;
        made.text = kind->id;
        made.count = count;
        const bool one = count == 1;
        made.words = one ? "add an independent source"
                         : "add " + std::to_string(count) + " independent sources";
        made.words += " of kind '" + kind->id + "' and cite ";
        made.words += one ? "it for the key facts" : "them for the key facts";
      }
    }
  }

  /// Ids that claims cite and no source has: each, and all of them.
  void list_cited() {
    std::set<std::string> ids;
    for (const evidence::Support& support : verdict_.evidence->support) {
      ids.insert(support.unknown_sources.begin(), support.unknown_sources.end());
    }
    const std::vector<std::string> all(ids.begin(), ids.end());
    for (const std::string& id : all) list_cited({id});
    if (all.size() > 1) list_cited(all);
  }

  void list_cited(const std::vector<std::string>& ids) {
    for (const auto* kind : counting_kinds()) {
      Remedy& made = out_.emplace_back();
      made.kind = Kind::add_source;
      made.text = kind->id;
      made.ids = ids;
      made.count = static_cast<uint32_t>(ids.size());
      made.words = "list what is cited as ";
      for (const std::string& id : ids)
        made.words += shortened(id) + (id == ids.back() ? "" : ", ");
      made.words += ids.size() == 1 ? ": an independent source" : ": independent sources";
      made.words += " of kind '" + kind->id + "'";
    }
  }

  void declare(std::string_view name) {
    const Node* declared = story_.root.find("declared");
    if (declared == nullptr || declared->find(name) == nullptr) return;
    Remedy& made = out_.emplace_back();
    made.kind = Kind::declare;
    made.field = name;
    made.place = article_.declared.place;
  }

  const gate::Gate::Program& program_;
  const gate::Verdict& verdict_;
  const formats::Article& article_;
  StoryTree& story_;
  std::vector<Remedy> out_;
};

bool same_change(const Remedy& a, const Remedy& b) {
  return a.kind == b.kind && a.list == b.list && a.index == b.index && a.field == b.field &&
         a.part == b.part && a.text == b.text && a.ids == b.ids && a.count == b.count &&
         a.words == b.words;
}

}  // namespace

std::vector<Remedy> find_remedies(const gate::Gate& gate, const gate::Verdict& verdict,
                                  uint32_t limit, StoryTree& story) {
  Finder finder(gate, verdict, story);
  finder.about_any();
  for (const gate::Diagnostic& diagnostic : verdict.diagnostics) {
    if (diagnostic.counts && diagnostic.decision > limit) finder.about(diagnostic);
  }
  std::vector<Remedy> found = finder.take(), out;
  for (Remedy& remedy : found) {
    const bool known = std::any_of(out.begin(), out.end(),
                                   [&](const Remedy& other) { return same_change(other, remedy); });
    if (!known && out.size() < most_remedies) out.push_back(std::move(remedy));
  }
  return out;
}

}  // namespace stet::upkeep

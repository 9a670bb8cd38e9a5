// The verdict as JSON. Keys are snake_case and named as in gate/verdict.h; their order is fixed.
// rules/schema/verdict.schema.json and docs/verdict.md describe the full form; a test holds the
// three together.
#include "engine/base/json_piece.h"
#include "engine/base/json_writer.h"
#include "engine/report/evidence_json.h"
#include "engine/report/fields.h"
#include "engine/report/json_place.h"
#include "engine/report/places.h"
#include "engine/report/quantities_json.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

using base::JsonWriter;

std::string_view outcome_name(gate::Outcome outcome) {
  switch (outcome) {
    case gate::Outcome::silent: return "silent";
    case gate::Outcome::fired: return "fired";
    case gate::Outcome::unknown: return "unknown";
  }
  return "unknown";
}

std::string_view state_name(gate::AppliedWaiver::State state) {
  switch (state) {
    case gate::AppliedWaiver::State::applied: return "applied";
    case gate::AppliedWaiver::State::expired: return "expired";
    case gate::AppliedWaiver::State::unused: return "unused";
    case gate::AppliedWaiver::State::refused: return "refused";
  }
  return "refused";
}

void digest(JsonWriter& json, base::JsonKey name, const base::Digest& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  char text[64];
  for (size_t i = 0; i < digest.size(); ++i) {
    text[2 * i] = digits[digest[i] >> 4];
    text[2 * i + 1] = digits[digest[i] & 15];
  }
  json.member(name, std::string_view(text, sizeof text));
}

/// Writes the members of one verdict with its findings; knows the places of its input.
class FullWriter {
 public:
  FullWriter(const gate::Verdict& verdict, JsonWriter& json, Unit unit)
      : verdict_(verdict), json_(json), places_(verdict.input), fields_(verdict), unit_(unit) {}

  void write_live() {
    live_ = true;
    begin();
    live_scores();
    findings();
    checked();
  }

  void write() {
    begin();
    scores();
    write_evidence(json_, verdict_, places_, unit_);
    write_quantities(json_, verdict_, places_, unit_);
    findings();
    checked();
    methodology();
    json_.member("engine", verdict_.engine_version);
    json_.key("digests");
    json_.begin_object();
    digest(json_, "article", verdict_.article_digest);
    digest(json_, "methodology", verdict_.methodology->digest);
    digest(json_, "engine", verdict_.engine_digest);
    json_.end_object();
  }

 private:
  void begin() {
    json_.member_int("stet", 1);
    json_.member("name", verdict_.name);
    id();
    decision_member(verdict_.decision);
    json_.member("title", decision(verdict_.decision).title);
    json_.member_bool("clears", verdict_.clears);
    badge();
  }

  void findings() {
    array("diagnostics", verdict_.diagnostics, &FullWriter::diagnostic);
    array("rules", verdict_.outcomes, &FullWriter::outcome);
    array("terms", verdict_.terms, &FullWriter::term);
    array("to_pass", verdict_.to_pass, &FullWriter::requirement);
    array("waivers", verdict_.waivers, &FullWriter::waiver);
    array("problems", verdict_.problems, &FullWriter::problem);
    if (verdict_.problems_dropped > 0) {
      json_.member_int("problems_dropped", verdict_.problems_dropped);
    }
  }

  template <typename T>
  void array(base::JsonKey name, std::span<const T> items, void (FullWriter::*one)(const T&)) {
    write_objects(json_, name, items, [&](const T& item) { (this->*one)(item); });
  }

  const methodology::Decision& decision(uint32_t index) const {
    return verdict_.methodology->decisions[index];
  }
  void decision_member(uint32_t index) { json_.member("decision", decision(index).id); }
  void place(base::Span span) {
    if (!live_) return append_place_json(json_, span, places_, unit_);
    json_.key("place");
    json_.begin_object();
    json_.member_int("begin", offset(span.begin));
    json_.member_int("end", offset(span.end));
    if (const std::optional<FieldPlace> found = fields_.at(span)) field_place(*found);
    json_.end_object();
  }
  uint32_t offset(uint32_t bytes) {
    return unit_ == Unit::utf16 ? places_.utf16_offset(bytes) : bytes;
  }
  void field_place(const FieldPlace& found) {
    json_.member("field", found.field);
    if (found.index) json_.member_int("index", *found.index);
    if (found.text.empty()) return;
    const auto within = [&](uint32_t bytes) {
      return unit_ == Unit::utf16 ? utf16_units(found.text.substr(0, bytes)) : bytes;
    };
    json_.member_int("field_begin", within(found.within.begin));
    json_.member_int("field_end", within(found.within.end));
  }
  void finding(const evidence::Finding& finding) {
    static constexpr base::QuotedKey text("text");
    json_.member(text, finding.text());
    place_of(finding);
  }
  void place_of(const evidence::Finding& finding) {
    place(base::to_source(*finding.passage->text, verdict_.input, finding.span));
  }

  void id() {
    json_.key("id");
    if (verdict_.article != nullptr && verdict_.article->id.present()) {
      json_.string(verdict_.article->id.view());
    } else {
      json_.null();
    }
  }

  void badge() {
    json_.key("badge");
    json_.begin_object();
    json_.member("text", verdict_.badge.text);
    json_.member_int("count", verdict_.badge.count);
    json_.member_bool("verified", verdict_.badge.verified);
    json_.member_bool("marked", verdict_.badge.marked);
    json_.end_object();
  }

  void scores() {
    json_.key("scores");
    json_.begin_object();
    json_.key("sentiment");
    json_.begin_object();
    sentiment(verdict_.sentiment.article);
    array("affected", verdict_.sentiment.affected, &FullWriter::affected);
    json_.end_object();
    impact();
    confidence();
    json_.end_object();
  }

  void live_scores() {
    json_.key("scores");
    json_.begin_object();
    json_.key("sentiment");
    json_.begin_object();
    json_.member_number("value", verdict_.sentiment.article.value);
    json_.member("label", verdict_.sentiment.article.label);
    json_.end_object();
    json_.key("impact");
    json_.begin_object();
    json_.member_number("value", verdict_.impact.value);
    json_.member_int("rounded", verdict_.impact.rounded);
    json_.end_object();
    json_.key("confidence");
    json_.begin_object();
    json_.member_number("value", verdict_.confidence.value);
    json_.end_object();
    json_.end_object();
  }

  void sentiment(const scores::Sentiment& sentiment) {
    json_.member_number("value", sentiment.value);
    json_.member("label", sentiment.label);
    json_.member_number("balance", sentiment.balance);
    json_.member_number("weight", sentiment.weight);
    json_.member_number("market", sentiment.market);
    array("parts", sentiment.parts, &FullWriter::sentiment_part);
  }
  // A story has hundreds of them.
  void sentiment_part(const scores::SentimentPart& part) {
    base::JsonPiece piece(json_);
    if (json_.in_one_line()) sentiment_members(piece, part);
    if (!json_.in_one_line() || !piece.write()) sentiment_members(json_, part);
    place_of(*part.finding);
  }
  template <typename Json>
  void sentiment_members(Json& json, const scores::SentimentPart& part) const {
    using Key = base::QuotedKey;
    static constexpr Key points("points"), weight("weight"), list("list"), mover("mover");
    static constexpr Key shifter("shifter"), text("text");
    json.member_number(points, part.points);
    if (part.points == 0) json.member_number(weight, part.weight);
    if (part.negated) json.member_bool("negated", true);
    if (part.market) json.member_bool("market", true);
    json.member(list, verdict_.methodology->lists[part.list].id);
    if (part.mover != nullptr) json.member(mover, part.mover->text());
    if (part.shifter != nullptr) json.member(shifter, part.shifter->text());
    json.member(text, part.finding->text());
  }
  void affected(const scores::AffectedSentiment& affected) {
    json_.member("name", affected.party->name.view());
    if (affected.party->sentiment.present()) {
      json_.member("declared", affected.party->sentiment.view());
    }
    sentiment(affected.found);
  }

  void points(scores::Thousandths thousandths) {
    json_.member_number("points", scores::to_points(thousandths));
  }

  void impact() {
    const scores::Impact& impact = verdict_.impact;
    json_.key("impact");
    json_.begin_object();
    json_.member_number("value", impact.value);
    json_.member_int("rounded", impact.rounded);
    array("axes", std::span<const scores::AxisScore>(impact.axes), &FullWriter::axis);
    if (impact.floor != nullptr) {
      json_.key("floor");
      json_.begin_object();
      json_.member("id", impact.floor->id);
      points(impact.floor_points);
      json_.end_object();
    }
    if (impact.repeats > 0) {
      json_.key("novelty");
      json_.begin_object();
      json_.member_int("repeats", impact.repeats);
      points(impact.novelty_points);
      json_.end_object();
    }
    json_.end_object();
  }
  void axis(const scores::AxisScore& axis) {
    json_.member("id", axis.axis->id);
    json_.member_number("weight", axis.axis->weight);
    json_.member_number("value", axis.value);
    points(axis.points);
    array("parts", std::span<const scores::ImpactPart>(axis.parts), &FullWriter::impact_part);
  }
  void impact_part(const scores::ImpactPart& part) {
    json_.member("signal", part.signal->id);
    points(part.points);
    json_.member_number("level", part.level);
    json_.member_number("measure", part.measure);
    finding(*part.finding);
    array("shares", part.shares, &FullWriter::impact_share);
  }
  void impact_share(const scores::ImpactShare& share) {
    json_.member("id", share.id);
    json_.member_number("share", share.share);
    if (share.hit != nullptr) finding(*share.hit);
  }

  void confidence() {
    const scores::Confidence& confidence = verdict_.confidence;
    json_.key("confidence");
    json_.begin_object();
    json_.member_number("value", confidence.value);
    json_.member_number("sources", confidence.sources);
    json_.member_number("support_factor", confidence.support_factor);
    json_.member_number("hedging_factor", confidence.hedging_factor);
    json_.member_int("clusters", confidence.clusters);
    json_.member_int("unsupported_claims", confidence.unsupported_claims);
    json_.member_number("hedge_weight", confidence.hedge_weight);
    array("parts", confidence.parts, &FullWriter::confidence_part);
    json_.end_object();
  }
  void confidence_part(const scores::ConfidencePart& part) {
    points(part.points);
    if (part.cluster != nullptr) {
      json_.member("kind", "cluster");
      json_.key("sources");
      json_.begin_array();
      for (const uint32_t index : part.cluster->sources) {
        write_source_name(json_, verdict_, index);
      }
      json_.end_array();
      json_.member_number("worth", part.worth);
      return;
    }
    json_.member("kind", part.claim != nullptr ? "claim" : "hedge");
    if (part.hedge != nullptr) return finding(*part.hedge);
    json_.member("text", part.claim->claim->text.view());
    place(part.claim->claim->place);
  }

  void diagnostic(const gate::Diagnostic& diagnostic) {
    json_.member("rule", diagnostic.id);
    if (diagnostic.rule != nullptr) json_.member("title", diagnostic.rule->title);
    json_.member("outcome", outcome_name(diagnostic.outcome));
    decision_member(diagnostic.decision);
    json_.member_bool("counts", diagnostic.counts);
    if (diagnostic.waived) json_.member_bool("waived", true);
    json_.member("message", diagnostic.message);
    place(diagnostic.place);
    if (!diagnostic.evidence.empty()) json_.member("evidence", diagnostic.evidence);
    if (!diagnostic.missing.empty()) json_.member("missing", diagnostic.missing);
    json_.key("fixes");
    json_.begin_array();
    for (const std::string_view fix : diagnostic.fixes) json_.string(fix);
    json_.end_array();
    array("edits", diagnostic.edits, &FullWriter::edit);
    if (!diagnostic.trace.empty()) array("trace", diagnostic.trace, &FullWriter::trace_step);
  }
  void trace_step(const gate::TraceStep& step) {
    json_.member_int("depth", step.depth);
    json_.member("expression", step.expression);
    json_.member("value", step.value);
    if (step.element < 0) return;
    json_.member_int("element", step.element);
    json_.member("element_value", step.element_value);
  }
  void edit(const gate::Edit& edit) {
    place(edit.place);
    json_.member("expected", edit.expected);
    json_.member("replacement", edit.replacement);
  }

  void outcome(const gate::RuleOutcome& outcome) {
    json_.member("rule", outcome.id);
    json_.member("outcome", outcome_name(outcome.outcome));
    decision_member(outcome.decision);
    json_.member_bool("counts", outcome.counts);
    if (outcome.waived) json_.member_bool("waived", true);
    json_.member_int("count", outcome.count);
    json_.member_int("shown", outcome.shown);
  }

  void term(const gate::TermValue& term) {
    json_.member("id", term.term->id);
    json_.member("value", term.value);
    if (!term.term->unit.empty()) json_.member("unit", term.term->unit);
    json_.member("means", term.term->means);
  }

  void ways(std::span<const std::span<const gate::Change>> ways) {
    json_.key("ways");
    json_.begin_array();
    for (const auto& way : ways) {
      json_.begin_array();
      for (const gate::Change& change : way) {
        json_.begin_object();
        json_.member("term", change.term);
        json_.member("value", change.value);
        json_.member("target", change.target);
        json_.end_object();
      }
      json_.end_array();
    }
    json_.end_array();
  }

  void requirement(const gate::Requirement& requirement) {
    json_.member("rule", requirement.id);
    decision_member(requirement.decision);
    json_.member("text", requirement.text);
    if (!requirement.target.empty()) {
      json_.member("term", requirement.term);
      json_.member("value", requirement.value);
      json_.member("target", requirement.target);
    }
    if (!requirement.ways.empty()) ways(requirement.ways);
    json_.member_int("count", requirement.count);
    place(requirement.place);
  }

  void waiver(const gate::AppliedWaiver& waiver) {
    json_.member("rule", waiver.rule);
    json_.member("state", state_name(waiver.state));
    json_.member("reason", waiver.reason);
    json_.member("by", waiver.by);
    if (!waiver.until.empty()) json_.member("until", waiver.until);
    json_.member_bool("standing", waiver.standing);
    if (!waiver.detail.empty()) json_.member("detail", waiver.detail);
    if (!waiver.standing) place(waiver.place);
  }

  void problem(const base::Problem& problem) {
    append_problem_members(json_, problem, live_ ? nullptr : &places_);
    if (live_) place(problem.span);
  }

  void checked() {
    const gate::Checked& checked = verdict_.checked;
    json_.key("checked");
    json_.begin_object();
    json_.member_int("blocks", checked.blocks);
    json_.member_int("words", checked.words);
    json_.member_int("rules", checked.rules);
    json_.member_int("fired", checked.fired);
    json_.member_int("unknown", checked.unknown);
    json_.member_int("drafts_fired", checked.drafts_fired);
    json_.member_int("observed", checked.observed);
    json_.member_int("waived", checked.waived);
    json_.end_object();
  }

  void methodology() {
    json_.key("methodology");
    json_.begin_object();
    json_.member("id", verdict_.methodology->id);
    json_.member("version", verdict_.methodology->version);
    if (!verdict_.methodology->effective.empty()) {
      json_.member("effective", verdict_.methodology->effective);
    }
    json_.end_object();
  }

  const gate::Verdict& verdict_;
  JsonWriter& json_;
  Places places_;
  Fields fields_;
  Unit unit_;
  bool live_ = false;
};

void ids(JsonWriter& json, const gate::Verdict& verdict, gate::Outcome outcome) {
  json.begin_array();
  for (const gate::RuleOutcome& rule : verdict.outcomes) {
    if (rule.outcome == outcome && rule.counts) json.string(rule.id);
  }
  json.end_array();
}

/// Rules that were shown and had no say: observed or waived.
void without_effect(JsonWriter& json, const gate::Verdict& verdict, bool waived) {
  json.begin_array();
  for (const gate::RuleOutcome& rule : verdict.outcomes) {
    if (!rule.counts && rule.waived == waived) json.string(rule.id);
  }
  json.end_array();
}

void write_ids(const gate::Verdict& verdict, JsonWriter& json) {
  json.member("decision", verdict.methodology->decisions[verdict.decision].id);
  json.key("fired");
  ids(json, verdict, gate::Outcome::fired);
  json.key("unknown");
  ids(json, verdict, gate::Outcome::unknown);
  if (verdict.checked.waived > 0) {
    json.key("waived");
    without_effect(json, verdict, true);
  }
}

void summary_scores(const gate::Verdict& verdict, JsonWriter& json) {
  json.key("scores");
  json.begin_object();
  json.member("label", verdict.sentiment.article.label);
  json.member_number("sentiment", verdict.sentiment.article.value);
  json.member_number("impact", verdict.impact.value);
  json.member_number("confidence", verdict.confidence.value);
  json.end_object();
}

void write_summary(const gate::Verdict& verdict, JsonWriter& json) {
  json.member("name", verdict.name);
  json.key("id");
  const bool has_id = verdict.article != nullptr && verdict.article->id.present();
  has_id ? json.string(verdict.article->id.view()) : json.null();
  json.member("decision", verdict.methodology->decisions[verdict.decision].id);
  json.member_bool("clears", verdict.clears);
  json.key("badge");
  json.begin_object();
  json.member("text", verdict.badge.text);
  json.member_int("count", verdict.badge.count);
  json.end_object();
  summary_scores(verdict, json);
  json.key("fired");
  json.begin_object();
  for (const gate::RuleOutcome& rule : verdict.outcomes) {
    if (rule.outcome != gate::Outcome::fired || !rule.counts) continue;
    json.any_key(rule.id);
    json.integer(rule.count);
  }
  json.end_object();
  json.key("unknown");
  ids(json, verdict, gate::Outcome::unknown);
  json.key("observed");
  without_effect(json, verdict, false);
  json.key("waived");
  without_effect(json, verdict, true);
  json.member_int("problems",
                  static_cast<int64_t>(verdict.problems.size() + verdict.problems_dropped));
  digest(json, "article", verdict.article_digest);
  digest(json, "methodology", verdict.methodology->digest);
  digest(json, "engine", verdict.engine_digest);
}

}  // namespace

void verdict_members(const gate::Verdict& verdict, Detail detail, JsonWriter& json, Unit unit) {
  switch (detail) {
    case Detail::full: return FullWriter(verdict, json, unit).write();
    case Detail::live: return FullWriter(verdict, json, unit).write_live();
    case Detail::summary: return write_summary(verdict, json);
    case Detail::ids: return write_ids(verdict, json);
  }
}

void verdict_json(const gate::Verdict& verdict, Detail detail, std::string& out, int indent,
                  Unit unit) {
  JsonWriter json(out, indent);
  json.begin_object();
  verdict_members(verdict, detail, json, unit);
  json.end_object();
}

}  // namespace stet::report

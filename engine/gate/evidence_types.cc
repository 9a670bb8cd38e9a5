// What the engine finds and computes, as types of the condition language. One row per field.
#include "engine/gate/finding_types.h"
#include "engine/gate/vocabulary.h"

namespace stet::gate {

namespace {

using cel::Evaluation;
using cel::Field;
using cel::Value;

// A hit of a pattern comes from no list; its number stands after those of all lists.
Value hit_list(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& lists = story_of(evaluation).methodology->lists;
  const uint32_t list = as<evidence::Hit>(self).list;
  return Value::string(list < lists.size() ? std::string_view(lists[list].id) : "pattern");
}
Value hit_phrase(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& lists = story_of(evaluation).methodology->lists;
  const auto& hit = as<evidence::Hit>(self);
  if (hit.list >= lists.size() || hit.phrase >= lists[hit.list].phrases.size()) {
    return Value::string(hit.text());
  }
  return Value::string(lists[hit.list].phrases[hit.phrase].text);
}
Value hit_weight(const evidence::Hit& hit) { return Value::floating(hit.weight); }

constexpr Field hit_fields[] = {
    text_row<evidence::Hit>,
    {"phrase", "string", "The phrase as the list has it.", hit_phrase},
    {"list", "string", "Id of the list; pattern for a pattern.", hit_list},
    {"weight", "double", "Weight of the phrase.", field<evidence::Hit, hit_weight>},
    part_row<evidence::Hit>,
    section_row<evidence::Hit>,
    voice_row<evidence::Hit>,
    attributed_row<evidence::Hit>,
    sentence_row<evidence::Hit>,
};

Value figure_value(const evidence::Figure& figure) { return Value::floating(figure.value); }
Value figure_unit(const evidence::Figure& figure) { return Value::string(figure.unit); }

constexpr Field figure_fields[] = {
    text_row<evidence::Figure>,
    {"value", "double", "The number, scale words applied: 5.2bn is 5200000000.",
     field<evidence::Figure, figure_value>},
    {"unit", "string", "Empty, %, pp, bp or a currency such as USD.",
     field<evidence::Figure, figure_unit>},
    part_row<evidence::Figure>,
    section_row<evidence::Figure>,
    voice_row<evidence::Figure>,
    attributed_row<evidence::Figure>,
    sentence_row<evidence::Figure>,
};

Value sentence_figures(const evidence::Sentence& sentence) {
  return Value::integer(sentence.figures);
}

constexpr Field sentence_fields[] = {
    text_row<evidence::Sentence>,
    part_row<evidence::Sentence>,
    section_row<evidence::Sentence>,
    voice_row<evidence::Sentence>,
    {"figures", "int", "How many figures it has.", field<evidence::Sentence, sentence_figures>},
    attributed_row<evidence::Sentence>,
};

constexpr Field quotation_fields[] = {
    text_row<evidence::Quotation>,     part_row<evidence::Quotation>,
    section_row<evidence::Quotation>,  attributed_row<evidence::Quotation>,
    sentence_row<evidence::Quotation>,
};

// --- sources and claims ---

Value cluster_source(const cel::HostList& list, uint32_t index, Evaluation& evaluation) {
  const auto& cluster = *static_cast<const evidence::Cluster*>(list.data);
  return Value::object(&story_of(evaluation).article->sources[cluster.sources[index]]);
}
Value cluster_sources(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& cluster = as<evidence::Cluster>(self);
  auto* list = evaluation.arena().make<cel::HostList>();
  list->size = static_cast<uint32_t>(cluster.sources.size());
  list->at = cluster_source;
  list->data = &cluster;
  return Value::list(list);
}
Value cluster_reasons(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& merges = as<evidence::Cluster>(self).merges;
  const auto texts = evaluation.arena().make_array<std::string_view>(merges.size());
  for (size_t i = 0; i < texts.size(); ++i) texts[i] = evidence::to_string(merges[i].reason);
  return Value::strings(texts.data(), texts.size());
}
Value cluster_kind(const evidence::Cluster& cluster) { return Value::string(cluster.kind); }
Value cluster_weight(const evidence::Cluster& cluster) { return Value::floating(cluster.weight); }
Value cluster_qualifies(const evidence::Cluster& cluster) {
  return Value::boolean(cluster.qualifies);
}

constexpr Field cluster_fields[] = {
    {"sources", "list(Source)", "Sources that are not independent of each other.", cluster_sources,
     0, formats::Limits::sources},
    {"kind", "string", "Kind of its weightiest source.", field<evidence::Cluster, cluster_kind>},
    {"qualifies", "bool", "Whether it counts for N.", field<evidence::Cluster, cluster_qualifies>},
    {"weight", "double", "What it is worth, 0 to 1.", field<evidence::Cluster, cluster_weight>},
    {"reasons", "list(string)",
     "Why its sources are one: publisher, owner, canonical_url, domain, agency, derivation, "
     "attribution, upstream, reuse.",
     cluster_reasons, 0, formats::Limits::sources},
};

Value shared_source(const void* self, uint32_t second, Evaluation& evaluation) {
  const auto& shared = as<evidence::SharedQuotation>(self);
  const auto& sources = story_of(evaluation).article->sources;
  return Value::object(&sources[second != 0 ? shared.second : shared.first]);
}
Value shared_text(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& shared = as<evidence::SharedQuotation>(self);
  const auto& source = story_of(evaluation).article->sources[shared.first];
  return Value::string(base::slice(source.text.view(), shared.first_span));
}

constexpr Field shared_fields[] = {
    {"first", "Source", "One that quotes it.", shared_source, 0},
    {"second", "Source", "Another.", shared_source, 1},
    {"text", "string", "The quotation as the first has it.", shared_text},
};

Value support_claim(const evidence::Support& support) { return Value::object(support.claim); }
Value support_state(const evidence::Support& support) {
  return Value::string(evidence::to_string(support.state));
}
Value support_count(const evidence::Support& support) { return Value::integer(support.count); }
Value support_basis(const evidence::Support& support) { return Value::string(support.basis); }
Value support_unknown(const evidence::Support& support) {
  return Value::strings(support.unknown_sources.data(), support.unknown_sources.size());
}

Value finding_of(const cel::HostList& list, uint32_t index, Evaluation&) {
  const auto& support = *static_cast<const evidence::Support*>(list.data);
  return Value::object(&support.findings[index]);
}
Value support_findings(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& support = as<evidence::Support>(self);
  auto* list = evaluation.arena().make<cel::HostList>();
  list->size = static_cast<uint32_t>(support.findings.size());
  list->at = finding_of;
  list->data = &support;
  return Value::list(list);
}

Value said_source(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& sources = story_of(evaluation).article->sources;
  return Value::object(&sources[as<evidence::SourceFinding>(self).source]);
}
Value said_stance(const evidence::SourceFinding& finding) {
  return Value::string(evidence::to_string(finding.stance));
}
Value said_text(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& finding = as<evidence::SourceFinding>(self);
  const auto& source = story_of(evaluation).article->sources[finding.source];
  return Value::string(base::slice(source.text.view(), finding.span));
}
Value said_claimed(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& finding = as<evidence::SourceFinding>(self);
  for (const evidence::Support& support : story_of(evaluation).evidence->support) {
    const bool own = &finding >= support.findings.data() &&
                     &finding < support.findings.data() + support.findings.size();
    if (own) return Value::string(base::slice(support.claim->text.view(), finding.claim_span));
  }
  return Value::string("");
}

constexpr Field said_fields[] = {
    {"source", "Source", "Whose text.", said_source},
    {"stance", "string", "silent, supports, contradicts, hedged or second_hand.",
     field<evidence::SourceFinding, said_stance>},
    {"text", "string", "The sentence that speaks of the claim, or the value that contradicts it.",
     said_text},
    {"claimed", "string", "The value of the claim that is contradicted, or empty.", said_claimed},
};

constexpr Field support_fields[] = {
    {"claim", "Claim", "The claim.", field<evidence::Support, support_claim>},
    {"state", "string", "supported, contradicted, unsupported or unverifiable.",
     field<evidence::Support, support_state>},
    {"count", "int",
     "Independent clusters that qualify, of cited sources that support it or have no text.",
     field<evidence::Support, support_count>},
    {"basis", "string", "What the state rests on: text or citation.",
     field<evidence::Support, support_basis>},
    {"findings", "list(SourceFinding)", "What the cited sources that have a text say of it.",
     support_findings, 0, formats::Limits::sources},
    {"unknown_sources", "list(string)", "Ids it cites that no listed source has.",
     field<evidence::Support, support_unknown>, 0, formats::Limits::items},
};

// --- scores ---

Value sentiment_label(const scores::Sentiment& score) { return Value::string(score.label); }
Value sentiment_value(const scores::Sentiment& score) { return Value::floating(score.value); }
Value sentiment_hits(const scores::Sentiment& score) {
  return Value::integer(static_cast<int64_t>(score.parts.size()));
}

Value sentiment_weight(const scores::Sentiment& score) { return Value::floating(score.weight); }
Value sentiment_market(const scores::Sentiment& score) { return Value::floating(score.market); }

constexpr Field sentiment_fields[] = {
    {"label", "string", "One of the methodology's labels.",
     field<scores::Sentiment, sentiment_label>},
    {"value", "double", "−1 to 1.", field<scores::Sentiment, sentiment_value>},
    {"hits", "int", "Places that it rests on.", field<scores::Sentiment, sentiment_hits>},
    {"weight", "double", "What they weigh together; 0: nothing was said.",
     field<scores::Sentiment, sentiment_weight>},
    {"market", "double", "Points of those that say where prices go.",
     field<scores::Sentiment, sentiment_market>},
};

Value affected_name(const scores::AffectedSentiment& score) {
  return text_value(score.party->name);
}
Value affected_declared(const scores::AffectedSentiment& score) {
  const formats::Text& declared = score.party->sentiment;
  if (declared.presence == formats::Presence::absent) return Value::string("");
  return text_value(declared);
}
Value affected_label(const scores::AffectedSentiment& score) {
  return sentiment_label(score.found);
}
Value affected_value(const scores::AffectedSentiment& score) {
  return sentiment_value(score.found);
}
Value affected_hits(const scores::AffectedSentiment& score) { return sentiment_hits(score.found); }

constexpr Field affected_fields[] = {
    {"name", "string", "Name of the party.", field<scores::AffectedSentiment, affected_name>},
    {"declared", "string", "What the story declares for it; empty when it declares nothing.",
     field<scores::AffectedSentiment, affected_declared>},
    {"label", "string", "What the clauses about it say.",
     field<scores::AffectedSentiment, affected_label>},
    {"value", "double", "−1 to 1.", field<scores::AffectedSentiment, affected_value>},
    {"hits", "int", "Places that it rests on.", field<scores::AffectedSentiment, affected_hits>},
};

Value confidence_value(const scores::Confidence& score) { return Value::floating(score.value); }

constexpr Field confidence_fields[] = {
    {"value", "double", "0 to 1.", field<scores::Confidence, confidence_value>},
};

// --- where they stand ---

Place text_place(const formats::Text& text, base::Span otherwise) {
  if (text.present()) return {text.value.source, text.view(), true};
  return {otherwise, {}, !otherwise.empty()};
}
Place cluster_place(const Story& story, const void* record) {
  const auto& cluster = as<evidence::Cluster>(record);
  if (cluster.sources.empty()) return {};
  return {story.article->sources[cluster.sources[0]].place, {}, true};
}
Place support_place(const Story&, const void* record) {
  const formats::Claim& claim = *as<evidence::Support>(record).claim;
  return text_place(claim.text, claim.place);
}
Place shared_place(const Story& story, const void* record) {
  const auto& shared = as<evidence::SharedQuotation>(record);
  const formats::Source& source = story.article->sources[shared.first];
  return {base::to_source(source.text.value, story.article->input, shared.first_span),
          base::slice(source.text.view(), shared.first_span), true};
}
Place said_place(const Story& story, const void* record) {
  const auto& finding = as<evidence::SourceFinding>(record);
  const formats::Source& source = story.article->sources[finding.source];
  if (finding.span.empty()) return {source.place, {}, true};
  return {base::to_source(source.text.value, story.article->input, finding.span),
          base::slice(source.text.view(), finding.span), true};
}
Place affected_place(const Story&, const void* record) {
  const formats::Affected& party = *as<scores::AffectedSentiment>(record).party;
  return text_place(party.name, party.place);
}

constexpr EvidenceType types[] = {
    {{"Hit", "A place where a phrase or pattern was found.", hit_fields, sizeof(evidence::Hit)},
     place_of<evidence::Hit>},
    {{"Figure", "A number in the text.", figure_fields, sizeof(evidence::Figure)},
     place_of<evidence::Figure>},
    {{"Sentence", "A sentence.", sentence_fields, sizeof(evidence::Sentence)},
     place_of<evidence::Sentence>},
    {{"Quotation", "A direct quotation, marks included.", quotation_fields,
      sizeof(evidence::Quotation)},
     place_of<evidence::Quotation>},
    {{"Cluster", "Sources that count as one.", cluster_fields, sizeof(evidence::Cluster)},
     cluster_place},
    {{"SharedQuotation", "Words that two sources quote.", shared_fields,
      sizeof(evidence::SharedQuotation)},
     shared_place},
    {{"SourceFinding", "What the text of a source says of a claim.", said_fields,
      sizeof(evidence::SourceFinding)},
     said_place},
    {{"Support", "How a claim stands.", support_fields, sizeof(evidence::Support)}, support_place},
    {{"Sentiment", "Sentiment of the story.", sentiment_fields, sizeof(scores::Sentiment)},
     nullptr},
    {{"AffectedSentiment", "Sentiment about an affected party.", affected_fields,
      sizeof(scores::AffectedSentiment)},
     affected_place},
    {{"Confidence", "Source-cluster confidence.", confidence_fields, sizeof(scores::Confidence)},
     nullptr},
};

}  // namespace

std::span<const EvidenceType> evidence_types() { return types; }

}  // namespace stet::gate

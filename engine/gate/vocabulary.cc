#include "engine/gate/vocabulary.h"

#include <algorithm>

#include "engine/formats/fields.h"
#include "engine/gate/quantity_types.h"

namespace stet::gate {

namespace {

using cel::Evaluation;
using cel::Value;

template <typename T>
Value records(std::span<const T> items) {
  return Value::objects(items.data(), items.size());
}

// --- variables ---

Value get_article(Story& story, uint32_t, Evaluation&) { return Value::object(story.article); }
Value get_words(Story& story, uint32_t, Evaluation&) {
  return Value::integer(story.evidence->words);
}
Value get_blocks(Story& story, uint32_t, Evaluation&) {
  return Value::integer(story.evidence->blocks);
}
Value get_list(Story& story, uint32_t list, Evaluation&) {
  return records(story.evidence->list_hits[list]);
}
Value get_figures(Story& story, uint32_t, Evaluation&) { return records(story.evidence->figures); }
Value get_sentences(Story& story, uint32_t, Evaluation&) {
  return records(story.evidence->sentences);
}
Value get_quotations(Story& story, uint32_t, Evaluation&) {
  return records(story.evidence->quotations);
}
Value get_clusters(Story& story, uint32_t, Evaluation&) {
  return records(story.evidence->clusters);
}
Value get_verified(Story& story, uint32_t, Evaluation&) {
  return Value::integer(story.evidence->verified);
}
Value get_support(Story& story, uint32_t, Evaluation&) { return records(story.evidence->support); }
Value get_shared_quotations(Story& story, uint32_t, Evaluation&) {
  return records(story.evidence->shared_quotations);
}
Value get_sentiment(Story& story, uint32_t, Evaluation&) {
  return Value::object(&story.sentiment_scores().article);
}
Value get_affected(Story& story, uint32_t, Evaluation&) {
  return records(story.sentiment_scores().affected);
}
Value get_impact(Story& story, uint32_t, Evaluation&) {
  return Value::object(&story.impact_score());
}
Value get_confidence(Story& story, uint32_t, Evaluation&) {
  return Value::object(&story.confidence_score());
}
Value get_now(Story& story, uint32_t, Evaluation& evaluation) {
  if (story.now) {
    return Value::timestamp(story.now->seconds, static_cast<uint32_t>(story.now->nanoseconds));
  }
  return evaluation.fail(cel::ErrorCode::host, no_time);
}

// --- impact, whose axes the methodology names ---

Value impact_value(const void* self, uint32_t, Evaluation&) {
  return Value::floating(static_cast<const scores::Impact*>(self)->value);
}
Value impact_rounded(const void* self, uint32_t, Evaluation&) {
  return Value::integer(static_cast<const scores::Impact*>(self)->rounded);
}
Value impact_axis(const void* self, uint32_t axis, Evaluation&) {
  const auto& axes = static_cast<const scores::Impact*>(self)->axes;
  return axis < axes.size() ? Value::floating(axes[axis].value) : Value::absent();
}

// --- functions ---

Value share_in_body(Evaluation& evaluation, const Value* arguments) {
  auto* story = static_cast<Story*>(evaluation.host());
  if (story == nullptr) return evaluation.fail(cel::ErrorCode::host, "there is no story");
  story->look_further(evaluation);
  const std::string_view text = arguments[0].as_text();
  if (!evaluation.charge(1 + text.size() / 16)) return evaluation.budget_error();
  return Value::floating(story->collector->share_in_body(text));
}

constexpr std::string_view share_name = "share_in_body";
constexpr cel::Function functions[] = {
    {share_name, "share_in_body_string", "(string) -> double", share_in_body,
     "Share, 0 to 1, of the content words and numbers of a text that occur in the body."},
};

/// The text of the article whose decoded bytes begin at `data`, or null. Values of conditions are
/// views, so the address says which field a text came from.
const formats::Text* find_text(const void* record, const formats::RecordSchema& schema,
                               const char* data) {
  using formats::FieldKind;
  for (const formats::FieldSchema& field : schema.fields) {
    if (field.kind == FieldKind::text) {
      const auto& text = formats::member<formats::Text>(record, field);
      if (text.present() && text.view().data() == data) return &text;
    } else if (field.kind == FieldKind::text_list) {
      for (const auto& text : formats::member<formats::List<formats::Text>>(record, field)) {
        if (text.view().data() == data) return &text;
      }
    } else if (field.kind == FieldKind::record) {
      const void* inner = static_cast<const std::byte*>(record) + field.offset;
      if (const auto* text = find_text(inner, *field.record, data)) return text;
    } else if (field.kind == FieldKind::record_list) {
      const formats::AnyList list = formats::load_list(record, field);
      for (uint32_t i = 0; i < list.size; ++i) {
        const void* inner = list.data + size_t{i} * field.record->size;
        if (const auto* text = find_text(inner, *field.record, data)) return text;
      }
    }
  }
  return nullptr;
}

/// A record of the article: the text it is known by, else all of it.
Place record_place(const formats::RecordSchema& schema, const void* record) {
  if (schema.bare_field >= 0) {
    const auto& field = schema.fields[static_cast<size_t>(schema.bare_field)];
    const auto& text = formats::member<formats::Text>(record, field);
    if (text.present()) return {text.value.source, text.view(), true};
  }
  const base::Span span = formats::as_record(record).place;
  return {span, {}, !span.empty()};
}

}  // namespace

std::string condition_name(std::string_view id) {
  std::string name(id);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

Vocabulary::Vocabulary(const methodology::Methodology& methodology) {
  using namespace evidence;
  add_article_types(formats::article_schema(), records_);
  variables_ = {
      {"article", "Article", "The story.", get_article},
      {"text.words", "int", "Words of all texts.", get_words},
      {"text.blocks", "int", "Blocks of the body that have a text.", get_blocks},
      {"text.figures", "list(Figure)",
       "Numbers in the text, but for those of dates and times of day.", get_figures, 0,
       need_figures},
      {"text.sentences", "list(Sentence)", "Sentences.", get_sentences, 0, need_sentences},
      {"text.quotations", "list(Quotation)", "Direct quotations.", get_quotations, 0,
       need_quotations},
      {"clusters", "list(Cluster)", "Sources grouped by what they share.", get_clusters, 0, 0,
       false, formats::Limits::sources},
      {"verified.count", "int",
       "N: independent sources behind the weakest claim, or of the whole list "
       "(verification.count).",
       get_verified},
      {"support", "list(Support)", "How each claim stands.", get_support, 0, 0, false,
       formats::Limits::claims},
      {"shared_quotations", "list(SharedQuotation)",
       "Words that several sources quote; no reason to count them as one.", get_shared_quotations},
      {"scores.sentiment", "Sentiment", "Sentiment of the story.", get_sentiment, 0, 0, true},
      {"scores.affected", "list(AffectedSentiment)", "Sentiment about each affected party.",
       get_affected, 0, 0, true, formats::Limits::affected},
      {"scores.impact", "Impact", "Operational impact; coverage is no part of it.", get_impact, 0,
       0, true},
      {"scores.confidence", "Confidence", "Source-cluster confidence.", get_confidence, 0, 0, true},
      {"now", "timestamp", "The time of the check; an error when it is not given.", get_now},
  };
  add_quantities();
  add_lists(methodology);
  add_impact(methodology);
}

void Vocabulary::add_lists(const methodology::Methodology& methodology) {
  for (uint32_t i = 0; i < methodology.lists.size(); ++i) {
    const methodology::PhraseList& list = methodology.lists[i];
    // A rule's own phrases are not a list that others may read.
    if (list.id.find(':') != std::string::npos) continue;
    Variable variable;
    variable.name = "text." + condition_name(list.id);
    variable.type = "list(Hit)";
    variable.doc = list.title.empty() ? "Places of the phrase list '" + list.id + "'." : list.title;
    variable.get = get_list;
    variable.argument = i;
    variables_.push_back(std::move(variable));
  }
}

void Vocabulary::add_impact(const methodology::Methodology& methodology) {
  impact_.fields = {
      {"value", "double", "1 to 10.", impact_value},
      {"rounded", "int", "The value as a whole number, 1 to 10.", impact_rounded},
  };
  for (uint32_t i = 0; i < methodology.impact.axes.size(); ++i) {
    const methodology::Axis& axis = methodology.impact.axes[i];
    names_.push_back(condition_name(axis.id));
    const std::string_view name = names_.back();
    names_.push_back(axis.title.empty() ? "0 to 10." : axis.title + ", 0 to 10.");
    impact_.fields.push_back({name, "double", names_.back(), impact_axis, i});
  }
  impact_.type = {"Impact", "Operational impact.", impact_.fields, sizeof(scores::Impact)};
}

void Vocabulary::declare(cel::Environment& environment) const {
  for (const RecordType& record : records_) environment.add_type(record.type);
  for (const auto types : {evidence_types(), quantity_types()}) {
    for (const EvidenceType& type : types) environment.add_type(type.type);
  }
  environment.add_type(impact_.type);
  environment.add_functions(functions);
  for (const Variable& variable : variables_) {
    environment.add_variable({variable.name, variable.type, variable.doc, variable.max_size});
  }
}

Value Vocabulary::resolve(Story& story, uint32_t slot, Evaluation& evaluation) const {
  const Variable& variable = variables_[slot];
  return variable.get(story, variable.argument, evaluation);
}

bool Vocabulary::lists_findings(const cel::Program& program) const {
  if (program.variables().size() != 1) return false;
  const uint32_t slot = program.variables()[0];
  if (slot >= variables_.size() || program.text() != variables_[slot].name) return false;
  const auto get = variables_[slot].get;
  return get == get_list || get == get_figures || get == get_sentences || get == get_quotations;
}

uint8_t Vocabulary::needs(const cel::Program& program) const {
  unsigned needs = 0;
  for (const uint32_t slot : program.variables()) {
    if (slot < variables_.size()) needs |= variables_[slot].needs;
  }
  for (const cel::FieldUse& use : program.fields()) {
    const bool counts_figures =
        use.object->name == "Sentence" && use.object->fields[use.field].name == "figures";
    if (counts_figures) needs |= evidence::need_figures;
  }
  // A mention in a text or a comment costs a little time and nothing else.
  if (program.text().find(share_name) != std::string_view::npos) needs |= evidence::need_body_words;
  return static_cast<uint8_t>(needs);
}

bool Vocabulary::needs_scores(const cel::Program& program) const {
  const auto slots = program.variables();
  return std::any_of(slots.begin(), slots.end(), [&](uint32_t slot) {
    return slot < variables_.size() && variables_[slot].score;
  });
}

Place Vocabulary::place(const Story& story, const Value& value,
                        const Evaluation& evaluation) const {
  if (value.is(cel::Kind::string)) {
    const auto* text = find_text(story.article, formats::article_schema(), value.as_text().data());
    if (text == nullptr) return {};
    return {text->value.source, text->view(), true};
  }
  if (!value.is(cel::Kind::object)) return {};
  const cel::ObjectType* type = evaluation.object_type(value);
  for (const auto types : {evidence_types(), quantity_types()}) {
    for (const EvidenceType& known : types) {
      if (&known.type != type) continue;
      return known.place == nullptr ? Place{} : known.place(story, value.record());
    }
  }
  for (const RecordType& known : records_) {
    if (&known.type == type) return record_place(*known.schema, value.record());
  }
  return {};
}

}  // namespace stet::gate

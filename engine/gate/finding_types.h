// Rows and getters that the types of the condition language share when their records stand at a
// place in the text. Internal to the gate: evidence_types.cc, quantity_types.cc.
#pragma once

#include <cstdint>

#include "engine/cel/cel.h"
#include "engine/evidence/evidence.h"
#include "engine/gate/story.h"
#include "engine/gate/vocabulary.h"

namespace stet::gate {

inline Story& story_of(cel::Evaluation& evaluation) {
  return *static_cast<Story*>(evaluation.host());
}

template <typename T>
const T& as(const void* self) {
  return *static_cast<const T*>(self);
}

/// A getter of records of type T, made from a function of one.
template <typename T, auto get>
cel::Value field(const void* self, uint32_t, cel::Evaluation&) {
  return get(as<T>(self));
}

// --- places in the text ---

template <typename T>
cel::Value finding_text(const T& finding) {
  return cel::Value::string(finding.text());
}
template <typename T>
cel::Value finding_part(const T& finding) {
  return cel::Value::string(methodology::to_string(finding.passage->part));
}
template <typename T>
cel::Value finding_section(const void* self, uint32_t, cel::Evaluation& evaluation) {
  story_of(evaluation).look_further(evaluation);  // a heading above may change it
  return cel::Value::string(as<T>(self).passage->section);
}
template <typename T>
cel::Value finding_voice(const T& finding) {
  return cel::Value::string(methodology::to_string(finding.voice));
}
template <typename T>
cel::Value finding_attributed(const T& finding) {
  return cel::Value::boolean(finding.attributed);
}
template <typename T>
cel::Value finding_sentence(const void* self, uint32_t, cel::Evaluation& evaluation) {
  story_of(evaluation).look_further(evaluation);
  return cel::Value::integer(as<T>(self).sentence);
}

template <typename T>
constexpr cel::Field text_row{"text", "string", "The words, as they stand.",
                              field<T, finding_text<T>>};
template <typename T>
constexpr cel::Field part_row{"part", "string", "headline, description, takeaway, claim or body.",
                              field<T, finding_part<T>>};
template <typename T>
constexpr cel::Field section_row{"section", "string", "Section of the body, or empty.",
                                 finding_section<T>};
template <typename T>
constexpr cel::Field voice_row{"voice", "string",
                               "own, paraphrase (attributed, in our words) or quotation.",
                               field<T, finding_voice<T>>};
template <typename T>
constexpr cel::Field attributed_row{
    "attributed", "bool",
    "Whether its sentence or the next one says who says it, or its block cites a listed source.",
    field<T, finding_attributed<T>>};
template <typename T>
constexpr cel::Field sentence_row{"sentence", "int", "Number of its sentence in the story, from 0.",
                                  finding_sentence<T>};

/// T begins with its Finding.
template <typename T>
Place place_of(const Story& story, const void* record) {
  const evidence::Finding& finding = as<T>(record);
  return {base::to_source(*finding.passage->text, story.article->input, finding.span),
          finding.text(), true};
}

}  // namespace stet::gate

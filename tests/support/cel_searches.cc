#include "tests/support/cel_searches.h"

#include "engine/cel/explainer.h"
#include "engine/cel/skip.h"

namespace stet::tests {
namespace {

using cel::Evaluation;
using cel::Field;
using cel::Stored;
using cel::StoredArray;
using cel::Value;

template <typename T>
const T& at(const void* self, uint32_t offset) {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(self) + offset);
}

Value get_text(const void* self, uint32_t offset, Evaluation&) {
  return Value::string(at<std::string_view>(self, offset));
}
Value get_kind(const void* self, uint32_t, Evaluation& evaluation) {
  const auto& source = *static_cast<const SearchSource*>(self);
  if (source.kind_there == 2 && !evaluation.charge(3)) return evaluation.budget_error();
  return source.kind_there == 0 ? Value::absent() : Value::string(source.kind);
}
Value get_int(const void* self, uint32_t offset, Evaluation&) {
  return Value::integer(at<int64_t>(self, offset));
}
Value get_bool(const void* self, uint32_t offset, Evaluation&) {
  return Value::boolean(at<bool>(self, offset));
}
Value get_texts(const void* self, uint32_t offset, Evaluation&) {
  const auto& array = at<StoredArray>(self, offset);
  return Value::strings(static_cast<const std::string_view*>(array.data), array.size);
}
Value get_records(const void* self, uint32_t offset, Evaluation&) {
  const auto& array = at<StoredArray>(self, offset);
  return Value::objects(array.data, array.size);
}

constexpr uint8_t kind_presence = offsetof(SearchSource, kind_there) - offsetof(SearchSource, kind);

constexpr Field source_fields[] = {
    {"id", "string", "", get_text, offsetof(SearchSource, id), 0, {Stored::As::text}},
    {"kind",
     "string",
     "",
     get_kind,
     offsetof(SearchSource, kind),
     0,
     {Stored::As::text, 1, kind_presence}},
    {"rank", "int", "", get_int, offsetof(SearchSource, rank), 0, {Stored::As::integer}},
    {"anonymous",
     "bool",
     "",
     get_bool,
     offsetof(SearchSource, anonymous),
     0,
     {Stored::As::boolean}},
};
constexpr Field plain_source_fields[] = {
    {"id", "string", "", get_text, offsetof(SearchSource, id)},
    {"kind", "string", "", get_kind, offsetof(SearchSource, kind)},
    {"rank", "int", "", get_int, offsetof(SearchSource, rank)},
    {"anonymous", "bool", "", get_bool, offsetof(SearchSource, anonymous)},
};
constexpr Field claim_fields[] = {
    {"id", "string", "", get_text, offsetof(SearchClaim, id), 0, {Stored::As::text}},
    {"refs", "list(string)", "", get_texts, offsetof(SearchClaim, refs), 0, {Stored::As::texts}},
    {"sources",
     "list(Source)",
     "",
     get_records,
     offsetof(SearchClaim, sources),
     0,
     {Stored::As::records}},
};
constexpr Field plain_claim_fields[] = {
    {"id", "string", "", get_text, offsetof(SearchClaim, id)},
    {"refs", "list(string)", "", get_texts, offsetof(SearchClaim, refs)},
    {"sources", "list(PlainSource)", "", get_records, offsetof(SearchClaim, sources)},
};
constexpr Field story_fields[] = {
    {"sources",
     "list(Source)",
     "",
     get_records,
     offsetof(SearchStory, sources),
     0,
     {Stored::As::records}},
    {"claims",
     "list(Claim)",
     "",
     get_records,
     offsetof(SearchStory, claims),
     0,
     {Stored::As::records}},
    {"beat", "string", "", get_text, offsetof(SearchStory, beat), 0, {Stored::As::text}},
    {"impact", "int", "", get_int, offsetof(SearchStory, impact), 0, {Stored::As::integer}},
};
constexpr Field plain_story_fields[] = {
    {"sources", "list(PlainSource)", "", get_records, offsetof(SearchStory, sources)},
    {"claims", "list(PlainClaim)", "", get_records, offsetof(SearchStory, claims)},
};
constexpr cel::ObjectType types[] = {
    {"Source", "", source_fields, sizeof(SearchSource)},
    {"PlainSource", "", plain_source_fields, sizeof(SearchSource)},
    {"Claim", "", claim_fields, sizeof(SearchClaim)},
    {"PlainClaim", "", plain_claim_fields, sizeof(SearchClaim)},
    {"Story", "", story_fields, sizeof(SearchStory)},
    {"PlainStory", "", plain_story_fields, sizeof(SearchStory)},
};
constexpr std::string_view words[] = {"a", "b", "agency-2"};

}  // namespace

SearchAgreement::SearchAgreement() {
  for (const cel::ObjectType& type : types) environment_.add_type(type);
  environment_.add_variable({"story", "Story", "", 0});
  environment_.add_variable({"plain", "PlainStory", "", 0});
  environment_.add_variable({"words", "list(string)", "", 0});
  environment_.add_variable({"one", "Source", "", 0});
  environment_.add_variable({"count", "int", "", 0});
  environment_.add_variable({"none", "Source", "", 0});
  environment_.add_variable({"unknown", "int", "", 0});
  base::Problems problems;
  environment_.finish(problems);
  for (uint32_t i = 0; i < 7; ++i) {
    sources_.push_back({search_texts[i], search_texts[(i * 3 + 1) % 7], 1, i % 4, i % 3 == 0});
  }
  for (uint32_t i = 0; i < 4; ++i) {
    claims_.push_back(
        {search_texts[i + 1], {search_texts + i, i}, {sources_.data() + i, 3 - i % 3}});
  }
  story_ = {{sources_.data(), 7}, {claims_.data(), 4}, "agency-1", 2};
}

SearchAgreement::Outcome SearchAgreement::outcome(const cel::Program& program, bool searches,
                                                  int64_t budget) {
  cel::Code code;
  cel::PlanOptions options;
  options.searches = searches;
  if (!cel::plan(*program.state().source, program.state().root, options, code)) return {};
  if (searches) {
    searched_ = !code.searches.empty();
    quick_ = !code.quick.empty();
  }
  return run(budget, [&](Evaluation& evaluation) {
    return cel::run(*program.state().source, code, evaluation, nullptr);
  });
}

SearchAgreement::Outcome SearchAgreement::explained(const cel::Program& program, int64_t budget) {
  const cel::Explainer explainer(program);
  std::vector<Value> told(explainer.size());
  return run(budget, [&](Evaluation& evaluation) { return explainer.evaluate(evaluation, told); });
}

template <typename Evaluate>
SearchAgreement::Outcome SearchAgreement::run(int64_t budget, const Evaluate& evaluate) {
  arena_.reset();
  Value slots[] = {Value::object(&story_),      Value::object(&story_), Value::strings(words, 3),
                   Value::object(&sources_[2]), Value::integer(2),      Value::unresolved(),
                   Value::unresolved()};
  Evaluation evaluation(arena_, slots);
  evaluation.set_budget(budget, budget);
  const Value value = evaluate(evaluation);
  Outcome made;
  made.left = evaluation.story_left();
  if (!value.is_error()) {
    made.shown = cel::to_string(value);
    return made;
  }
  const cel::Error& error = value.error();
  made.shown.append(cel::to_string(error.code)).append(": ").append(error.message);
  made.shown += " @" + std::to_string(error.span.begin) + "-" + std::to_string(error.span.end);
  made.shown.append(" [").append(error.path).append("]");
  return made;
}

/// What is not false, by number.
SearchAgreement::Outcome SearchAgreement::of_each(const cel::Program& program, bool skips,
                                                  int64_t budget) {
  constexpr uint32_t one = 3;  // the variable
  base::Problems problems;
  const auto sources = cel::compile(environment_, "story.sources", {"dyn", {}, true}, problems);
  std::string shown;
  Outcome made = run(budget, [&](Evaluation& evaluation) {
    evaluation.set_budget(budget, 4 * budget);
    const Value list = cel::evaluate(*sources, evaluation);
    for (uint32_t i = 0; i < list.size(); ++i) {
      if (skips) {
        const uint32_t next = cel::skip_false(program, one, list, i, evaluation);
        skipped_ += next - i;
        i = next;
        if (i == list.size()) break;
      }
      evaluation.slots()[one] = evaluation.element(list, i);
      const Value value = cel::evaluate(program, evaluation);
      if (!value.is_false()) shown += std::to_string(i) + " " + cel::to_string(value) + ", ";
    }
    return Value::boolean(true);
  });
  made.shown = shown;
  return made;
}

std::string SearchAgreement::skip_disagreement(const std::string& condition, uint32_t hole,
                                               int64_t budget) {
  make_hole(hole);
  base::Problems problems;
  const auto program = cel::compile(environment_, condition, {"bool", {}, true}, problems);
  if (!program) return condition + " is wrong: " + problems.all()[0].message;
  skipped_ = 0;
  const Outcome skipped = of_each(*program, true, budget), each = of_each(*program, false, budget);
  if (skipped == each) return {};
  return condition + " is " + skipped.shown + "with " + std::to_string(skipped.left) +
         " left where elements are skipped, else " + each.shown + "with " +
         std::to_string(each.left);
}

void SearchAgreement::make_hole(uint32_t hole) {
  for (uint32_t i = 0; i < sources_.size(); ++i) {
    sources_[i].kind_there = i == hole ? 0 : i == hole + 1 ? 2 : 1;
  }
}

std::string SearchAgreement::disagreement(const std::string& condition, uint32_t hole,
                                          int64_t budget) {
  make_hole(hole);
  base::Problems problems;
  const auto program = cel::compile(environment_, condition, {"bool", {}, true}, problems);
  if (!program) return condition + " is wrong: " + problems.all()[0].message;
  last_ = outcome(*program, true, budget);
  const Outcome loop = outcome(*program, false, budget);
  const Outcome told = explained(*program, budget);
  if (last_ == loop && told == loop) return {};
  if (last_ == loop) {
    return condition + " is " + told.shown + " with " + std::to_string(told.left) +
           " left where it is explained, else " + loop.shown + " with " + std::to_string(loop.left);
  }
  return condition + " is " + last_.shown + " with " + std::to_string(last_.left) +
         " left as a search, " + loop.shown + " with " + std::to_string(loop.left) + " as a loop";
}

}  // namespace stet::tests

#include "tests/cel/story.h"

#include "engine/base/line_index.h"

namespace stet::cel::testing {
namespace {

Value by_state(State state, Value value) {
  switch (state) {
    case State::present: return value;
    case State::absent: return Value::absent();
    case State::null: return Value::null();
    case State::malformed: return Value::malformed();
  }
  return {};
}

const Story& story(const void* self) { return *static_cast<const Story*>(self); }
const Source& source(const void* self) { return *static_cast<const Source*>(self); }
const Claim& claim(const void* self) { return *static_cast<const Claim*>(self); }

const Field source_fields[] = {
    {"id", "string", "Name in this story.",
     [](const void* s, uint32_t, Evaluation&) { return Value::string(source(s).id); }},
    {"kind", "string", "filing, official, …",
     [](const void* s, uint32_t, Evaluation&) {
       return by_state(source(s).kind_state, Value::string(source(s).kind));
     }},
};
const Field claim_fields[] = {
    {"sources", "list(string)", "Ids.",
     [](const void* s, uint32_t, Evaluation&) {
       return Value::strings(claim(s).sources, claim(s).source_count);
     },
     0, 20},
};
const Field declared_fields[] = {
    {"impact", "int", "1 to 10.",
     [](const void* s, uint32_t, Evaluation&) {
       const auto& declared = *static_cast<const Declared*>(s);
       return by_state(declared.state, Value::integer(declared.impact));
     }},
};
const Field story_fields[] = {
    {"headline", "string", "",
     [](const void* s, uint32_t, Evaluation&) { return Value::string(story(s).headline); }},
    {"beat", "string", "",
     [](const void* s, uint32_t, Evaluation&) { return Value::string(story(s).beat); }},
    {"body", "string", "",
     [](const void* s, uint32_t, Evaluation&) { return Value::string(story(s).body); }},
    {"impact", "int", "",
     [](const void* s, uint32_t, Evaluation&) { return Value::integer(story(s).impact); }},
    {"declared", "Declared", "",
     [](const void* s, uint32_t, Evaluation&) { return Value::object(&story(s).declared); }},
    {"sources", "list(Source)", "",
     [](const void* s, uint32_t, Evaluation&) {
       return Value::objects(story(s).sources.data(), story(s).sources.size());
     },
     0, 100},
    {"claims", "list(Claim)", "",
     [](const void* s, uint32_t, Evaluation&) {
       return Value::objects(story(s).claims.data(), story(s).claims.size());
     },
     0, 50},
};

const ObjectType source_type{"Source", "Where a claim comes from.", source_fields, sizeof(Source)};
const ObjectType claim_type{"Claim", "", claim_fields, sizeof(Claim)};
const ObjectType declared_type{"Declared", "", declared_fields, sizeof(Declared)};
const ObjectType story_type{"Story", "", story_fields, sizeof(Story)};

constexpr std::string_view words[] = {"may", "reportedly"};
constexpr std::string_view first_refs[] = {"s1", "s2"};
constexpr std::string_view other_refs[] = {"s3"};

std::string describe(const Value& value, const Environment& environment,
                     std::string_view expression) {
  if (!value.is_error()) return to_string(value, &environment);
  const Error& error = value.error();
  std::string out(to_string(error.code));
  out.append(": ").append(error.message);
  out.append(" @").append(base::slice(expression, error.span));
  if (!error.path.empty()) out.append(" [").append(error.path).append("]");
  return out;
}

}  // namespace

Environment make_environment() {
  Environment environment;
  for (const ObjectType* type : {&source_type, &claim_type, &declared_type, &story_type}) {
    environment.add_type(*type);
  }
  environment.add_variable({"story", "Story", "The story at hand.", 0});
  environment.add_variable({"limit", "int", "Computed when asked for.", 0});
  environment.add_variable({"text.words", "list(string)", "Hedges.", 100});
  base::Problems problems;
  environment.finish(problems);
  return environment;
}

Story make_story() {
  Story story;
  story.headline = "China moves to balanced trade";
  story.beat = "economy";
  story.body = "Customs data show it, two sources said on Monday.";
  story.sources = {{"s1", "primary"}, {"s2", "official"}, {"s3", "primary"},
                   {"s4", "agency"},  {"s5", "agency"},   {"s6", "anonymous"}};
  for (int i = 0; i < 8; ++i) {
    story.claims.push_back(i % 2 == 0 ? Claim{first_refs, 2} : Claim{other_refs, 1});
  }
  return story;
}

Run run(std::string_view expression, const Story& story, std::string_view result_type) {
  static const Environment environment = make_environment();
  Run out;
  base::Problems problems;
  CompileOptions options;
  options.result_type = result_type;
  const auto program = compile(environment, expression, options, problems);
  const base::LineIndex lines(expression);
  for (const base::Problem& problem : problems.all()) {
    const base::LineColumn at = lines.at(problem.span.begin);
    if (!out.problems.empty()) out.problems += "\n";
    out.problems +=
        std::to_string(at.line) + ":" + std::to_string(at.column) + " " + problem.message;
    if (!problem.suggestion.empty()) out.problems += " (" + problem.suggestion + ")";
  }
  if (!program) return out;
  base::Arena arena;
  Value slots[] = {Value::object(&story), Value::unresolved(), Value::strings(words, 2)};
  Evaluation evaluation(arena, slots);
  evaluation.set_resolver(nullptr, [](void*, uint32_t, Evaluation&) { return Value::integer(7); });
  out.value = describe(evaluate(*program, evaluation), environment, expression);
  return out;
}

std::string shown(std::string_view expression) {
  const Run result = run(expression, make_story());
  return result.problems.empty() ? result.value : result.problems;
}

}  // namespace stet::cel::testing

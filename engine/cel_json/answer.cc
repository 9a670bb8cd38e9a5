#include "engine/cel_json/answer.h"

#include "engine/base/json_writer.h"
#include "engine/cel_json/json_value.h"

namespace stet::cel_json {
namespace {

using base::JsonWriter;
using cel::Evaluation;
using cel::Value;

void append_span(JsonWriter& json, base::Span span) {
  json.member_int("begin", span.begin);
  json.member_int("end", span.end);
}

void append_error(JsonWriter& json, const cel::Error& error) {
  json.key("error");
  json.begin_object();
  json.member("code", cel::to_string(error.code));
  json.member("message", error.message);
  append_span(json, error.span);
  if (!error.path.empty()) json.member("path", error.path);
  json.end_object();
}

void append_value(JsonWriter& json, const Value& value, Evaluation& evaluation) {
  std::string text;
  append_value_json(text, value, evaluation);
  json.key("value");
  json.raw(text);
  text.clear();
  cel::append_short(text, value, evaluation);
  json.member("text", text);
}

void append_step(JsonWriter& json, const cel::Step& step, Evaluation& evaluation) {
  json.begin_object();
  json.member_int("depth", step.depth);
  json.member("expression", step.text);
  std::string text;
  cel::append_short(text, step.value, evaluation);
  json.member("value", text);
  if (step.element >= 0) {
    text.clear();
    cel::append_short(text, step.element_value, evaluation);
    json.member_int("element", step.element);
    json.member("element_value", text);
  }
  append_span(json, step.span);
  json.end_object();
}

}  // namespace

void append_answer_json(std::string& out, const cel::Program& program, const Value& value,
                        Evaluation& evaluation, const AnswerOptions& options) {
  JsonWriter json(out, options.indent);
  json.begin_object();
  json.member("type", cel::to_string(program.result_type()));
  value.is_error() ? append_error(json, value.error()) : append_value(json, value, evaluation);
  if (options.steps) {
    json.key("steps");
    json.begin_array();
    for (const cel::Step& step : cel::explain(program, evaluation)) {
      append_step(json, step, evaluation);
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace stet::cel_json

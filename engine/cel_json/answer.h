// What an expression came to, as JSON: for `stet cel --format json` and the module's
// stet_evaluate.
//
//   {"type":"int","value":9,"text":"9"}
//   {"type":"int","error":{"code":"division-by-zero","message":"…","begin":0,"end":3}}
//
// With steps, "steps" is the explanation in reading order, a tree by "depth"; places are bytes of
// the expression. Tested in tests/cel_json.
#pragma once

#include <string>

#include "engine/cel/cel.h"

namespace stet::cel_json {

struct AnswerOptions {
  bool steps = false;
  int indent = 0;
};

/// Appends the answer; `value` is what evaluate(program, evaluation) gave.
void append_answer_json(std::string& out, const cel::Program& program, const cel::Value& value,
                        cel::Evaluation& evaluation, const AnswerOptions& options);

}  // namespace stet::cel_json

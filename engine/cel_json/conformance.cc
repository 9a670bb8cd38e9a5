#include "engine/cel_json/conformance.h"

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/cel/cel.h"
#include "engine/cel_json/block_macros.h"
#include "engine/cel_json/json_members.h"
#include "engine/cel_json/typed_value.h"

namespace stet::cel_json {
namespace {

using cel::Value;
using nlohmann::json;

/// One test with an environment of its own.
class Test {
 public:
  explicit Test(const json& test) : test_(test), expect_(member(test, "expect")) {}

  /// What was found instead; nothing when it passed.
  std::optional<Failure> run();
  bool expects_error() const { return expect_.contains("error") || expect_.contains("any_error"); }

 private:
  void declare(base::Problems& problems);
  void declare_functions(std::string_view name, const json& overloads);
  std::optional<Failure> evaluate(const cel::Program& program);
  std::string_view keep(std::string_view text) { return arena_.copy_text(text); }
  Failure failure(const std::string& found) const {
    return {std::string(text_member(test_, "id")), std::string(text_member(test_, "expr")),
            expect_.dump(), found};
  }

  const json& test_;
  const json& expect_;
  base::Arena arena_;
  cel::Environment environment_;
  std::deque<cel::Function> functions_;
  std::vector<Value> slots_;
};

std::string told(const base::Problems& problems) {
  std::string out = "refused";
  for (const base::Problem& problem : problems.all()) out += ": " + problem.message;
  return out;
}

void Test::declare_functions(std::string_view name, const json& overloads) {
  for (const json& overload : overloads) {
    std::string signature = "(";
    for (const json& parameter : member(overload, "params")) {
      signature.append(signature.size() > 1 ? ", " : "").append(text_of(parameter));
    }
    signature.append(") -> ").append(text_member(overload, "result"));
    functions_.push_back(
        {keep(name), keep(text_member(overload, "id")), keep(signature), nullptr, ""});
    environment_.add_functions({&functions_.back(), 1});
  }
}

void Test::declare(base::Problems& problems) {
  environment_.add_opaque_type("tuple");
  std::map<std::string, uint32_t, std::less<>> slots;
  for (const json& declared : member(test_, "type_env")) {
    const std::string_view name = text_member(declared, "name");
    if (declared.contains("type")) {
      slots.emplace(name, environment_.add_variable({name, text_member(declared, "type"), "", 0}));
    } else {
      declare_functions(name, member(declared, "overloads"));
    }
  }
  const json& bindings = member(test_, "bindings");
  for (const auto& [name, value] : bindings.items()) {
    if (slots.count(name) == 0) {
      slots.emplace(name, environment_.add_variable({name, "dyn", "", 0}));
    }
  }
  environment_.finish(problems);
  slots_.assign(environment_.slot_count(), Value::unresolved());
  for (const auto& [name, value] : bindings.items()) {
    slots_[slots.find(name)->second] = typed_value(value, arena_);
  }
}

std::optional<Failure> Test::evaluate(const cel::Program& program) {
  cel::Evaluation evaluation(arena_, slots_);
  const Value value = cel::evaluate(program, evaluation);
  const bool passed = expects_error() ? value.is_error()
                                      : same_value(evaluation, value,
                                                   typed_value(member(expect_, "value"), arena_));
  if (passed) return std::nullopt;
  return failure(cel::to_string(value, &environment_));
}

std::optional<Failure> Test::run() {
  base::Problems problems;
  declare(problems);
  std::string expression(text_member(test_, "expr"));
  if (text_member(test_, "ext") == "block") expression = expand_blocks(expression);
  cel::CompileOptions options;
  options.container = text_member(test_, "container");
  options.check = !flag_member(test_, "disable_check");
  const auto program = cel::compile(environment_, expression, options, problems);
  if (!program) {
    if (expects_error()) return std::nullopt;
    return failure(told(problems));
  }
  if (expect_.contains("type")) {
    const std::string found = cel::to_string(program->result_type());
    if (found != text_member(expect_, "type")) return failure("type " + found);
    if (!expect_.contains("value")) return std::nullopt;
  }
  if (flag_member(test_, "check_only")) return std::nullopt;
  return evaluate(*program);
}

void count(Tally& tally, bool error_test, bool failed) {
  ++(failed ? tally.failed : tally.passed);
  ++(error_test ? tally.error_tests : tally.value_tests);
  if (!failed) ++(error_test ? tally.errors_passed : tally.values_passed);
}

void append_padded(std::string& out, std::string text, size_t width, bool left = false) {
  const size_t blanks = width > text.size() ? width - text.size() : 0;
  left ? out.append(text).append(blanks, ' ') : out.append(blanks, ' ').append(text);
}

void append_row(std::string& out, std::string_view name, const Tally& tally) {
  const auto share = [](uint32_t part, uint32_t all) {
    return std::to_string(part) + "/" + std::to_string(all);
  };
  append_padded(out, std::string(name), 16, true);
  append_padded(out, std::to_string(tally.passed), 8);
  append_padded(out, std::to_string(tally.failed), 8);
  append_padded(out, std::to_string(tally.skipped), 9);
  append_padded(out, share(tally.values_passed, tally.value_tests), 13);
  append_padded(out, share(tally.errors_passed, tally.error_tests), 13);
  out += '\n';
}

}  // namespace

ConformanceResult run_conformance(std::string_view text) {
  ConformanceResult result;
  const json tests = json::parse(text, nullptr, false);
  if (!tests.is_array()) {
    result.problem = "expected a JSON array of tests";
    return result;
  }
  for (const json& test : tests) {
    if (!test.is_object() || !member(test, "expect").is_object()) {
      result.problem = "expected an object with 'expect' for each test, found " + test.dump();
      return result;
    }
    Tally& file = result.files[std::string(text_member(test, "file"))];
    if (flag_member(test, "needs_proto")) {
      ++file.skipped, ++result.all.skipped;
      continue;
    }
    Test one(test);
    auto failure = one.run();
    for (Tally* tally : {&file, &result.all})
      count(*tally, one.expects_error(), failure.has_value());
    if (failure) result.failures.push_back(std::move(*failure));
  }
  return result;
}

std::string conformance_report(const ConformanceResult& result) {
  std::string out;
  for (const Failure& failure : result.failures) {
    out.append("FAILED ").append(failure.id).append("\n  ").append(failure.expression);
    out.append("\n  expected ").append(failure.expected);
    out.append("\n  got      ").append(failure.found).append("\n");
  }
  out += "file              passed  failed  skipped  value tests  error tests\n";
  for (const auto& [name, tally] : result.files) append_row(out, name, tally);
  append_row(out, "all", result.all);
  return out + std::to_string(result.all.passed) + " passed, " + std::to_string(result.all.failed) +
         " failed, " + std::to_string(result.all.skipped) + " skipped\n";
}

}  // namespace stet::cel_json

#include "tests/cel/conformance.h"

#include <cmath>
#include <cstring>
#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/arena.h"
#include "engine/cel/cel.h"
#include "engine/cel/parser.h"

namespace stet::cel::conformance {
namespace {

using nlohmann::json;

std::string decode_base64(const std::string& text) {
  static const std::string alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    group = group << 6 | static_cast<uint32_t>(alphabet.find(c));
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(group >> bits & 255);
    }
  }
  return out;
}

double to_double(const std::string& text) { return std::stod(text); }

Value to_value(const json& j, base::Arena& arena) {
  const auto& [kind, v] = *j.items().begin();
  const auto text = [&] { return arena.copy_text(v.get<std::string>()); };
  if (kind == "null") return Value::null();
  if (kind == "bool") return Value::boolean(v.get<bool>());
  if (kind == "int") return Value::integer(std::stoll(v.get<std::string>()));
  if (kind == "uint") return Value::unsigned_integer(std::stoull(v.get<std::string>()));
  if (kind == "double") return Value::floating(to_double(v.get<std::string>()));
  if (kind == "string") return Value::string(text());
  if (kind == "bytes") return Value::bytes(arena.copy_text(decode_base64(v.get<std::string>())));
  if (kind == "type") return Value::type(text());
  if (kind == "timestamp") {
    return Value::timestamp(std::stoll(v["seconds"].get<std::string>()),
                            v["nanos"].get<uint32_t>());
  }
  if (kind == "duration") {
    return Value::duration(std::stoll(v["seconds"].get<std::string>()), v["nanos"].get<int32_t>());
  }
  if (kind == "list") {
    std::vector<Value> elements;
    for (const json& element : v) elements.push_back(to_value(element, arena));
    return Value::list(arena.copy_array(elements));
  }
  std::vector<Entry> entries;
  for (const json& entry : v) {
    entries.push_back({to_value(entry[0], arena), to_value(entry[1], arena)});
  }
  return make_map(arena, entries);
}

/// Exact type and value; doubles to the bit, but NaN is NaN; maps in any order.
bool same(Evaluation& e, const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return a.as_bool() == b.as_bool();
    case Kind::integer:
    case Kind::unsigned_: return a.as_int() == b.as_int();
    case Kind::floating: {
      const double x = a.as_double(), y = b.as_double();
      return (std::isnan(x) && std::isnan(y)) || std::memcmp(&x, &y, sizeof x) == 0;
    }
    case Kind::string:
    case Kind::bytes:
    case Kind::type: return a.as_text() == b.as_text();
    case Kind::timestamp:
    case Kind::duration: return a.seconds() == b.seconds() && a.nanoseconds() == b.nanoseconds();
    case Kind::list:
      if (a.size() != b.size()) return false;
      for (uint32_t i = 0; i < a.size(); ++i) {
        if (!same(e, e.element(a, i), e.element(b, i))) return false;
      }
      return true;
    case Kind::map:
      if (a.size() != b.size()) return false;
      for (uint32_t i = 0; i < a.size(); ++i) {
        bool found = false;
        for (uint32_t k = 0; k < b.size() && !found; ++k) {
          found = same(e, e.key(a, i), e.key(b, k)) && same(e, e.mapped(a, i), e.mapped(b, k));
        }
        if (!found) return false;
      }
      return true;
    default: return false;
  }
}

// The block tests use macros that every harness defines: cel.block([a, b], e) names the elements
// cel.index(0), cel.index(1) in later elements and in e. Here they become nested cel.bind().

std::string replace_calls(std::string text, const std::string& name, const std::string& as) {
  const std::string open = "cel." + name + "(";
  for (size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    const size_t end = text.find(')', at);
    std::string number = text.substr(at + open.size(), end - at - open.size());
    for (char& c : number) c = c == ',' || c == ' ' ? '_' : c;
    text.replace(at, end - at + 1, as + number);
  }
  return text;
}

std::string expand_blocks(const std::string& expression) {
  std::string text = replace_calls(expression, "index", "index_");
  text = replace_calls(text, "iterVar", "iter_");
  text = replace_calls(text, "accuVar", "accu_");
  base::MappedText mapped;
  mapped.text = text;
  mapped.source = {0, static_cast<uint32_t>(text.size())};
  const SourceText source(mapped, {}, text);
  base::Arena arena;
  base::Problems problems;
  Reporter reporter(source, problems);
  const auto ast = parse(source, arena, reporter);
  if (!ast) return text;
  const Node& root = (*ast)[ast->root];
  if (root.kind != NodeKind::call || root.name != "block" || root.child_count != 3) return text;
  const Node& list = (*ast)[ast->child(root, 1)];
  std::string out, closing;
  for (uint32_t i = 0; i < list.child_count; ++i) {
    out += "cel.bind(index_" + std::to_string(i) + ", " + print(*ast, ast->child(list, i)) + ", ";
    closing += ")";
  }
  return out + print(*ast, ast->child(root, 2)) + closing;
}

/// What one test found, printed; empty when it passed.
class Test {
 public:
  explicit Test(const json& test) : test_(test), expect_(test["expect"]) {}

  std::optional<Failure> run() {
    base::Problems problems;
    declare(problems);
    std::string expression = test_["expr"].get<std::string>();
    if (test_.value("ext", "") == "block") expression = expand_blocks(expression);
    CompileOptions options;
    const std::string container = test_.value("container", "");
    options.container = container;
    options.check = !test_.value("disable_check", false);
    const auto program = compile(environment_, expression, options, problems);
    if (!program) {
      if (expects_error()) return std::nullopt;
      return failure("refused: " + told(problems));
    }
    if (expect_.contains("type")) {
      const std::string found = to_string(program->result_type());
      if (found != expect_["type"].get<std::string>()) return failure("type " + found);
      if (!expect_.contains("value")) return std::nullopt;
    }
    if (test_.value("check_only", false)) return std::nullopt;
    Evaluation evaluation(arena_, slots_);
    const Value value = evaluate(*program, evaluation);
    if (expects_error()) {
      if (value.is_error()) return std::nullopt;
      return failure(to_string(value, &environment_));
    }
    if (same(evaluation, value, to_value(expect_["value"], arena_))) return std::nullopt;
    return failure(to_string(value, &environment_));
  }

  bool expects_error() const { return expect_.contains("error") || expect_.contains("any_error"); }

 private:
  std::string_view keep(const std::string& text) { return arena_.copy_text(text); }

  void declare(base::Problems& problems) {
    environment_.add_opaque_type("tuple");
    std::map<std::string, uint32_t> slots;
    const json declarations = test_.value("type_env", json::array());
    for (const json& declared : declarations) {
      const std::string name = declared["name"].get<std::string>();
      if (declared.contains("type")) {
        slots[name] = environment_.add_variable({name, declared["type"].get<std::string>(), "", 0});
        continue;
      }
      for (const json& overload : declared["overloads"]) {
        std::string signature = "(";
        for (const json& parameter : overload["params"]) {
          signature += (signature.size() > 1 ? ", " : "") + parameter.get<std::string>();
        }
        signature += ") -> " + overload["result"].get<std::string>();
        functions_.push_back(
            {keep(name), keep(overload["id"].get<std::string>()), keep(signature), nullptr, ""});
        environment_.add_functions({&functions_.back(), 1});
      }
    }
    const json bindings = test_.value("bindings", json::object());
    for (const auto& [name, value] : bindings.items()) {
      if (slots.count(name) == 0) slots[name] = environment_.add_variable({name, "dyn", "", 0});
    }
    environment_.finish(problems);
    slots_.assign(environment_.slot_count(), Value::unresolved());
    for (const auto& [name, value] : bindings.items())
      slots_[slots[name]] = to_value(value, arena_);
  }

  Failure failure(const std::string& found) const {
    return {test_["id"].get<std::string>(), test_["expr"].get<std::string>(), expect_.dump(),
            found};
  }
  static std::string told(const base::Problems& problems) {
    std::string out;
    for (const base::Problem& problem : problems.all()) out += problem.message + "; ";
    return out;
  }

  const json& test_;
  const json& expect_;
  base::Arena arena_;
  Environment environment_;
  std::deque<Function> functions_;
  std::vector<Value> slots_;
};

}  // namespace

Result run(const std::string& text) {
  Result result;
  const json tests = json::parse(text);
  for (const json& test : tests) {
    if (test.value("needs_proto", false)) {
      ++result.skipped;
      continue;
    }
    Test one(test);
    const auto failure = one.run();
    for (Tally* tally : {&result.files[test["file"].get<std::string>()], &result.all}) {
      ++(failure ? tally->failed : tally->passed);
      ++(one.expects_error() ? tally->error_tests : tally->value_tests);
      (one.expects_error() ? tally->errors_passed : tally->values_passed) += failure ? 0 : 1;
    }
    if (failure) result.failures.push_back(*failure);
  }
  return result;
}

}  // namespace stet::cel::conformance

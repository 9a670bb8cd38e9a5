// Well-typed expressions of the condition language from a stream of choices: random numbers in
// property tests, a fuzzer's bytes in tests/fuzz. Each comes in two forms with the same meaning:
// constants written out, or as variables that nothing can fold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stet::tests {

/// What constants of the variable form are: `i0` … for ints, `s0` … for strings.
inline constexpr int64_t cel_ints[] = {0, 1, -1, 2, 7, INT64_MAX};
inline constexpr const char* cel_strings[] = {"", "a", "ab", "filing", "é"};

template <typename Choose>  // uint32_t choose(uint32_t limit), below limit
class CelExpressions {
 public:
  explicit CelExpressions(Choose choose) : choose_(std::move(choose)) {}

  /// Both forms, of one size bound: about `budget` operators.
  struct Forms {
    std::string constant, variable;
  };
  Forms boolean(int budget) {
    switch (budget <= 0 ? choose_(3) : choose_(16)) {
      case 0: return both("true");
      case 1: return both("false");
      case 2: return local("b", both("true"));
      case 3: return infix(integer(budget / 2), comparison(), integer(budget / 2));
      case 4: return infix(string(budget / 2), comparison(), string(budget / 2));
      case 5: return infix(boolean(budget / 2), "&&", boolean(budget / 2));
      case 6: return infix(boolean(budget / 2), "||", boolean(budget / 2));
      case 7: return wrap("!(", boolean(budget - 1), ")");
      case 8: return conditional(boolean(budget / 3), boolean(budget / 3), boolean(budget / 3));
      case 9: return infix(integer(budget / 2), "in", list(budget / 2));
      case 10: return quantifier("all", budget);
      case 11: return quantifier("exists", budget);
      case 12: return quantifier("exists_one", budget);
      case 13: return infix(list(budget / 2), "==", list(budget / 2));
      case 14: return method(string(budget / 2), "startsWith", string(budget / 2));
      default: return wrap("has(", map(budget - 1), ".a)");
    }
  }
  Forms integer(int budget) {
    switch (budget <= 0 ? choose_(3) : choose_(12)) {
      case 0:
      case 1: return integer_constant();
      case 2: return local("i", integer_constant());
      case 3: return infix(integer(budget / 2), "+", integer(budget / 2));
      case 4: return infix(integer(budget / 2), "-", integer(budget / 2));
      case 5: return infix(integer(budget / 2), "*", integer(budget / 2));
      case 6: return infix(integer(budget / 2), "/", integer(budget / 2));
      case 7: return infix(integer(budget / 2), "%", integer(budget / 2));
      case 8: return wrap("size(", list(budget - 1), ")");
      case 9: return conditional(boolean(budget / 3), integer(budget / 3), integer(budget / 3));
      case 10: return index(list(budget / 2), integer(budget / 2));
      default: return bind(budget);
    }
  }

 private:
  Forms string(int budget) {
    switch (budget <= 0 ? 0 : choose_(4)) {
      case 1: return infix(string(budget / 2), "+", string(budget / 2));
      case 2: return wrap("string(", integer(budget - 1), ")");
      case 3: return conditional(boolean(budget / 3), string(budget / 3), string(budget / 3));
      default: {
        const uint32_t i = choose_(std::size(cel_strings));
        return {std::string("'") + cel_strings[i] + "'", "s" + std::to_string(i)};
      }
    }
  }
  Forms list(int budget) {
    switch (budget <= 0 ? 0 : choose_(5)) {
      case 1: return infix(list(budget / 2), "+", list(budget / 2));
      case 2: return quantifier("filter", budget);
      case 3: return mapping(budget);
      case 4: return wrap("lists.range(", infix(integer(budget - 1), "%", both("9")), ")");
      default: {
        Forms out = both("[");
        const uint32_t size = choose_(4);
        // [] is a list of what it is used as first: string(e) of its elements makes it one of
        // strings, as in cel-go.
        if (size == 0) return both("lists.range(0)");
        for (uint32_t i = 0; i < size; ++i) {
          out = join(join(out, both(i > 0 ? ", " : "")), integer(budget / 4));
        }
        return join(out, both("]"));
      }
    }
  }
  Forms map(int budget) {
    Forms out = wrap("{'a': ", integer(budget / 2), "");
    return join(join(out, wrap(", 'b': ", integer(budget / 2), "")), both("}"));
  }
  Forms quantifier(const char* name, int budget) {
    Forms range = list(budget / 2);
    const std::string variable = enter('i');
    Forms body = boolean(budget / 2);
    locals_.pop_back();
    return join(range, wrap(std::string(".") + name + "(" + variable + ", ", body, ")"));
  }
  Forms mapping(int budget) {
    Forms range = list(budget / 2);
    const std::string variable = enter('i');
    Forms body = integer(budget / 2);
    locals_.pop_back();
    return join(range, wrap(".map(" + variable + ", ", body, ")"));
  }
  Forms bind(int budget) {
    Forms value = integer(budget / 2);
    const std::string variable = enter('i');
    Forms body = integer(budget / 2);
    locals_.pop_back();
    return wrap("cel.bind(" + variable + ", ", join(join(value, both(", ")), body), ")");
  }
  /// A new variable, or one that shadows.
  std::string enter(char kind) {
    locals_.push_back(std::string(1, kind) + "v" + std::to_string(choose_(4)));
    return locals_.back();
  }
  Forms local(const std::string& kind, Forms otherwise) {
    if (locals_.empty()) return otherwise;
    const std::string& name = locals_[choose_(static_cast<uint32_t>(locals_.size()))];
    return name.substr(0, 1) == kind ? both(name) : otherwise;
  }
  Forms integer_constant() {
    const uint32_t i = choose_(std::size(cel_ints));
    return {std::to_string(cel_ints[i]), "i" + std::to_string(i)};
  }
  const char* comparison() {
    static constexpr const char* all[] = {"==", "!=", "<", "<=", ">", ">="};
    return all[choose_(6)];
  }
  static Forms both(const std::string& text) { return {text, text}; }
  static Forms join(const Forms& a, const Forms& b) {
    return {a.constant + b.constant, a.variable + b.variable};
  }
  static Forms wrap(const std::string& before, const Forms& f, const std::string& after) {
    return join(join(both(before), f), both(after));
  }
  static Forms infix(const Forms& a, const std::string& op, const Forms& b) {
    return wrap("(", join(join(a, both(" " + op + " ")), b), ")");
  }
  static Forms conditional(const Forms& c, const Forms& a, const Forms& b) {
    return wrap("(", join(join(join(join(c, both(" ? ")), a), both(" : ")), b), ")");
  }
  static Forms method(const Forms& a, const std::string& name, const Forms& b) {
    return join(a, wrap("." + name + "(", b, ")"));
  }
  static Forms index(const Forms& a, const Forms& b) { return join(a, wrap("[", b, "]")); }

  Choose choose_;
  std::vector<std::string> locals_;
};

}  // namespace stet::tests

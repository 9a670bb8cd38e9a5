// The regex extension, on RE2: linear time on any input.
#include <string>
#include <vector>

#include <re2/re2.h>

#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"
#include "engine/cel/pattern.h"

namespace stet::cel {
namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// Compiles the pattern in `value`; `failed` is set when that cannot be done.
class Regex {
 public:
  Regex(Evaluation& e, const Value& text, const Value& pattern)
      : re_(compile_quietly(pattern.as_text())) {
    if (!e.charge(text.size() / 16 + pattern.size())) {
      failed_ = e.budget_error();
    } else if (!re_->ok()) {
      failed_ = e.fail(ErrorCode::bad_pattern, "expected a regular expression: " + re_->error());
    }
  }
  const RE2& operator*() const { return *re_; }
  bool failed() const { return failed_.is_error(); }
  const Value& failure() const { return failed_; }

 private:
  std::unique_ptr<const RE2> re_;
  Value failed_;
};

/// Calls visit(whole match, its groups) for each match from the left until it returns false.
template <typename Visit>
void each_match(const RE2& re, std::string_view text, int groups, const Visit& visit) {
  std::vector<re2::StringPiece> match(static_cast<size_t>(groups) + 1);
  size_t at = 0;
  while (at <= text.size() &&
         re.Match(piece(text), at, text.size(), RE2::UNANCHORED, match.data(), groups + 1)) {
    const auto begin = static_cast<size_t>(match[0].data() - text.data());
    if (!visit(begin, match)) return;
    at = begin + match[0].size();
    if (match[0].size() > 0) continue;
    do {
      ++at;
    } while (at < text.size() && (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80);
  }
}

Value group_or_whole(const std::vector<re2::StringPiece>& match) {
  const re2::StringPiece& found = match.back();
  return Value::string({found.data() == nullptr ? "" : found.data(), found.size()});
}

Value extract(Evaluation& e, const Value* a) {
  const Regex pattern(e, a[0], a[1]);
  if (pattern.failed()) return pattern.failure();
  const int groups = (*pattern).NumberOfCapturingGroups();
  if (groups > 1) {
    return e.fail(ErrorCode::invalid_argument, "expected a pattern with at most one group");
  }
  Value found = Value::optional(nullptr);
  each_match(*pattern, a[0].as_text(), groups, [&](size_t, const auto& match) {
    if (match.back().data() != nullptr) found = e.make_optional(group_or_whole(match));
    return false;
  });
  return found;
}

Value extract_all(Evaluation& e, const Value* a) {
  const Regex pattern(e, a[0], a[1]);
  if (pattern.failed()) return pattern.failure();
  const int groups = (*pattern).NumberOfCapturingGroups();
  if (groups > 1) {
    return e.fail(ErrorCode::invalid_argument, "expected a pattern with at most one group");
  }
  std::vector<Value> found;
  bool paid = true;
  each_match(*pattern, a[0].as_text(), groups, [&](size_t, const auto& match) {
    if (match.back().data() != nullptr) found.push_back(group_or_whole(match));
    return paid = e.charge(1 + match[0].size() / 16);
  });
  return paid ? e.make_list(found) : e.budget_error();
}

Value replace_up_to(Evaluation& e, const Value* a, int64_t limit) {
  const Regex pattern(e, a[0], a[1]);
  if (pattern.failed()) return pattern.failure();
  const std::string_view text = a[0].as_text();
  const std::string rewrite(a[2].as_text());
  std::string problem;
  if (!(*pattern).CheckRewriteString(piece(rewrite), &problem)) {
    return e.fail(ErrorCode::invalid_argument, "expected a replacement: " + problem);
  }
  std::string out;
  size_t at = 0;
  int64_t done = 0;
  bool paid = true;
  if (limit != 0) {
    each_match(*pattern, text, (*pattern).NumberOfCapturingGroups(),
               [&](size_t begin, const std::vector<re2::StringPiece>& match) {
                 out.append(text.substr(at, begin - at));
                 (*pattern).Rewrite(&out, piece(rewrite), match.data(),
                                    static_cast<int>(match.size()));
                 at = begin + match[0].size();
                 paid = e.charge(1 + rewrite.size() / 16);
                 return paid && (limit < 0 || ++done < limit);
               });
  }
  if (!paid) return e.budget_error();
  return e.make_string(out.append(text.substr(at)));
}
Value replace(Evaluation& e, const Value* a) { return replace_up_to(e, a, -1); }
Value replace_some(Evaluation& e, const Value* a) { return replace_up_to(e, a, a[3].as_int()); }

constexpr Function table[] = {
    {"regex.extract", "regex_extract_string_string", "(string, string) -> optional_type(string)",
     extract, "What the pattern's group, or the pattern, matches first."},
    {"regex.extractAll", "regex_extractAll_string_string", "(string, string) -> list(string)",
     extract_all, "All that the pattern's group, or the pattern, matches."},
    {"regex.replace", "regex_replace_string_string_string", "(string, string, string) -> string",
     replace, "With matches replaced, \\1 for what a group matched; all or the first so many."},
    {"regex.replace", "regex_replace_string_string_string_int",
     "(string, string, string, int) -> string", replace_some, ""},
};

}  // namespace

std::span<const Function> regex_functions() { return table; }

}  // namespace stet::cel

#include "engine/text/patterns.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <utility>

#include "engine/base/sort.h"
#include "engine/text/literals.h"

namespace stet::text {

namespace {

constexpr std::string_view bad_pattern = "pattern-unusable";
constexpr int64_t memory_per_pattern = int64_t{8} << 20;

RE2::Options options_for(const Pattern& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(pattern.case_sensitive);
  options.set_max_mem(memory_per_pattern);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Two letters of other scripts fold to ASCII in RE2 (the Kelvin sign to k, the long s to s), so a
// text that has them may match without the literal's own bytes.
bool folds_strangely(std::string_view text) {
  return text.find("\u212A") != std::string_view::npos ||
         text.find("\u017F") != std::string_view::npos;
}

}  // namespace

struct PatternSet::Compiled {
  re2::FilteredRE2 patterns{0};
  std::vector<uint32_t> ids;  ///< of the caller, by index in `patterns`
  std::vector<int> always;    ///< patterns that no literal announces
  std::vector<int> all;
  LiteralScanner literals;
  uint32_t size = 0;

  void find(int index, std::string_view text, std::vector<PatternMatch>& out) const {
    const RE2& pattern = patterns.GetRE2(index);
    size_t from = 0;
    re2::StringPiece match;
    while (from <= text.size() &&
           pattern.Match(piece(text), from, text.size(), RE2::UNANCHORED, &match, 1)) {
      const auto begin = static_cast<size_t>(match.data() - text.data());
      from = begin + match.size();
      if (match.empty()) {
        ++from;  // an empty match at some places only: "$", or \b between letters
        continue;
      }
      out.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(from)},
                     ids[static_cast<size_t>(index)]});
    }
  }
};

struct PatternSetBuilder::Draft {
  std::unique_ptr<PatternSet::Compiled> compiled = std::make_unique<PatternSet::Compiled>();
};

PatternSet::PatternSet() = default;
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

void PatternSet::find(std::string_view text, PatternScratch& scratch,
                      std::vector<PatternMatch>& out) const {
  out.clear();
  if (!compiled_ || compiled_->all.empty()) return;
  const std::vector<int>* candidates = &compiled_->always;
  if (folds_strangely(text)) {
    candidates = &compiled_->all;
  } else {
    compiled_->literals.find(text, scratch.seen, scratch.literals);
    if (!scratch.literals.empty()) {
      compiled_->patterns.AllPotentials(scratch.literals, &scratch.candidates);
      candidates = &scratch.candidates;
    }
  }
  for (const int index : *candidates) compiled_->find(index, text, out);
  base::sort_in_place(out, [](const PatternMatch& a, const PatternMatch& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.pattern < b.pattern;
  });
}

uint32_t PatternSet::size() const { return compiled_ ? compiled_->size : 0; }

uint32_t PatternSet::without_literal() const {
  return compiled_ ? static_cast<uint32_t>(compiled_->always.size()) : 0;
}

PatternSetBuilder::PatternSetBuilder() : draft_(std::make_unique<Draft>()) {}
PatternSetBuilder::~PatternSetBuilder() = default;

uint32_t PatternSetBuilder::add(const Pattern& pattern, std::string_view file,
                                base::Problems& problems) {
  PatternSet::Compiled& compiled = *draft_->compiled;
  const uint32_t id = compiled.size++;
  const auto refuse = [&](std::string message) {
    problems.add({base::Severity::error, bad_pattern, std::string(file), pattern.place,
                  std::move(message), ""});
  };
  const RE2::Options options = options_for(pattern);
  const RE2 trial(piece(pattern.text), options);
  if (!trial.ok()) {
    refuse("expected a pattern in RE2 syntax, found '" + std::string(pattern.text) +
           "': " + trial.error());
    return id;
  }
  if (RE2::FullMatch("", trial)) {
    refuse("expected a pattern that needs a letter or mark, found '" + std::string(pattern.text) +
           "', which matches the empty text");
    return id;
  }
  int index = 0;
  if (compiled.patterns.Add(piece(pattern.text), options, &index) == RE2::NoError) {
    compiled.ids.push_back(id);
    compiled.all.push_back(index);
  }
  return id;
}

PatternSet PatternSetBuilder::build() {
  PatternSet set;
  std::unique_ptr<PatternSet::Compiled> compiled = std::move(draft_->compiled);
  draft_ = std::make_unique<Draft>();
  if (!compiled->all.empty()) {
    std::vector<std::string> literals;
    compiled->patterns.Compile(&literals);
    compiled->literals = LiteralScanner(std::move(literals));
    compiled->patterns.AllPotentials({}, &compiled->always);
  }
  set.compiled_ = std::move(compiled);
  return set;
}

}  // namespace stet::text

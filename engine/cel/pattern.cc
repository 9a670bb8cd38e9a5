#include "engine/cel/pattern.h"

#include <algorithm>

// Not among RE2's installed headers; its source is pinned (docs/decisions/0026).
#include <re2/prog.h>
#include <re2/re2.h>
#include <re2/regexp.h>

namespace stet::cel {
namespace {

constexpr size_t most_plain_bytes = 500;
constexpr size_t most_cells = 4096;
constexpr int64_t most_memory = int64_t{64} << 10;  // of RE2, for making all states

}  // namespace

std::unique_ptr<RE2> compile_quietly(std::string_view text) {
  RE2::Options quiet;
  quiet.set_log_errors(false);
  return std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), quiet);
}

bool is_plain_pattern(std::string_view text) {
  if (text.size() > most_plain_bytes) return false;
  size_t depth = 0;
  for (size_t i = text.substr(0, 4) == "(?i)" ? 4 : 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') {
      ++depth;
      if (text.substr(i + 1, 2) == "?:") i += 2;
    } else if (c == ')') {
      if (depth-- == 0) return false;
    } else if (c == '\\') {
      if (text.substr(++i, 1) != "b") return false;
    } else {
      const auto letter = static_cast<unsigned char>(c | 0x20);
      const bool means_itself = (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9');
      if (!means_itself && c != ' ' && c != '|') return false;
    }
  }
  return depth == 0;
}

Pattern::~Pattern() = default;

std::unique_ptr<const Pattern> Pattern::compile(std::string_view text) {
  std::unique_ptr<Pattern> made(new Pattern());
  if (!has_searches && is_plain_pattern(text)) {
    made->later_ = std::string(text);
    return made;
  }
  made->re2_ = compile_quietly(text);
  if (!made->re2_->ok()) return nullptr;
  if constexpr (has_searches) made->make_table();
  return made;
}

/// Nothing where the states are many, or RE2 would search from the end of the text.
void Pattern::make_table() {
  const std::unique_ptr<re2::Prog> program(re2_->Regexp()->CompileToProg(most_memory * 4));
  if (program == nullptr || program->anchor_end()) return;
  program->set_dfa_mem(most_memory);
  classes_ = static_cast<uint16_t>(program->bytemap_range() + 1);
  std::vector<int> transitions;
  std::vector<bool> matching;
  bool whole = true;
  program->BuildEntireDFA(re2::Prog::kLongestMatch, [&](const int* next, bool match) {
    whole = whole && next != nullptr && transitions.size() + classes_ <= most_cells;
    if (!whole) return;
    transitions.insert(transitions.end(), next, next + classes_);
    matching.push_back(match);
  });
  if (!whole || matching.empty()) return;
  for (size_t byte = 0; byte < 256; ++byte) class_of_[byte] = program->bytemap()[byte];
  set_table(transitions, matching);
  re2_.reset();
}

/// States in their new order: open ones, those that found a match, the dead one.
void Pattern::set_table(const std::vector<int>& transitions, const std::vector<bool>& matching) {
  const size_t states = matching.size();
  std::vector<uint16_t> row(states);
  uint16_t rows = 0;
  const auto number = [&](bool wanted) {
    for (size_t i = 0; i < states; ++i) {
      if (matching[i] == wanted) row[i] = static_cast<uint16_t>(rows++ * classes_);
    }
  };
  number(false);
  first_found_ = static_cast<uint16_t>(rows * classes_);
  number(true);
  dead_ = static_cast<uint16_t>(rows * classes_);
  next_.assign(dead_ + size_t{classes_}, dead_);
  size_t most_rests = 0;
  for (size_t i = 0; i < states; ++i) {
    for (size_t c = 0; c < classes_; ++c) {
      const int next = transitions[i * classes_ + c];
      if (next >= 0) next_[row[i] + c] = row[static_cast<size_t>(next)];
    }
    const auto stays = [&](uint8_t byte_class) { return next_[row[i] + byte_class] == row[i]; };
    const auto rests =
        static_cast<size_t>(std::count_if(class_of_.begin(), class_of_.end(), stays));
    if (matching[i] || rests < most_rests) continue;
    most_rests = rests;
    resting_ = row[i];
    for (size_t byte = 0; byte < 256; ++byte) rests_[byte] = stays(class_of_[byte]);
  }
  start_ = row[0];
}

bool Pattern::ask_re2(std::string_view text) const {
  if (!has_searches && re2_ == nullptr) re2_ = compile_quietly(later_);
  const re2::StringPiece piece(text.data(), text.size());
  return re2_->Match(piece, 0, piece.size(), RE2::UNANCHORED, nullptr, 0);
}

bool Pattern::walk(std::string_view text) const {
  const uint16_t* const next = next_.data();
  const auto* at = reinterpret_cast<const uint8_t*>(text.data());
  const auto* const end = at + text.size();
  size_t state = start_;
  while (state < first_found_) {
    if (state == resting_) {
      while (at != end && rests_[*at]) ++at;
    }
    if (at == end)
      return next[state + classes_ - 1u] - size_t{first_found_} < size_t{dead_} - first_found_;
    state = next[state + class_of_[*at++]];
  }
  return state != dead_;
}

}  // namespace stet::cel

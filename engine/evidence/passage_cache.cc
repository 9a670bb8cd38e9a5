#include "engine/evidence/passage_cache.h"

#include <algorithm>
#include <cstring>

namespace stet::evidence {

namespace {

// Undo and redo find what they bring back; memory stays that of a few versions of the story.
constexpr uint32_t passes_kept = 32;

uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 29;
}

uint64_t hash_of(std::string_view text, const PassageContext& context) {
  uint64_t hash = mix(text.size(), context.open_mark);
  hash = mix(hash, static_cast<uint64_t>(context.part) << 4 | context.heading << 3 |
                       context.quotation << 2 | context.cites << 1 | context.attributed_before);
  while (text.size() >= sizeof hash) {
    uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    hash = mix(hash, word);
    text.remove_prefix(sizeof word);
  }
  uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return mix(hash, rest);
}

bool is_of(const PassageFindings& findings, std::string_view text, const PassageContext& context) {
  return findings.text == text && findings.context == context;
}

}  // namespace

void PassageCache::begin_pass() {
  before_.swap(now_);
  now_.clear();
  cursor_ = 0;
  if (++pass_ % passes_kept != 0) return;
  const auto is_old = [this](const PassageFindings& findings) {
    return findings.last_pass + passes_kept < pass_;
  };
  std::erase_if(by_hash_, [&](const auto& entry) { return is_old(*entry.second); });
  std::erase_if(displaced_, [&](const auto& findings) { return is_old(*findings); });
}

void PassageCache::end_pass(BodyWords& words) {
  for (PassageFindings* findings : before_) {
    if (findings->last_pass == pass_ || !findings->counted) continue;
    words.remove(findings->word_keys);
    findings->counted = false;
  }
  for (PassageFindings* findings : now_) {
    if (findings->counted) continue;
    words.add(findings->word_keys);
    findings->counted = true;
  }
}

void PassageCache::use(PassageFindings& findings) {
  findings.last_pass = pass_;
  findings.position = static_cast<uint32_t>(now_.size());
  now_.push_back(&findings);
}

PassageFindings* PassageCache::find(std::string_view text, const PassageContext& context) {
  // An edited or deleted passage is one that the next of this pass skips.
  for (size_t at = cursor_; at < std::min(cursor_ + 2, before_.size()); ++at) {
    if (!is_of(*before_[at], text, context)) continue;
    cursor_ = at + 1;
    use(*before_[at]);
    return before_[at];
  }
  const auto found = by_hash_.find(hash_of(text, context));
  if (found == by_hash_.end() || !is_of(*found->second, text, context)) return nullptr;
  PassageFindings& findings = *found->second;
  if (findings.last_pass + 1 == pass_) cursor_ = findings.position + size_t{1};
  use(findings);
  return &findings;
}

PassageFindings& PassageCache::add(std::string_view text, const PassageContext& context) {
  auto findings = std::make_unique<PassageFindings>();
  findings->text = text;
  findings->context = context;
  use(*findings);
  std::unique_ptr<PassageFindings>& slot = by_hash_[hash_of(text, context)];
  // Two texts with one hash: the earlier one lives on with the passes that refer to it.
  if (slot) displaced_.push_back(std::move(slot));
  slot = std::move(findings);
  return *slot;
}

}  // namespace stet::evidence

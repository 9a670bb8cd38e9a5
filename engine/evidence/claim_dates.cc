#include "engine/evidence/claim_dates.h"

#include <algorithm>

#include "engine/cel/time.h"
#include "engine/text/word_key.h"

namespace stet::evidence {

namespace {

using text::Token;
using text::TokenKind;
using text::word_key;

constexpr uint64_t names[] = {word_key("january"), word_key("february"), word_key("march"),
                              word_key("april"),   word_key("may"),      word_key("june"),
                              word_key("july"),    word_key("august"),   word_key("september"),
                              word_key("october"), word_key("november"), word_key("december")};
constexpr uint64_t short_names[] = {word_key("jan"), word_key("feb"), word_key("mar"),
                                    word_key("apr"), word_key("may"), word_key("jun"),
                                    word_key("jul"), word_key("aug"), word_key("sep"),
                                    word_key("oct"), word_key("nov"), word_key("dec")};
constexpr uint32_t september = 8;
constexpr uint64_t sept = word_key("sept");
constexpr int64_t seconds_per_day = 24 * 60 * 60;
/// How far from its own date a source may leave the date of what it tells to its reader.
constexpr int days_understood = 7;

uint64_t key_of(uint32_t number) {
  char digits[16];
  size_t begin = sizeof digits;
  do {
    digits[--begin] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  return word_key({digits + begin, sizeof digits - begin});
}

bool has(std::span<const uint64_t> keys, uint64_t key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

uint64_t year_key(const cel::CivilTime& day) {
  return key_of(static_cast<uint32_t>(std::max<int64_t>(0, day.year)));
}

/// The days of which a source speaks when it gives no date, as bits and keys.
struct Understood {
  uint32_t months = 0;
  std::vector<uint64_t> days, years;

  Understood(const formats::Time& published, const formats::Time& story) {
    if (!published.present()) {
      if (story.present()) years.push_back(year_key(cel::civil_time(story.seconds)));
      return;
    }
    for (int offset = -days_understood; offset <= days_understood; ++offset) {
      const cel::CivilTime day = cel::civil_time(published.seconds + offset * seconds_per_day);
      months |= 1u << (day.month - 1);
      days.push_back(key_of(static_cast<uint32_t>(day.day)));
      if (!has(years, year_key(day))) years.push_back(year_key(day));
    }
  }
};

}  // namespace

bool is_year(std::string_view digits) {
  const bool plausible = digits.size() == 4 && (digits.substr(0, 2) == "19" || digits[0] == '2');
  return plausible &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

uint32_t month_of(uint64_t key) {
  const auto index_in = [&](const auto& list) {
    return static_cast<uint32_t>(std::find(std::begin(list), std::end(list), key) -
                                 std::begin(list));
  };
  if (const uint32_t month = index_in(names); month != no_month) return month;
  return key == sept ? september : index_in(short_names);
}

// "28 May", "May 28".
bool ClaimDates::names_day(const text::Tokens& tokens, size_t number) const {
  const auto is_month = [&](size_t i) {
    const bool name = i < tokens.all.size() && tokens.all[i].kind == TokenKind::word &&
                      tokens.all[i].has(text::begins_upper);
    return name && month_of(tokens.all[i].key) != no_month;
  };
  return is_month(number + 1) || (number > 0 && is_month(number - 1));
}

void ClaimDates::read(std::string_view claim, const text::Tokens& tokens,
                      const formats::Time& story) {
  story_ = story;
  years_.clear(), days_.clear(), months_.clear();
  for (size_t i = 0; i < tokens.all.size(); ++i) {
    const Token& token = tokens.all[i];
    if (token.kind == TokenKind::number) {
      if (is_year(base::slice(claim, token.span)))
        years_.push_back(token.key);
      else if (names_day(tokens, i))
        days_.push_back(token.key);
      continue;
    }
    const bool name = token.kind == TokenKind::word && token.has(text::begins_upper);
    const uint32_t month = name ? month_of(token.key) : no_month;
    if (month != no_month) months_.push_back(month);
  }
}

bool ClaimDates::are_given(std::span<const uint64_t> keys, const formats::Time& published) const {
  if (years_.empty() && days_.empty() && months_.empty()) return true;
  const Understood understood(published, story_);
  const auto given = [&](const std::vector<uint64_t>& wanted, const std::vector<uint64_t>& known) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](uint64_t key) { return has(keys, key) || has(known, key); });
  };
  if (!given(years_, understood.years) || !given(days_, understood.days)) return false;
  return std::all_of(months_.begin(), months_.end(), [&](uint32_t month) {
    return (understood.months >> month & 1) != 0 || has(keys, names[month]) ||
           has(keys, short_names[month]) || (month == september && has(keys, sept));
  });
}

}  // namespace stet::evidence

// Printing takes the digits from Grisu2 in nlohmann/json, which is the same header in both builds,
// and lays them out as ECMAScript does. Reading is exact: Clinger's fast path where a double holds
// mantissa and power of ten without rounding, else a division of big integers, bit by bit.
#include "engine/base/number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/detail/conversions/to_chars.hpp>
#include <vector>

namespace stet::base {

namespace {

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

char* put_zeros(char* out, int count) {
  std::memset(out, '0', static_cast<size_t>(count));
  return out + count;
}

constexpr auto make_pairs() {
  std::array<std::array<char, 2>, 100> pairs{};
  for (size_t i = 0; i < pairs.size(); ++i) {
    pairs[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
  }
  return pairs;
}

/// Two digits of a number below 100.
char* put_pair(char* out, uint32_t value) {
  static constexpr auto pairs = make_pairs();
  std::memcpy(out, pairs[value].data(), 2);
  return out + 2;
}

char* put_digit(char* out, uint32_t value) {
  *out = static_cast<char>('0' + value);
  return out + 1;
}

/// Two digits, or one where no other stands before it.
char* put_first(char* out, uint32_t value) {
  return value < 10 ? put_digit(out, value) : put_pair(out, value);
}

char* put_uint(char* out, uint64_t value) {
  constexpr uint32_t limit = 10'000;
  auto low = static_cast<uint32_t>(value);
  if (value >= limit) {
    out = put_uint(out, value / limit);
    low = static_cast<uint32_t>(value % limit);
    return put_pair(put_pair(out, low / 100), low % 100);
  }
  return low < 100 ? put_first(out, low) : put_pair(put_first(out, low / 100), low % 100);
}

/// Digits d1…dn, the decimal point after the first `point` of them.
char* put_digits(char* out, std::string_view digits, int point, bool keep_point) {
  const int count = static_cast<int>(digits.size());
  if (point > 21 || point < -5) {
    *out++ = digits[0];
    if (count > 1) *out++ = '.';
    out = put(out, digits.substr(1));
    *out++ = 'e';
    *out++ = point < 1 ? '-' : '+';
    return put_uint(out, static_cast<uint64_t>(std::abs(point - 1)));
  }
  if (point <= 0) return put(put_zeros(put(out, "0."), -point), digits);
  const auto whole = static_cast<size_t>(point);
  if (point < count) {
    return put(put(put(out, digits.substr(0, whole)), "."), digits.substr(whole));
  }
  out = put_zeros(put(out, digits), point - count);
  return keep_point ? put(out, ".0") : out;
}

/// Scores and weights are whole millionths. Two different texts of at most 15 digits are never the
/// nearest to one double, so such a text is the shortest. Null: it is none.
char* put_millionths(char* out, double value, bool keep_point) {
  constexpr double unit = 1e6, limit = 1e15;
  const double scaled = value * unit + 0.5;
  if (!(scaled < limit)) return nullptr;
  auto millionths = static_cast<uint64_t>(scaled);
  if (static_cast<double>(millionths) / unit != value) return nullptr;
  const uint64_t whole = millionths / 1'000'000;
  out = put_uint(out, whole);
  millionths -= whole * 1'000'000;
  if (millionths == 0) return keep_point ? put(out, ".0") : out;
  *out++ = '.';
  for (uint64_t place = 100'000; millionths != 0; place /= 10) {
    *out++ = static_cast<char>('0' + millionths / place);
    millionths %= place;
  }
  return out;
}

/// A decimal text taken apart: (-1)^negative × digits × 10^exponent, no leading zeros.
struct Decimal {
  bool negative = false;
  std::string digits;
  int64_t exponent = 0;
};

constexpr int64_t exponent_cap = int64_t{1} << 50;  // far outside of what a double holds

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads "e+12" at `at`; false if there is an e and no digit.
bool scan_exponent(std::string_view text, size_t& at, int64_t& exponent) {
  if (at >= text.size() || (text[at] | 0x20) != 'e') return true;
  ++at;
  bool negative = false;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  if (at >= text.size() || !is_digit(text[at])) return false;
  int64_t value = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    value = std::min(value * 10 + (text[at] - '0'), exponent_cap);
  }
  exponent += negative ? -value : value;
  return true;
}

std::optional<Decimal> scan_decimal(std::string_view text) {
  // More digits than any midpoint between doubles has; what follows only breaks ties.
  constexpr size_t digits_kept = 800;
  Decimal out;
  size_t at = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) out.negative = text[at++] == '-';
  bool any = false;
  bool rest = false;
  bool after_point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !after_point) {
      after_point = true;
    } else if (is_digit(c)) {
      any = true;
      if (out.digits.size() < digits_kept) {
        if (c != '0' || !out.digits.empty()) out.digits += c;
        if (after_point) --out.exponent;
      } else {
        rest |= c != '0';
        if (!after_point) ++out.exponent;
      }
    } else {
      break;
    }
  }
  if (!any || !scan_exponent(text, at, out.exponent) || at != text.size()) return std::nullopt;
  if (rest) {
    out.digits += '1';
    --out.exponent;
  }
  return out;
}

/// A natural number, least significant limb first; just what the division below needs.
class BigNatural {
 public:
  void multiply_add(uint32_t factor, uint32_t add) {
    uint64_t carry = add;
    for (uint32_t& limb : limbs_) {
      carry += uint64_t{limb} * factor;
      limb = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry > 0) limbs_.push_back(static_cast<uint32_t>(carry));
  }

  void shift_left(int64_t bits) {
    if (limbs_.empty() || bits <= 0) return;
    const int part = static_cast<int>(bits % 32);
    if (part > 0) multiply_add(1u << part, 0);
    limbs_.insert(limbs_.begin(), static_cast<size_t>(bits / 32), 0u);
  }

  int64_t bit_length() const {
    if (limbs_.empty()) return 0;
    int64_t bits = static_cast<int64_t>(limbs_.size() - 1) * 32;
    for (uint32_t top = limbs_.back(); top > 0; top >>= 1) ++bits;
    return bits;
  }

  bool at_least(const BigNatural& other) const {
    if (limbs_.size() != other.limbs_.size()) return limbs_.size() > other.limbs_.size();
    return !std::lexicographical_compare(limbs_.rbegin(), limbs_.rend(), other.limbs_.rbegin(),
                                         other.limbs_.rend());
  }

  /// Needs `at_least(other)`.
  void subtract(const BigNatural& other) {
    int64_t borrow = 0;
    for (size_t i = 0; i < limbs_.size(); ++i) {
      borrow += int64_t{limbs_[i]} - (i < other.limbs_.size() ? int64_t{other.limbs_[i]} : 0);
      limbs_[i] = static_cast<uint32_t>(borrow);
      borrow >>= 32;
    }
    while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
  }

  bool zero() const { return limbs_.empty(); }

 private:
  std::vector<uint32_t> limbs_;
};

/// The double nearest to numerator / denominator, ties to even; infinite when too large.
double divide_nearest(BigNatural numerator, BigNatural denominator) {
  // 2^exponent ≤ quotient < 2^(exponent + 1)
  int64_t exponent = numerator.bit_length() - denominator.bit_length();
  numerator.shift_left(-exponent);
  denominator.shift_left(exponent);
  if (!numerator.at_least(denominator)) {
    numerator.shift_left(1);
    --exponent;
  }
  if (exponent > 1023) return std::numeric_limits<double>::infinity();
  // Subnormal doubles have fewer bits, the smallest none of its own.
  const int64_t bits = std::min<int64_t>(53, exponent + 1075);
  if (bits < 0) return 0;
  uint64_t mantissa = 0;
  for (int64_t i = 0; i < bits; ++i) {
    mantissa <<= 1;
    if (numerator.at_least(denominator)) {
      numerator.subtract(denominator);
      mantissa |= 1;
    }
    numerator.shift_left(1);
  }
  const bool half = numerator.at_least(denominator);
  if (half) numerator.subtract(denominator);
  if (half && (!numerator.zero() || (mantissa & 1) != 0)) ++mantissa;
  return std::ldexp(static_cast<double>(mantissa), static_cast<int>(exponent - bits + 1));
}

double to_double(const Decimal& decimal) {
  const int64_t magnitude = decimal.exponent + static_cast<int64_t>(decimal.digits.size());
  if (magnitude > 310) return std::numeric_limits<double>::infinity();
  if (magnitude < -326) return 0;
  BigNatural numerator;
  BigNatural denominator;
  for (const char c : decimal.digits) numerator.multiply_add(10, static_cast<uint32_t>(c - '0'));
  denominator.multiply_add(1, 1);
  BigNatural& scaled = decimal.exponent < 0 ? denominator : numerator;
  for (int64_t i = std::abs(decimal.exponent); i > 0; --i) scaled.multiply_add(10, 0);
  return divide_nearest(std::move(numerator), std::move(denominator));
}

/// Whole × 10^exponent without rounding but once: both are doubles (Clinger 1990).
constexpr int64_t exact_exponent = 22;

double scale_exactly(uint64_t whole, int64_t exponent) {
  static constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                      1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const double power = powers[std::abs(exponent)];
  return exponent < 0 ? static_cast<double>(whole) / power : static_cast<double>(whole) * power;
}

/// What nearly all texts are: at most 15 digits, and a small exponent.
std::optional<double> parse_short(std::string_view text) {
  constexpr size_t most_digits = 15;
  size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  if (text.size() - at > most_digits + 4) return std::nullopt;
  uint64_t whole = 0;
  size_t digits = 0, after_point = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
    } else if (is_digit(c)) {
      whole = whole * 10 + static_cast<uint64_t>(c - '0');
      ++digits;
      after_point += point ? 1 : 0;
    } else {
      break;
    }
  }
  int64_t exponent = -static_cast<int64_t>(after_point);
  if (digits == 0 || digits > most_digits || !scan_exponent(text, at, exponent) ||
      at != text.size() || std::abs(exponent) > exact_exponent) {
    return std::nullopt;
  }
  const double value = scale_exactly(whole, exponent);
  return negative ? -value : value;
}

}  // namespace

size_t print_double(char* out, double value, bool keep_point) {
  const char* const begin = out;
  const auto size = [&](const char* end) { return static_cast<size_t>(end - begin); };
  if (std::isnan(value)) return size(put(out, "NaN"));
  if (std::signbit(value)) {
    *out++ = '-';
    value = -value;
  }
  if (std::isinf(value)) return size(put(out, "Infinity"));
  if (const auto whole = static_cast<uint32_t>(std::min(value, 1e9)); whole == value) {
    char* const end = put_uint(out, whole);
    return size(keep_point ? put(end, ".0") : end);
  }
  if (const char* const end = put_millionths(out, value, keep_point)) return size(end);
  char digits[32];
  int count = 0;
  int exponent = 0;
  nlohmann::detail::dtoa_impl::grisu2(digits, count, exponent, value);
  return size(put_digits(out, {digits, static_cast<size_t>(count)}, count + exponent, keep_point));
}

void append_double(std::string& out, double value, bool keep_point) {
  char text[longest_double];
  out.append(text, print_double(text, value, keep_point));
}

void append_int(std::string& out, int64_t value) {
  if (value < 0) out += '-';
  const auto bits = static_cast<uint64_t>(value);
  append_uint(out, value < 0 ? 0 - bits : bits);
}

void append_uint(std::string& out, uint64_t value) {
  char text[longest_uint];
  out.append(text, print_uint(text, value));
}

size_t print_uint(char* out, uint64_t value) {
  return static_cast<size_t>(put_uint(out, value) - out);
}

std::optional<double> parse_double(std::string_view text) {
  if (const std::optional<double> value = parse_short(text)) return value;
  const std::optional<Decimal> decimal = scan_decimal(text);
  if (!decimal) return std::nullopt;
  const double value = decimal->digits.empty() ? 0 : to_double(*decimal);
  if (std::isinf(value)) return std::nullopt;
  return decimal->negative ? -value : value;
}

std::optional<int64_t> parse_int(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  const uint64_t most = uint64_t{INT64_MAX} + (negative ? 1 : 0);
  uint64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    const auto digit = static_cast<uint64_t>(c - '0');
    if (value > (most - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return static_cast<int64_t>(negative ? 0 - value : value);
}

}  // namespace stet::base

#include "engine/report/json_place.h"

#include <cstring>

#include "engine/base/number.h"

namespace stet::report {

namespace {

/// A number as it stands in what was written.
struct Written {
  uint32_t value = 0;
  const char* digits = nullptr;
  size_t size = 0;  ///< 0: there is none
};

/// Keys and numbers, one behind the other. Most numbers of a place are one that stands there
/// already or the next one, in texts of one line and in others: their digits are copied.
class Numbers {
 public:
  explicit Numbers(char* out) : out_(out) {}

  template <size_t size>
  Written put(const char (&key)[size], uint32_t value, const Written& near = {}) {
    std::memcpy(out_, key, size - 1);
    out_ += size - 1;
    Written written{value, out_, near.size};
    if (is_near(value, near)) {
      std::memcpy(out_, near.digits, copied);
      out_[near.size - 1] = static_cast<char>(out_[near.size - 1] + (value - near.value));
    } else {
      written.size = base::print_uint(out_, value);
    }
    out_ += written.size;
    return written;
  }
  char* close() {
    *out_ = '}';
    return out_ + 1;
  }

 private:
  static constexpr size_t copied = 8;

  /// Whether only the last digit differs.
  static bool is_near(uint32_t value, const Written& near) {
    return near.size - 1 < copied && value >= near.value &&
           value - near.value <= static_cast<uint32_t>('9' - near.digits[near.size - 1]);
  }

  char* out_;
};

/// Of a place, as one piece, with all that its numbers may take.
constexpr size_t longest_place = 110 + 8 * base::longest_uint;

/// In the order in which they are written.
struct PlaceNumbers {
  uint32_t begin, end;
  Position from, to;
};

void put_members(base::JsonWriter& json, const PlaceNumbers& place) {
  Numbers numbers(json.begin_members(longest_place));
  const Written begin = numbers.put("\"place\":{\"begin\":", place.begin);
  const Written end = numbers.put(",\"end\":", place.end);
  const Written line = numbers.put(",\"line\":", place.from.line);
  const Written column = numbers.put(",\"column\":", place.from.column, begin);
  numbers.put(",\"column_utf16\":", place.from.column_utf16, column);
  numbers.put(",\"end_line\":", place.to.line, line);
  const Written end_column = numbers.put(",\"end_column\":", place.to.column, end);
  numbers.put(",\"end_column_utf16\":", place.to.column_utf16, end_column);
  json.end_members(numbers.close());
}

void write_for_people(base::JsonWriter& json, const PlaceNumbers& place) {
  json.key("place");
  json.begin_object();
  json.member_int("begin", place.begin);
  json.member_int("end", place.end);
  json.member_int("line", place.from.line);
  json.member_int("column", place.from.column);
  json.member_int("column_utf16", place.from.column_utf16);
  json.member_int("end_line", place.to.line);
  json.member_int("end_column", place.to.column);
  json.member_int("end_column_utf16", place.to.column_utf16);
  json.end_object();
}

}  // namespace

void append_place_json(base::JsonWriter& json, base::Span place, Places& places, Unit unit) {
  PlaceNumbers numbers{place.begin, place.end, places.at(place.begin), {}};
  numbers.to = place.empty() ? numbers.from : places.at(place.end);
  if (unit == Unit::utf16) numbers.begin = numbers.from.utf16, numbers.end = numbers.to.utf16;
  json.in_one_line() ? put_members(json, numbers) : write_for_people(json, numbers);
}

}  // namespace stet::report

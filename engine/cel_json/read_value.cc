#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/cel_json/json_value.h"

namespace stet::cel_json {
namespace {

using cel::Value;

/// Takes the parser's events; open lists and objects have their values on one stack.
class Reader : public nlohmann::json_sax<nlohmann::json> {
 public:
  Reader(std::string_view json, std::string_view file, base::Arena& arena, base::Problems& problems)
      : json_(json), file_(file), arena_(arena), problems_(problems) {}

  Value result() const { return values_.empty() ? Value() : values_.back(); }

  bool null() override { return add(Value::null()); }
  bool boolean(bool value) override { return add(Value::boolean(value)); }
  bool number_integer(int64_t value) override { return add(Value::integer(value)); }
  bool number_unsigned(uint64_t value) override {
    return add(value <= INT64_MAX ? Value::integer(static_cast<int64_t>(value))
                                  : Value::unsigned_integer(value));
  }
  bool number_float(double value, const std::string&) override {
    return add(Value::floating(value));
  }
  bool string(std::string& text) override { return add(Value::string(arena_.copy_text(text))); }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool key(std::string& name) override { return string(name); }
  bool start_object(size_t) override { return open(); }
  bool start_array(size_t) override { return open(); }
  bool end_array() override {
    const size_t first = close();
    const Value list = Value::list(
        arena_.copy_array(std::span<const Value>(values_.data() + first, values_.size() - first)));
    values_.resize(first);
    return add(list);
  }
  bool end_object() override {
    const size_t first = close();
    std::vector<cel::Entry> entries;
    for (size_t i = first; i + 1 < values_.size(); i += 2) {
      entries.push_back({values_[i], values_[i + 1]});
    }
    values_.resize(first);
    const Value map = cel::make_map(arena_, entries);
    if (!map.is_error()) return add(map);
    complain({}, "expected each name of an object once, found one twice");
    return false;
  }
  bool parse_error(size_t position, const std::string& token,
                   const nlohmann::detail::exception&) override {
    const auto end = static_cast<uint32_t>(std::min(position, json_.size()));
    complain({end > 0 ? end - 1 : 0, end}, token.empty()
                                               ? "expected JSON, found the end of the text"
                                               : "expected JSON, found '" + token + "'");
    return false;
  }

 private:
  bool add(const Value& value) {
    values_.push_back(value);
    return true;
  }
  bool open() {
    open_.push_back(values_.size());
    return true;
  }
  size_t close() {
    const size_t first = open_.back();
    open_.pop_back();
    return first;
  }
  void complain(base::Span span, std::string message) {
    problems_.add(
        {base::Severity::error, "bad-json", std::string(file_), span, std::move(message), {}});
  }

  std::string_view json_, file_;
  base::Arena& arena_;
  base::Problems& problems_;
  std::vector<Value> values_;
  std::vector<size_t> open_;
};

}  // namespace

std::optional<Value> read_value(std::string_view json, std::string_view file, base::Arena& arena,
                                base::Problems& problems) {
  Reader reader(json, file, arena, problems);
  if (!nlohmann::json::sax_parse(json, &reader)) return std::nullopt;
  return reader.result();
}

}  // namespace stet::cel_json

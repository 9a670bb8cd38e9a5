#include "engine/upkeep/plots.h"

#include <algorithm>

#include "engine/upkeep/html.h"

namespace stet::upkeep {
namespace {

std::string text_of(uint64_t value) { return std::to_string(value); }

void begin_plot(std::string& out, std::string_view label, uint64_t width, uint64_t height) {
  out += "<svg viewBox=\"0 0 " + text_of(width) + " " + text_of(height) + "\" width=\"" +
         text_of(width) + "\" role=\"img\" aria-label=\"";
  append_html(out, label);
  out += "\">\n";
}

void append_text(std::string& out, uint64_t x, uint64_t y, std::string_view anchor,
                 std::string_view text) {
  out += "<text x=\"" + text_of(x) + "\" y=\"" + text_of(y) + "\" text-anchor=\"";
  out += anchor;
  out += "\">";
  append_html(out, text);
  out += "</text>\n";
}

struct Box {
  uint64_t x = 0, y = 0, width = 0, height = 0;
};

void append_box(std::string& out, const Box& box, std::string_view kind, uint64_t percent,
                std::string_view title) {
  out += "<rect class=\"";
  out += kind;
  out += "\" x=\"" + text_of(box.x) + "\" y=\"" + text_of(box.y) + "\" width=\"" +
         text_of(box.width) + "\" height=\"" + text_of(box.height) + "\" fill-opacity=\"" +
         (percent >= 100 ? "1" : "0." + std::string(percent < 10 ? "0" : "") + text_of(percent)) +
         "\"><title>";
  append_html(out, title);
  out += "</title></rect>\n";
}

uint64_t part(uint64_t value, uint64_t most, uint64_t length) {
  if (value == 0 || most == 0) return 0;
  return std::max<uint64_t>(1, value * length / most);
}

}  // namespace

std::string grouped(uint64_t value) {
  std::string out = std::to_string(value);
  for (size_t i = out.size(); i > 3; i -= 3) out.insert(i - 3, 1, ',');
  return out;
}

void append_matrix(std::string& out, std::string_view label, std::span<const std::string> names,
                   std::span<const uint64_t> counts) {
  constexpr uint64_t left = 130, top = 40, width = 110, height = 38;
  const size_t size = names.size();
  uint64_t most = 0;  // of what changed: what stays would outshine it
  for (size_t i = 0; i < counts.size(); ++i) {
    if (i / size != i % size) most = std::max(most, counts[i]);
  }
  begin_plot(out, label, left + size * width, top + size * height);
  append_text(out, left - 10, top - 12, "end", "old ↓  new →");
  for (size_t i = 0; i < size; ++i) {
    append_text(out, left + i * width + width / 2, top - 12, "middle", names[i]);
    append_text(out, left - 10, top + i * height + 24, "end", names[i]);
  }
  for (size_t i = 0; i < counts.size(); ++i) {
    const size_t row = i / size, column = i % size;
    const Box box{left + column * width, top + row * height, width - 2, height - 2};
    const std::string title =
        names[row] + " → " + names[column] + ": " + grouped(counts[i]) + " stories";
    const std::string_view kind = row == column ? "same" : column > row ? "worse" : "better";
    const uint64_t percent = row == column    ? 12
                             : counts[i] == 0 ? 4
                                              : 20 + part(counts[i], most, 60);
    append_box(out, box, kind, percent, title);
    append_text(out, box.x + width / 2, box.y + 24, "middle", grouped(counts[i]));
  }
  out += "</svg>\n";
}

void append_bars(std::string& out, std::string_view label, std::span<const Bar> bars) {
  constexpr uint64_t left = 330, length = 400, height = 26;
  uint64_t most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  begin_plot(out, label, left + length + 90, bars.size() * height);
  for (size_t i = 0; i < bars.size(); ++i) {
    const uint64_t long_as = part(bars[i].value, most, length);
    append_text(out, left - 10, i * height + 17, "end", bars[i].label);
    append_box(out, {left, i * height + 4, long_as, height - 8}, "mark", 100,
               bars[i].label + ": " + grouped(bars[i].value));
    append_text(out, left + long_as + 6, i * height + 17, "start", grouped(bars[i].value));
  }
  out += "</svg>\n";
}

void append_steps(std::string& out, std::string_view label, std::span<const uint64_t> before,
                  std::span<const uint64_t> after, std::string_view least, std::string_view most) {
  constexpr uint64_t step = 34, height = 120, bar = 14;
  uint64_t highest = 0;
  for (const auto& counts : {before, after}) {
    for (const uint64_t count : counts) highest = std::max(highest, count);
  }
  begin_plot(out, label, before.size() * step, height + 24);
  for (size_t i = 0; i < before.size(); ++i) {
    const uint64_t old_height = part(before[i], highest, height);
    const uint64_t new_height = part(after[i], highest, height);
    const std::string title = "old " + grouped(before[i]) + ", new " + grouped(after[i]);
    append_box(out, {i * step, height - old_height, bar, old_height}, "same", 35, title);
    append_box(out, {i * step + bar + 1, height - new_height, bar, new_height}, "mark", 100, title);
  }
  append_text(out, 0, height + 18, "start", least);
  append_text(out, before.size() * step, height + 18, "end", most);
  out += "</svg>\n";
}

}  // namespace stet::upkeep

// Tested in tests/formats/parts_test.cc.
#include "engine/formats/story_parts.h"

#include <algorithm>

namespace stet::formats {
namespace {

using base::Span;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

Span trimmed(std::string_view text, size_t begin, size_t end) {
  while (begin < end && is_space(text[begin])) ++begin;
  while (end > begin && is_space(text[end - 1])) --end;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 100 &&
         std::none_of(text.begin(), text.end(), [](char c) { return is_space(c) || c == '['; });
}

/// Case, typographic apostrophes, colons at the end and surrounding space do not count.
std::string normal_heading(std::string_view heading) {
  std::string out;
  for (size_t i = 0; i < heading.size(); ++i) {
    if (heading.substr(i, 3) == "\xE2\x80\x99") {
      out += '\'';
      i += 2;
    } else {
      out += lower(heading[i]);
    }
  }
  while (!out.empty() && (is_space(out.back()) || out.back() == ':')) out.pop_back();
  out.erase(0, std::min(out.find_first_not_of(" \t\n\r"), out.size()));
  return out;
}

struct BuiltIn {
  std::string_view heading, section;
};

constexpr BuiltIn built_in[] = {
    {"key takeaways", "takeaways"}, {"takeaways", "takeaways"},
    {"key facts", "claims"},        {"claims", "claims"},
    {"who's affected", "affected"}, {"who is affected", "affected"},
    {"affected", "affected"},       {"analysis", "analysis"},
    {"what to watch", "watch"},     {"watch", "watch"},
};

}  // namespace

ClaimParts split_claim(std::string_view text) {
  if (!text.empty() && text[0] == '[') {
    const size_t close = text.find("]:");
    if (close != std::string_view::npos && is_id(text.substr(1, close - 1))) {
      return {{1, static_cast<uint32_t>(close)}, trimmed(text, close + 2, text.size())};
    }
  }
  const size_t open = text.rfind("{#");
  if (open != std::string_view::npos && text.back() == '}' &&
      is_id(text.substr(open + 2, text.size() - open - 3))) {
    return {{static_cast<uint32_t>(open + 2), static_cast<uint32_t>(text.size() - 1)},
            trimmed(text, 0, open)};
  }
  return {{}, trimmed(text, 0, text.size())};
}

AffectedParts split_affected(std::string_view text) {
  AffectedParts parts;
  // The colon that parts name and sentiment is the first one outside parentheses.
  size_t colon = 0;
  int depth = 0;
  for (; colon < text.size(); ++colon) {
    if (text[colon] == '(') ++depth;
    if (text[colon] == ')') --depth;
    const bool spaced = colon + 1 == text.size() || is_space(text[colon + 1]);
    if (text[colon] == ':' && depth <= 0 && spaced) break;
  }
  parts.name = trimmed(text, 0, colon);
  const std::string_view name = base::slice(text, parts.name);
  const size_t open = name.rfind('(');
  if (!name.empty() && name.back() == ')' && open != std::string_view::npos && open > 0) {
    const size_t at = parts.name.begin + open;
    parts.kind = trimmed(text, at + 1, parts.name.end - 1);
    parts.name = trimmed(text, parts.name.begin, at);
  }
  if (colon >= text.size()) return parts;
  const size_t from = colon + 1;
  size_t stop = text.find_first_of(",;.", from);
  for (const std::string_view dash : {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "}) {
    stop = std::min(stop, text.find(dash, from));
  }
  if (stop == std::string_view::npos) stop = text.size();
  parts.sentiment = trimmed(text, from, stop);
  size_t note = stop;
  const std::string_view separators[] = {
      ",", ";", ".", "-", " ", "\t", "\n", "\r", "\xE2\x80\x93", "\xE2\x80\x94"};
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view separator : separators) {
      if (text.substr(note, separator.size()) != separator) continue;
      note += separator.size();
      moved = true;
    }
  }
  parts.note = trimmed(text, note, text.size());
  return parts;
}

std::optional<Span> find_url(std::string_view text) {
  const size_t begin = std::min(text.find("http://"), text.find("https://"));
  if (begin == std::string_view::npos) return {};
  size_t end = text.find_first_of(" \t\r\n<>\"", begin);
  if (end == std::string_view::npos) end = text.size();
  while (end > begin &&
         std::string_view(".,;:!?)]'").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  if (text.substr(begin, end - begin).find("://") + 3 >= end - begin) return {};
  return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::string_view section_of(std::string_view heading, std::span<const SectionHeading> sections) {
  const std::string wanted = normal_heading(heading);
  for (const SectionHeading& section : sections) {
    if (normal_heading(section.heading) == wanted) return section.section;
  }
  if (!sections.empty()) return {};
  for (const BuiltIn& section : built_in) {
    if (section.heading == wanted) return section.section;
  }
  return {};
}

std::string slug(std::string_view heading) {
  std::string out;
  for (const char c : heading) {
    const char small = lower(c);
    const bool keeps = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9') ||
                       static_cast<unsigned char>(c) >= 0x80;
    if (keeps) {
      out += small;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "section" : out;
}

}  // namespace stet::formats

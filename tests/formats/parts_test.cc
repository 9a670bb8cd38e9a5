// The small parts: formats told apart, times, paragraphs, slices, and the syntaxes inside a story.
#include <catch2/catch.hpp>
#include <string>

#include "engine/formats/date_time.h"
#include "engine/formats/detect.h"
#include "engine/formats/json_string.h"
#include "engine/formats/mapped_slice.h"
#include "engine/formats/story_parts.h"

namespace stet::formats {
namespace {

TEST_CASE("detect: JSON begins with a brace") {
  CHECK(detect_format("{}") == Format::json);
  CHECK(detect_format(" \r\n\t{") == Format::json);
  CHECK(detect_format("\xEF\xBB\xBF{") == Format::json);
  CHECK(detect_format("") == Format::markdown);
  CHECK(detect_format("[]") == Format::markdown);
  CHECK(detect_format("---\n{") == Format::markdown);
}

TEST_CASE("times: RFC 3339") {
  struct {
    std::string_view text;
    std::string expected;
  } rows[] = {
      {"1970-01-01", "0"},
      {"1970-01-01T00:00:00Z", "0"},
      {"1969-12-31T23:59:59Z", "-1"},
      {"2000-02-29", "951782400"},
      {"2000-03-01", "951868800"},
      {"1900-03-01", "-2203891200"},
      {"0000-01-01", "-62167219200"},
      {"0001-01-01", "-62135596800"},
      {"9999-12-31T23:59:59Z", "253402300799"},
      {"2024-05-31T09:30:00+02:00", "1717140600"},
      {"2024-05-31t09:30:00z", "1717147800"},
      {"2024-05-31 09:30:00-05:30", "1717167600"},
      {"2024-05-31T09:30:00.5Z", "1717147800.500000000"},
      {"2024-05-31T09:30:00.1234567899Z", "1717147800.123456789"},
      {"2016-12-31T23:59:60Z", "1483228800"},
      {"", "-"},
      {"2024", "-"},
      {"2024-5-1", "-"},
      {"2023-02-29", "-"},
      {"1900-02-29", "-"},
      {"2024-13-01", "-"},
      {"2024-00-01", "-"},
      {"2024-01-00", "-"},
      {"2024-04-31", "-"},
      {"2024-05-31T", "-"},
      {"2024-05-31T09:30Z", "-"},
      {"2024-05-31T24:00:00Z", "-"},
      {"2024-05-31T09:60:00Z", "-"},
      {"2024-05-31T09:30:61Z", "-"},
      {"2024-05-31T09:30:00", "-"},
      {"2024-05-31T09:30:00.Z", "-"},
      {"2024-05-31T09:30:00+0200", "-"},
      {"2024-05-31T09:30:00+24:00", "-"},
      {"2024-05-31T09:30:00Zx", "-"},
      {" 2024-05-31", "-"},
      {std::string_view("2024-05-31\0", 11), "-"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    std::string found = "-";
    if (const auto instant = parse_date_time(row.text)) {
      found = std::to_string(instant->seconds);
      if (instant->nanoseconds != 0) found += "." + std::to_string(instant->nanoseconds);
    }
    CHECK(found == row.expected);
  }
}

TEST_CASE("paragraphs are parted by lines without text") {
  struct {
    std::string_view text, expected;
  } rows[] = {
      {"", ""},
      {"\n \n", ""},
      {"a", "(a)"},
      {" a \n b \n", "(a \n b)"},
      {"a\n\nb", "(a)(b)"},
      {"a\r\n\r\nb\r\n", "(a)(b)"},
      {"\n\na\n \t\n\nb\n", "(a)(b)"},
  };
  for (const auto& row : rows) {
    std::string found;
    uint32_t at = 0;
    for (base::Span part; next_paragraph(row.text, at, part);) {
      found += "(" + std::string(base::slice(row.text, part)) + ")";
    }
    CHECK(found == row.expected);
  }
}

TEST_CASE("slices of mapped texts map to where the whole says they stand") {
  // The same text written as JSON, and as segments of two verbatim runs around an entity.
  const std::string_view json = R"(a\"b\u2019c\nd)";
  const std::string_view markdown = "a\"*b*&rsquo;c\nd";
  char decoded[32];
  const DecodedString result = decode_json_string(json, decoded);
  const std::string_view text(decoded, result.size);
  REQUIRE(text == "a\"b’c\nd");
  const base::Segment segments[] = {
      {0, 0, 2, true}, {2, 3, 1, true}, {3, 5, 7, false}, {6, 12, 3, true}};
  base::MappedText whole[3];
  whole[0] = {text, {0, static_cast<uint32_t>(text.size())}};
  whole[1] = {text, {0, static_cast<uint32_t>(json.size())}, base::Mapping::json};
  whole[2] = {text, {0, 15}, base::Mapping::segments, 4, segments};
  const std::string_view inputs[] = {text, json, markdown};
  for (int kind = 0; kind < 3; ++kind) {
    for (uint32_t begin = 0; begin < text.size(); ++begin) {
      for (uint32_t end = begin + 1; end <= text.size(); ++end) {
        if (kind == 1 && ((begin > 3 && begin < 6) || (end > 3 && end < 6))) continue;  // inside ’
        base::Arena arena;
        MappedSlicer slicer(whole[kind], inputs[kind], arena);
        const base::MappedText part = slicer.slice({begin, end});
        INFO(kind << " " << begin << " " << end);
        REQUIRE(part.text == text.substr(begin, end - begin));
        for (uint32_t i = 0; i < part.text.size(); ++i) {
          const base::Span expected =
              base::to_source(whole[kind], inputs[kind], {begin + i, begin + i + 1});
          CHECK(base::to_source(part, inputs[kind], {i, i + 1}) == expected);
        }
      }
    }
  }
}

TEST_CASE("story parts: claims, affected parties, addresses, names of sections") {
  const auto claim = [](std::string_view text) {
    const ClaimParts parts = split_claim(text);
    return std::string(base::slice(text, parts.id)) + "|" +
           std::string(base::slice(text, parts.text));
  };
  CHECK(claim("[c1]: Text") == "c1|Text");
  CHECK(claim("Text {#c1}") == "c1|Text");
  CHECK(claim("Text") == "|Text");
  CHECK(claim("[a b]: Text") == "|[a b]: Text");
  CHECK(claim("[]: Text") == "|[]: Text");
  CHECK(claim("{#}") == "|{#}");
  CHECK(claim("") == "|");

  const auto affected = [](std::string_view text) {
    const AffectedParts parts = split_affected(text);
    return std::string(base::slice(text, parts.name)) + "|" +
           std::string(base::slice(text, parts.kind)) + "|" +
           std::string(base::slice(text, parts.sentiment)) + "|" +
           std::string(base::slice(text, parts.note));
  };
  CHECK(affected("Ports") == "Ports|||");
  CHECK(affected("Ports: positive") == "Ports||positive|");
  CHECK(affected("Ports (sector): positive") == "Ports|sector|positive|");
  CHECK(affected("A (B) Ltd (company): negative, as costs rise: much") ==
        "A (B) Ltd|company|negative|as costs rise: much");
  CHECK(affected("A: neutral – so far") == "A||neutral|so far");
  CHECK(affected("A: neutral—so") == "A||neutral—so|");
  CHECK(affected("A: neutral.") == "A||neutral|");
  CHECK(affected("A:b") == "A:b|||");
  CHECK(affected("(x)") == "(x)|||");
  CHECK(affected(": x") == "||x|");
  CHECK(affected("") == "|||");

  const auto url = [](std::string_view text) {
    const auto found = find_url(text);
    return found ? std::string(base::slice(text, *found)) : "-";
  };
  CHECK(url("see https://e.org/a_(b), p. 3") == "https://e.org/a_(b");
  CHECK(url("http://e.org.") == "http://e.org");
  CHECK(url("ftp://e.org") == "-");
  CHECK(url("https://") == "-");
  CHECK(url("https://.") == "-");
  CHECK(url("") == "-");

  CHECK(section_of(" What To Watch: ", {}) == "watch");
  CHECK(section_of("Who’s affected", {}) == "affected");
  CHECK(section_of("Whatever", {}) == "");
  const SectionHeading own[] = {{"Facts", "claims"}};
  CHECK(section_of("FACTS", own) == "claims");
  CHECK(section_of("Analysis", own) == "");
  CHECK(slug("What's at stake?") == "what-s-at-stake");
  CHECK(slug("--") == "section");
  CHECK(slug("Über 5 %") == "Über-5");
}

}  // namespace
}  // namespace stet::formats

// Every value of every story knows where it stands: what the input has there is what was read.
// Stories are generated; JSON is compared with another parser's reading of the same bytes.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/formats/fields.h"
#include "tests/formats/print_article.h"
#include "tests/formats/samples.h"

namespace stet::formats::testing {
namespace {

using json = nlohmann::ordered_json;

/// Checks all texts and records of an article against its input; counts what it saw.
class PlaceCheck {
 public:
  explicit PlaceCheck(std::string_view input) : input_(input) {}

  void record(const RecordSchema& schema, const void* record, base::Span within) {
    for (const FieldSchema& field : schema.fields) {
      if (field.kind == FieldKind::text) text(member<Text>(record, field), within);
      if (field.kind == FieldKind::time) time(member<Time>(record, field), within);
      if (field.kind == FieldKind::integer) number(member<Integer>(record, field));
      if (field.kind == FieldKind::record) {
        const Record& inner = member<Record>(record, field);
        this->record(*field.record, &inner, inner.place);
      }
      if (field.kind == FieldKind::text_list || field.kind == FieldKind::record_list) {
        list(field, load_list(record, field));
      }
    }
    for (const Extra& extra : as_record(record).extra) {
      require(inside(extra.place, {0, static_cast<uint32_t>(input_.size())}));
    }
  }

  std::string mistakes;
  int exact = 0;    ///< texts that stand in the input as they are
  int mapped = 0;   ///< texts with escapes, entities or markup between
  int made_up = 0;  ///< texts that nobody wrote: the kind of a block

 private:
  void require(bool holds) {
    if (!holds) mistakes += "misplaced: " + at_ + "\n";
  }
  static bool inside(base::Span part, base::Span whole) {
    return part.begin <= part.end && part.begin >= whole.begin && part.end <= whole.end;
  }

  void list(const FieldSchema& field, const AnyList& items) {
    for (uint32_t i = 0; i < items.size; ++i) {
      if (field.kind == FieldKind::text_list) {
        text(reinterpret_cast<const Text*>(items.data)[i], items.place);
        continue;
      }
      const std::byte* item = items.data + i * field.record->size;
      const base::Span place = as_record(item).place;
      at_ = std::string(field.name);
      require(inside(place, {0, static_cast<uint32_t>(input_.size())}));
      record(*field.record, item, place);
    }
  }

  void time(const Time& time, base::Span within) {
    if (!time.present()) return;
    at_ = std::string(time.written.text);
    require(inside(time.written.source, within) || within.empty());
    require(base::slice(input_, time.written.source) == time.written.text);
  }

  void number(const Integer& integer) {
    if (!integer.present()) return;
    const std::string written(base::slice(input_, integer.place));
    at_ = written;
    require(std::stod(written) == static_cast<double>(integer.value));
  }

  void text(const Text& text, base::Span within) {
    if (!text.present()) return;
    const base::MappedText& value = text.value;
    at_ = std::string(value.text);
    require(inside(value.source, {0, static_cast<uint32_t>(input_.size())}));
    const std::string_view written = base::slice(input_, value.source);
    switch (value.mapping) {
      case base::Mapping::verbatim:
        ++exact;
        require(written == value.text);
        break;
      case base::Mapping::json: {
        ++mapped;
        const json decoded = json::parse('"' + std::string(written) + '"', nullptr, false);
        // One string may be several paragraphs; the spaces between them belong to none.
        require(decoded.is_string() && decoded.get<std::string>() == value.text);
        break;
      }
      case base::Mapping::segments: segments(value); break;
    }
    if (value.mapping == base::Mapping::json) require(inside(value.source, within));
  }

  void segments(const base::MappedText& value) {
    ++(value.segment_count == 0 ? made_up : mapped);
    uint32_t source = value.source.begin;
    for (uint32_t i = 0; i < value.segment_count; ++i) {
      const base::Segment& segment = value.segments[i];
      require(segment.source >= source);
      source = segment.source + segment.source_size;
      require(source <= value.source.end);
      if (!segment.verbatim) continue;
      require(value.text.substr(segment.decoded, segment.source_size) ==
              input_.substr(segment.source, segment.source_size));
    }
  }

  std::string_view input_;
  std::string at_;
};

class Stories {
 public:
  explicit Stories(uint32_t seed) : random_(seed) {}

  /// A story with all kinds of fields in canonical form, some absent, some null, some unknown.
  json make() {
    json story = json::object();
    for (const char* name : {"id", "url", "headline", "description", "articleSection"}) {
      optional(story, name, text());
    }
    optional(story, "datePublished", "2024-05-31T09:30:00.250+02:00");
    optional(story, "takeaways", texts());
    optional(story, "keywords", json::array());
    optional(story, "author", json::array({{{"name", text()}, {"url", text()}}}));
    // Not null: that is written as a record whose fields are null.
    if (below(2) == 0) story["declared"] = {{"impact", below(10)}, {"sentiment", text()}};
    for (const char* name : {"claims", "articleBody", "sources", "x-unknown"}) {
      json items = json::array();
      for (uint32_t i = below(4); i > 0; --i) items.push_back(item(name));
      optional(story, name, items);
    }
    optional(story, text() + "@", {{"deep", {1.5, nullptr, text(), {{"a", false}}}}});
    return story;
  }

  std::string text() {
    static constexpr const char* parts[] = {"berth", " ",  "\"quoted\"", "é", "\\",   "\n",   "😀",
                                            "’",     "\t", "14 %",       "/", "\x7f", "\x01", "a"};
    std::string out = "t";
    for (uint32_t i = below(6); i > 0; --i) out += parts[below(std::size(parts))];
    return out;
  }

  /// Lines of story Markdown in any order.
  std::string markdown() {
    static constexpr const char* lines[] = {
        "# A *head* & tail",
        "## Key facts",
        "## Who's affected",
        "## Analysis",
        "### Deeper",
        "- [x]: One &amp; two [^s].",
        "- Ports (sector): negative, as *parts* cost more",
        "Text with **bold**, `code` and [a link](https://e.org).[^s]",
        "> quoted &lt;text&gt;",
        "> > deeper \\* still",
        "1. item\n\n   goes on",
        "```\ncode [^x]\n```",
        "<div>kept</div>",
        "",
        "",
        "hard  \nbreak\\\nand é 😀",
        "[^s]: \"Excerpt\", https://e.org/s.",
        "\tindented",
        "Setext\n====",
        "* a\n* b",
        "| a | b |",
        "&nbsp;&#x41;&unknown;",
        "![image *alt*](u)"};
    std::string out =
        below(2) == 0 ? "" : "---\nid: 'it''s'\nheadline: \"a\\u00e9\"\ntakeaways: [a, 'b']\n---\n";
    for (uint32_t i = 1 + below(12); i > 0; --i)
      out += std::string(lines[below(std::size(lines))]) + "\n";
    return out;
  }

 private:
  uint32_t below(uint64_t bound) { return static_cast<uint32_t>(random_() % bound); }

  void optional(json& story, const std::string& name, json value) {
    const uint32_t way = below(8);
    if (way == 0) return;
    story[name] = way == 1 ? json(nullptr) : std::move(value);
  }
  json texts() {
    json out = json::array();
    for (uint32_t i = below(3); i > 0; --i) out.push_back(text());
    return out;
  }
  json item(const std::string& of) {
    json out = {{of == "sources" ? "publisher" : "text", text()}};
    if (of == "articleBody") out["kind"] = "paragraph";
    if (of != "x-unknown") out[of == "sources" ? "derivedFrom" : "sources"] = texts();
    if (of != "sources" || below(2) == 0) out["@own"] = {text(), 1};
    return out;
  }

  std::mt19937 random_;
};

/// The story's own order of keys does not matter.
nlohmann::json unordered(const std::string& text) { return nlohmann::json::parse(text); }

}  // namespace

TEST_CASE("json: what stands at a place is what was read, and nothing is lost") {
  Stories stories(1);
  int exact = 0, mapped = 0;
  for (int round = 0; round < 1500; ++round) {
    const json story = stories.make();
    const std::string input = story.dump(round % 3 == 0 ? 2 : -1, ' ', round % 2 == 0);
    const Reading reading(input, Format::json);
    INFO(input);
    REQUIRE(reading.article != nullptr);
    CHECK(reading.problems.error_count() == 0);
    PlaceCheck check(reading.input());
    check.record(article_schema(), reading.article, {0, static_cast<uint32_t>(input.size())});
    REQUIRE(check.mistakes == "");
    CHECK(unordered(reading.written()) == unordered(input));
    exact += check.exact;
    mapped += check.mapped;
  }
  CHECK(exact > 1000);
  CHECK(mapped > 1000);
}

TEST_CASE("markdown: what stands at a place is what was read") {
  Stories stories(2);
  int exact = 0, mapped = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string input = round == 0 ? std::string(rich_markdown) : stories.markdown();
    const Reading reading(input, Format::markdown);
    INFO(input);
    if (reading.article == nullptr) continue;
    PlaceCheck check(reading.input());
    check.record(article_schema(), reading.article, {0, static_cast<uint32_t>(input.size())});
    REQUIRE(check.mistakes == "");
    exact += check.exact;
    mapped += check.mapped;
  }
  CHECK(exact > 1000);
  CHECK(mapped > 1000);
}

}  // namespace stet::formats::testing

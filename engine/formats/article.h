// The article: a story with its metadata, whatever format it arrived in.
//
// Every value is a view into the input or into the reader's arena, and keeps its place there. A
// field is absent, null, malformed or present: conditions must be able to tell these apart, so
// nothing is ever replaced by a default. The tables in article_schema.h describe these structs once
// for the readers, the writer, the JSON Schema test and the condition language.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/mapped_text.h"
#include "engine/base/span.h"

namespace stet::formats {

enum class Presence : uint8_t { absent, null, malformed, present };

struct Text {
  base::MappedText value;
  Presence presence = Presence::absent;

  bool present() const { return presence == Presence::present; }
  std::string_view view() const { return value.text; }
};

struct Integer {
  int64_t value = 0;
  base::Span place;
  Presence presence = Presence::absent;
  bool present() const { return presence == Presence::present; }
};

struct Boolean {
  bool value = false;
  base::Span place;
  Presence presence = Presence::absent;
  bool present() const { return presence == Presence::present; }
};

/// RFC 3339 date-time, or a date alone, which means midnight UTC.
struct Time {
  int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z
  int32_t nanoseconds = 0;
  base::MappedText written;
  Presence presence = Presence::absent;
  bool present() const { return presence == Presence::present; }
};

/// A contiguous array owned by the reader's arena. `presence` tells an empty list from none.
template <typename T>
struct List {
  const T* data = nullptr;
  uint32_t size = 0;
  base::Span place;
  Presence presence = Presence::absent;

  const T* begin() const { return data; }
  const T* end() const { return data + size; }
  bool empty() const { return size == 0; }
  const T& operator[](uint32_t i) const { return data[i]; }
};

/// A field we do not know, kept so that it survives reading and writing. So is the value of a field
/// we know when it is malformed: it stands here under its own name, the typed field says malformed.
struct Extra {
  std::string_view name;
  std::string_view json;  ///< its value as JSON text
  base::Span place;       ///< of the value
};

/// What every record has.
struct Record {
  base::Span place;  ///< the whole record in the input
  List<Extra> extra;
};

struct Author : Record {
  Text name, url;
};

struct Entity : Record {
  Text name, kind;
};

/// A statement of fact that needs support, with the ids of the sources that are said to give it.
struct Claim : Record {
  Text id, text;
  List<Text> sources;
};

struct Affected : Record {
  Text name, kind, sentiment;
};

/// One paragraph, heading, list item or quotation.
struct Block : Record {
  Text kind;     ///< "paragraph", "heading", "list_item", "quotation"
  Text section;  ///< "lead", "analysis", "watch", … from the methodology's headings
  Text text;
  List<Text> sources;  ///< ids cited in the block
};

struct Source : Record {
  Text id, publisher, owner, kind, name, url, canonical_url, credit_text, text, reason_anonymous;
  Time date_published;
  Boolean anonymous;
  List<Text> derived_from;  ///< ids of sources this one rests on
};

/// What the author says of the story; the engine compares it with what it finds.
struct Declared : Record {
  Text sentiment;
  Integer impact;   ///< 1–10
  Integer sources;  ///< independent sources
};

struct Coverage : Record {
  Integer outlets;
};

/// An earlier story that this one carries on.
struct Predecessor : Record {
  Text id;
  Time date_published;
};

struct Correction : Record {
  Time date;
  Text kind, text;
};

struct Waiver : Record {
  Text rule, reason, by;
  Time until;
};

enum class Format : uint8_t { automatic, json, markdown };

struct Article : Record {
  std::string_view input;  ///< the bytes that all places refer to
  Format format = Format::json;

  Text id, url, headline, description, article_section, in_language;
  List<Author> author;
  Time date_published, date_modified;
  List<Text> takeaways;
  List<Entity> mentions;
  List<Claim> claims;
  List<Affected> affected;
  List<Block> article_body;
  List<Source> sources;
  List<Text> keywords;
  Declared declared;
  Coverage coverage;
  List<Predecessor> follows;
  List<Correction> correction;
  List<Waiver> waivers;
};

}  // namespace stet::formats

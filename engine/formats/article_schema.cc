// The tables that describe article.h. The order of fields is the order in which they are written.
// Tested in tests/formats/article_schema_test.cc: names are found, offsets are right, and
// rules/schema/article.schema.json says the same.
#include "engine/formats/article_schema.h"

#include <array>
#include <cstddef>

#include "engine/base/short_text.h"
#include "engine/formats/reader.h"

// The records derive from Record, for which offsetof is "conditionally supported": it is, here.
#pragma GCC diagnostic ignored "-Winvalid-offsetof"

namespace stet::formats {
namespace {

template <size_t count>
constexpr bool fits(const FieldSchema (&fields)[count], FieldIndex& index) {
  for (uint8_t& slot : index.slots) slot = 0;
  for (size_t i = 0; i < count; ++i) {
    uint8_t& slot = index.slots[index.slot(fields[i].name)];
    if (slot != 0) return false;
    slot = static_cast<uint8_t>(i + 1);
  }
  return true;
}

/// Tries factors until no two names fall into one slot; a table for which none do fails to compile.
template <size_t count>
constexpr FieldIndex make_index(const FieldSchema (&fields)[count]) {
  FieldIndex index;
  for (unsigned factors = 0; factors < 16 * 16 * 16; ++factors) {
    index.size_factor = static_cast<uint8_t>(factors % 16 + 1);
    index.first_factor = static_cast<uint8_t>(factors / 16 % 16 + 1);
    index.last_factor = static_cast<uint8_t>(factors / 256 + 1);
    if (fits(fields, index)) return index;
  }
  return FieldIndex{};
}

template <size_t count>
constexpr std::array<std::string_view, count> names_of(const FieldSchema (&fields)[count]) {
  std::array<std::string_view, count> names;
  for (size_t i = 0; i < count; ++i) names[i] = fields[i].name;
  return names;
}

constexpr bool is_complete(const FieldIndex& index) { return index.size_factor != 0; }

using K = FieldKind;

constexpr FieldSchema author_fields[] = {
    {"name", K::text, offsetof(Author, name), nullptr, "Name as it stands in the byline."},
    {"url", K::text, offsetof(Author, url), nullptr, "Page of the author."},
};
constexpr FieldSchema entity_fields[] = {
    {"name", K::text, offsetof(Entity, name), nullptr, "Name of what the story mentions."},
    {"kind", K::text, offsetof(Entity, kind), nullptr, "Kind: company, person, country, …"},
};
constexpr FieldSchema claim_fields[] = {
    {"id", K::text, offsetof(Claim, id), nullptr, "Id of the claim, unique in the story."},
    {"text", K::text, offsetof(Claim, text), nullptr, "The statement of fact."},
    {"sources", K::text_list, offsetof(Claim, sources), nullptr,
     "Ids of the sources that are said to give it.", Limits::items},
};
constexpr FieldSchema affected_fields[] = {
    {"name", K::text, offsetof(Affected, name), nullptr, "Name of the affected party."},
    {"kind", K::text, offsetof(Affected, kind), nullptr, "Kind: company, sector, country, …"},
    {"sentiment", K::text, offsetof(Affected, sentiment), nullptr,
     "What the news means for the party: positive, neutral or negative."},
};
constexpr FieldSchema block_fields[] = {
    {"kind", K::text, offsetof(Block, kind), nullptr,
     "Kind: paragraph, heading, list_item, quotation, code or html; paragraph when absent."},
    {"section", K::text, offsetof(Block, section), nullptr,
     "Section of the story the block stands in: lead, analysis, watch, …"},
    {"text", K::text, offsetof(Block, text), nullptr, "The text without markup."},
    {"sources", K::text_list, offsetof(Block, sources), nullptr, "Ids of the sources cited in it.",
     Limits::items},
};
constexpr FieldSchema source_fields[] = {
    {"id", K::text, offsetof(Source, id), nullptr, "Id of the source, unique in the story."},
    {"publisher", K::text, offsetof(Source, publisher), nullptr, "Who publishes it."},
    {"owner", K::text, offsetof(Source, owner), nullptr, "Who owns the publisher."},
    {"kind", K::text, offsetof(Source, kind), nullptr,
     "Kind of source, one of those the methodology names: filing, official, wire, …"},
    {"name", K::text, offsetof(Source, name), nullptr,
     "Title of the document or name of the person."},
    {"url", K::text, offsetof(Source, url), nullptr, "Where it was read."},
    {"canonicalUrl", K::text, offsetof(Source, canonical_url), nullptr,
     "The address that the page itself calls canonical."},
    {"creditText", K::text, offsetof(Source, credit_text), nullptr,
     "Its credit line: the agency or outlet it names as its own source."},
    {"datePublished", K::time, offsetof(Source, date_published), nullptr, "When it was published."},
    {"derivedFrom", K::text_list, offsetof(Source, derived_from), nullptr,
     "Ids of the sources it rests on.", Limits::items},
    {"text", K::text, offsetof(Source, text), nullptr, "Its text, or the excerpt relied on."},
    {"anonymous", K::boolean, offsetof(Source, anonymous), nullptr,
     "Whether the source is not named to the reader."},
    {"reasonAnonymous", K::text, offsetof(Source, reason_anonymous), nullptr,
     "Why the source is not named."},
};
constexpr FieldSchema declared_fields[] = {
    {"sentiment", K::text, offsetof(Declared, sentiment), nullptr, "Sentiment label of the story."},
    {"impact", K::integer, offsetof(Declared, impact), nullptr, "Operational impact, 1 to 10."},
    {"sources", K::integer, offsetof(Declared, sources), nullptr, "Number of independent sources."},
};
constexpr FieldSchema coverage_fields[] = {
    {"outlets", K::integer, offsetof(Coverage, outlets), nullptr,
     "How many outlets ran the story."},
};
constexpr FieldSchema predecessor_fields[] = {
    {"id", K::text, offsetof(Predecessor, id), nullptr, "Id of the earlier story."},
    {"datePublished", K::time, offsetof(Predecessor, date_published), nullptr,
     "When it was published."},
};
constexpr FieldSchema correction_fields[] = {
    {"date", K::time, offsetof(Correction, date), nullptr, "When it was made."},
    {"kind", K::text, offsetof(Correction, kind), nullptr,
     "Kind: correction, update, retraction, …"},
    {"text", K::text, offsetof(Correction, text), nullptr, "What was wrong and what is right."},
};
constexpr FieldSchema waiver_fields[] = {
    {"rule", K::text, offsetof(Waiver, rule), nullptr, "Id of the rule that is waived."},
    {"reason", K::text, offsetof(Waiver, reason), nullptr, "Why."},
    {"by", K::text, offsetof(Waiver, by), nullptr, "Who decided it."},
    {"until", K::time, offsetof(Waiver, until), nullptr, "When the waiver ends."},
};

constexpr FieldIndex author_index = make_index(author_fields);
constexpr FieldIndex entity_index = make_index(entity_fields);
constexpr FieldIndex claim_index = make_index(claim_fields);
constexpr FieldIndex affected_index = make_index(affected_fields);
constexpr FieldIndex block_index = make_index(block_fields);
constexpr FieldIndex source_index = make_index(source_fields);
constexpr FieldIndex declared_index = make_index(declared_fields);
constexpr FieldIndex coverage_index = make_index(coverage_fields);
constexpr FieldIndex predecessor_index = make_index(predecessor_fields);
constexpr FieldIndex correction_index = make_index(correction_fields);
constexpr FieldIndex waiver_index = make_index(waiver_fields);

constexpr auto author_names = names_of(author_fields);
constexpr auto entity_names = names_of(entity_fields);
constexpr auto claim_names = names_of(claim_fields);
constexpr auto affected_names = names_of(affected_fields);
constexpr auto block_names = names_of(block_fields);
constexpr auto source_names = names_of(source_fields);
constexpr auto declared_names = names_of(declared_fields);
constexpr auto coverage_names = names_of(coverage_fields);
constexpr auto predecessor_names = names_of(predecessor_fields);
constexpr auto correction_names = names_of(correction_fields);
constexpr auto waiver_names = names_of(waiver_fields);

constexpr RecordSchema author_schema{
    "Author",      sizeof(Author), author_fields, 0, "Someone who wrote the story.",
    &author_index, author_names};
constexpr RecordSchema entity_schema{
    "Entity",      sizeof(Entity), entity_fields, 0, "Something or somebody the story mentions.",
    &entity_index, entity_names};
constexpr RecordSchema claim_schema{
    "Claim",      sizeof(Claim), claim_fields, 1, "A statement of fact that needs support.",
    &claim_index, claim_names};
constexpr RecordSchema affected_schema{
    "Affected",      sizeof(Affected), affected_fields, 0, "A party that the news concerns.",
    &affected_index, affected_names};
constexpr RecordSchema block_schema{
    "Block",      sizeof(Block), block_fields, 2, "One paragraph, heading, list item or quotation.",
    &block_index, block_names,   true};
constexpr RecordSchema source_schema{
    "Source",      sizeof(Source), source_fields, -1, "Where claims come from.",
    &source_index, source_names};
constexpr RecordSchema declared_schema{
    "Declared",      sizeof(Declared), declared_fields, -1, "What the author says of the story.",
    &declared_index, declared_names};
constexpr RecordSchema coverage_schema{"Coverage",
                                       sizeof(Coverage),
                                       coverage_fields,
                                       -1,
                                       "How widely the story ran; never counts as impact.",
                                       &coverage_index,
                                       coverage_names};
constexpr RecordSchema predecessor_schema{"Predecessor",
                                          sizeof(Predecessor),
                                          predecessor_fields,
                                          0,
                                          "An earlier story that this one carries on.",
                                          &predecessor_index,
                                          predecessor_names};
constexpr RecordSchema correction_schema{
    "Correction",      sizeof(Correction), correction_fields, 2, "A change made after publication.",
    &correction_index, correction_names};
constexpr RecordSchema waiver_schema{
    "Waiver",      sizeof(Waiver), waiver_fields, -1, "An editor's recorded exception from a rule.",
    &waiver_index, waiver_names};

constexpr FieldSchema article_fields[] = {
    {"id", K::text, offsetof(Article, id), nullptr, "Id of the story in the newsroom's system."},
    {"url", K::text, offsetof(Article, url), nullptr, "Where the story is published."},
    {"headline", K::text, offsetof(Article, headline), nullptr, "The headline."},
    {"description", K::text, offsetof(Article, description), nullptr, "The standfirst or summary."},
    {"articleSection", K::text, offsetof(Article, article_section), nullptr, "The beat."},
    {"inLanguage", K::text, offsetof(Article, in_language), nullptr,
     "Language tag: en, en-GB, de, …"},
    {"author", K::record_list, offsetof(Article, author), &author_schema, "Who wrote it.",
     Limits::items},
    {"datePublished", K::time, offsetof(Article, date_published), nullptr, "First publication."},
    {"dateModified", K::time, offsetof(Article, date_modified), nullptr, "Last change."},
    {"takeaways", K::text_list, offsetof(Article, takeaways), nullptr, "The key takeaways.",
     Limits::items},
    {"mentions", K::record_list, offsetof(Article, mentions), &entity_schema, "Mentioned entities.",
     Limits::items},
    {"claims", K::record_list, offsetof(Article, claims), &claim_schema,
     "The key facts, each with the sources that support it.", Limits::claims},
    {"affected", K::record_list, offsetof(Article, affected), &affected_schema, "Who is affected.",
     Limits::affected},
    {"articleBody", K::record_list, offsetof(Article, article_body), &block_schema,
     "The body: blocks, or one text whose paragraphs are parted by blank lines.", Limits::blocks},
    {"sources", K::record_list, offsetof(Article, sources), &source_schema, "All sources.",
     Limits::sources},
    {"keywords", K::text_list, offsetof(Article, keywords), nullptr, "Labels.", Limits::items},
    {"declared", K::record, offsetof(Article, declared), &declared_schema,
     "What the author declares; the engine compares it with what it finds."},
    {"coverage", K::record, offsetof(Article, coverage), &coverage_schema,
     "How widely the story ran."},
    {"follows", K::record_list, offsetof(Article, follows), &predecessor_schema,
     "Earlier stories that this one carries on; repeats have less impact.", Limits::items},
    {"correction", K::record_list, offsetof(Article, correction), &correction_schema,
     "Corrections made so far.", Limits::items},
    {"waivers", K::record_list, offsetof(Article, waivers), &waiver_schema,
     "Recorded exceptions from rules.", Limits::items},
};
constexpr FieldIndex article_index = make_index(article_fields);
constexpr auto article_names = names_of(article_fields);
constexpr RecordSchema article_table{
    "Article",      sizeof(Article), article_fields, -1, "A story with its metadata.",
    &article_index, article_names};

static_assert(is_complete(article_index) && is_complete(author_index) &&
              is_complete(entity_index) && is_complete(claim_index) &&
              is_complete(affected_index) && is_complete(block_index) &&
              is_complete(source_index) && is_complete(declared_index) &&
              is_complete(coverage_index) && is_complete(correction_index) &&
              is_complete(predecessor_index) && is_complete(waiver_index));

}  // namespace

const RecordSchema& article_schema() { return article_table; }

const FieldSchema* find_field(const RecordSchema& record, std::string_view name) {
  if (name.empty()) return nullptr;
  const uint8_t position = record.index->slots[record.index->slot(name)];
  if (position == 0) return nullptr;
  const FieldSchema& field = record.fields[position - 1u];
  return base::equal(field.name, name) ? &field : nullptr;
}

}  // namespace stet::formats

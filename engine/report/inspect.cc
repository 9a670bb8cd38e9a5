#include "engine/report/inspect.h"

#include <algorithm>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/evidence/collect.h"
#include "engine/evidence/passages.h"
#include "engine/report/excerpt.h"
#include "engine/report/places.h"
#include "engine/report/printable.h"
#include "engine/report/sightings.h"

namespace stet::report {

namespace {

constexpr std::string_view token_kinds[] = {"word",  "number", "punctuation",
                                            "quote", "dash",   "symbol"};

class Inspection {
 public:
  Inspection(const formats::Article& article, const InspectOptions& options, std::string& out)
      : article_(article), options_(options), out_(out), places_(article.input) {}

  void run() {
    needs_rules(options_.subject) ? evidence() : texts();
    std::stable_sort(
        sightings_.begin(), sightings_.end(),
        [](const Sighting& a, const Sighting& b) { return a.place.begin < b.place.begin; });
    for (const Sighting& sighting : sightings_)
      options_.jsonl ? write_json(sighting) : write_text(sighting);
  }

 private:
  Sighting& add(const base::MappedText& text, base::Span span) {
    Sighting& sighting = sightings_.emplace_back();
    sighting.place = base::to_source(text, article_.input, span);
    sighting.text = base::slice(text.text, span);
    return sighting;
  }

  /// What needs no rules, passage by passage.
  void texts() {
    base::Arena arena;
    evidence::SourceIds ids;
    ids.build(article_.sources);
    text::QuotationState quotations;
    text::Tokens tokens;
    for (const evidence::Passage& passage : evidence::find_passages(article_, ids, arena)) {
      const base::MappedText& text = *passage.text;
      text::tokenise(text.text, tokens);
      if (passage.block_kind == "heading") quotations = {};
      if (options_.subject == Subject::tokens) add_tokens(text, tokens);
      if (options_.subject == Subject::quantities) add_quantities(text, tokens);
      if (options_.subject == Subject::quotations) add_quotations(text, tokens, quotations);
    }
  }

  void add_tokens(const base::MappedText& text, const text::Tokens& tokens) {
    std::vector<text::Sentence> sentences;
    text::find_sentences(text.text, tokens, sentences);
    uint32_t sentence = 0;
    for (uint32_t i = 0; i < tokens.all.size(); ++i) {
      while (sentence + 1 < sentences.size() && sentences[sentence + 1].first_token <= i)
        ++sentence;
      const text::Token& token = tokens.all[i];
      Sighting& sighting = add(text, token.span);
      sighting.label = token_kinds[static_cast<size_t>(token.kind)];
      base::append_json_escaped(sighting.members += "\"kind\":\"", sighting.label);
      base::append_uint(sighting.members += "\",\"sentence\":", sentence + 1);
    }
  }

  void add_quantities(const base::MappedText& text, const text::Tokens& tokens) {
    quantities::Options options;
    options.moments = true;
    options.now = options_.now;
    for (const quantities::Quantity& quantity :
         quantities::find_quantities(text.text, tokens, options)) {
      describe(quantity, add(text, quantity.span));
    }
  }

  void add_quotations(const base::MappedText& text, const text::Tokens& tokens,
                      text::QuotationState& state) {
    std::vector<text::Quotation> found;
    text::find_quotations(text.text, tokens, state, found);
    for (const text::Quotation& quotation : found) {
      Sighting& sighting = add(text, quotation.span);
      sighting.label = quotation.depth > 0 ? "quotation in a quotation" : "quotation";
      if (!quotation.closed) sighting.label += ", goes on";
      if (quotation.resumed) sighting.label += ", resumed";
      base::JsonWriter json(sighting.members);
      json.begin_object();
      json.member("said", base::slice(text.text, quotation.inner));
      json.member_int("depth", quotation.depth);
      json.member_bool("closed", quotation.closed);
      json.member_bool("resumed", quotation.resumed);
      json.end_object();
      sighting.members = sighting.members.substr(1, sighting.members.size() - 2);
    }
  }

  /// What rules, lists and policies decide.
  void evidence() {
    evidence::Collector collector(*options_.search);
    const evidence::Evidence& found = collector.collect(article_);
    if (options_.subject == Subject::sources) {
      for (uint32_t i = 0; i < article_.sources.size; ++i) {
        Sighting& sighting = sightings_.emplace_back();
        sighting.place = article_.sources[i].place;
        sighting.text = base::slice(article_.input, sighting.place);
        describe(found, i, sighting);
      }
    } else if (options_.subject == Subject::claims) {
      for (const evidence::Support& support : found.support) {
        const base::MappedText& text = support.claim->text.value;
        describe(support, add(text, {0, static_cast<uint32_t>(text.text.size())}));
      }
    } else {
      for (const evidence::Hit& hit : found.hits) add_hit(hit);
    }
  }

  void add_hit(const evidence::Hit& hit) {
    const bool attribution = options_.search->is_attribution()[hit.list] != 0;
    if (options_.subject == Subject::attributions && !attribution) return;
    const methodology::Methodology& methodology = options_.search->methodology();
    const std::string_view list = hit.list < methodology.lists.size()
                                      ? std::string_view(methodology.lists[hit.list].id)
                                      : "pattern";
    Sighting& sighting = add(*hit.passage->text, hit.span);
    sighting.label = std::string(list) + ", " + std::string(methodology::to_string(hit.voice));
    if (hit.attributed) sighting.label += ", attributed";
    base::JsonWriter json(sighting.members);
    json.begin_object();
    json.member("list", list);
    json.member_number("weight", hit.weight);
    json.member("part", methodology::to_string(hit.passage->part));
    json.member("voice", methodology::to_string(hit.voice));
    json.member_bool("attributed", hit.attributed);
    json.end_object();
    sighting.members = sighting.members.substr(1, sighting.members.size() - 2);
  }

  void write_json(const Sighting& sighting) {
    base::JsonWriter json(out_);
    json.begin_object();
    const Position position = places_.at(sighting.place.begin);
    json.member_int("line", options_.line != 0 ? options_.line : position.line);
    json.member("text", sighting.text);
    json.member_int("start", sighting.place.begin);
    json.member_int("end", sighting.place.end);
    json.member_int("start_utf16", places_.utf16_offset(sighting.place.begin));
    json.member_int("end_utf16", places_.utf16_offset(sighting.place.end));
    json.end_object();
    out_.pop_back();
    out_.append(",").append(sighting.members).append("}\n");
  }

  void write_text(const Sighting& sighting) {
    if (sighting.nested) return;
    Position position = places_.at(sighting.place.begin);
    if (options_.line != 0) position.line = options_.line;
    out_ += options_.style.bold;
    append_place(out_, options_.name, position);
    out_ += options_.style.reset;
    append_printable(out_, sighting.label);
    out_ += '\n';
    append_excerpt(out_, article_.input, sighting.place, options_.style);
  }

  const formats::Article& article_;
  const InspectOptions& options_;
  std::string& out_;
  Places places_;
  std::vector<Sighting> sightings_;
};

}  // namespace

void inspect(const formats::Article& article, const InspectOptions& options, std::string& out) {
  Inspection(article, options, out).run();
}

void inspect_text(std::string_view text, const InspectOptions& options, std::string& out) {
  std::vector<formats::Block> blocks;
  for (uint32_t begin = 0; begin < text.size();) {
    const auto end = static_cast<uint32_t>(std::min(text.find('\n', begin), text.size()));
    formats::Block block;
    block.text.value.text = text.substr(begin, end - begin);
    block.text.value.source = {begin, end};
    block.text.presence = formats::Presence::present;
    if (end > begin) blocks.push_back(block);
    begin = end + 1;
  }
  formats::Article article;
  article.input = text;
  article.article_body.data = blocks.data();
  article.article_body.size = static_cast<uint32_t>(blocks.size());
  article.article_body.presence = formats::Presence::present;
  inspect(article, options, out);
}

}  // namespace stet::report

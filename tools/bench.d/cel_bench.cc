#include "tools/bench.d/cel_bench.h"

#include "engine/cel_json/json_members.h"

namespace stet::bench {
namespace {

using cel::Evaluation;
using cel::Value;
using cel_json::member;
using cel_json::text_member;
using nlohmann::json;

template <typename T>
const T& as(const void* self) {
  return *static_cast<const T*>(self);
}

template <typename Record, std::string Record::*text>
Value get_text(const void* self, uint32_t, Evaluation&) {
  return Value::string(as<Record>(self).*text);
}

template <typename Record>
Value records(const std::vector<Record>& all) {
  return Value::objects(all.data(), all.size());
}

constexpr cel::Field source_fields[] = {
    {"id", "string", "", get_text<CelSource, &CelSource::id>},
    {"kind", "string", "", get_text<CelSource, &CelSource::kind>},
};
constexpr cel::Field claim_fields[] = {
    {"text", "string", "", get_text<CelClaim, &CelClaim::text>},
    {"sources", "list(string)", "",
     [](const void* self, uint32_t, Evaluation&) {
       const auto& sources = as<CelClaim>(self).sources;
       return Value::strings(sources.data(), sources.size());
     }},
};
constexpr cel::Field article_fields[] = {
    {"headline", "string", "", get_text<CelArticle, &CelArticle::headline>},
    {"beat", "string", "", get_text<CelArticle, &CelArticle::beat>},
    {"body", "string", "", get_text<CelArticle, &CelArticle::body>},
    {"impact", "int", "",
     [](const void* self, uint32_t, Evaluation&) {
       return Value::integer(as<CelArticle>(self).impact);
     }},
    {"sources", "list(Source)", "",
     [](const void* self, uint32_t, Evaluation&) { return records(as<CelArticle>(self).sources); }},
    {"claims", "list(Claim)", "",
     [](const void* self, uint32_t, Evaluation&) { return records(as<CelArticle>(self).claims); }},
};
constexpr cel::ObjectType source_type{"Source", "", source_fields, sizeof(CelSource)};
constexpr cel::ObjectType claim_type{"Claim", "", claim_fields, sizeof(CelClaim)};
constexpr cel::ObjectType article_type{"Article", "", article_fields, sizeof(CelArticle)};

CelArticle read_article(const json& from) {
  CelArticle article;
  article.headline = text_member(from, "headline");
  article.beat = text_member(from, "beat");
  article.body = text_member(from, "body");
  const auto* impact = member(from, "impact").get_ptr<const json::number_integer_t*>();
  article.impact = impact == nullptr ? 0 : *impact;
  for (const json& source : member(from, "sources")) {
    article.sources.push_back(
        {std::string(text_member(source, "id")), std::string(text_member(source, "kind"))});
  }
  for (const json& claim : member(from, "claims")) {
    CelClaim& made = article.claims.emplace_back();
    made.text = text_member(claim, "text");
    for (const json& id : member(claim, "sources")) {
      made.source_ids.emplace_back(cel_json::text_of(id));
    }
  }
  for (CelClaim& claim : article.claims) {
    claim.sources.assign(claim.source_ids.begin(), claim.source_ids.end());
  }
  return article;
}

}  // namespace

std::unique_ptr<CelBench> CelBench::open(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object()) return nullptr;
  auto bench = std::make_unique<CelBench>();
  bench->article_ = read_article(member(file, "article"));
  for (const cel::ObjectType* type : {&source_type, &claim_type, &article_type}) {
    bench->environment_.add_type(*type);
  }
  bench->environment_.add_variable({"article", "Article", "", 0});
  base::Problems problems;
  if (!bench->environment_.finish(problems)) return nullptr;
  for (const json& expression : member(file, "expressions")) {
    bench->names_.emplace_back(text_member(expression, "name"));
    const auto program = cel::compile(bench->environment_, text_member(expression, "expr"),
                                      {"bool", {}, true}, problems);
    if (!program) return nullptr;
    bench->programs_.push_back(*program);
  }
  return bench;
}

uint32_t CelBench::run(uint32_t expression, uint32_t times) {
  const cel::Program& program = programs_[expression];
  Value slots[] = {Value::object(&article_)};
  uint32_t yes = 0;
  for (uint32_t i = 0; i < times; ++i) {
    Evaluation evaluation(arena_, slots);
    yes += cel::evaluate(program, evaluation).is_true() ? 1 : 0;
    arena_.reset();
  }
  return yes;
}

}  // namespace stet::bench

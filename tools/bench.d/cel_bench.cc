#include "tools/bench.d/cel_bench.h"

#include <cstddef>

#include "engine/cel_json/json_members.h"

namespace stet::bench {
namespace {

using cel::Evaluation;
using cel::Stored;
using cel::StoredArray;
using cel::Value;
using cel_json::member;
using cel_json::text_member;
using nlohmann::json;

template <typename T>
const T& at(const void* self, uint32_t offset) {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(self) + offset);
}

// A row of a table of fields: by its getter, and where it stands.
constexpr cel::Field text(std::string_view name, size_t offset) {
  return {name,
          "string",
          "",
          [](const void* self, uint32_t from, Evaluation&) {
            return Value::string(at<std::string_view>(self, from));
          },
          static_cast<uint32_t>(offset),
          0,
          {Stored::As::text}};
}
constexpr cel::Field integer(std::string_view name, size_t offset) {
  return {name,
          "int",
          "",
          [](const void* self, uint32_t from, Evaluation&) {
            return Value::integer(at<int64_t>(self, from));
          },
          static_cast<uint32_t>(offset),
          0,
          {Stored::As::integer}};
}
constexpr cel::Field texts(std::string_view name, size_t offset) {
  return {name,
          "list(string)",
          "",
          [](const void* self, uint32_t from, Evaluation&) {
            const auto& array = at<StoredArray>(self, from);
            return Value::strings(static_cast<const std::string_view*>(array.data), array.size);
          },
          static_cast<uint32_t>(offset),
          0,
          {Stored::As::texts}};
}
constexpr cel::Field records(std::string_view name, std::string_view type, size_t offset) {
  return {name,
          type,
          "",
          [](const void* self, uint32_t from, Evaluation&) {
            const auto& array = at<StoredArray>(self, from);
            return Value::objects(array.data, array.size);
          },
          static_cast<uint32_t>(offset),
          0,
          {Stored::As::records}};
}

constexpr cel::Field source_fields[] = {
    text("id", offsetof(CelSource, id)),
    text("kind", offsetof(CelSource, kind)),
};
constexpr cel::Field claim_fields[] = {
    text("text", offsetof(CelClaim, text)),
    texts("sources", offsetof(CelClaim, sources)),
};
constexpr cel::Field article_fields[] = {
    text("headline", offsetof(CelArticle, headline)),
    text("beat", offsetof(CelArticle, beat)),
    text("body", offsetof(CelArticle, body)),
    integer("impact", offsetof(CelArticle, impact)),
    records("sources", "list(Source)", offsetof(CelArticle, sources)),
    records("claims", "list(Claim)", offsetof(CelArticle, claims)),
};
constexpr cel::ObjectType source_type{"Source", "", source_fields, sizeof(CelSource)};
constexpr cel::ObjectType claim_type{"Claim", "", claim_fields, sizeof(CelClaim)};
constexpr cel::ObjectType article_type{"Article", "", article_fields, sizeof(CelArticle)};

/// What `make` makes of the items, one after the other in `memory`.
template <typename T, typename Make>
StoredArray read_array(const json& items, base::Arena& memory, Make make) {
  const auto made = memory.make_array<T>(items.size());
  size_t count = 0;
  for (const json& item : items) made[count++] = make(item);
  return {made.data(), static_cast<uint32_t>(count)};
}

CelArticle read_article(const json& from, base::Arena& memory) {
  const auto text_of = [&](const json& object, const char* name) {
    return memory.copy_text(text_member(object, name));
  };
  CelArticle article;
  article.headline = text_of(from, "headline");
  article.beat = text_of(from, "beat");
  article.body = text_of(from, "body");
  const auto* impact = member(from, "impact").get_ptr<const json::number_integer_t*>();
  article.impact = impact == nullptr ? 0 : *impact;
  article.sources = read_array<CelSource>(member(from, "sources"), memory, [&](const json& item) {
    return CelSource{text_of(item, "id"), text_of(item, "kind")};
  });
  article.claims = read_array<CelClaim>(member(from, "claims"), memory, [&](const json& item) {
    const auto sources = read_array<std::string_view>(
        member(item, "sources"), memory,
        [&](const json& id) { return memory.copy_text(cel_json::text_of(id)); });
    return CelClaim{text_of(item, "text"), sources};
  });
  return article;
}

}  // namespace

std::unique_ptr<CelBench> CelBench::open(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object()) return nullptr;
  auto bench = std::make_unique<CelBench>();
  bench->article_ = read_article(member(file, "article"), bench->article_memory_);
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

// Articles made in memory, for tests of the stages that need no reader. An empty string is an
// absent field. What is built lives as long as the builder.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/formats/article.h"
#include "engine/methodology/methodology.h"

namespace stet::tests {

struct SourceSpec {
  std::string id, publisher, kind;
  std::string owner = {}, name = {}, url = {}, canonical_url = {}, credit = {}, text = {};
  bool anonymous = false;
  std::vector<std::string> derived_from = {};
};

struct ClaimSpec {
  std::string text;
  std::vector<std::string> sources;
};

struct BlockSpec {
  std::string text;
  std::string section = {}, kind = "paragraph";
  std::vector<std::string> sources = {};
};

struct ArticleSpec {
  std::string headline = {}, description = {};
  std::vector<std::string> takeaways = {};
  std::vector<ClaimSpec> claims = {};
  std::vector<std::string> affected = {};  ///< names
  std::vector<BlockSpec> body = {};
  std::vector<SourceSpec> sources = {};
};

class ArticleBuilder {
 public:
  const formats::Article& build(const ArticleSpec& spec) {
    auto* article = new (arena_.allocate(sizeof(formats::Article), alignof(formats::Article)))
        formats::Article();
    article->headline = text(spec.headline);
    article->description = text(spec.description);
    article->takeaways = texts(spec.takeaways);
    article->claims = list<formats::Claim>(spec.claims, [&](const ClaimSpec& from) {
      formats::Claim claim;
      claim.text = text(from.text);
      claim.sources = texts(from.sources);
      return claim;
    });
    article->affected = list<formats::Affected>(spec.affected, [&](const std::string& from) {
      formats::Affected party;
      party.name = text(from);
      return party;
    });
    article->article_body = list<formats::Block>(spec.body, [&](const BlockSpec& from) {
      formats::Block block;
      block.kind = text(from.kind);
      block.section = text(from.section);
      block.text = text(from.text);
      block.sources = texts(from.sources);
      return block;
    });
    article->sources = sources(spec.sources);
    return *article;
  }

  formats::List<formats::Source> sources(const std::vector<SourceSpec>& specs) {
    return list<formats::Source>(specs, [&](const SourceSpec& from) {
      formats::Source source;
      source.id = text(from.id);
      source.publisher = text(from.publisher);
      source.kind = text(from.kind);
      source.owner = text(from.owner);
      source.name = text(from.name);
      source.url = text(from.url);
      source.canonical_url = text(from.canonical_url);
      source.credit_text = text(from.credit);
      source.text = text(from.text);
      source.derived_from = texts(from.derived_from);
      if (from.anonymous) {
        source.anonymous.value = true;
        source.anonymous.presence = formats::Presence::present;
      }
      return source;
    });
  }

  formats::Text text(std::string_view from) {
    formats::Text text;
    if (from.empty()) return text;
    text.value.text = arena_.copy_text(from);
    text.value.source = {0, static_cast<uint32_t>(from.size())};
    text.presence = formats::Presence::present;
    return text;
  }

 private:
  formats::List<formats::Text> texts(const std::vector<std::string>& from) {
    return list<formats::Text>(from, [&](const std::string& each) { return text(each); });
  }

  template <typename To, typename From, typename Make>
  formats::List<To> list(const std::vector<From>& from, Make make) {
    formats::List<To> to;
    if (from.empty()) return to;
    const std::span<To> items = arena_.make_array<To>(from.size());
    for (size_t i = 0; i < from.size(); ++i) items[i] = make(from[i]);
    to.data = items.data();
    to.size = static_cast<uint32_t>(items.size());
    to.presence = formats::Presence::present;
    return to;
  }

  base::Arena arena_;
};

/// Kinds, owners and agencies that tests of sources share.
inline methodology::Methodology source_methodology() {
  methodology::Methodology result;
  result.source_kinds = {{"filing", "", 1, true},       {"official", "", 1, true},
                         {"wire", "", 0.8, true, true}, {"outlet", "", 0.7, true, true},
                         {"anonymous", "", 0.3, false}, {"social", "", 0.1, false}};
  result.agencies = {{"reuters", {"Reuters", "Thomson Reuters"}, {"reporting by", "editing by"}},
                     {"ap", {"AP", "The Associated Press"}, {}},
                     {"afp", {"AFP", "Agence France-Presse"}, {}}};
  result.owners = {{"News Corp", {"The Wall Street Journal", "Barron's"}},
                   {"Nikkei", {"Financial Times", "Nikkei Asia"}}};
  return result;
}

}  // namespace stet::tests

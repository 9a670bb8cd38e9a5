// Names and addresses as tables of what is typed and what it comes to.
#include "engine/evidence/source_names.h"

#include <catch2/catch.hpp>

using namespace stet::evidence;

namespace {
std::string fold(std::string_view name) {
  std::string out = "kept:";
  append_folded_name(out, name);
  return out.substr(5);
}
std::string canonical(std::string_view url) {
  std::string out = "kept:";
  append_canonical_url(out, url);
  return out.substr(5);
}
}  // namespace

TEST_CASE("names are folded") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Reuters", "reuters"},
      {"  The  Quay\tGazette ", "quay gazette"},
      {"THE TIMES", "times"},
      {"The", "the"},
      {"The ", "the"},
      {"Them and Us", "them and us"},
      {"Seventy Two News", "seventy two news"},
      {"Seventy  Two", "seventy two"},
      {"Eighteen  Two", "eighteen two"},
      {"Eighteen Two ", "eighteen two"},
      {"Eighteen\tTwo", "eighteen two"},
      {" Eighteen", "eighteen"},
      {"[ZONE] @Noon `Z{", "[zone] @noon `z{"},
      {"Theatre Weekly", "theatre weekly"},
      {"Barron’s", "barron's"},
      {"Morning\u00A0Tide", "morning tide"},
      {"“Agence France–Presse”", "\"agence france-presse\""},
      {"Börsen-Zeitung", "börsen-zeitung"},
      {"", ""},
      {" \n", ""},
      {"\xE2", "\xE2"},
      {"\xC2", "\xC2"},
  };
  for (const auto& [name, expected] : rows) {
    INFO(name);
    CHECK(fold(name) == expected);
  }
}

TEST_CASE("addresses of one document are one") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"https://quay.example/a", "quay.example/a"},
      {"http://www.QUAY.example:80/a/", "quay.example/a"},
      {"https://quay.example:443/a#top", "quay.example/a"},
      {"//quay.example/a", "quay.example/a"},
      {"quay.example/a", "quay.example/a"},
      {"https://user:pw@quay.example/a", "quay.example/a"},
      {"https://quay.example.:8080/a", "quay.example.:8080/a"},
      {"https://quay.example./a", "quay.example/a"},
      {"https://quay.example/A/b", "quay.example/A/b"},
      {"https://quay.example/%c3%bc", "quay.example/%C3%BC"},
      {"https://quay.example/50%", "quay.example/50%"},
      {"https://quay.example", "quay.example"},
      {"https://quay.example/", "quay.example"},
      {"https://quay.example?", "quay.example"},
      {"https://quay.example/a?utm_source=x&id=7&UTM_medium=y&fbclid=1", "quay.example/a?id=7"},
      {"https://quay.example/a?b=2&a=1", "quay.example/a?a=1&b=2"},
      {"https://quay.example/a?&&", "quay.example/a"},
      {"https://quay.example/a/?gclid=1", "quay.example/a"},
      {" https://quay.example/a\n", "quay.example/a"},
      {"doi:10.1000/182", "doi:10.1000/182"},
      {"urn:isbn:123", "urn:isbn:123"},
      {"annual report", "annual report"},
      {"report.pdf", "report.pdf"},
      {"", ""},
  };
  for (const auto& [url, expected] : rows) {
    INFO(url);
    CHECK(canonical(url) == expected);
  }
}

TEST_CASE("a query too long to sort stands as written") {
  std::string url = "https://quay.example/a?z=0";
  for (int i = 0; i < 40; ++i) url += "&p" + std::to_string(i) + "=1";
  CHECK(canonical(url) == url.substr(8));
}

TEST_CASE("hosts are names with a dot") {
  CHECK(host_of("quay.example/a") == "quay.example");
  CHECK(host_of("quay.example?b=1") == "quay.example");
  CHECK(host_of("doi:10.1000/182").empty());
  CHECK(host_of("annual report").empty());
}

TEST_CASE("hashes tell names apart") {
  CHECK(hash_name("reuters") == hash_name(std::string("reuters")));
  CHECK(hash_name("") != hash_name("a"));
  CHECK(hash_name("a") != hash_name(std::string_view("a\0", 2)));
  CHECK(hash_name("quay gazette") != hash_name("quay gazettf"));
  CHECK(hash_name("12345678") != hash_name("123456780"));
}

TEST_CASE("the first word of a name") {
  CHECK(first_word("  (agence france-presse)") == "agence");
  CHECK(first_word("über uns") == "über");
  CHECK(first_word(" - ").empty());
}

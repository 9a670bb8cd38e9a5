#include "tests/assist/kit.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/assist/hover.h"

namespace stet::assist::testing {
namespace {

constexpr std::string_view mark = "▮";

/// The file, and the methodology that it makes.
struct Read {
  Marked text;
  std::unique_ptr<Document> document;
  std::unique_ptr<Ruleset> rules;
};

Read read(const std::string& name, std::string_view text) {
  Read out;
  out.text = marked(text);
  out.document = read_document(name, out.text.text);
  Files files;
  files.table[name] = out.text.text;
  out.rules = std::make_unique<Ruleset>(name, files);
  return out;
}

}  // namespace

std::optional<std::string> Files::read(const std::string& name) {
  const auto found = table.find(name);
  if (found != table.end()) return found->second;
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string Files::resolve(const std::string& from, const std::string& target) {
  return (std::filesystem::path(from).parent_path() / target).lexically_normal().string();
}

Marked marked(std::string_view text) {
  const size_t at = text.find(mark);
  REQUIRE(at != std::string_view::npos);
  std::string out(text);
  out.erase(at, mark.size());
  return {out, static_cast<uint32_t>(at)};
}

std::vector<std::string> shipped_files() {
  std::vector<std::string> out;
  for (const char* folder : {"rules", "rules/lists", "rules/tests"}) {
    for (const auto& item : std::filesystem::directory_iterator(folder)) {
      if (item.is_regular_file()) out.push_back(item.path().string());
    }
  }
  std::sort(out.begin(), out.end());
  REQUIRE(out.size() >= 6);
  return out;
}

std::string slurp(const std::string& path) {
  Files files;
  const auto text = files.read(path);
  REQUIRE(text.has_value());
  return *text;
}

std::string offered(const std::string& name, std::string_view text, size_t most) {
  const Read in = read(name, text);
  const Proposals found = complete(*in.rules, *in.document, FileKind::rules, in.text.offset);
  std::string out;
  for (size_t i = 0; i < found.items.size() && i < most; ++i) {
    out += (i == 0 ? "" : ", ") + found.items[i].label;
  }
  return out;
}

std::string shown(const std::string& name, std::string_view text) {
  const Read in = read(name, text);
  const auto found = hover(*in.rules, *in.document, FileKind::rules, in.text.offset);
  return found ? found->markdown : "nothing";
}

std::string spot_line(const std::string& name, std::string_view text) {
  const Read in = read(name, text);
  const Spot spot = find_spot(*in.document, FileKind::rules, in.text.offset);
  if (spot.kind == Spot::Kind::nothing) return "nothing";
  const Level* inner = spot.inner();
  std::string table = "?";
  if (inner != nullptr && inner->node->is(methodology::list_node)) table = "a list";
  if (inner != nullptr && inner->shape != nullptr && inner->shape->object != nullptr) {
    table = inner->shape->object->name;
  }
  const std::string word(base::slice(in.document->bytes, spot.word));
  if (spot.kind == Spot::Kind::key) return "key '" + word + "' in " + table;
  return "value '" + word + "' of " + std::string(spot.key) + " in " + table;
}

}  // namespace stet::assist::testing

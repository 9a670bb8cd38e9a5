// From the checked tree to the Methodology, section by section. The shape has been told wrong
// already where it is (check.h): the getters here give a default then and say nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/name_table.h"
#include "engine/methodology/messages.h"
#include "engine/methodology/methodology.h"
#include "engine/methodology/node.h"

namespace stet::methodology {

/// The value of a key if it is of one of those types, or null.
const Node* get(const Node& object, std::string_view key, uint8_t types);
std::string text_of(const Node& object, std::string_view key);
/// Whether there was such a text; `to` is left alone otherwise.
bool read_text(const Node& object, std::string_view key, std::string& to);
bool flag_of(const Node& object, std::string_view key, bool otherwise);
double number_of(const Node& object, std::string_view key, double otherwise);
std::span<const Node> items_of(const Node& object, std::string_view key);
std::span<const Member> members_of(const Node& object, std::string_view key);
Located located(const Node* text);
/// The strings among `items`.
std::vector<std::string> texts(std::span<const Node> items);

/// Names and their numbers, for references.
class Names {
 public:
  void add(std::string_view name, uint32_t number);
  std::optional<uint32_t> find(std::string_view name) const { return numbers_.find(name); }
  std::span<const std::string_view> all() const { return names_; }

 private:
  std::vector<std::string_view> names_;
  base::NameTable numbers_;
};

/// What all sections share. Names point into the files, not into the Methodology that grows.
struct Reading {
  Methodology& out;
  Messages& messages;
  Names decisions{}, promises{}, lists{}, signals{}, sections{}, rules{};

  /// The number of what `id` names, or nothing, which is told. `what`: "a phrase list".
  std::optional<uint32_t> resolve(const Node& id, std::string_view what, const Names& names);
  std::optional<uint32_t> resolve_decision(const Node& id);
  /// The lists named at `key`.
  std::vector<uint32_t> resolve_lists(const Node& object, std::string_view key);
};

// In the order in which they must run: references go backwards only.
void read_head(Reading& reading, const Node& root);
void read_decisions(Reading& reading, const Node& root);
void read_sources(Reading& reading, const Node& root);
void read_verification(Reading& reading, const Node& root);
void read_story(Reading& reading, const Node& root);
void read_lists(Reading& reading, const Node& root);
void read_sentiment(Reading& reading, const Node& root);
void read_impact(Reading& reading, const Node& root);
void read_confidence(Reading& reading, const Node& root);
void read_terms(Reading& reading, const Node& root);
void read_rules(Reading& reading, const Node& root);
void read_exceptions(Reading& reading, const Node& root);
/// The rankings at `object.key`.
void read_rankings(Reading& reading, const Node& object, std::string_view key);

/// The phrases at `object.phrases`; one that stands there twice is told.
std::vector<Phrase> read_phrases(Reading& reading, const Node& object);
/// A change to the file's example article; see read_tests.cc.
RuleTest read_example(Reading& reading, const Node& node);
/// The examples at `rule.tests`.
std::vector<RuleTest> read_tests(Reading& reading, const Node& rule);

}  // namespace stet::methodology

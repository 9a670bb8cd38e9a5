// The parts of the methodology page, in their order on it.
#pragma once

#include <string>

#include "engine/upkeep/methodology_page.h"

namespace stet::upkeep::page {

/// What all parts are made from and written to.
struct Page {
  const gate::Gate& gate;
  const methodology::Methodology& methodology;
  const PageOptions& options;
  Document& document;
};

// methodology_page.cc
void append_promises(Page& page);
void append_invariants(Page& page);
void append_decisions(Page& page);
// methodology_page_scales.cc
void append_sources(Page& page);
void append_sentiment(Page& page);
void append_impact(Page& page);
void append_confidence(Page& page);
// methodology_page_rules.cc
void append_terms(Page& page);
void append_rules(Page& page);
// methodology_page_ends.cc
void append_exceptions(Page& page);
void append_lists(Page& page);
void append_glossary(Page& page);
void append_archive(Page& page);
void append_changes(Page& page);
void append_defaults(Page& page);

/// At most three decimals.
std::string number(double value);

/// "some-id" as a title: "Some id".
std::string title_of(std::string_view id);
/// `title`, or what the id says.
std::string title_of(std::string_view title, std::string_view id);
/// "a, b, c".
Words joined(const std::vector<Words>& words);
Words decision_link(const methodology::Methodology& methodology, uint32_t decision);
Words rule_link(const methodology::Rule& rule);
/// A phrase list by its name in the file, as a link.
Words list_link(const methodology::Methodology& methodology, uint32_t list);
/// A piece of a story as people read it, texts in quotation marks. Those of `marked` that stand in
/// a text are marked.
Words value_words(const methodology::Node& node, const std::vector<std::string>& marked);

}  // namespace stet::upkeep::page

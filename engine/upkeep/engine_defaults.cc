#include "engine/upkeep/engine_defaults.h"

#include <algorithm>

#include "engine/cel/evaluation.h"
#include "engine/gate/verdict.h"
#include "engine/methodology/keys.h"
#include "engine/methodology/node.h"
#include "engine/scores/fixed.h"

namespace stet::upkeep {
namespace {

using methodology::Key;
using methodology::Node;
using methodology::Shape;

/// What stands at one path: once in a file, or in each thing of a list. Null: an object that may
/// be left out, and is.
using Places = std::vector<const Node*>;

class Walk {
 public:
  std::vector<EngineDefault> of(const Node& file) {
    walk(methodology::file_shape(), {&file}, "", false);
    return std::move(out_);
  }

 private:
  void walk(const Shape& shape, const Places& places, const std::string& path, bool repeated) {
    if (shape.items != nullptr) walk(*shape.items, items_of(places), path + "[]", true);
    if (shape.object == nullptr) return;
    if (shape.object->value != nullptr) {
      return walk(*shape.object->value, values_of(places), path + ".*", true);
    }
    for (const Key& key : shape.object->keys) {
      const std::string inner =
          path.empty() ? std::string(key.name) : path + "." + std::string(key.name);
      if (!key.otherwise.empty()) tell(key, places, inner, repeated);
      walk(key.shape, at(key, places, repeated), inner, repeated);
    }
  }

  void tell(const Key& key, const Places& places, const std::string& path, bool repeated) {
    EngineDefault found{path, key.doc, key.otherwise, 0, 0, {}};
    for (const Node* place : places) {
      const Node* value = place == nullptr ? nullptr : place->find(key.name);
      value == nullptr ? ++found.silent : ++found.said;
      if (value == nullptr || repeated) continue;
      if (value->is(methodology::string_node))
        found.value = value->view();
      else
        methodology::append_json(*value, found.value);
    }
    out_.push_back(std::move(found));
  }

  /// Without required keys an object that is left out is as good as an empty one.
  static bool optional(const Shape& shape) {
    return shape.object != nullptr && shape.object->value == nullptr &&
           std::none_of(shape.object->keys.begin(), shape.object->keys.end(),
                        [](const Key& key) { return key.required; });
  }

  static Places at(const Key& key, const Places& places, bool repeated) {
    Places out;
    for (const Node* place : places) {
      const Node* value = place == nullptr ? nullptr : place->find(key.name);
      if (value != nullptr || (!repeated && optional(key.shape))) out.push_back(value);
    }
    return out;
  }

  static Places items_of(const Places& places) {
    Places out;
    for (const Node* place : places) {
      if (place == nullptr) continue;
      for (const Node& item : place->items) out.push_back(&item);
    }
    return out;
  }

  static Places values_of(const Places& places) {
    Places out;
    for (const Node* place : places) {
      if (place == nullptr) continue;
      for (const methodology::Member& member : place->members) out.push_back(&member.value);
    }
    return out;
  }

  std::vector<EngineDefault> out_;
};

}  // namespace

std::vector<EngineDefault> engine_defaults(const methodology::Methodology& methodology) {
  return Walk().of(*methodology.tree);
}

const std::vector<EngineConstant>& engine_constants() {
  using cel::Evaluation;
  static const std::vector<EngineConstant> constants{
      {"sentiment", "words at most from what rises or falls to the word that says so",
       scores::words_to_mover},
      {"sentiment", "words at most between a figure and the word that compares it",
       scores::words_to_figure},
      {"sentiment", "phrases at most from such a word to what is compared", scores::marks_to_mover},
      {"sentiment", "words at most that any shifter reaches", scores::words_to_shifted},
      {"sentiment", "phrases that are looked at on each side of one", scores::marks_beside},
      {"impact", "sentences of the body that are the lead, with headline and description",
       scores::lead_sentences},
      {"impact", "sentences of the body in which a signal keeps all of its points",
       scores::news_sentences},
      {"impact", "sentences before and behind a signal in which its factors are looked for",
       scores::factor_reach},
      {"impact", "words at most between an amount and what it is measured by",
       scores::words_to_base},
      {"impact", "words at most between a number and what it counts", scores::words_to_counted},
      {"confidence", "share at most that hedging takes", scores::most_hedging},
      {"conditions", "steps that one condition may take in a story",
       static_cast<double>(Evaluation::default_expression_budget)},
      {"conditions", "steps that all conditions may take in a story",
       static_cast<double>(Evaluation::default_story_budget)},
      {"findings", "places of one rule that are shown one by one; all are counted",
       gate::max_diagnostics_per_rule},
  };
  return constants;
}

const std::vector<EnginePromise>& engine_promises() {
  static const std::vector<EnginePromise> promises{
      {"engine-sources", "Several primary sources, cross-referenced",
       "A story is assembled from several primary sources. The engine groups those that are not "
       "independent of each other, counts each group once, and holds what the story claims against "
       "what the texts of its sources say."},
      {"engine-dimensions", "Three independent dimensions",
       "Sentiment, operational impact and source-cluster confidence are each computed from their "
       "own "
       "evidence alone. None of them moves another."},
      {"engine-single-source", "Single sources are marked, rumours and unverifiable claims stop",
       "The badge counts independent sources: “verified” from a number that the methodology sets, "
       "and visibly different below it. Rules can tell a rumour, a hedge and a claim that nothing "
       "can be checked against, each at its place."},
      {"engine-impact", "Impact is consequence",
       "Impact runs from 1 to 10 and is read from the regulatory, financial and operational "
       "consequence that the text shows. How widely a story is covered is no input of the score: "
       "more "
       "coverage never raises it, and no key of the rules file can make it so."},
      {"engine-sources-monotone", "More independent sources never count against a story",
       "An added independent source never lowers the number of sources or the confidence; a "
       "dependence that is discovered never raises them."},
      {"engine-order", "Order decides nothing",
       "The order of sources, claims, rules and files changes no verdict: the worst decision of "
       "all "
       "rules that fire is the story's."},
      {"engine-unknown", "Nothing passes because it could not be checked",
       "What cannot be evaluated, because a field is missing, malformed or takes too long, is an "
       "outcome of its own and counts as the decision that the methodology sets for it."},
      {"engine-reasons", "Every decision short of passing gives its reasons",
       "It names the rule, the place in the story, the evidence, and what would change it. Changes "
       "that are told to lift it have been tried before they are told."},
      {"engine-same", "The same story and file give the same verdict, everywhere",
       "In a newsroom's program and in a browser, on one processor or many, byte for byte. Each "
       "verdict carries the digests of story, methodology and engine. The engine reads no clock "
       "and "
       "no network: the time is given to it."},
      {"engine-never-loses", "No input is lost",
       "No story, however malformed, crashes the engine, hangs it or is left out in silence: what "
       "cannot be read gets a verdict that says so and does not clear."},
      {"engine-one-file", "One file says it all",
       "This page, the glossary, the workbench and the gate itself are made from the same file; "
       "the "
       "examples on this page were run through the gate while it was made."},
  };
  return promises;
}

}  // namespace stet::upkeep

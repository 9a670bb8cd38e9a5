#include "engine/upkeep/coverage.h"

#include <algorithm>
#include <map>

#include "engine/cel/machine.h"
#include "engine/gate/program.h"
#include "engine/upkeep/list_use.h"

namespace stet::upkeep {
namespace {

using cel::NodeId;

/// Counts how the parts of one expression come out.
class Counter : public cel::Tracer {
 public:
  Counter(const cel::Program& program, CoveredRule& into, uint32_t file)
      : source_(program.state().source), root_(program.state().root), into_(&into) {
    const cel::Ast& ast = source_->checked.ast;
    branch_of_.assign(ast.nodes.size(), none);
    std::vector<NodeId> parts;
    gather(root_, parts);
    std::sort(parts.begin(), parts.end(), [&](NodeId a, NodeId b) {
      const base::Span x = ast[a].span, y = ast[b].span;
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
    for (const NodeId id : parts) {
      branch_of_[id] = into.branches.size();
      into.branches.push_back({std::string(base::slice(source_->text.text(), ast[id].span)), file,
                               source_->text.locate(ast[id].span), 0, 0});
    }
    planned_ = cel::plan(*source_, root_, {true, cel::all_kinds}, code_);
  }

  void run(cel::Evaluation& evaluation) {
    if (!planned_) return;
    const int64_t left = evaluation.story_left();
    root_told_ = false;
    const cel::Value result = cel::run(*source_, code_, evaluation, this);
    if (!root_told_) value(root_, result);
    evaluation.restore_story(left);
  }

  void value(NodeId node, const cel::Value& value) override {
    root_told_ = root_told_ || node == root_;
    const size_t branch = branch_of_[node];
    if (branch == none) return;
    into_->branches[branch].times_true += value.is_true() ? 1 : 0;
    into_->branches[branch].times_false += value.is_false() ? 1 : 0;
  }
  void element(NodeId, uint32_t, const cel::Value&) override {}

 private:
  static constexpr size_t none = SIZE_MAX;

  /// Parts that are true or false and not constant.
  void gather(NodeId id, std::vector<NodeId>& out) const {
    const cel::Node& node = source_->checked.ast[id];
    const bool boolean = source_->checked.type(id).kind == cel::TypeKind::boolean;
    const bool constant =
        node.kind == cel::NodeKind::literal || !source_->folded[id].is(cel::Kind::unresolved);
    const bool variable = source_->checked.notes[id].reference == cel::Reference::local;
    if (boolean && !constant && !variable) out.push_back(id);
    if (node.is(cel::Macro::has)) return;  // asks for its argument without evaluating it
    for (const cel::Child& child : source_->checked.ast.children_of(node)) gather(child.id, out);
  }

  std::shared_ptr<cel::Source> source_;
  NodeId root_;
  CoveredRule* into_;
  std::vector<size_t> branch_of_;
  cel::Code code_;
  bool planned_ = false;
  bool root_told_ = false;
};

class Measure {
 public:
  Measure(const gate::Gate& gate, Coverage& out) : gate_(gate), out_(out), judge_(gate) {
    const methodology::CompiledRules& rules = *gate.program().rules;
    out_.rules.resize(rules.terms.size() + rules.rules.size());
    for (size_t i = 0; i < rules.terms.size(); ++i) {
      CoveredRule& term = out_.rules[i];
      term.id = rules.terms[i].term->id;
      term.term = true;
      term.file = rules.terms[i].term->is.file;
      term.place = rules.terms[i].term->is.text.source;
      add(rules.terms[i].program, term, term.file);
    }
    for (size_t i = 0; i < rules.rules.size(); ++i) add_rule(rules.rules[i], rule(i));
    add_phrases();
    add_signals();
  }

  void run(const TestStory& story) {
    const gate::Verdict& verdict = judge_.verdict(story.story, story.format, story.now);
    if (verdict.article == nullptr) return;
    ++out_.stories;
    count_phrases(verdict);
    count_signals(verdict);
    const methodology::CompiledRules& rules = *gate_.program().rules;
    judge_.checker().try_out([&](const cel::Environment&, cel::Evaluation& evaluation) {
      for (const methodology::CompiledTerm& term : rules.terms) count(term.program, evaluation);
      for (const methodology::CompiledRule& one : rules.rules) {
        if (one.each) count(*one.each, evaluation);
      }
    });
    for (uint32_t i = 0; i < rules.rules.size(); ++i) {
      const gate::Outcome outcome =
          judge_.checker().rerun(i, [&](const cel::Program& program, cel::Evaluation& evaluation) {
            count(program, evaluation);
          });
      rule(i).fired += outcome == gate::Outcome::fired ? 1 : 0;
      rule(i).silent += outcome == gate::Outcome::silent ? 1 : 0;
      rule(i).unknown += outcome == gate::Outcome::unknown ? 1 : 0;
    }
  }

 private:
  CoveredRule& rule(size_t number) {
    return out_.rules[gate_.program().rules->terms.size() + number];
  }

  void add_rule(const methodology::CompiledRule& compiled, CoveredRule& out) {
    out.id = compiled.rule->id;
    out.file = compiled.rule->file;
    out.place = compiled.rule->place;
    if (compiled.each) add(*compiled.each, out, compiled.rule->each.file);
    if (compiled.when) add(*compiled.when, out, compiled.rule->when.file);
  }

  void add(const cel::Program& program, CoveredRule& into, uint32_t file) {
    counters_.emplace(&program.state(), Counter(program, into, file));
  }

  void count(const cel::Program& program, cel::Evaluation& evaluation) {
    const auto found = counters_.find(&program.state());
    if (found != counters_.end()) found->second.run(evaluation);
  }

  void add_phrases() {
    for (const methodology::PhraseList& list : gate_.methodology().lists) {
      first_phrase_.push_back(out_.phrases.size());
      for (const methodology::Phrase& phrase : list.phrases) {
        out_.phrases.push_back({phrase.text, list.id, phrase.file, phrase.place, 0});
      }
    }
  }

  void count_phrases(const gate::Verdict& verdict) {
    for (const evidence::Hit& hit : verdict.evidence->hits) {
      if (hit.list >= first_phrase_.size()) continue;
      const size_t phrase = first_phrase_[hit.list] + hit.phrase;
      if (phrase < out_.phrases.size()) ++out_.phrases[phrase].times;
    }
  }

  /// Signals by their ids in the tree, so that whatever makes one fire is counted.
  void add_signals() {
    const methodology::Node* impact = gate_.methodology().tree->find("impact");
    const methodology::Node* axes = impact == nullptr ? nullptr : impact->find("axes");
    if (axes == nullptr) return;
    for (const methodology::Node& axis : axes->items) {
      const methodology::Node* id = axis.find("id");
      const methodology::Node* signals = axis.find("signals");
      if (id == nullptr || signals == nullptr) continue;
      for (const methodology::Node& signal : signals->items) {
        const methodology::Node* name = signal.find("id");
        if (name == nullptr) continue;
        out_.signals.push_back(
            {std::string(name->view()), std::string(id->view()), signal.file, signal.place, 0});
      }
    }
  }

  void count_signals(const gate::Verdict& verdict) {
    for (const scores::AxisScore& axis : verdict.impact.axes) {
      for (const scores::ImpactPart& part : axis.parts) {
        for (CoveredThing& signal : out_.signals) {
          if (part.signal != nullptr && signal.id == part.signal->id) ++signal.times;
        }
      }
    }
  }

  const gate::Gate& gate_;
  Coverage& out_;
  Judge judge_;
  std::map<const cel::Program::State*, Counter> counters_;
  std::vector<size_t> first_phrase_;
};

Share share_of(const std::vector<CoveredThing>& things) {
  Share out;
  for (const CoveredThing& thing : things) out.covered += thing.times > 0 ? 1 : 0;
  out.all = things.size();
  return out;
}

/// Lists are shared: phrases that nothing here looks for are tried by the files that do.
void leave_out_idle(std::vector<CoveredThing>& phrases, const gate::Gate& gate) {
  const ListUse use(gate);
  const std::vector<methodology::PhraseList>& lists = gate.methodology().lists;
  std::erase_if(phrases, [&](const CoveredThing& phrase) {
    const auto list = std::find_if(lists.begin(), lists.end(),
                                   [&](const auto& one) { return one.id == phrase.of; });
    return !use.read[static_cast<size_t>(list - lists.begin())];
  });
}

}  // namespace

Coverage measure_coverage(const gate::Gate& gate, const std::vector<TestStory>& stories,
                          Inherited inherited) {
  Coverage out;
  Measure measure(gate, out);
  for (const TestStory& story : stories) measure.run(story);
  const std::vector<bool> own = own_files(gate.methodology(), inherited);
  const auto foreign = [&](const auto& thing) { return !own[thing.file]; };
  std::erase_if(out.rules, foreign);
  std::erase_if(out.phrases, foreign);
  leave_out_idle(out.phrases, gate);
  std::erase_if(out.signals, foreign);
  const PackagedPhrases packaged(gate.methodology());
  std::erase_if(out.phrases, [&](const CoveredThing& phrase) {
    return packaged.contain(phrase.file, phrase.place);
  });
  return out;
}

Share Coverage::branches() const {
  Share out;
  for (const CoveredRule& rule : rules) {
    for (const Branch& branch : rule.branches) out.covered += branch.covered();
    out.all += 2 * rule.branches.size();
  }
  return out;
}

Share Coverage::outcomes() const {
  Share out;
  for (const CoveredRule& rule : rules) {
    if (rule.term) continue;
    out.covered += (rule.fired > 0 ? 1u : 0u) + (rule.silent > 0 ? 1u : 0u);
    out.all += 2;
  }
  return out;
}

Share Coverage::phrase_share() const { return share_of(phrases); }
Share Coverage::signal_share() const { return share_of(signals); }

}  // namespace stet::upkeep

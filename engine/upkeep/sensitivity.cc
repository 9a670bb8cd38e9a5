#include "engine/upkeep/sensitivity.h"

#include <algorithm>
#include <tuple>

#include "engine/base/number.h"
#include "engine/cel/plan.h"
#include "engine/gate/program.h"
#include "engine/upkeep/changed_file.h"
#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {
namespace {

using cel::NodeId;
using methodology::Member;
using methodology::Node;

constexpr int64_t largest = 1000000000;

bool compares(cel::Operator op) {
  switch (op) {
    case cel::Operator::equal:
    case cel::Operator::not_equal:
    case cel::Operator::less:
    case cel::Operator::less_equal:
    case cel::Operator::greater:
    case cel::Operator::greater_equal: return true;
    default: return false;
  }
}

std::vector<std::string> whole_steps(int64_t value) {
  std::vector<std::string> out;
  for (const int64_t off : {-2, -1, 1, 2}) {
    // Counts below zero mean nothing.
    if (value >= 0 && value + off < 0) continue;
    out.push_back(std::to_string(value + off));
  }
  return out;
}

/// A twentieth and a tenth: of 1, the scale of fractions, or of the value where it is larger. Small
/// numbers are a quarter and a half off.
std::vector<std::string> fraction_steps(double value, bool keep_point) {
  const double size = value < 0 ? -value : value;
  const double step = size >= 1 ? size / 20 : size >= 0.1 ? 0.05 : size / 4;
  std::vector<std::string> out;
  for (const double off : {-2.0, -1.0, 1.0, 2.0}) {
    const double thousandths = (value + off * step) * 1000;
    const auto rounded = static_cast<int64_t>(thousandths + (thousandths < 0 ? -0.5 : 0.5));
    out.emplace_back();
    base::append_double(out.back(), static_cast<double>(rounded) / 1000, keep_point);
  }
  return out;
}

class Finder {
 public:
  explicit Finder(const gate::Gate& gate) : gate_(gate), own_(own_files(gate.methodology())) {}

  std::vector<Threshold> find() {
    const methodology::CompiledRules& rules = *gate_.program().rules;
    for (const methodology::CompiledTerm& term : rules.terms) {
      search(term.program, term.term->id, term.term->is.file);
    }
    for (const methodology::CompiledRule& rule : rules.rules) {
      if (!rule.when || rule.rule->stage == methodology::Stage::draft) continue;
      search(*rule.when, rule.rule->id, rule.rule->when.file);
    }
    const Node& root = *gate_.methodology().tree;
    for (const std::string_view part : {"verification", "confidence"}) {
      if (const Node* node = root.find(part)) values(*node, std::string(part));
    }
    const Node* sentiment = root.find("sentiment");
    const Node* labels = sentiment == nullptr ? nullptr : sentiment->find("labels");
    if (labels != nullptr) values(*labels, "sentiment.labels");
    std::stable_sort(out_.begin(), out_.end(), [](const Threshold& a, const Threshold& b) {
      return std::tie(a.file, a.place.begin) < std::tie(b.file, b.place.begin);
    });
    return std::move(out_);
  }

 private:
  void search(const cel::Program& program, const std::string& of, uint32_t file) {
    if (!own_[file]) return;
    const cel::Source& source = *program.state().source;
    visit(source, program.state().root, of, file);
  }

  void visit(const cel::Source& source, NodeId id, const std::string& of, uint32_t file) {
    const cel::Ast& ast = source.checked.ast;
    const cel::Node& node = ast[id];
    const bool comparison = node.kind == cel::NodeKind::operation && compares(node.op());
    for (const cel::Child& child : ast.children_of(node)) {
      if (ast[child.id].variable) continue;
      if (comparison && ast[child.id].kind == cel::NodeKind::literal) {
        literal(source, ast[child.id], of, file);
      }
      visit(source, child.id, of, file);
    }
  }

  void literal(const cel::Source& source, const cel::Node& node, const std::string& of,
               uint32_t file) {
    std::vector<std::string> steps;
    if (node.value.is(cel::Kind::integer)) {
      const int64_t value = node.value.as_int();
      if (value > -largest && value < largest) steps = whole_steps(value);
    } else if (node.value.is(cel::Kind::floating)) {
      steps = fraction_steps(node.value.as_double(), true);
    }
    // Behind another sign a sign wants parentheses: 3 - -1.
    for (std::string& step : steps) {
      if (step[0] == '-') step = "(" + step + ")";
    }
    add(of, file, source.text.locate(node.span),
        std::string(base::slice(source.text.text(), node.span)), std::move(steps));
  }

  void values(const Node& node, const std::string& path) {
    if (node.is(methodology::integer_node)) {
      add(path, node.file, node.place, std::string(node.view()), whole_steps(node.integer));
    } else if (node.is(methodology::number_node)) {
      add(path, node.file, node.place, std::string(node.view()),
          fraction_steps(node.number, false));
    }
    for (const Member& member : node.members) {
      values(member.value, path + "." + std::string(member.key.text));
    }
    for (const Node& item : node.items) {
      const Node* id = item.find("id");
      if (id != nullptr) values(item, path + "." + std::string(id->view()));
    }
  }

  void add(const std::string& of, uint32_t file, base::Span place, std::string written,
           std::vector<std::string> steps) {
    if (steps.empty() || place.empty() || !own_[file]) return;
    Threshold made;
    made.of = of;
    made.file = file;
    made.place = place;
    made.written = std::move(written);
    for (std::string& step : steps) {
      ChangedFile files(gate_.methodology(), file, place, step);
      base::Problems problems;
      auto changed = gate::compile(gate_.methodology().files.front()->name, files, problems);
      made.steps.push_back({std::move(step), std::move(changed)});
    }
    out_.push_back(std::move(made));
  }

  const gate::Gate& gate_;
  std::vector<bool> own_;
  std::vector<Threshold> out_;
};

}  // namespace

std::vector<Threshold> find_thresholds(const gate::Gate& gate) { return Finder(gate).find(); }

void Sensitivity::add(const Sensitivity& part) {
  stories += part.stories;
  unreadable += part.unreadable;
  flips.resize(std::max(flips.size(), part.flips.size()));
  for (size_t i = 0; i < part.flips.size(); ++i) {
    flips[i].worse += part.flips[i].worse;
    flips[i].better += part.flips[i].better;
  }
}

SensitivityTrial::SensitivityTrial(const gate::Gate& gate, std::span<const Threshold> thresholds)
    : now_(gate) {
  for (const Threshold& threshold : thresholds) {
    for (const ThresholdStep& step : threshold.steps) {
      steps_.push_back(step.gate ? std::make_unique<Judge>(*step.gate) : nullptr);
    }
  }
}

void SensitivityTrial::add(std::string_view story, formats::Format format, std::string_view now,
                           Sensitivity& to) {
  to.flips.resize(steps_.size());
  ++to.stories;
  const gate::Verdict& as_is = now_.lean_verdict(story, format, now);
  if (as_is.article == nullptr) {
    ++to.unreadable;
    return;
  }
  for (size_t i = 0; i < steps_.size(); ++i) {
    if (!steps_[i]) continue;
    const uint32_t decision = steps_[i]->lean_verdict(story, format, now).decision;
    to.flips[i].worse += decision > as_is.decision ? 1 : 0;
    to.flips[i].better += decision < as_is.decision ? 1 : 0;
  }
}

}  // namespace stet::upkeep

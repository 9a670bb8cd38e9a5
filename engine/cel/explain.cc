#include <algorithm>

#include "engine/cel/explainer.h"
#include "engine/cel/machine.h"
#include "engine/cel/plan.h"

namespace stet::cel {
namespace {

constexpr uint32_t none = TraceTable::none;

/// A node as it is shown. Children and bodies are numbers of nodes.
struct Shown {
  std::string_view text;
  base::Span span;
  uint32_t first_child = 0, children = 0;  ///< in `children` of the explainer
  uint32_t element = none;  ///< of a macro that visits elements: where the last one is kept
  uint32_t body_begin = 0;  ///< of such a macro: what is told of an element, up to the macro
  bool decided_when_true = false, decided_when_false = false;  ///< by one element
};

bool visits_elements(const Node& node) {
  return node.kind == NodeKind::macro && node.variables > 0 && !node.is(Macro::bind) &&
         !node.is(Macro::opt_map) && !node.is(Macro::opt_flat_map);
}

}  // namespace

struct Explainer::State {
  std::shared_ptr<const Source> source;
  Code code;
  bool possible = false;
  uint32_t root = 0;
  uint32_t places = 0;       ///< of values: one for each node, two for each element
  std::vector<Shown> shown;  ///< by number
  std::vector<uint32_t> children;

  void add_shown(uint32_t number);
  void add_steps(std::span<const Value> told, std::vector<Step>& out) const;
};

namespace {

/// The last value of each node; what a macro's body left from an element before is forgotten.
class Recorder : public Tracer {
 public:
  Recorder(const Code& code, const std::vector<Shown>& shown, Value* told)
      : numbers_(code.trace.numbers.data()), shown_(shown), told_(told) {}

  void value(NodeId node, const Value& value) override {
    if (numbers_[node] != none) told_[numbers_[node]] = value;
  }
  void element(NodeId macro, uint32_t index, const Value& value) override {
    const uint32_t number = numbers_[macro];
    if (number == none) return;
    const Shown& node = shown_[number];
    std::fill(told_ + node.body_begin, told_ + number, Value::unresolved());
    told_[node.element] = Value::integer(index);
    told_[node.element + 1] = value;
  }

 private:
  const uint32_t* numbers_;
  const std::vector<Shown>& shown_;
  Value* told_;
};

}  // namespace

void Explainer::State::add_shown(uint32_t number) {
  const Ast& ast = source->checked.ast;
  const NodeId id = code.trace.nodes[number];
  const Node& node = ast[id];
  Shown& made = shown[number];
  made.text = base::slice(source->text.text(), node.span);
  made.span = source->text.locate(node.span);
  made.decided_when_true = node.is(Macro::exists);
  made.decided_when_false = node.is(Macro::all);
  made.first_child = static_cast<uint32_t>(children.size());
  for (const Child& child : ast.children_of(node)) {
    const uint32_t shown_as = code.trace.numbers[child.id];
    if (shown_as != none) children.push_back(shown_as);
  }
  made.children = static_cast<uint32_t>(children.size()) - made.first_child;
  if (!visits_elements(node)) return;
  made.element = places;
  places += 2;
  const auto& nodes = code.trace.nodes;
  const auto body = std::upper_bound(nodes.begin(), nodes.end(), ast.child(node, 0));
  made.body_begin = static_cast<uint32_t>(body - nodes.begin());
}

/// Below a macro only what it ranges over is shown, unless one element decided: what the last
/// element left would mislead.
void Explainer::State::add_steps(std::span<const Value> told, std::vector<Step>& out) const {
  std::vector<std::pair<uint32_t, uint32_t>> pending = {{root, 0}};
  while (!pending.empty()) {
    auto [number, depth] = pending.back();
    pending.pop_back();
    const Shown& node = shown[number];
    const Value& value = told[number];
    const bool decided = (node.decided_when_true && value.is_true()) ||
                         (node.decided_when_false && value.is_false());
    if (!value.is(Kind::unresolved)) {
      Step& step = out.emplace_back();
      step.depth = depth++;
      step.text = node.text;
      step.span = node.span;
      step.value = value;
      if (decided && told[node.element].is(Kind::integer)) {
        step.element = told[node.element].as_int();
        step.element_value = told[node.element + 1];
      }
    }
    const bool whole = node.element == none || decided;
    for (uint32_t i = whole ? node.children : std::min(node.children, 1u); i-- > 0;) {
      pending.emplace_back(children[node.first_child + i], depth);
    }
  }
}

Explainer::Explainer(const Program& program) {
  auto made = std::make_unique<State>();
  const std::shared_ptr<Source>& source = program.state().source;
  const NodeId root = program.state().root;
  made->source = source;
  made->possible = plan(*source, root, {true, all_kinds}, made->code);
  made->root = made->code.trace.numbers[root];
  made->places = static_cast<uint32_t>(made->code.trace.nodes.size());
  made->shown.resize(made->places);
  for (uint32_t i = 0; i < made->shown.size(); ++i) made->add_shown(i);
  state_ = std::move(made);
}

Explainer::~Explainer() = default;
Explainer::Explainer(Explainer&&) noexcept = default;

size_t Explainer::size() const { return state_->places; }
const Value& Explainer::result(std::span<const Value> told) const { return told[state_->root]; }

Value Explainer::evaluate(Evaluation& evaluation, std::span<Value> told) const {
  const State& state = *state_;
  std::fill(told.begin(), told.end(), Value::unresolved());
  if (!state.possible) return Value::unresolved();
  Recorder recorder(state.code, state.shown, told.data());
  return told[state.root] = run(*state.source, state.code, evaluation, &recorder);
}

void Explainer::show(std::span<const Value> told, Evaluation& evaluation,
                     std::vector<Step>& out) const {
  adopt_types(*state_->source, evaluation);
  out.clear();
  if (state_->possible) state_->add_steps(told, out);
}

std::vector<Step> explain(const Program& program, Evaluation& evaluation) {
  const Explainer explainer(program);
  std::vector<Value> told(explainer.size());
  const int64_t left = evaluation.story_left();
  explainer.evaluate(evaluation, told);
  evaluation.restore_story(left);
  std::vector<Step> steps;
  explainer.show(told, evaluation, steps);
  return steps;
}

}  // namespace stet::cel

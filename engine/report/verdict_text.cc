// The verdict for people:
//
//   hold  stories/rumour.md  Acme is said to weigh a bid for Globex
//         Single source · sentiment neutral 0.12 · impact 4.3 · confidence 0.50
//
//   stories/rumour.md:12:7: hold: … [single-source-rumour]
//     the line
//         ^~~~
//     fix: …
//
//   to pass:
//     hold  Add an independent source (independent_sources is 1, needs >= 2) [two-sources]
//   checked 640 words in 12 blocks against 22 rules: 1 fired, 0 unknown
#include <algorithm>

#include "engine/base/number.h"
#include "engine/report/excerpt.h"
#include "engine/report/printable.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

class TextWriter {
 public:
  TextWriter(const gate::Verdict& verdict, const Style& style, std::string& out)
      : verdict_(verdict), style_(style), out_(out), places_(verdict.input) {}

  void write() {
    head();
    for (const base::Problem& problem : verdict_.problems) {
      line_end();
      problem_text(problem, verdict_.input, style_, out_);
    }
    for (const gate::Diagnostic& diagnostic : verdict_.diagnostics) {
      if (!is_told(diagnostic)) write_diagnostic(diagnostic);
    }
    not_shown();
    terms();
    to_pass();
    waivers();
    checked();
  }

 private:
  const methodology::Decision& decision(uint32_t index) const {
    return verdict_.methodology->decisions[index];
  }

  std::string_view decision_style(uint32_t index) const {
    if (!decision(index).clears) return style_.bad;
    return index == 0 ? style_.good : style_.warn;
  }

  void number(uint64_t value) { base::append_uint(out_, value); }
  void safe(std::string_view text) { append_printable(out_, text); }
  void line_end() { out_ += '\n'; }
  void styled(std::string_view style, std::string_view text) {
    out_ += style;
    safe(text);
    if (!style.empty()) out_ += style_.reset;
  }
  /// A finding that leaves the best decision as it is asks for nothing: it is advice.
  void finding_word(uint32_t index) {
    if (index > 0) return decision_word(index);
    styled(style_.note, "advice");
  }
  void decision_word(uint32_t index) { styled(decision_style(index), decision(index).id); }
  void count(uint64_t value, std::string_view one, std::string_view many) {
    number(value);
    out_ += ' ';
    out_ += value == 1 ? one : many;
  }

  void head() {
    decision_word(verdict_.decision);
    out_ += "  ";
    styled(style_.bold, verdict_.name.empty() ? "-" : verdict_.name);
    if (verdict_.article != nullptr && verdict_.article->headline.present()) {
      out_ += "  ";
      safe(verdict_.article->headline.view());
    }
    line_end();
    if (verdict_.article == nullptr) return;
    out_.append(decision(verdict_.decision).id.size() + 2, ' ');
    styled(verdict_.badge.marked ? style_.warn : style_.good, verdict_.badge.text);
    out_ += " · sentiment ";
    if (!verdict_.sentiment.article.label.empty()) {
      safe(verdict_.sentiment.article.label);
      out_ += ' ';
    }
    append_fixed(out_, verdict_.sentiment.article.value, 2);
    out_ += " · impact ";
    append_fixed(out_, verdict_.impact.value, 1);
    out_ += " · confidence ";
    append_fixed(out_, verdict_.confidence.value, 2);
    line_end();
  }

  /// What the gate holds against the input stands among the problems already.
  bool is_told(const gate::Diagnostic& diagnostic) const {
    const auto same = [&](const base::Problem& problem) {
      return problem.span.begin == diagnostic.place.begin && problem.message == diagnostic.message;
    };
    return diagnostic.rule == nullptr &&
           std::any_of(verdict_.problems.begin(), verdict_.problems.end(), same);
  }

  void write_diagnostic(const gate::Diagnostic& diagnostic) {
    line_end();
    out_ += style_.bold;
    append_place(out_, verdict_.name, places_.at(diagnostic.place.begin));
    out_ += style_.reset;
    finding_word(diagnostic.decision);
    if (!diagnostic.counts) out_ += diagnostic.waived ? " (waived)" : " (observed)";
    out_ += ": ";
    safe(diagnostic.message);
    out_.append(" ").append(style_.dim).append("[");
    safe(diagnostic.id);
    out_.append("]").append(style_.reset);
    line_end();
    if (!diagnostic.place.empty()) {
      append_excerpt(out_, verdict_.input, diagnostic.place, style_);
    }
    for (const std::string_view fix : diagnostic.fixes) labelled("fix: ", fix);
    for (const gate::Edit& edit : diagnostic.edits) {
      out_.append("  ").append(style_.note).append("edit: \"");
      safe(edit.expected);
      out_ += "\" → \"";
      safe(edit.replacement);
      out_.append("\"").append(style_.reset);
      line_end();
    }
    if (diagnostic.trace.empty()) return;
    out_ += "  because\n";
    for (const gate::TraceStep& step : diagnostic.trace) trace_step_text(step, 2, style_, out_);
  }

  void labelled(std::string_view label, std::string_view text) {
    out_.append("  ").append(style_.note).append(label);
    safe(text);
    out_ += style_.reset;
    line_end();
  }

  void not_shown() {
    for (const gate::RuleOutcome& outcome : verdict_.outcomes) {
      if (outcome.count <= outcome.shown) continue;
      line_end();
      out_ += "and ";
      count(outcome.count - outcome.shown, "more place", "more places");
      out_ += " of [";
      safe(outcome.id);
      out_ += "]\n";
    }
  }

  void terms() {
    if (verdict_.terms.empty()) return;
    out_ += "\nmeasured:\n";
    for (const gate::TermValue& term : verdict_.terms) {
      out_ += "  ";
      safe(term.term->id);
      out_ += " = ";
      safe(term.value);
      if (!term.term->unit.empty()) {
        out_ += ' ';
        safe(term.term->unit);
      }
      if (!term.term->means.empty()) {
        out_.append("  ").append(style_.dim);
        safe(term.term->means);
        out_ += style_.reset;
      }
      line_end();
    }
  }

  void to_pass() {
    if (verdict_.to_pass.empty()) return;
    out_ += "\nto pass:\n";
    for (const gate::Requirement& requirement : verdict_.to_pass) {
      out_ += "  ";
      decision_word(requirement.decision);
      out_ += "  ";
      safe(requirement.text);
      if (!requirement.target.empty()) {
        out_ += " (";
        ways(requirement);
        out_ += ')';
      } else if (requirement.count > 1) {
        out_ += " (";
        count(requirement.count, "place", "places");
        out_ += ')';
      }
      out_.append(" ").append(style_.dim).append("[");
      safe(requirement.id);
      out_.append("]").append(style_.reset);
      line_end();
    }
  }

  /// "n is 1, needs >= 2; or m is 0, needs != 0"
  void ways(const gate::Requirement& requirement) {
    if (requirement.ways.empty()) {
      return change({requirement.term, requirement.value, requirement.target});
    }
    for (const auto& way : requirement.ways) {
      if (&way != requirement.ways.data()) out_ += "; or ";
      for (const gate::Change& one : way) {
        if (&one != way.data()) out_ += " and ";
        change(one);
      }
    }
  }

  void change(const gate::Change& change) {
    safe(change.term);
    out_ += " is ";
    safe(change.value);
    out_ += ", needs ";
    safe(change.target);
  }

  void waivers() {
    if (verdict_.waivers.empty()) return;
    out_ += "\nwaivers:\n";
    for (const gate::AppliedWaiver& waiver : verdict_.waivers) write_waiver(waiver);
  }

  void write_waiver(const gate::AppliedWaiver& waiver) {
    static constexpr std::string_view states[] = {"applied", "expired", "unused", "refused"};
    const bool applied = waiver.state == gate::AppliedWaiver::State::applied;
    out_ += "  ";
    styled(applied ? style_.note : style_.warn, states[static_cast<size_t>(waiver.state)]);
    out_ += "  ";
    safe(waiver.rule);
    out_ += waiver.standing ? " (standing)" : "";
    if (!waiver.by.empty()) {
      out_ += " by ";
      safe(waiver.by);
    }
    if (!waiver.until.empty()) {
      out_ += " until ";
      safe(waiver.until);
    }
    if (!waiver.reason.empty()) {
      out_ += ": ";
      safe(waiver.reason);
    }
    if (!waiver.detail.empty()) {
      out_ += " (";
      safe(waiver.detail);
      out_ += ')';
    }
    line_end();
  }

  void checked() {
    const gate::Checked& checked = verdict_.checked;
    out_.append("\n").append(style_.dim).append("checked ");
    count(checked.words, "word", "words");
    out_ += " in ";
    count(checked.blocks, "block", "blocks");
    out_ += " against ";
    count(checked.rules, "rule", "rules");
    out_ += ": ";
    number(checked.fired);
    out_ += " fired, ";
    number(checked.unknown);
    out_ += " unknown";
    if (checked.observed > 0) {
      out_ += ", ";
      number(checked.observed);
      out_ += " observed";
    }
    if (checked.waived > 0) {
      out_ += ", ";
      number(checked.waived);
      out_ += " waived";
    }
    if (checked.drafts_fired > 0) {
      out_ += ", ";
      count(checked.drafts_fired, "draft would fire", "drafts would fire");
    }
    out_ += style_.reset;
    line_end();
  }

  const gate::Verdict& verdict_;
  const Style& style_;
  std::string& out_;
  Places places_;
};

}  // namespace

void verdict_text(const gate::Verdict& verdict, const Style& style, std::string& out) {
  TextWriter(verdict, style, out).write();
}

}  // namespace stet::report

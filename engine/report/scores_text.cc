// The scores of a story as sums that people can check with a pencil:
//
//   impact 5.725
//       1      where the scale begins
//      +4.725  regulatory: final-rule "took effect" 24:5
//              × 0.85 reach
//
// Tested in tests/report/scores_text_test.cc.
#include <cmath>

#include "engine/base/number.h"
#include "engine/report/places.h"
#include "engine/report/printable.h"
#include "engine/report/report.h"

namespace stet::report {

namespace {

class ScoresWriter {
 public:
  ScoresWriter(const gate::Verdict& verdict, const Style& style, std::string& out)
      : verdict_(verdict), style_(style), out_(out), places_(verdict.input) {}

  void write() {
    decision();
    impact();
    confidence();
    if (verdict_.methodology->sentiment.lists.empty()) return;
    sentiment("sentiment", verdict_.sentiment.article);
    for (const scores::AffectedSentiment& each : verdict_.sentiment.affected) {
      if (!each.party->name.present()) continue;
      sentiment("sentiment about " + std::string(each.party->name.view()), each.found);
    }
  }

 private:
  void number(double value) { base::append_double(out_, value); }
  void safe(std::string_view text) { append_printable(out_, text); }
  void bold(std::string_view text) {
    out_ += style_.bold;
    safe(text);
    out_ += style_.reset;
  }
  void heading(std::string_view name, double value) {
    out_ += '\n';
    bold(name);
    out_ += ' ';
    number(value);
  }
  void position(uint32_t offset) {
    const Position at = places_.at(offset);
    base::append_uint(out_, at.line);
    out_ += ':';
    base::append_uint(out_, at.column);
  }
  void finding(const evidence::Finding& finding) {
    out_ += " \"";
    safe(finding.text());
    out_ += "\" ";
    position(base::to_source(*finding.passage->text, verdict_.input, finding.span).begin);
  }
  /// "   +1.5    ": signed, padded.
  void points(double value) {
    constexpr size_t width = 8;
    out_ += "  ";
    const size_t begin = out_.size();
    if (value >= 0) out_ += '+';
    number(value);
    out_.append(begin + width > out_.size() ? begin + width - out_.size() : 0, ' ');
  }
  void points(scores::Thousandths value) { points(scores::to_points(value)); }
  void decision() {
    bold(verdict_.methodology->decisions[verdict_.decision].id);
    out_ += "  ";
    safe(verdict_.name);
    out_ += '\n';
    for (const gate::Diagnostic& diagnostic : verdict_.diagnostics) {
      out_ += "  ";
      position(diagnostic.place.begin);
      out_ += " ";
      safe(verdict_.methodology->decisions[diagnostic.decision].id);
      if (!diagnostic.counts) out_ += diagnostic.waived ? " (waived)" : " (observed)";
      out_ += ": ";
      safe(diagnostic.message);
      out_ += " [";
      safe(diagnostic.id);
      out_ += "]\n";
    }
  }

  void impact() {
    const scores::Impact& impact = verdict_.impact;
    heading("impact", impact.value);
    out_ += "\n";
    points(1.0);
    out_ += "where the scale begins\n";
    for (const scores::AxisScore& axis : impact.axes) {
      for (const scores::ImpactPart& part : axis.parts) impact_part(axis, part);
    }
    if (impact.floor != nullptr) {
      points(impact.floor_points);
      out_ += "floor ";
      safe(impact.floor->id);
      out_ += '\n';
    }
    if (impact.repeats > 0) {
      points(impact.novelty_points);
      out_ += "repeats ";
      base::append_uint(out_, impact.repeats);
      out_ += '\n';
    }
  }
  void impact_part(const scores::AxisScore& axis, const scores::ImpactPart& part) {
    points(part.points);
    safe(axis.axis->id);
    out_ += ": ";
    safe(part.signal->id);
    finding(*part.finding);
    out_ += '\n';
    for (const scores::ImpactShare& share : part.shares) {
      out_.append("          ").append(style_.dim).append("× ");
      number(share.share);
      out_ += ' ';
      safe(share.id);
      if (share.hit != nullptr) finding(*share.hit);
      out_.append(style_.reset).append("\n");
    }
  }

  void confidence() {
    const scores::Confidence& confidence = verdict_.confidence;
    heading("confidence", confidence.value);
    out_ += '\n';
    for (const scores::ConfidencePart& part : confidence.parts) {
      points(part.points);
      if (part.cluster != nullptr) {
        cluster(part);
      } else if (part.claim != nullptr) {
        safe(evidence::to_string(part.claim->state));
        out_ += " claim ";
        position(part.claim->claim->place.begin);
      } else {
        out_ += "hedge";
        finding(*part.hedge);
      }
      out_ += '\n';
    }
  }
  void cluster(const scores::ConfidencePart& part) {
    for (const uint32_t index : part.cluster->sources) {
      if (index != part.cluster->sources[0]) out_ += " = ";
      const formats::Source& source = verdict_.article->sources[index];
      safe(source.id.present() ? source.id.view() : "#" + std::to_string(index + 1));
    }
    out_ += ", ";
    safe(part.cluster->kind);
    out_ += ", worth ";
    number(part.worth);
    out_ += ' ';
    position(verdict_.article->sources[part.cluster->sources[0]].place.begin);
  }

  void clue(std::string_view what, std::string_view words) {
    out_.append(1, ' ').append(what).append(" '");
    safe(words);
    out_ += '\'';
  }

  void sentiment(std::string_view name, const scores::Sentiment& sentiment) {
    constexpr double unit = 1e6;  // as points; only the quotient has more digits
    heading(name, std::round(sentiment.value * unit) / unit);
    out_ += ' ';
    safe(sentiment.label);
    out_ += '\n';
    for (const scores::SentimentPart& part : sentiment.parts) {
      points(part.points);
      safe(verdict_.methodology->lists[part.list].id);
      finding(*part.finding);
      if (part.mover != nullptr) clue("moves", part.mover->text());
      if (part.shifter != nullptr) clue("with", part.shifter->text());
      if (part.points == 0 && part.weight > 0) {
        out_ += " weighs ";
        number(part.weight);
      }
      out_ += part.negated ? " negated\n" : "\n";
    }
    if (sentiment.parts.empty()) {
      out_ += "  nothing is said\n";
      return;
    }
    out_ += "  = ";
    number(sentiment.balance);
    out_ += ", divided by 1 + their weight ";
    number(sentiment.weight);
    out_ += '\n';
  }

  const gate::Verdict& verdict_;
  const Style& style_;
  std::string& out_;
  Places places_;
};

}  // namespace

void scores_text(const gate::Verdict& verdict, const Style& style, std::string& out) {
  if (verdict.article == nullptr) return;
  ScoresWriter(verdict, style, out).write();
}

}  // namespace stet::report

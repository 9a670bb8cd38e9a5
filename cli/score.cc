// stet score: how far the engine's scores agree with people's.
#include <CLI/CLI.hpp>

#include <memory>
#include <span>

#include "cli/agreement_report.h"
#include "cli/choice.h"
#include "cli/files.h"
#include "cli/invocation.h"
#include "cli/labelled_rows.h"
#include "cli/rules_file.h"
#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(The file is CSV (UTF-8, RFC 4180) with a first line that names the columns: 'text' or 'file',
'label', and for sentiment perhaps 'entity', to score what is said about it; rows with one text that
follow each other are one story. A row's text is one paragraph, a row's file is relative to the CSV.
Rows that cannot be scored are told with their line; the rest go on. Returns 0 when all rows were
scored, 1 when there were none, 2 for a wrong command line or rules file, 3 when some row or file
could not be read.

Examples:
  stet score sentiment --against headlines.csv
  stet score impact --against rated.csv --rules rules/finance.json --format json)";

struct ScoreArguments {
  std::string against, rules;
  ReportFormat format = ReportFormat::text;
};

/// Rows of one story that stand together: each clause of it is about those whom it names.
using StoryRows = std::span<const LabelledRow>;

/// Scores story by story and counts how the rows came out.
class Scorer {
 public:
  Scorer(const gate::Gate& gate, std::string csv_path, AgreementReport& report)
      : gate_(gate), checker_(gate), csv_path_(std::move(csv_path)), report_(report) {}
  virtual ~Scorer() = default;

  void score(StoryRows rows);

 protected:
  virtual tl::expected<uint32_t, std::string> rating_of(const std::string& label) const = 0;
  /// One for each row.
  virtual std::vector<ScoredRow> score_story(const gate::Verdict& verdict, StoryRows rows) = 0;

  const gate::Gate& gate_;
  gate::Checker checker_;

 private:
  bool load(const LabelledRow& row, std::string& error);
  const gate::Verdict* check(const LabelledRow& row, std::string& error);

  std::string csv_path_;
  AgreementReport& report_;
  Buffer bytes_;
};

std::string story_of(const std::string& text) {
  std::string json;
  base::JsonWriter writer(json);
  writer.begin_object();
  writer.key("articleBody");
  writer.begin_array();
  writer.string(text);
  writer.end_array();
  writer.end_object();
  return json;
}

bool Scorer::load(const LabelledRow& row, std::string& error) {
  if (!row.text.empty()) {
    bytes_.clear();
    bytes_.append(story_of(row.text));
    return true;
  }
  const std::string path = beside(csv_path_, row.file);
  const auto loaded = read_file(path, formats::Limits::bytes + 1, bytes_);
  if (!loaded) error = "cannot read '" + path + "': " + loaded.error();
  return loaded.has_value();
}

/// Null, with the reason, when no story can be read.
const gate::Verdict* Scorer::check(const LabelledRow& row, std::string& error) {
  if (!load(row, error)) return nullptr;
  gate::CheckOptions options;
  options.name = row.file;
  const gate::Verdict& verdict = checker_.check(bytes_.view(), options);
  if (verdict.article != nullptr) return &verdict;
  error = "no story can be read from it";
  if (!verdict.problems.empty()) error += ": " + verdict.problems.front().message;
  return nullptr;
}

void Scorer::score(StoryRows rows) {
  std::string error;
  const gate::Verdict* verdict = check(rows.front(), error);
  std::vector<ScoredRow> scored;
  if (verdict != nullptr) scored = score_story(*verdict, rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto rating = rating_of(rows[i].label);
    if (!rating || verdict == nullptr) {
      report_.add_bad(rows[i].line, rating ? error : rating.error());
      continue;
    }
    scored[i].line = rows[i].line;
    scored[i].label = *rating;
    if (rows[i].text.find(rows[i].entity) == std::string::npos && !rows[i].text.empty()) {
      report_.add_unnamed(rows[i].line);
    }
    report_.add(std::move(scored[i]));
  }
}

class SentimentScorer : public Scorer {
 public:
  using Scorer::Scorer;

 private:
  tl::expected<uint32_t, std::string> rating_of(const std::string& label) const override;
  std::vector<ScoredRow> score_story(const gate::Verdict& verdict, StoryRows rows) override;
  ScoredRow scored(const scores::Sentiment& found) const;
};

tl::expected<uint32_t, std::string> SentimentScorer::rating_of(const std::string& label) const {
  std::vector<std::string_view> known;
  std::string listed;
  for (const methodology::SentimentLabel& each : gate_.methodology().sentiment.labels) {
    if (each.id == label) return static_cast<uint32_t>(known.size());
    listed += (known.empty() ? "'" : ", '") + each.id + "'";
    known.push_back(each.id);
  }
  const std::string hint = base::did_you_mean(label, known);
  return tl::unexpected("expected a label of the methodology (" + listed + "), found '" + label +
                        "'" + (hint.empty() ? "" : "; " + hint));
}

std::vector<ScoredRow> SentimentScorer::score_story(const gate::Verdict& verdict, StoryRows rows) {
  std::vector<std::string_view> entities;
  for (const LabelledRow& row : rows) entities.push_back(row.entity);
  const auto about = checker_.sentiment_about(entities);
  std::vector<ScoredRow> out;
  for (size_t i = 0; i < rows.size(); ++i) {
    out.push_back(scored(entities[i].empty() ? verdict.sentiment.article : about[i]));
  }
  return out;
}

ScoredRow SentimentScorer::scored(const scores::Sentiment& found) const {
  ScoredRow row;
  row.value = found.value;
  const auto& labels = gate_.methodology().sentiment.labels;
  while (labels[row.found].id != found.label) ++row.found;
  for (const scores::SentimentPart& part : found.parts) {
    ScoredPart& shown = row.parts.emplace_back();
    shown.text = part.finding->text();
    if (part.mover != nullptr) shown.mover = part.mover->text();
    shown.list = gate_.methodology().lists[part.list].id;
    shown.points = part.points;
  }
  return row;
}

class ImpactScorer : public Scorer {
 public:
  using Scorer::Scorer;

 private:
  tl::expected<uint32_t, std::string> rating_of(const std::string& label) const override;
  std::vector<ScoredRow> score_story(const gate::Verdict& verdict, StoryRows rows) override;
};

tl::expected<uint32_t, std::string> ImpactScorer::rating_of(const std::string& label) const {
  const auto rating = base::parse_int(label);
  if (rating && *rating >= 1 && *rating <= 10) return static_cast<uint32_t>(*rating - 1);
  return tl::unexpected("expected a whole number from 1 to 10, found '" + label + "'");
}

std::vector<ScoredRow> ImpactScorer::score_story(const gate::Verdict& verdict, StoryRows rows) {
  ScoredRow scored;
  scored.value = verdict.impact.value;
  scored.found = static_cast<uint32_t>(verdict.impact.rounded - 1);
  for (const scores::AxisScore& axis : verdict.impact.axes) {
    for (const scores::ImpactPart& part : axis.parts) {
      ScoredPart& shown = scored.parts.emplace_back();
      shown.text = part.finding->text();
      shown.list = part.signal->id;
      shown.points = scores::to_points(part.points);
    }
  }
  return std::vector<ScoredRow>(rows.size(), scored);
}

/// How many of the first rows are about one story.
size_t same_story(StoryRows rows) {
  size_t count = 1;
  while (count < rows.size() && rows[count].text == rows[0].text &&
         rows[count].file == rows[0].file) {
    ++count;
  }
  return count;
}

std::vector<std::string> ratings(Dimension dimension, const gate::Gate& gate) {
  std::vector<std::string> names;
  if (dimension == Dimension::impact) {
    for (int rating = 1; rating <= 10; ++rating) names.push_back(std::to_string(rating));
    return names;
  }
  for (const auto& label : gate.methodology().sentiment.labels) names.push_back(label.id);
  return names;
}

std::unique_ptr<Scorer> scorer_of(Dimension dimension, const gate::Gate& gate,
                                  const std::string& csv, AgreementReport& report) {
  if (dimension == Dimension::impact) return std::make_unique<ImpactScorer>(gate, csv, report);
  return std::make_unique<SentimentScorer>(gate, csv, report);
}

void run(Dimension dimension, const ScoreArguments& arguments, Invocation& invocation) {
  const auto gate = load_rules(arguments.rules, invocation);
  if (!gate) return;
  AgreementReport report(dimension, ratings(dimension, *gate), gate->methodology());
  if (report.ratings() == 0) {
    return invocation.complain("the methodology declares no labels of sentiment",
                               Exit::wrong_usage);
  }
  Buffer bytes;
  const auto loaded = read_file(arguments.against, formats::Limits::bytes + 1, bytes);
  if (!loaded) {
    return invocation.complain("cannot read '" + arguments.against + "': " + loaded.error(),
                               Exit::unreadable);
  }
  const auto rows = read_labelled_rows(bytes.view());
  if (!rows) return invocation.complain(arguments.against + ": " + rows.error(), Exit::unreadable);
  for (const LabelledRows::Bad& bad : rows->bad) report.add_bad(bad.line, bad.error);
  const auto scorer = scorer_of(dimension, *gate, arguments.against, report);
  for (StoryRows rest = rows->rows; !rest.empty();) {
    const size_t count = same_story(rest);
    scorer->score(rest.first(count));
    rest = rest.subspan(count);
  }

  std::string out, err;
  report.write_bad(arguments.against, err);
  invocation.streams.err.write(err);
  if (report.bad() > 0) invocation.exit = worse(invocation.exit, Exit::unreadable);
  if (report.scored() == 0) {
    return invocation.complain("'" + arguments.against + "' has no row to score",
                               Exit::not_cleared);
  }
  report.write(arguments.format, arguments.against, out);
  invocation.streams.out.write(out);
}

void add_dimension(CLI::App& score, Dimension dimension, const char* name, const char* help,
                   Invocation& invocation) {
  CLI::App& command = *score.add_subcommand(name, help);
  const auto arguments = std::make_shared<ScoreArguments>();
  command.add_option("--against", arguments->against, "people's ratings as CSV, or '-'")
      ->required()
      ->type_name("FILE");
  add_rules_option(command, arguments->rules);
  add_choice<ReportFormat>(command, "--format", arguments->format,
                           {{"text", ReportFormat::text}, {"json", ReportFormat::json}}, "FORMAT",
                           "text (the figures), json (each row, too)");
  command.footer(footer);
  command.callback([dimension, arguments, &invocation] { run(dimension, *arguments, invocation); });
}

}  // namespace

void add_score(CLI::App& app, Invocation& invocation) {
  CLI::App& score = *app.add_subcommand("score", "Compare scores with people's ratings");
  score.require_subcommand(1);
  score.footer(footer);
  add_dimension(score, Dimension::sentiment, "sentiment",
                "Accuracy, macro-F1 and confusion matrix of labels", invocation);
  add_dimension(score, Dimension::impact, "impact",
                "Exact, within 1 and quadratic-weighted kappa of 1 to 10", invocation);
}

}  // namespace stet::cli

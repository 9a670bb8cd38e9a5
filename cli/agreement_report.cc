#include "cli/agreement_report.h"

#include <algorithm>
#include <cstdio>

#include "cli/grouped.h"
#include "cli/printable_lines.h"
#include "engine/base/json_writer.h"

namespace stet::cli {

namespace {

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
  return text;
}

/// A share of nothing is none.
std::string percent_of(uint64_t whole, double share) { return whole == 0 ? "-" : percent(share); }

std::string right(std::string_view text, size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + std::string(text);
}

}  // namespace

void AgreementReport::add(ScoredRow row) {
  agreement_.add(row.label, row.found);
  rows_.push_back(std::move(row));
}

void AgreementReport::write(ReportFormat format, std::string_view csv, std::string& out) const {
  format == ReportFormat::text ? write_text(csv, out) : write_json(out);
}

void AgreementReport::write_bad(std::string_view csv, std::string& out) const {
  std::vector<const Bad*> sorted;
  for (const Bad& bad : bad_) sorted.push_back(&bad);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Bad* a, const Bad* b) { return a->line < b->line; });
  for (const Bad* bad : sorted) {
    out.append(csv).append(":").append(std::to_string(bad->line)).append(": error: ");
    out += printable_lines(bad->error) + "\n";
  }
  if (unnamed_.empty()) return;
  out.append(csv).append(": ");
  out += counted(unnamed_.size(), "row names an entity", "rows name an entity");
  out += " that the text does not have, so nothing is said about it: line " +
         std::to_string(unnamed_.front());
  if (unnamed_.size() > 1) out += " is the first";
  out += '\n';
}

void AgreementReport::write_text(std::string_view csv, std::string& out) const {
  out.append(csv).append(": ").append(counted(scored(), "row", "rows")).append(" scored, ");
  out += grouped(bad()) + " not; " + methodology_.id + " " + methodology_.version + "\n";
  if (dimension_ == Dimension::sentiment) {
    out += "accuracy " + percent(agreement_.accuracy()) + ", macro-F1 " +
           percent(agreement_.macro_f1()) + "\n\n";
  } else {
    char kappa[32];
    std::snprintf(kappa, sizeof kappa, "%.3f", agreement_.kappa());
    out += "exact " + percent(agreement_.within(0)) + ", within 1 " +
           percent(agreement_.within(1)) + ", quadratic-weighted kappa " + kappa + "\n\n";
  }
  write_matrix(out);
}

// A line per rating that people gave, a column per rating that was found.
void AgreementReport::write_matrix(std::string& out) const {
  const uint32_t count = agreement_.ratings();
  size_t width = 6;
  for (const std::string& name : names_) width = std::max(width, name.size() + 2);
  out += right("found", width + 5) + "\n" + right("", width);
  for (const std::string& name : names_) out += right(name, width);
  out += right("recall", 10) + "\n";
  for (uint32_t label = 0; label < count; ++label) {
    out += right(names_[label], width);
    for (uint32_t found = 0; found < count; ++found) {
      out += right(grouped(agreement_.count(label, found)), width);
    }
    const double recall = agreement_.recall(label);
    out += right(percent_of(agreement_.expected(label), recall), 10) + "\n";
  }
  out += right("", width - 4) + "prec";
  for (uint32_t found = 0; found < count; ++found) {
    out += right(percent_of(agreement_.found(found), agreement_.precision(found)), width);
  }
  out += '\n';
}

void AgreementReport::write_json(std::string& out) const {
  base::JsonWriter json(out, 2);
  json.begin_object();
  json.member("dimension", dimension_ == Dimension::sentiment ? "sentiment" : "impact");
  json.member("methodology", methodology_.id);
  json.member("version", methodology_.version);
  json.member_int("scored", static_cast<int64_t>(scored()));
  json.member_int("bad", static_cast<int64_t>(bad()));
  json.member_number("accuracy", agreement_.accuracy());
  json.member_number("macroF1", agreement_.macro_f1());
  if (dimension_ == Dimension::impact) {
    json.member_number("within1", agreement_.within(1));
    json.member_number("kappa", agreement_.kappa());
  }
  json.key("ratings");
  json.begin_array();
  for (uint32_t rating = 0; rating < agreement_.ratings(); ++rating) {
    json.begin_object();
    json.member("id", names_[rating]);
    json.member_number("precision", agreement_.precision(rating));
    json.member_number("recall", agreement_.recall(rating));
    json.member_number("f1", agreement_.f1(rating));
    json.key("found");
    json.begin_object();
    for (uint32_t found = 0; found < agreement_.ratings(); ++found) {
      json.any_key(names_[found]);
      json.integer(static_cast<int64_t>(agreement_.count(rating, found)));
    }
    json.end_object();
    json.end_object();
  }
  json.end_array();
  json.key("rows");
  json.begin_array();
  for (const ScoredRow& row : rows_) {
    json.begin_object();
    json.member_int("line", static_cast<int64_t>(row.line));
    json.member("label", names_[row.label]);
    json.member("found", names_[row.found]);
    json.member_number("value", row.value);
    json.key("parts");
    json.begin_array();
    for (const ScoredPart& part : row.parts) {
      json.begin_object();
      json.member("text", part.text);
      if (!part.mover.empty()) json.member("mover", part.mover);
      json.member("list", part.list);
      json.member_number("points", part.points);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
}

}  // namespace stet::cli

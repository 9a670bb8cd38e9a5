// What `stet score` prints: the figures, and in JSON each row with what its score rests on.
// Tested in tests/cli/score_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/agreement.h"
#include "engine/methodology/methodology.h"

namespace stet::cli {

enum class Dimension : uint8_t { sentiment, impact };
enum class ReportFormat : uint8_t { text, json };

struct ScoredPart {
  std::string text, mover;
  std::string list;  ///< phrase list or signal
  double points = 0;
};

struct ScoredRow {
  uint64_t line = 0;
  uint32_t label = 0, found = 0;  ///< ratings
  double value = 0;
  std::vector<ScoredPart> parts;
};

class AgreementReport {
 public:
  AgreementReport(Dimension dimension, std::vector<std::string> ratings,
                  const methodology::Methodology& methodology)
      : dimension_(dimension),
        names_(std::move(ratings)),
        methodology_(methodology),
        agreement_(static_cast<uint32_t>(names_.size())) {}

  size_t ratings() const { return names_.size(); }
  void add(ScoredRow row);
  void add_bad(uint64_t line, std::string error) { bad_.push_back({line, std::move(error)}); }
  /// A row whose entity does not stand in its text: scored, and told.
  void add_unnamed(uint64_t line) { unnamed_.push_back(line); }
  uint64_t scored() const { return rows_.size(); }
  uint64_t bad() const { return bad_.size(); }

  void write(ReportFormat format, std::string_view csv, std::string& out) const;
  /// "labels.csv:7: what is wrong", by line; then how many entities were not there.
  void write_bad(std::string_view csv, std::string& out) const;

 private:
  struct Bad {
    uint64_t line = 0;
    std::string error;
  };
  void write_text(std::string_view csv, std::string& out) const;
  void write_matrix(std::string& out) const;
  void write_json(std::string& out) const;

  Dimension dimension_;
  std::vector<std::string> names_;
  const methodology::Methodology& methodology_;
  Agreement agreement_;
  std::vector<ScoredRow> rows_;
  std::vector<Bad> bad_;
  std::vector<uint64_t> unnamed_;  ///< lines
};

}  // namespace stet::cli

#include "engine/base/json_writer.h"
#include "engine/report/excerpt.h"
#include "engine/report/printable.h"
#include "engine/upkeep/mutants.h"

namespace stet::upkeep {

double MutationScore::percent() const {
  return all == 0 ? 100.0 : 100.0 * static_cast<double>(noticed) / static_cast<double>(all);
}

MutationScore score_of(std::span<const Mutant> mutants) {
  MutationScore out;
  out.all = mutants.size();
  for (const Mutant& mutant : mutants) out.noticed += mutant.noticed ? 1 : 0;
  return out;
}

void append_survivors_text(std::string& out, std::span<const Mutant> mutants,
                           const methodology::Methodology& methodology) {
  std::vector<report::Places> places;
  for (const auto& file : methodology.files) places.emplace_back(file->bytes);
  for (const Mutant& mutant : mutants) {
    if (mutant.noticed) continue;
    report::append_place(out, methodology.files[mutant.file]->name,
                         places[mutant.file].at(mutant.place.begin));
    if (mutant.of != Mutant::Of::data) out += mutant.id + ": ";
    out += "nobody would notice ";
    report::append_printable(out, mutant.words);
    out += '\n';
  }
}

void append_mutants_text(std::string& out, std::span<const Mutant> mutants,
                         const methodology::Methodology& methodology) {
  append_survivors_text(out, mutants, methodology);
  const MutationScore score = score_of(mutants);
  out += std::to_string(score.noticed) + " of " + std::to_string(score.all) +
         " mistakes would be noticed: ";
  report::append_fixed(out, score.percent(), 1);
  out += " %\n";
}

void append_mutants_json(std::string& out, std::span<const Mutant> mutants,
                         const methodology::Methodology& methodology, int indent) {
  std::vector<report::Places> places;
  for (const auto& file : methodology.files) places.emplace_back(file->bytes);
  const MutationScore score = score_of(mutants);
  base::JsonWriter json(out, indent);
  json.begin_object();
  json.member_int("noticed", static_cast<int64_t>(score.noticed));
  json.member_int("all", static_cast<int64_t>(score.all));
  json.member_number("score", score.percent());
  json.key("mutants");
  json.begin_array();
  for (const Mutant& mutant : mutants) {
    const report::Position at = places[mutant.file].at(mutant.place.begin);
    json.begin_object();
    json.member("of", mutant.id);
    json.member("file", methodology.files[mutant.file]->name);
    json.member_int("line", at.line);
    json.member_int("column", at.column);
    json.member("mistake", mutant.words);
    json.member_bool("noticed", mutant.noticed);
    if (mutant.noticed) json.member("by", mutant.by);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace stet::upkeep

// stet rules prove: do a methodology's invariants and rankings hold, in its own stories, in
// variants of them and in an archive?
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/archive_run.h"
#include "cli/case_files.h"
#include "cli/choice.h"
#include "cli/rules_file.h"
#include "engine/upkeep/invariants.h"

namespace stet::cli {

namespace {

constexpr const char* footer =
    R"(A methodology declares under "invariants" what holds for every story, and under "rankings" which
stories outrank which. Each invariant is tried out in pairs of stories that differ in one thing: in
the examples and cases, in variants of them that are drawn at random, the same ones each time, and in
an archive. What does not hold is shown by the smallest pair of stories that shows it.

Returns 0 when all hold; 1 when one does not, was never tried out, or nothing is declared; 2 for a
wrong rules file; 3 when some of the archive cannot be read.

Examples:
  stet rules prove rules/finance.json
  stet rules prove --variants 100000 desk.json
  stet rules prove --archive stories/ --format json desk.json)";

constexpr size_t stories_per_piece = 64;

struct ProveArguments {
  std::vector<std::string> files, cases;
  ArchiveArguments archive;
  uint32_t variants = 1000;
  bool json = false;
};

class ProofRun {
 public:
  ProofRun(const ProveArguments& arguments, const gate::Gate& gate, const Cases& cases,
           Invocation& invocation)
      : arguments_(arguments),
        gate_(gate),
        cases_(cases),
        invocation_(invocation),
        invariants_(upkeep::declared_invariants(gate.methodology())),
        materials_(upkeep::materials_of(gate)),
        tests_(upkeep::test_stories(gate, cases)),
        trials_(invariants_.size()) {}

  upkeep::Proof run() {
    upkeep::Proof proof;
    if (!invariants_.empty()) {
      in_drawn_stories();
      if (!arguments_.archive.paths.empty()) proof.stories.archive = in_archive();
      upkeep::Prover prover(gate_, materials_, invariants_);
      proof.invariants = upkeep::conclude(invariants_, trials_, prover);
      proof.stories.tests = tests_.size();
      proof.stories.variants = arguments_.variants;
    }
    proof.rankings = upkeep::run_rankings(gate_, cases_);
    return proof;
  }

 private:
  using Piece = std::vector<upkeep::Trials>;

  void add(const Piece& piece) {
    for (size_t i = 0; i < piece.size(); ++i) trials_[i].add(piece[i]);
  }

  /// Examples and cases, then variants of them.
  void in_drawn_stories() {
    const size_t size = tests_.size() + arguments_.variants;
    std::vector<Piece> pieces(size / stories_per_piece + 1);
    const upkeep::Variants variants(gate_.methodology(), materials_, tests_);
    in_parallel(size, stories_per_piece, arguments_.archive.jobs, "stories",
                invocation_.streams.err, [&](size_t begin, size_t end) {
                  upkeep::Prover prover(gate_, materials_, invariants_);
                  Piece& piece = pieces[begin / stories_per_piece];
                  piece.resize(invariants_.size());
                  for (size_t i = begin; i < end; ++i) prove(prover, variants, i, piece);
                });
    for (const Piece& piece : pieces) add(piece);
  }

  void prove(upkeep::Prover& prover, const upkeep::Variants& variants, size_t number,
             Piece& piece) const {
    const auto seed = static_cast<uint32_t>(number);
    if (number < tests_.size()) {
      const upkeep::TestStory& test = tests_[number];
      return prover.prove(test.story, test.format, test.name, test.now, seed, piece);
    }
    const auto variant = static_cast<uint32_t>(number - tests_.size());
    const auto drawn = variants.draw(variant);
    prover.prove(drawn.story, "variant " + std::to_string(variant), drawn.now, seed, piece);
  }

  uint64_t in_archive() {
    struct Part {
      Piece trials;
      uint64_t stories = 0;
    };
    uint64_t stories = 0;
    ArchiveSteps<Part> steps;
    steps.make_visit = [&] {
      return
          [this, prover = std::make_shared<upkeep::Prover>(gate_, materials_, invariants_)](
              std::string_view bytes, std::string_view name, formats::Format format, Part& part) {
            part.trials.resize(invariants_.size());
            ++part.stories;
            // By its size, not its number: the change does not depend on what stands around a
            // story.
            prover->prove(bytes, format, std::string(name), arguments_.archive.now,
                          static_cast<uint32_t>(bytes.size()), part.trials);
          };
    };
    steps.add = [&](const Part& part) {
      add(part.trials);
      stories += part.stories;
      return true;
    };
    run_archive(arguments_.archive, invocation_, steps);
    return stories;
  }

  const ProveArguments& arguments_;
  const gate::Gate& gate_;
  const Cases& cases_;
  Invocation& invocation_;
  const std::vector<upkeep::Invariant> invariants_;
  const upkeep::Materials materials_;
  const std::vector<upkeep::TestStory> tests_;
  std::vector<upkeep::Trials> trials_;
};

void prove(const ProveArguments& arguments, const std::string& file, std::string& text,
           Invocation& invocation) {
  const auto gate = load_rules(file, invocation);
  if (!gate) return;
  const auto cases = load_cases(file, arguments.cases, *gate, invocation);
  if (!cases) return;
  const upkeep::Proof proof = ProofRun(arguments, *gate, *cases, invocation).run();
  if (!proof.any()) {
    invocation.complain("'" + file + "' declares no invariant and no ranking: nothing was checked",
                        Exit::not_cleared);
    return;
  }
  if (arguments.json && !text.empty()) text += ",\n";
  arguments.json ? append_proof_json(text, proof, file) : append_proof_text(text, proof, file);
  if (!proof.holds()) invocation.exit = worse(invocation.exit, Exit::not_cleared);
}

void run(ProveArguments& arguments, Invocation& invocation) {
  if (!settle_now(arguments.archive, invocation)) return;
  std::string text;
  for (const std::string& file : arguments.files) prove(arguments, file, text, invocation);
  if (arguments.json) text = "[" + text + "\n]\n";
  invocation.streams.out.write(text);
}

}  // namespace

void add_rules_prove(CLI::App& rules, Invocation& invocation) {
  CLI::App& command =
      *rules.add_subcommand("prove", "Try out whether declared invariants and rankings hold");
  const auto arguments = std::make_shared<ProveArguments>();
  command.add_option("FILE", arguments->files, "rules files (JSON with comments, or YAML)")
      ->required()
      ->type_name("");
  command.add_option("--variants", arguments->variants, "stories to draw; 1000 unless said")
      ->type_name("N");
  command.add_option("--cases", arguments->cases, "files of cases; default: those beside the file")
      ->type_name("FILE");
  add_archive_options(command, arguments->archive);
  add_choice<bool>(command, "--format", arguments->json, {{"text", false}, {"json", true}},
                   "text|json", "for people, for programs");
  add_color_option(command, invocation);
  command.footer(footer);
  command.callback([arguments, &invocation] { run(*arguments, invocation); });
}

}  // namespace stet::cli

// The methodology: a newsroom's rules file with all that it extends, as plain checked data.
//
//   files ─read─▶ Methodology (this file) ─compile (rules.h)─▶ programs
//
// Reading checks shape, names and references and keeps the place of everything. Conditions are
// still texts here: what they may refer to (evidence, scores, phrase lists) is declared by the
// gate. The format is documented in docs/methodology-format.md and
// rules/schema/methodology.schema.json.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/base/mapped_text.h"
#include "engine/base/problem.h"
#include "engine/base/sha256.h"
#include "engine/formats/reader.h"

namespace stet::methodology {

struct Node;

/// A text of a rules file and the file it stands in (index into Methodology::files).
struct Located {
  base::MappedText text;
  uint32_t file = 0;

  bool present() const { return text.text.data() != nullptr; }
  std::string_view view() const { return text.text; }
};

struct File {
  std::string name;   ///< as given or as resolved from `extends`
  std::string bytes;  ///< never moved after reading: places and texts refer to it
};

/// An outcome for a story. The order in the file is the severity: the first is the best.
struct Decision {
  std::string id, title;
  bool clears = false;  ///< may a story with this decision run?
};

struct Promise {
  std::string id, text;
};

struct SourceKind {
  std::string id, title;
  double weight = 1;      ///< 0–1, what one independent cluster of this kind is worth
  bool qualifies = true;  ///< does a cluster of this kind count for N?
  bool medium = false;    ///< passes on what others say, as outlets and agencies do
};

/// When two sources are one.
struct Independence {
  bool publisher = true, owner = true, canonical_url = true, domain = true, agency = true,
       derivation = true;
  // From the texts of sources.
  bool attribution = true, upstream = true, reuse = true;
  uint32_t shingle = 5;        ///< words in a row
  double containment = 0.1;    ///< share of the shorter text's shingles
  uint32_t least_shared = 10;  ///< shingles
};

struct Agency {
  std::string id;
  std::vector<std::string> names;     ///< as written in credit lines; compared without case
  std::vector<std::string> sign_off;  ///< open its closing line: "(Reporting by …)"
};

struct Owner {
  std::string name;
  std::vector<std::string> publishers;
};

/// What a claim's support rests on.
enum class SupportBasis : uint8_t { text, citation };
/// What N counts: independent sources behind the weakest claim, or behind the story as a whole.
enum class CountOf : uint8_t { claims, sources };

struct Verification {
  int64_t verified_from = 2;
  SupportBasis support = SupportBasis::text;
  CountOf count = CountOf::claims;
  double overlap = 0.5;          ///< share of a claim's content words that a sentence must have
  std::vector<uint32_t> hedges;  ///< lists: a sentence with such words asserts nothing
  std::string verified = "Verified by {n} sources";
  std::string single = "Single source";
  std::string none = "No independent source";
};

struct Phrase {
  std::string text;
  double weight = 1;
  base::Span place;
  uint32_t file = 0;
  bool case_sensitive = false;  ///< even where its list is not
};

/// What is known of web addresses; all in small letters.
struct Domains {
  std::vector<std::string> suffixes;  ///< "co.uk"
  std::vector<std::string> shared;    ///< "x.com"
};

/// Words by which the texts of sources say where they come from (sources.texts).
struct SourceWords {
  std::vector<Phrase> credits_before, credits_after, origins, first_reports, unnamed_person,
      documents, boilerplate;
  std::vector<std::string> rises, falls;  ///< words that say that something went up, or down
};

struct PhraseList {
  std::string id, title;
  std::vector<Phrase> phrases;
  bool case_sensitive = false;
  bool inflect = false;
};

struct GlossaryEntry {
  std::string term, definition;
};

/// A sentiment label holds for values in (below … above): absent bounds are open.
struct SentimentLabel {
  std::string id, title;
  std::optional<double> below;  ///< value < below
  std::optional<double> above;  ///< value > above
};

/// What the phrases of one list do in a sentence; a list may do several things.
/// All references to phrase lists are indices into Methodology::lists.
struct SentimentList {
  uint32_t list = 0;
  int8_t tone = 0;           ///< of a phrase that stands for itself: 1 good news, -1 bad news
  int8_t direction = 0;      ///< 1 something rises, -1 it falls
  int8_t worth = 0;          ///< of something that moves: 1 welcome when it rises, -1 unwelcome
  bool indifferent = false;  ///< something that moves, and nobody minds
  bool market = false;       ///< what moves is a price: its direction is the market's, no tone
  bool neutral = false;      ///< good news for nobody: weighs against both sides
  bool opens_clause = false;
  bool compares = false;  ///< stands between two figures, the later one first
};

/// Words that change what stands near them, in their clause.
struct SentimentShifter {
  uint32_t list = 0;
  double factor = -1;
  int64_t reach = 3;    ///< words
  bool behind = false;  ///< reaches back as well
};

/// Words that weigh two sides of a sentence against each other: "but", "despite".
struct SentimentContrast {
  uint32_t list = 0;
  double before = 1;  ///< factor of all that stands before, in the sentence
  double after = 1;   ///< factor of the clause that the word opens
};

struct Sentiment {
  std::vector<SentimentLabel> labels;  ///< from the most negative to the most positive
  std::vector<SentimentList> lists;    ///< each list once
  /// The first so many count only in a story in which those behind them say nothing.
  uint32_t fallbacks = 0;
  std::vector<SentimentShifter> shifters;
  std::vector<SentimentContrast> contrasts;
  double question = 1;  ///< factor of sentences that end in a question mark
};

/// A story that a rules file carries as an example.
struct RuleTest {
  enum class Expect : uint8_t { fires, silent, todo } expect = Expect::fires;
  std::string name;
  const Node* change = nullptr;  ///< the change to the example: a patch or a body; null: none
  std::string now;               ///< RFC 3339, may be empty
  bool of_case = false;          ///< of a ranking: `name` is that of a case beside the file
  base::Span place;
  base::Span story;  ///< the change alone; empty when there is none
  uint32_t file = 0;
};

/// What a signal reads at a hit of its list.
enum class Measure : uint8_t {
  phrase,        ///< that it is there
  money,         ///< the largest amount in its sentence, by Impact::currencies
  percent,       ///< the nearest percentage in its sentence
  basis_points,  ///< the nearest one in its sentence
  count,         ///< the number right before it: "6,200 employees"
  share,         ///< a percentage of what the list names, or one amount in per cent of another
};

struct Step {
  double from = 0;    ///< of the measure
  double points = 0;  ///< 0–10
};

/// Something that adds points on an axis: a phrase list, or a figure beside one.
struct Signal {
  std::string id, title, why;
  std::optional<uint32_t> list;
  Measure measure = Measure::phrase;
  std::vector<Step> steps;        ///< rising; a phrase has one
  std::vector<uint32_t> factors;  ///< indices into Axis::factors
};

/// "how widely", "by when": the greatest share among the lists that have a hit near the signal.
struct Factor {
  struct Level {
    uint32_t list = 0;
    double share = 1;  ///< 0–1
  };
  std::string id, title;
  double otherwise = 1;  ///< where no list has a hit
  std::vector<Level> levels;
};

struct Axis {
  std::string id, title;
  double weight = 0;  ///< share of the whole; the weights of all axes add up to 1
  std::vector<Factor> factors;
  std::vector<Signal> signals;
};

struct Floor {
  std::string id, signal;
  double value = 1;  ///< 1–10: impact is at least this where the signal fired with all its strength
};

/// What makes a signal count less: denied, hypothetical, past. Each has one `share`.
struct Discount {
  std::string id;
  std::vector<uint32_t> lists;
  double share = 1;                ///< 0–1
  std::optional<uint32_t> within;  ///< words before the signal; absent: anywhere in its sentence
  bool lead = false;               ///< in the headline or the first two sentences: for all signals
};

struct Novelty {
  double factor = 1;  ///< per repeat, on what is above 1
  int64_t days = 30;  ///< the window
};

/// An order that examples must stand in.
struct Ranking {
  std::string id, why;
  std::vector<RuleTest> stories;  ///< each outranks the next
  bool by_confidence = false;     ///< else by impact
};

/// Nothing here can name how often a story is told: signals are phrases and figures of its text.
struct Impact {
  std::vector<Axis> axes;  ///< regulatory, financial, operational
  std::vector<Floor> floors;
  double lead = 0;        ///< 0–1: share of the strongest axis beside the weighted mean of all
  double carry = 0.5;     ///< 0–1: what each further signal of an axis keeps
  double quoted = 1;      ///< 0–1: what a signal inside a quotation keeps
  double background = 1;  ///< 0–1: what a signal keeps behind the first sentences of the body
  std::vector<uint32_t> bases;  ///< lists of what amounts are measured against, never at stake
  std::vector<std::pair<std::string, double>> currencies;  ///< ISO 4217 code, worth of one unit
  std::vector<Discount> discounts;
  Novelty novelty;
};

struct Confidence {
  double per_source = 0.5;  ///< 0–1: each independent cluster closes this share of the gap to 1
  double unsupported_penalty = 0.1;  ///< for the share of claims without support
  double hedge_penalty = 0.02;       ///< per weighted hedge, at most half in all
  double age_penalty = 0;            ///< for a source as old as `stale_days` or older
  double stale_days = 365;           ///< counted from its date to that of the story
  std::vector<uint32_t> hedges;
};

/// A named, typed, documented measure. `is` is CEL.
struct Term {
  std::string id, type, unit, means;
  Located is;
};

enum class Stage : uint8_t { draft, observe, enforce };

/// Parts and voices are bit sets of (1 << value).
enum class Part : uint8_t { headline, description, takeaway, claim, body };
enum class Voice : uint8_t { own, paraphrase, quotation };
std::string_view to_string(Part part);
std::string_view to_string(Voice voice);

struct Scope {
  uint8_t parts = 0b11111;
  uint8_t voices = 1u << static_cast<uint8_t>(Voice::own);
  std::vector<std::string> sections;  ///< empty: all
};

/// A text search. Its phrases stand in Methodology::lists as a list of their own ("find:RULE").
struct Find {
  std::vector<uint32_t> lists;
  Located pattern;  ///< RE2; may be absent
  Scope scope;
};

struct Rule {
  std::string id, title, why, cites, owner;
  std::string since, until;  ///< dates; empty: no bound
  Stage stage = Stage::enforce;
  uint32_t decision = 0;                 ///< index into Methodology::decisions
  std::optional<uint32_t> when_unknown;  ///< absent: Methodology::unknown
  Located each, when, at, message;
  std::optional<Find> find;
  std::vector<Located> fixes;
  Located replacement;  ///< the text edit of a find rule
  bool waivable = false;
  std::vector<std::string> waivable_by;  ///< empty: by anybody
  std::vector<RuleTest> tests;
  base::Span place;
  uint32_t file = 0;
};

/// A standing exception, recorded in the rules file. Exactly one of story and desk is set.
struct Exception {
  std::string rule, story, desk, reason, name, until;
  base::Span place;
  uint32_t file = 0;
};

struct Methodology {
  /// False: read with errors, good for finding more of them and for nothing else.
  bool sound = false;
  std::string id, version, title, effective;
  std::vector<std::unique_ptr<File>> files;  ///< the entry file first
  base::Arena arena;                         ///< owns decoded texts and segments
  base::Digest digest{};  ///< SHA-256 over sizes and bytes of all files, in order

  std::vector<Decision> decisions;
  uint32_t unknown = 0;  ///< decision for what cannot be evaluated
  std::vector<Promise> promises;
  std::vector<SourceKind> source_kinds;
  Independence independence;
  std::vector<Agency> agencies;
  std::vector<Owner> owners;
  Domains domains;
  SourceWords source_words;
  Verification verification;
  std::vector<formats::SectionHeading> sections;
  std::vector<PhraseList> lists;
  std::vector<uint32_t> attribution_lists;
  std::vector<GlossaryEntry> glossary;
  Sentiment sentiment;
  Impact impact;
  Confidence confidence;
  std::vector<Term> terms;
  std::vector<Rule> rules;
  std::vector<Exception> exceptions;
  std::vector<Ranking> rankings;  ///< those of impact.rank first

  std::shared_ptr<const Node> tree;  ///< the merged files; examples stay there until they are run
  const Node* example = nullptr;     ///< the article that examples of rules change, or null
};

/// Where the files of `extends` come from: the command line reads folders, WebAssembly a table.
class FileSource {
 public:
  virtual ~FileSource() = default;
  /// The bytes of `name`, or nothing when there is no such file.
  virtual std::optional<std::string> read(const std::string& name) = 0;
  /// The name of `target` as written in `from`'s extends.
  virtual std::string resolve(const std::string& from, const std::string& target) = 0;
};

/// Reads and checks `entry` and what it extends. All problems are told. Null when a file cannot be
/// had or parsed; otherwise what could be read, `sound` when nothing was wrong.
std::unique_ptr<Methodology> read(const std::string& entry, FileSource& files,
                                  base::Problems& problems);

/// The article of an example of a rule, as JSON.
std::string article_json(const Methodology& methodology, const RuleTest& test);

}  // namespace stet::methodology

#include "tools/bench.d/archive.h"

#include <algorithm>
#include <string_view>

#include "tools/bench.d/random.h"
#include "tools/bench.d/vocabulary.h"

namespace stet::bench {

namespace {

/// What is wrong with a story. About half have nothing wrong.
enum class Flaw : uint8_t {
  none,
  single,       ///< all sources rest on one: marked
  rumour,       ///< single, and tells a rumour: rejected
  no_sources,   ///< declares what it does not list: held
  uncited,      ///< a key fact cites nothing
  unlisted,     ///< a key fact cites a source that is not listed
  unsigned_by,  ///< no byline
  miscounted,   ///< declares another number of sources
  unpolarised,  ///< an affected party has no sentiment
  wrong_tone    ///< declares a sentiment that the text has not
};

Flaw pick_flaw(Random& random) {
  const uint32_t roll = random.below(100);
  if (roll < 55) return Flaw::none;
  if (roll < 67) return Flaw::single;
  if (roll < 73) return Flaw::rumour;
  static constexpr Flaw held[] = {Flaw::no_sources,  Flaw::uncited,    Flaw::unlisted,
                                  Flaw::unsigned_by, Flaw::miscounted, Flaw::unpolarised,
                                  Flaw::wrong_tone};
  return random.pick(held);
}

constexpr std::string_view source_kinds[] = {"filing", "official", "document",  "company",
                                             "outlet", "outlet",   "interview", "research"};
constexpr uint32_t claim_count = 10;

class Story {
 public:
  Story(const ArchiveOptions& options, uint64_t index, std::string& out)
      : options_(options), index_(index), random_(options.seed, index), out_(out) {}

  void write() {
    begin_ = out_.size();
    cast();
    head();
    takeaways();
    entities();
    claims();
    affected();
    sources();
    declared();
    body();
    out_ += "}\n";
  }

 private:
  /// Who and what the story is about, fixed before a word is written.
  void cast() {
    flaw_ = pick_flaw(random_);
    theme_ = &random_.pick(themes);
    company_ = random_.pick(companies);
    do other_ = random_.pick(companies);
    while (other_ == company_);
    authority_ = random_.pick(authorities);
    place_ = random_.pick(places);
    goods_ = random_.pick(goods);
    speaker_ = person();
    official_ = person();
    source_count_ = flaw_ == Flaw::no_sources ? 0 : random_.between(5, 10);
    if (options_.sources > 0)
      source_count_ = source_count_ == 0 ? 0 : std::min(options_.sources, 10u);
    target_ = random_.between(2800, 8000);
    for (std::string& fact : facts_) fact.clear();
    for (uint32_t i = 0; i < std::size(facts_); ++i) expand(theme_->facts[i], facts_[i]);
    if (facts_[0][0] >= 'a') facts_[0][0] = static_cast<char>(facts_[0][0] - 32);
  }

  std::string person() {
    std::string name(random_.pick(first_names));
    return name.append(" ").append(random_.pick(last_names));
  }

  void number(uint64_t value, std::string& to) { to += std::to_string(value); }

  void two_digits(uint32_t value) {
    out_ += static_cast<char>('0' + value / 10);
    out_ += static_cast<char>('0' + value % 10);
  }

  void expand(std::string_view text, std::string& to) {
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '{') {
        to += text[i];
        continue;
      }
      fill(text[i + 1], to);
      i += 2;
    }
  }

  void fill(char slot, std::string& to) {
    switch (slot) {
      case 'a': to += authority_; return;
      case 'c': to += company_; return;
      case 'd': to += other_; return;
      case 'g': to += goods_; return;
      case 'l': to += place_; return;
      case 'm': number(random_.between(2, 900), to), to += " million euros"; return;
      case 'n': number(random_.between(3, 60), to); return;
      case 'o': to += official_; return;
      case 'p': to += speaker_; return;
      case 'q': number(random_.between(2, 48), to), to += "%"; return;
      case 't': to += random_.pick(months); return;
      case 'w': to += random_.pick(weekdays); return;
      default: return;
    }
  }

  /// "key":"value" with a comma before it, unless it is the first of its record.
  void member(std::string_view key, std::string_view value) {
    name(key);
    out_.append("\"").append(value).append("\"");
  }
  void name(std::string_view key) {
    if (out_.back() != '{' && out_.back() != '[') out_ += ',';
    out_.append("\"").append(key).append("\":");
  }
  void item() {
    if (out_.back() != '[') out_ += ',';
  }
  void text_item(std::string_view text) {
    item();
    out_.append("\"").append(text).append("\"");
  }

  void date(std::string_view key, uint32_t hour) {
    name(key);
    out_ += "\"2026-";
    two_digits(static_cast<uint32_t>(1 + index_ % 10));
    out_ += '-';
    two_digits(static_cast<uint32_t>(1 + index_ / 10 % 28));
    out_ += 'T';
    two_digits(hour);
    out_ += ":30:00Z\"";
  }

  void head() {
    out_ += '{';
    name("id");
    out_ += "\"story-";
    number(index_, out_);
    out_ += '"';
    name("url");
    out_ += "\"https://news.example/";
    number(index_, out_);
    out_ += '"';
    member("headline", facts_[0]);
    member("description", facts_[1]);
    member("articleSection", random_.pick(beats));
    member("inLanguage", "en");
    if (flaw_ != Flaw::unsigned_by) {
      name("author");
      out_.append("[{\"name\":\"").append(person()).append("\"}]");
    }
    date("datePublished", 6);
    date("dateModified", random_.between(7, 18));
  }

  void takeaways() {
    name("takeaways");
    out_ += '[';
    for (uint32_t i = 0; i < 3; ++i) text_item(facts_[i]);
    out_ += ']';
  }

  void entities() {
    name("mentions");
    out_ += '[';
    const std::string_view names[] = {company_, other_, place_};
    static constexpr std::string_view kinds[] = {"company", "company", "place"};
    for (uint32_t i = 0; i < 3; ++i) {
      item();
      out_ += '{';
      member("name", names[i]);
      member("kind", kinds[i]);
      out_ += '}';
    }
    out_ += ']';
  }

  void source_id(uint32_t source) {
    item();
    out_ += "\"s";
    number(source, out_);
    out_ += '"';
  }

  void claims() {
    name("claims");
    out_ += '[';
    const uint32_t flawed = random_.below(claim_count);
    for (uint32_t i = 0; i < claim_count; ++i) {
      item();
      out_ += '{';
      name("id");
      out_ += "\"c";
      number(i + 1, out_);
      out_ += '"';
      member("text", facts_[i]);
      name("sources");
      out_ += '[';
      if (flaw_ == Flaw::unlisted && i == flawed)
        text_item("s99");
      else if (flaw_ != Flaw::uncited || i != flawed)
        cite();
      out_ += "]}";
    }
    out_ += ']';
  }

  /// One or two of the sources, or nothing when there are none.
  void cite() {
    if (source_count_ == 0) return;
    const uint32_t first = random_.below(source_count_);
    source_id(first + 1);
    if (random_.percent(60)) source_id((first + 1) % source_count_ + 1);
  }

  void affected() {
    name("affected");
    out_ += '[';
    static constexpr std::string_view tones[] = {"negative", "neutral", "positive"};
    const uint32_t count = random_.between(2, 4);
    for (uint32_t i = 0; i < count; ++i) {
      item();
      out_ += '{';
      name("name");
      out_ += '"';
      expand(parties[i].name, out_);
      out_ += '"';
      member("kind", parties[i].kind);
      if (flaw_ != Flaw::unpolarised || i > 0) member("sentiment", tones[theme_->tone + 1]);
      out_ += '}';
    }
    out_ += ']';
  }

  void sources() {
    name("sources");
    out_ += '[';
    // A rotation of the tables, so that no two sources share a publisher or an owner by chance.
    const uint32_t turn = random_.below(static_cast<uint32_t>(std::size(outlets)));
    for (uint32_t i = 0; i < source_count_; ++i) source(i, turn);
    out_ += ']';
  }

  void source(uint32_t i, uint32_t turn) {
    const bool copied = flaw_ == Flaw::single || flaw_ == Flaw::rumour;
    const size_t at = (turn + i) % std::size(outlets);
    item();
    out_ += '{';
    name("id");
    out_ += "\"s";
    number(i + 1, out_);
    out_ += '"';
    member("publisher", outlets[at]);
    member("owner", owners[at]);
    // A rumour rests on outlets alone: an authority among the sources would make it news.
    member("kind", copied ? std::string_view("outlet") : random_.pick(source_kinds));
    name("url");
    out_ += "\"https://source-";
    number(at, out_);
    out_ += ".example/";
    number(index_ * 16 + i, out_);
    out_ += '"';
    date("datePublished", random_.below(6));
    if (copied && i > 0) {
      name("derivedFrom");
      out_ += "[\"s1\"]";
    }
    if (options_.source_words > 0) source_text(i);
    out_ += '}';
  }

  /// Puts a word of this source's own after every third word from `begin` on, so that no two
  /// sources share a row of five words: they say the same, and none is a copy.
  void retell(size_t begin, uint32_t teller) {
    static constexpr std::string_view own[] = {"duly",     "again",   "indeed", "meanwhile",
                                               "moreover", "notably", "there",  "too",
                                               "thus",     "then"};
    const std::string told = out_.substr(begin);
    out_.resize(begin);
    uint32_t words = 0;
    for (size_t at = 0; at < told.size(); ++at) {
      out_ += told[at];
      const bool gap = told[at] == ' ' && at + 1 < told.size() && at > 0;
      if (!gap || ++words % 3 != 0) continue;
      const bool between_words = is_small(told[at - 1]) && is_small(told[at + 1]);
      if (!between_words) continue;
      out_ += own[teller % std::size(own)];
      out_ += ' ';
    }
  }

  static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

  void source_text(uint32_t teller) {
    name("text");
    out_ += '"';
    uint32_t words = 0;
    for (uint32_t i = 0; words < options_.source_words; ++i) {
      if (i > 0) out_ += ' ';
      const size_t begin = out_.size();
      if (i % 2 == 0)
        tell(facts_[i / 2 % std::size(facts_)]);
      else
        expand(random_.pick(fillers), out_);
      retell(begin, teller);
      words += words_since(begin);
    }
    out_ += '"';
  }

  uint32_t words_since(size_t begin) const {
    return 1 + static_cast<uint32_t>(
                   std::count(out_.begin() + static_cast<ptrdiff_t>(begin), out_.end(), ' '));
  }

  void declared() {
    static constexpr std::string_view tones[] = {"negative", "neutral", "positive"};
    const bool counted = random_.percent(70) || flaw_ == Flaw::no_sources;
    const bool copied = flaw_ == Flaw::single || flaw_ == Flaw::rumour;
    const int tone = flaw_ == Flaw::wrong_tone ? (theme_->tone + 2) % 3 : theme_->tone + 1;
    name("declared");
    out_ += '{';
    member("sentiment", tones[tone]);
    name("impact");
    number(static_cast<uint64_t>(theme_->impact), out_);
    if (counted || flaw_ == Flaw::miscounted) {
      uint32_t sources = copied ? 1 : source_count_;
      if (flaw_ == Flaw::no_sources) sources = 2;
      if (flaw_ == Flaw::miscounted) sources += 2;
      name("sources");
      number(sources, out_);
    }
    out_ += '}';
    name("coverage");
    out_ += "{\"outlets\":";
    number(random_.between(1, 400), out_);
    out_ += '}';
  }

  /// `fact` with somebody who says it.
  void tell(std::string_view fact) {
    const Telling& telling = random_.pick(tellings);
    expand(telling.before, out_);
    out_ += fact;
    expand(telling.after, out_);
  }

  void open_block(std::string_view section) {
    item();
    out_ += '{';
    member("kind", "paragraph");
    member("section", section);
    name("text");
    out_ += '"';
  }

  void close_block(uint32_t source) {
    out_ += '"';
    if (source_count_ > 0) {
      name("sources");
      out_ += '[';
      source_id(source % source_count_ + 1);
      out_ += ']';
    }
    out_ += '}';
  }

  void body() {
    name("articleBody");
    out_ += '[';
    uint32_t words = 0;
    paragraph("lead", 0, words);
    uint32_t next = 2;
    while (!is_long_enough(words)) {
      paragraph(next % 3 == 0 ? "analysis" : "lead", next, words);
      next += 2;
    }
    open_block("analysis");
    expand(theme_->consequence, out_);
    close_block(1);
    open_block("watch");
    expand(random_.pick(watching), out_);
    close_block(2);
    out_ += ']';
  }

  bool is_long_enough(uint32_t words) const {
    if (options_.body_words > 0) return words + 20 >= options_.body_words;
    return out_.size() - begin_ + 450 >= target_;
  }

  /// Two facts and one or two sentences around them. Facts begin again when all are told.
  void paragraph(std::string_view section, uint32_t fact, uint32_t& words) {
    open_block(section);
    const size_t begin = out_.size();
    tell(facts_[fact % std::size(facts_)]);
    out_ += ' ';
    tell(facts_[(fact + 1) % std::size(facts_)]);
    // What all takeaways say has to be in the body, also of the shortest story.
    if (fact == 0) out_ += ' ', tell(facts_[2]);
    if (flaw_ == Flaw::rumour && fact == 0) {
      expand(" A takeover of {c} by {d} is the subject of speculation and unconfirmed.", out_);
    }
    const uint32_t more = random_.between(fact == 0 ? 0 : 1, 2);
    for (uint32_t i = 0; i < more; ++i) out_ += ' ', expand(random_.pick(fillers), out_);
    words += words_since(begin);
    close_block(fact);
  }

  const ArchiveOptions& options_;
  uint64_t index_;
  Random random_;
  std::string& out_;

  size_t begin_ = 0;
  Flaw flaw_ = Flaw::none;
  const Theme* theme_ = nullptr;
  std::string_view company_, other_, authority_, place_, goods_;
  std::string speaker_, official_;
  std::string facts_[12];
  uint32_t source_count_ = 0;
  uint32_t target_ = 0;
};

}  // namespace

void append_story(const ArchiveOptions& options, uint64_t index, std::string& out) {
  Story(options, index, out).write();
}

}  // namespace stet::bench

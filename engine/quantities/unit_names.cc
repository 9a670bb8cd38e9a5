#include "engine/quantities/unit_names.h"

#include "engine/quantities/lexicon.h"
#include "engine/quantities/moment_words.h"
#include "engine/quantities/units.h"

namespace stet::quantities {

namespace {

std::string lower_first(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] |= 0x20;
  return text;
}

class Reader {
 public:
  Reader(const Pieces& pieces, uint32_t at, bool glued)
      : pieces_(pieces), words_(Lexicon::get()), at_(at), glued_(glued) {}

  UnitName read() const {
    UnitName unit = power_before();
    if (unit.end == 0) unit = simple(at_, glued_);
    if (unit.end == 0) return unit;
    power_after(unit);
    per(unit);
    // "m212" and "3Dx" are names.
    if (pieces_.glued(unit.end) && !pieces_.is_mark(unit.end, '.') &&
        pieces_[unit.end].kind != PieceKind::mark) {
      return {};
    }
    return unit;
  }

 private:
  UnitName simple(uint32_t at, bool glued) const {
    const Word word = words_.find(pieces_, at, Sort::unit);
    if (!word) return {};
    const std::string_view written = pieces_.written(at);
    if (pieces_.says(at, "in") && !glued) return {};
    if (written.size() <= 2 && word.end == at + 1 && !short_fits(written, glued)) return {};
    const UnitRow& row = unit_rows()[static_cast<size_t>(word.value)];
    return {word.end, std::string(row.name), row.dimension};
  }
  /// Units of a letter or two are case-sensitive: 5 m, but 5 M; 20 C, but 20 c.
  static bool short_fits(std::string_view written, bool glued) {
    const char first = written[0];
    const bool upper = first >= 'A' && first <= 'Z';
    if (written.size() == 1) {
      if (first == 'C' || first == 'F' || first == 'L' || first == 'W') return true;
      return !upper && first != 'c' && first != 'f' && first != 'k' && first != 'w';
    }
    if (written == "DM" || written == "Dm" || written == "MT" || written == "IN") return false;
    return !upper || glued || written[1] <= 'Z';
  }

  /// "square kilometer", "cubic feet", "sq ft".
  UnitName power_before() const {
    struct Row {
      std::string_view word;
      std::string_view name;
      std::string_view dimension;
    };
    constexpr Row rows[] = {{"square", "Square ", "Area"},
                            {"sq", "Square ", "Area"},
                            {"cubic", "Cubic ", "Volume"},
                            {"cu", "Cubic ", "Volume"}};
    for (const Row& row : rows) {
      if (!pieces_.says(at_, row.word)) continue;
      const uint32_t next =
          at_ + (pieces_.is_dash(at_ + 1) || pieces_.is_mark(at_ + 1, '.') ? 2 : 1);
      UnitName unit = simple(next, true);
      if (unit.end == 0 || unit.dimension != "Length") return {};
      unit.name = std::string(row.name) + lower_first(unit.name);
      unit.dimension = row.dimension;
      return unit;
    }
    return {};
  }
  /// "km2", "m³", "km^2".
  void power_after(UnitName& unit) const {
    if (unit.dimension != "Length") return;
    uint32_t at = unit.end;
    if (pieces_.is_mark(at, '^')) ++at;
    if (!pieces_.glued(unit.end)) return;
    const std::string_view written = pieces_.written(at);
    const bool square = written == "2" || written == "²";
    if (!square && written != "3" && written != "³") return;
    unit.name = (square ? "Square " : "Cubic ") + lower_first(unit.name);
    unit.dimension = square ? "Area" : "Volume";
    unit.end = at + 1;
  }

  /// "per second", "/h", "an hour" after a length.
  void per(UnitName& unit) const {
    if (unit.dimension != "Length" && unit.dimension != "Information") return;
    uint32_t at = unit.end;
    const bool slash = pieces_.is_mark(at, '/');
    const bool article =
        unit.dimension == "Length" && (pieces_.says(at, "an") || pieces_.says(at, "a"));
    if (!slash && !pieces_.says(at, "per") && !article) return;
    ++at;
    std::string_view name;
    uint32_t end = at + 1;
    if (pieces_.says(at, "ms") || pieces_.says(at, "millisecond") ||
        pieces_.says(at, "milliseconds")) {
      name = "millisecond";
    } else if (pieces_.says(at, "microsecond") || pieces_.says(at, "μs")) {
      name = "microsecond";
    } else {
      const Word grain = words_.find(pieces_, at, Sort::grain);
      if (!grain || grain.value > static_cast<int32_t>(Grain::hour)) return;
      constexpr std::string_view names[] = {"second", "minute", "hour"};
      name = names[grain.value];
      end = grain.end;
    }
    unit.name += " per ";
    unit.name += name;
    unit.dimension = unit.dimension == "Length" ? "Speed" : "Information";
    unit.end = end;
  }

  const Pieces& pieces_;
  const Lexicon& words_;
  uint32_t at_;
  bool glued_;
};

}  // namespace

UnitName read_unit(const Pieces& pieces, uint32_t at, bool glued) {
  return Reader(pieces, at, glued).read();
}

}  // namespace stet::quantities

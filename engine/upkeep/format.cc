#include "engine/upkeep/format.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/upkeep/format_yaml.h"
#include "engine/upkeep/layout_tree.h"

namespace stet::upkeep {
namespace {

constexpr uint32_t indent_width = 2;
/// A list of scalars that has to be broken is filled up to here.
constexpr uint32_t fill_width = 120;

/// Columns, or more than any line has when there is a comment that ends its line.
constexpr uint32_t too_wide = 1u << 20;

uint32_t width_of(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

uint32_t width_of(const std::vector<Comment>& comments) {
  uint32_t width = 0;
  for (const Comment& comment : comments) {
    const bool alone = comment.to_line_end() || comment.text.find('\n') != std::string_view::npos;
    width += alone ? too_wide : width_of(comment.text) + 1;
  }
  return width;
}

/// Whether a line must end somewhere inside.
bool ends_line(const std::vector<Comment>& comments) { return width_of(comments) >= too_wide; }

bool is_spread(const Piece& piece) {
  return piece.broken || ends_line(piece.after_open) || ends_line(piece.before_close) ||
         std::any_of(piece.parts.begin(), piece.parts.end(), [](const Part& part) {
           return ends_line(part.before) || ends_line(part.after) || ends_line(part.between);
         });
}

/// Whether anything inside is on several lines.
bool has_breaks(const Piece& piece) {
  return is_spread(piece) || std::any_of(piece.parts.begin(), piece.parts.end(),
                                         [](const Part& p) { return has_breaks(p.value); });
}

uint32_t flat_width(const Piece& piece) {
  if (piece.open == 0) return width_of(piece.text);
  uint32_t width = 2 + width_of(piece.after_open) + width_of(piece.before_close);
  for (const Part& part : piece.parts) {
    width += width_of(part.before) + width_of(part.between) + width_of(part.after) + 2;
    if (!part.key.empty()) width += width_of(part.key) + 2;
    width += flat_width(part.value);
    if (width >= too_wide) return too_wide;
  }
  return width;
}

std::string without_returns(std::string_view text) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), '\r'), out.end());
  return out;
}

bool is_scalar_list(const Piece& piece) {
  return piece.open == '[' && std::all_of(piece.parts.begin(), piece.parts.end(),
                                          [](const Part& p) { return p.value.open == 0; });
}

class Writer {
 public:
  std::string write(const Document& document) {
    write(document.before);
    behind();
    piece(document.root);
    write(document.after);
    if (column_ > 0) line_break();
    return std::move(out_);
  }

 private:
  void text(std::string_view text) {
    if (column_ == 0 && !text.empty()) {
      out_.append(depth_ * indent_width, ' ');
      column_ = depth_ * indent_width;
    }
    out_ += text;
    const size_t last_line = text.rfind('\n');
    if (last_line == std::string_view::npos) {
      column_ += width_of(text);
    } else {
      column_ = width_of(text.substr(last_line + 1));
    }
  }

  void line_break() {
    out_ += '\n';
    column_ = 0;
    must_break_ = false;
  }

  /// Before anything but a comment that goes on the same line.
  void settle() {
    if (must_break_) line_break();
  }

  void blank() {
    if (column_ > 0 && out_.back() != ' ') text(" ");
  }

  void write(const std::vector<Comment>& comments) {
    for (const Comment& comment : comments) write(comment);
  }

  void write(const Comment& comment) {
    if (comment.begins_line) {
      if (column_ > 0) line_break();
      if (comment.empty_line_before && !out_.empty() && !just_opened_) out_ += '\n';
    } else {
      behind();
    }
    text(without_returns(comment.text));
    must_break_ = comment.begins_line ? !comment.hugs_next : comment.to_line_end();
    just_opened_ = false;
  }

  void write_on_line(const std::vector<Comment>& comments) {
    for (const Comment& comment : comments) {
      behind();
      text(without_returns(comment.text));
      must_break_ = comment.to_line_end();
    }
  }

  void behind() {
    settle();
    blank();
  }

  void piece(const Piece& piece) {
    settle();
    if (piece.open == 0) return text(piece.text);
    const bool wide = !has_breaks(piece) && column_ + flat_width(piece) > format_width;
    const bool spread = is_spread(piece) || (wide && !piece.parts.empty());
    const std::string_view brackets = piece.open == '{' ? "{}" : "[]";
    text(brackets.substr(0, 1));
    write_on_line(piece.after_open);
    spread ? spread_parts(piece) : flat_parts(piece);
    text(brackets.substr(1));
  }

  void flat_parts(const Piece& piece) {
    for (const Part& part : piece.parts) {
      if (&part != piece.parts.data()) text(" ");
      for (const Comment& comment : part.before) text(std::string(comment.text) + " ");
      value(part, &part == &piece.parts.back());
    }
    write_on_line(piece.before_close);
  }

  /// Parts begin a line where they did; where a list was all on one line, each does, or as many
  /// scalars as fit go together.
  void spread_parts(const Piece& piece) {
    const bool filled = !is_spread(piece) && is_scalar_list(piece);
    const bool by_author = piece.broken;
    ++depth_;
    just_opened_ = true;
    for (const Part& part : piece.parts) {
      const bool fits = column_ + 1 + width_of(part.value.text) < fill_width;
      const bool begins =
          &part == piece.parts.data() || (by_author ? part.new_line : !filled || !fits);
      begin_part(part, begins);
      value(part, &part == &piece.parts.back());
    }
    write(piece.before_close);
    --depth_;
    just_opened_ = false;
    if (column_ > 0) line_break();
  }

  void begin_part(const Part& part, bool begins) {
    if (begins && column_ > 0) line_break();
    write(part.before);
    settle();
    if (column_ == 0 && part.empty_line_before && !just_opened_) out_ += '\n';
    blank();
    just_opened_ = false;
  }

  void value(const Part& part, bool last) {
    if (!part.key.empty()) {
      text(part.key);
      text(":");
      write_on_line(part.between);
      if (!must_break_) blank();
    }
    piece(part.value);
    if (!last) text(",");
    write_on_line(part.after);
  }

  std::string out_;
  uint32_t depth_ = 0;
  uint32_t column_ = 0;       ///< 0: nothing on this line yet
  bool must_break_ = false;   ///< a comment that ends its line was written last
  bool just_opened_ = false;  ///< no empty line behind a bracket
};

bool is_yaml(const methodology::ParseInput& input, const methodology::Node& root) {
  return root.place.begin >= input.bytes.size() ||
         (input.bytes[root.place.begin] != '{' && input.bytes[root.place.begin] != '[') ||
         input.name.ends_with(".yaml") || input.name.ends_with(".yml");
}

}  // namespace

std::optional<std::string> format_rules(const methodology::ParseInput& input,
                                        base::Problems& problems) {
  base::Arena arena;
  const size_t errors = problems.error_count();
  const auto root = methodology::parse_file(input, arena, problems);
  if (!root || problems.error_count() > errors) return std::nullopt;
  if (is_yaml(input, *root)) {
    return format_yaml_rules(input, problems);
  }
  return Writer().write(read_layout(input.bytes));
}

}  // namespace stet::upkeep

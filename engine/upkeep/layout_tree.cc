#include "engine/upkeep/layout_tree.h"

#include <algorithm>

#include "engine/methodology/json_cursor.h"

namespace stet::upkeep {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Reader {
 public:
  explicit Reader(std::string_view json) : json_(json) {
    if (json_.substr(0, byte_order_mark.size()) == byte_order_mark) at_ = byte_order_mark.size();
  }

  Document document() {
    Document out;
    out.before = gap().comments;
    out.root = piece();
    out.after = gap().comments;
    return out;
  }

  std::vector<std::string_view> comments() {
    std::vector<std::string_view> out;
    while (at_ < json_.size()) {
      for (const Comment& comment : gap().comments) out.push_back(comment.text);
      if (at_ < json_.size()) token();
    }
    return out;
  }

 private:
  /// What stands between two tokens.
  struct Gap {
    std::vector<Comment> comments;
    bool new_line = false;    ///< a line break outside of comments
    bool empty_line = false;  ///< an empty line behind the last comment
  };

  char next() const { return at_ < json_.size() ? json_[at_] : '\0'; }

  Gap gap() {
    Gap out;
    size_t breaks = at_ == 0 ? 1 : 0;  // since the last comment or token
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (c == '/') {
        add(comment(), breaks, out);
        breaks = 0;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        breaks += c == '\n' ? 1 : 0;
        ++at_;
      } else {
        break;
      }
    }
    out.new_line = out.new_line || breaks > 0;
    out.empty_line = breaks > 1;
    if (breaks == 0 && !out.comments.empty()) out.comments.back().hugs_next = at_ < json_.size();
    return out;
  }

  static void add(std::string_view comment, size_t breaks, Gap& out) {
    if (breaks == 0 && !out.comments.empty()) out.comments.back().hugs_next = true;
    out.new_line = out.new_line || breaks > 0;
    out.comments.push_back({comment, breaks > 0, false, breaks > 1});
  }

  std::string_view comment() {
    const bool line = json_.substr(at_, 2) == "//";
    size_t end = line ? json_.find('\n', at_) : json_.find("*/", at_ + 2);
    end = end == std::string_view::npos ? json_.size() : line ? end : end + 2;
    std::string_view text = json_.substr(at_, end - at_);
    at_ = end;
    while (line && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
      text.remove_suffix(1);
    }
    return text;
  }

  std::string_view token() {
    const auto begin = static_cast<uint32_t>(at_);
    uint32_t end = methodology::string_end(json_, begin);
    if (end == begin) end = methodology::skip_number(json_, begin);
    if (end == begin) end = methodology::token_at(json_, begin).end;
    at_ = end;
    return json_.substr(begin, end - begin);
  }

  Piece piece() {
    Piece out;
    if (next() != '{' && next() != '[') {
      out.text = token();
      return out;
    }
    out.open = next();
    ++at_;
    Gap before = gap();
    take_same_line(before.comments, out.after_open);
    while (next() != '}' && next() != ']' && next() != '\0') {
      out.broken = out.broken || before.new_line;
      before = part(std::move(before), out);
    }
    ++at_;
    out.broken = out.broken || before.new_line;
    out.before_close = std::move(before.comments);
    return out;
  }

  /// The part that begins here; gives back the gap behind it and its comma.
  Gap part(Gap before, Piece& in) {
    Part out;
    out.before = std::move(before.comments);
    out.new_line = before.new_line;
    out.empty_line_before = before.empty_line;
    if (in.open == '{') {
      out.key = token();
      append(out.between, gap().comments);
      ++at_;  // the colon
      append(out.between, gap().comments);
    }
    out.value = piece();
    Gap behind = gap();
    if (next() == ',') {
      ++at_;
      // What stands before a comma belongs to the part whatever its line.
      append(out.after, behind.comments);
      behind = gap();
    }
    take_same_line(behind.comments, out.after);
    in.parts.push_back(std::move(out));
    return behind;
  }

  static void append(std::vector<Comment>& to, const std::vector<Comment>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  /// Comments that stand on the line of what is before them go with it, unless the next token
  /// stands there, too.
  void take_same_line(std::vector<Comment>& from, std::vector<Comment>& to) {
    const auto end =
        std::find_if(from.begin(), from.end(), [](const Comment& c) { return c.begins_line; });
    const bool closes = next() == '}' || next() == ']';
    if (end == from.end() && !from.empty() && from.back().hugs_next && !closes) return;
    to.insert(to.end(), from.begin(), end);
    from.erase(from.begin(), end);
  }

  std::string_view json_;
  size_t at_ = 0;
};

}  // namespace

Document read_layout(std::string_view json) { return Reader(json).document(); }

std::vector<std::string_view> comments_of(std::string_view json) { return Reader(json).comments(); }

}  // namespace stet::upkeep

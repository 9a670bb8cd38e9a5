// What a story in Markdown was read as, kept from version to version while it is written: after an
// edit only the text between two cuts is read again.
//
//   before   ---  headline: …  ---   Lead.     Ferries wait.     ## Outlook …     Berths close.
//   cuts                             │         │                                  │
//   now      ---  headline: …  ---   Lead.     Ferries waited.   ## Outlook …     Berths close.
//            kept                    kept      read again                         moved
//
// A cut stands before a line that begins with a letter, behind an empty one: CommonMark ends every
// block there but fenced code and HTML, and the only thing that it knows of a block far away is the
// definition of a link. Footnotes keep to this, too. A story that has any of the three, or front
// matter with problems, is read as a whole each time.
// Tested in tests/formats/known_markdown_test.cc: after every edit, the article of a fresh reader.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/arena.h"
#include "engine/formats/article.h"
#include "engine/formats/footnotes.h"
#include "engine/formats/markdown_pieces.h"

namespace stet::formats {

/// A stretch of the input as Markdown. Places of pieces are of the input, those of footnotes count
/// from where the stretch begins.
struct MarkdownBody {
  std::string masked;  ///< its footnotes hidden, definitions still there
  Footnotes notes;
  MarkdownPieces read;
  bool stands_alone = false;  ///< what stands around it changes nothing, nor does it change that
};

/// At most `limit` pieces. Their texts are views into `input` and `arena`.
MarkdownBody read_body(std::string_view input, base::Span stretch, uint32_t limit,
                       base::Arena& arena);

/// For one story, which lies at one place in memory.
class KnownMarkdown {
 public:
  /// Whether `front` and `body` are now those of `input`; otherwise it has to be read and kept.
  bool update(std::string_view input, uint32_t limit);
  /// Forgets everything; what is kept next has to be read into this.
  base::Arena& restart();
  void keep(const Article& front, std::string_view input, uint32_t body_begin,
            const MarkdownBody& body);

  const Article& front() const { return front_; }  ///< what the front matter says
  uint32_t body_begin() const { return body_begin_; }
  const MarkdownBody& body() const { return body_; }

 private:
  struct Change;
  void put_in(const Change& change, MarkdownBody stretch);

  bool known_ = false;
  const char* data_ = nullptr;
  std::string text_;  ///< the version before
  Article front_;
  uint32_t body_begin_ = 0;  ///< 0: there is no front matter
  MarkdownBody body_;
  base::Arena arena_;
  size_t read_again_ = 0;  ///< bytes since restart(), which is what the arena grows by
};

}  // namespace stet::formats

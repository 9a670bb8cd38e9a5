// Which table of keys holds at which node: those of methodology/keys.h, and below the example, the
// stories of tests and in articles those of formats/article_schema.h, brought into the same form.
#pragma once

#include <string_view>

#include "engine/methodology/keys.h"
#include "engine/methodology/node.h"

namespace stet::assist {

/// What a file is: decides by which tables it is read.
enum class FileKind : uint8_t {
  none,   ///< nothing of ours
  rules,  ///< a methodology, or a part of one
  cases,  ///< stories with what a methodology says of them, upkeep/cases.h
  story,  ///< an article in JSON, or the front matter of one in Markdown
};

/// By what the keys of the root are; none when it might be another program's.
FileKind kind_of(const methodology::Node& root);

const methodology::Shape& article_shape();
const methodology::Shape& root_shape(FileKind kind);

/// Of the value at `key` of `object`, or of the items of a list; null where anything may stand.
const methodology::Shape* shape_below(const methodology::Shape* shape,
                                      const methodology::Node& object, std::string_view key);
const methodology::Shape* shape_of_items(const methodology::Shape* shape);

/// Whether a string of this shape is an expression, or has some in { }.
inline bool is_expression(const methodology::Shape* shape) {
  return shape != nullptr && shape->form == methodology::Form::cel;
}
inline bool is_template(const methodology::Shape* shape) {
  return shape != nullptr && (shape->form == methodology::Form::message ||
                              shape->form == methodology::Form::replacement);
}

}  // namespace stet::assist

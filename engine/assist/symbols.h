// The outline of a rules file: its sections, and what is declared in them.
#pragma once

#include <string>
#include <vector>

#include "engine/assist/document.h"
#include "engine/assist/names.h"
#include "engine/assist/shapes.h"

namespace stet::assist {

struct Symbol {
  std::string name, detail;
  std::optional<NameKind> kind;  ///< nothing: a section, or a thing without a name of its own
  base::Span place;              ///< the whole of it
  base::Span name_place;         ///< within
  std::vector<Symbol> children;
};

std::vector<Symbol> outline(const Document& document, FileKind kind);

}  // namespace stet::assist

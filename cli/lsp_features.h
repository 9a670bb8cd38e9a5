// What an editor asks about a place of a document, in the terms of the protocol: each request finds
// the document and its methodology, asks engine/assist, and brings the answer into JSON.
#pragma once

#include <memory>
#include <vector>

#include "cli/lsp_documents.h"
#include "cli/lsp_stories.h"
#include "cli/lsp_workspace.h"
#include "engine/assist/names.h"

namespace stet::cli {

class LspFeatures {
 public:
  LspFeatures(LspDocuments& documents, LspWorkspace& workspace, LspStories& stories)
      : documents_(documents), workspace_(workspace), stories_(stories) {}

  bool snippets = false;  ///< the editor takes them

  LspAnswer hover(const Json& params);
  LspAnswer completion(const Json& params);
  LspAnswer definition(const Json& params);
  LspAnswer references(const Json& params);
  LspAnswer document_symbols(const Json& params);
  LspAnswer prepare_rename(const Json& params);
  LspAnswer rename(const Json& params);
  LspAnswer code_actions(const Json& params);
  LspAnswer formatting(const Json& params);

 private:
  /// The document and the place that a request names.
  struct At {
    const OpenDocument* document = nullptr;
    uint32_t offset = 0;
  };
  tl::expected<const OpenDocument*, LspFailure> document_of(const Json& params);
  tl::expected<At, LspFailure> place_of(const Json& params);
  /// Its tree, or that of its metadata.
  static std::unique_ptr<assist::Document> read(const OpenDocument& document);

  /// All names of the methodologies that a document has to do with, each once.
  struct Names {
    std::vector<std::shared_ptr<const assist::Ruleset>> rules;
    std::vector<std::unique_ptr<assist::Document>> others;  ///< cases, and the document itself
    std::vector<assist::Occurrence> all;
  };
  Names names_around(const OpenDocument& document);
  /// Null when none of them stands there.
  static const assist::Occurrence* name_under(const Names& names, const At& at);
  /// Locations of the occurrences that are the same as that at a place.
  LspAnswer locations(const Json& params, bool declarations, bool uses);
  Json location(const assist::Document& document, base::Span place);
  std::string pages_at(const OpenDocument& document, uint32_t offset);
  void add_fixes(const OpenDocument& document, base::Span place, Json& actions);

  const LspDocuments& documents_;
  LspWorkspace& workspace_;
  LspStories& stories_;
};

}  // namespace stet::cli

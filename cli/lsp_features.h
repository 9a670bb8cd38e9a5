// What an editor asks about a place of a document, in the terms of the protocol: each request finds
// the document and its methodology, asks engine/assist, and brings the answer into JSON.
#pragma once

#include <string>
#include <utility>

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

  const LspDocuments& documents_;
  LspWorkspace& workspace_;
  LspStories& stories_;
};

}  // namespace stet::cli

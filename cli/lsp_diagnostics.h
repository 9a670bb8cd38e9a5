// Diagnostics of open documents, pushed when they changed.
//
// Those of one methodology stand in several files, and a file may be part of several that are open,
// so what each of them says of a file is kept apart and what is pushed is all of it, each once.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "cli/lsp_documents.h"
#include "cli/lsp_stories.h"
#include "cli/lsp_workspace.h"
#include "engine/base/problem.h"

namespace stet::cli {

/// A problem of a file whose positions these are.
Json problem_json(const base::Problem& problem, const assist::Positions& positions);

class LspDiagnostics {
 public:
  using Push = std::function<void(const Json& params)>;

  LspDiagnostics(LspDocuments& documents, LspWorkspace& workspace, LspStories& stories, Push push)
      : documents_(documents), workspace_(workspace), stories_(stories), push_(std::move(push)) {}

  /// To be looked at again, and with it all that may depend on it.
  void changed(const std::string& path);
  void all_changed();
  void closed(const std::string& path);
  bool any_due() const { return !due_.empty(); }
  /// The document that changed last goes first.
  void push_one();

 private:
  /// What an origin (a methodology or a document) says: by file.
  using Found = std::map<std::string, Json>;

  void look_at(const OpenDocument& document);
  Found find(const OpenDocument& document, const std::string& entry);
  Found of_rules(const std::string& entry);
  Found of_cases(const OpenDocument& document);
  void replace(const std::string& origin, Found found);
  void forget(const std::string& origin) { replace(origin, {}); }
  void push(const std::string& path);

  LspDocuments& documents_;
  LspWorkspace& workspace_;
  LspStories& stories_;
  Push push_;
  std::vector<std::string> due_;  ///< the most urgent last
  std::map<std::string, Found> found_;
  std::map<std::string, std::string> origins_;  ///< of open documents
  std::map<std::string, Json> pushed_;
};

}  // namespace stet::cli

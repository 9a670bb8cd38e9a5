// What the gate says of an open story, in the terms of the protocol.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/buffer.h"
#include "cli/lsp_documents.h"
#include "cli/lsp_workspace.h"

namespace stet::cli {

class LspStories {
 public:
  LspStories(const LspDocuments& documents, LspWorkspace& workspace)
      : documents_(documents), workspace_(workspace) {}

  /// Null when there are no rules to check it by.
  Json diagnostics(const OpenDocument& story);
  /// The findings at `offset`, with what each rule rests on; null when there is none.
  Json hover(const OpenDocument& story, uint32_t offset);
  /// The edits that findings at `place` offer.
  Json code_actions(const OpenDocument& story, base::Span place);
  /// Where the rule of the finding at `offset` stands; null when there is none.
  Json rule_at(const OpenDocument& story, uint32_t offset);
  Json symbols(const OpenDocument& story);

 private:
  using Use = std::function<Json(const gate::Verdict&)>;
  /// Empty when there are no rules to check it by.
  Json with_verdict(const OpenDocument& story, const Use& use);
  Json rule_location(const methodology::Methodology& methodology, const methodology::Rule& rule);
  Json diagnostic(const gate::Verdict& verdict, const gate::Diagnostic& found,
                  const assist::Positions& positions);
  std::string explanation(const gate::Verdict& verdict, const gate::Diagnostic& found);

  const LspDocuments& documents_;
  LspWorkspace& workspace_;
  std::shared_ptr<const CheckedRules> rules_;  ///< of the checker
  std::unique_ptr<gate::Checker> checker_;
  Buffer bytes_;
};

/// A text edit of one document as a workspace edit.
Json workspace_edit(const std::string& uri, Json edits);

}  // namespace stet::cli

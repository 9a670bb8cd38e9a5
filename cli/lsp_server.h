// The server: takes messages in their order, answers each request once, pushes diagnostics when
// nothing else is to be done.
//
// One thread. All that has arrived is taken in before the next request is answered, so a request
// that is cancelled meanwhile is not worked on, and of several changes of a document only the last
// is looked at.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "cli/lsp_diagnostics.h"
#include "cli/lsp_features.h"
#include "cli/lsp_wire.h"

namespace stet::cli {

class LspServer {
 public:
  LspServer(LspWire& wire, std::string rules, std::string now);
  /// Until `exit`, or until nothing comes any more. What the process returns.
  int run();

 private:
  using Request = LspAnswer (LspServer::*)(const Json& params);
  using Notification = void (LspServer::*)(const Json& params);
  static const std::map<std::string_view, Request>& requests();
  static const std::map<std::string_view, Notification>& notifications();

  // Messages.
  struct Queued {
    Json message;  ///< or the id that a failure is told with
    std::optional<LspFailure> failure = std::nullopt;
  };
  bool take_in();
  void take(const std::string& content);
  void refuse(Json id, LspError code, std::string message);
  void handle(const Json& message);
  void handle_request(const Json& message);
  void handle_notification(const Json& message);
  void handle_response(const Json& message);
  void answer(const Json& id, const LspAnswer& answer);
  void fail(const Json& id, LspError code, const std::string& message);
  void notify(const char* method, const Json& params);
  void ask(const char* method, const Json& params);

  // Life.
  LspAnswer initialize(const Json& params);
  LspAnswer shutdown(const Json& params);
  void initialized(const Json& params);
  void exit(const Json& params);
  void cancel(const Json& params);
  void ask_configuration();
  void set_rules(const Json& value);

  // Documents.
  void did_open(const Json& params);
  void did_change(const Json& params);
  void did_save(const Json& params);
  void did_close(const Json& params);
  void did_change_files(const Json& params);
  void did_change_configuration(const Json& params);

  // Questions.
  LspAnswer hover(const Json& params) { return features_.hover(params); }
  LspAnswer completion(const Json& params) { return features_.completion(params); }
  LspAnswer definition(const Json& params) { return features_.definition(params); }
  LspAnswer references(const Json& params) { return features_.references(params); }
  LspAnswer document_symbols(const Json& params) { return features_.document_symbols(params); }
  LspAnswer prepare_rename(const Json& params) { return features_.prepare_rename(params); }
  LspAnswer rename(const Json& params) { return features_.rename(params); }
  LspAnswer code_actions(const Json& params) { return features_.code_actions(params); }
  LspAnswer formatting(const Json& params) { return features_.formatting(params); }

  LspWire& wire_;
  LspDocuments documents_;
  LspWorkspace workspace_;
  LspStories stories_;
  LspDiagnostics diagnostics_;
  LspFeatures features_;
  std::deque<Queued> queue_;
  std::map<std::string, std::string> asked_;  ///< our requests: id, method
  uint64_t last_asked_ = 0;
  enum class Life { fresh, running, shut_down, ended } life_ = Life::fresh;
  bool was_shut_down_ = false;
  bool ended_ = false;  ///< nothing will come any more
  bool pulls_configuration_ = false, watches_files_ = false;
  std::string fixed_rules_;  ///< --rules
};

}  // namespace stet::cli

#include "cli/lsp_server.h"

#include <algorithm>

#include "engine/gate/gate.h"

namespace stet::cli {

namespace {

constexpr size_t most_queued = 10000;

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

bool offers_utf8(const Json& capabilities) {
  const Json& offered = member(member(capabilities, "general"), "positionEncodings");
  return std::find(offered.begin(), offered.end(), "utf-8") != offered.end();
}

Json capabilities(assist::Encoding encoding) {
  const Json completion = {{"triggerCharacters", {"\"", ".", "{", "'", "^", "#"}}};
  const Json sync = {{"openClose", true}, {"change", 2}, {"save", true}};
  return {{"positionEncoding", encoding == assist::Encoding::utf8 ? "utf-8" : "utf-16"},
          {"textDocumentSync", sync},
          {"hoverProvider", true},
          {"completionProvider", completion},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentSymbolProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
          {"documentFormattingProvider", true}};
}

}  // namespace

LspServer::LspServer(LspWire& wire, std::string rules, std::string now)
    : wire_(wire),
      workspace_(documents_),
      stories_(documents_, workspace_),
      diagnostics_(
          documents_, workspace_, stories_,
          [this](const Json& params) { notify("textDocument/publishDiagnostics", params); }),
      features_(documents_, workspace_, stories_),
      fixed_rules_(std::move(rules)) {
  workspace_.setting = fixed_rules_;
  workspace_.now = std::move(now);
}

const std::map<std::string_view, LspServer::Request>& LspServer::requests() {
  static const std::map<std::string_view, Request> table = {
      {"initialize", &LspServer::initialize},
      {"shutdown", &LspServer::shutdown},
      {"textDocument/hover", &LspServer::hover},
      {"textDocument/completion", &LspServer::completion},
      {"textDocument/definition", &LspServer::definition},
      {"textDocument/references", &LspServer::references},
      {"textDocument/documentSymbol", &LspServer::document_symbols},
      {"textDocument/prepareRename", &LspServer::prepare_rename},
      {"textDocument/rename", &LspServer::rename},
      {"textDocument/codeAction", &LspServer::code_actions},
      {"textDocument/formatting", &LspServer::formatting},
  };
  return table;
}

const std::map<std::string_view, LspServer::Notification>& LspServer::notifications() {
  static const std::map<std::string_view, Notification> table = {
      {"initialized", &LspServer::initialized},
      {"exit", &LspServer::exit},
      {"$/cancelRequest", &LspServer::cancel},
      {"textDocument/didOpen", &LspServer::did_open},
      {"textDocument/didChange", &LspServer::did_change},
      {"textDocument/didSave", &LspServer::did_save},
      {"textDocument/didClose", &LspServer::did_close},
      {"workspace/didChangeWatchedFiles", &LspServer::did_change_files},
      {"workspace/didChangeConfiguration", &LspServer::did_change_configuration},
  };
  return table;
}

int LspServer::run() {
  while (life_ != Life::ended && wire_.ok()) {
    if (!take_in() && queue_.empty()) break;
    if (!queue_.empty()) {
      const Queued next = std::move(queue_.front());
      queue_.pop_front();
      next.failure ? fail(next.message, next.failure->code, next.failure->message)
                   : handle(next.message);
    } else if (diagnostics_.any_due()) {
      diagnostics_.push_one();
    }
  }
  return life_ == Life::ended && was_shut_down_ ? 0 : 1;
}

/// Everything that has arrived; waits when there is nothing else to do. False at the end.
bool LspServer::take_in() {
  std::string content;
  while (queue_.size() < most_queued && !ended_) {
    const bool idle = queue_.empty() && !diagnostics_.any_due();
    switch (wire_.receive(idle, content)) {
      case LspWire::Got::message: take(content); break;
      case LspWire::Got::malformed: refuse(nullptr, LspError::parse_error, content); break;
      case LspWire::Got::nothing: return true;
      case LspWire::Got::ended: ended_ = true; break;
    }
  }
  return !ended_;
}

void LspServer::take(const std::string& content) {
  Json message = Json::parse(content, nullptr, false);
  if (message.is_discarded()) {
    return refuse(nullptr, LspError::parse_error, "expected JSON, found something else");
  }
  const Json& id = member(message, "id");
  if (!message.is_object() || text_member(message, "jsonrpc") != "2.0") {
    return refuse(is_id(id) ? id : Json(), LspError::invalid_request,
                  "expected a message of JSON-RPC 2.0, found something else");
  }
  // What is to be cancelled waits in the queue.
  if (text_member(message, "method") == "$/cancelRequest") return cancel(member(message, "params"));
  queue_.push_back({std::move(message)});
}

/// What is told in its turn.
void LspServer::refuse(Json id, LspError code, std::string message) {
  queue_.push_back({std::move(id), LspFailure{code, std::move(message)}});
}

void LspServer::handle(const Json& message) {
  const Json& method = member(message, "method");
  const bool has_id = message.contains("id");
  if (!method.is_string()) {
    const bool response = message.contains("result") || message.contains("error");
    if (response) return handle_response(message);
    const Json& id = member(message, "id");
    return fail(is_id(id) ? id : Json(), LspError::invalid_request,
                "expected a method, found none");
  }
  if (!has_id) return handle_notification(message);
  if (!is_id(member(message, "id"))) {
    return fail(nullptr, LspError::invalid_request, "expected an id that is a number or a string");
  }
  handle_request(message);
}

void LspServer::handle_request(const Json& message) {
  const Json& id = member(message, "id");
  const std::string method(text_member(message, "method"));
  if (life_ == Life::fresh && method != "initialize") {
    return fail(id, LspError::not_initialized,
                "expected 'initialize' first, found '" + method + "'");
  }
  if (life_ == Life::shut_down || (life_ == Life::running && method == "initialize")) {
    return fail(id, LspError::invalid_request, "'" + method + "' cannot be asked now");
  }
  const auto known = requests().find(method);
  if (known == requests().end()) {
    return fail(id, LspError::method_not_found, "no method '" + method + "'");
  }
  answer(id, (this->*known->second)(member(message, "params")));
}

void LspServer::handle_notification(const Json& message) {
  const auto known = notifications().find(text_member(message, "method"));
  if (known == notifications().end()) return;
  const bool may = life_ == Life::running || known->first == "exit";
  if (may) (this->*known->second)(member(message, "params"));
}

void LspServer::answer(const Json& id, const LspAnswer& answer) {
  if (!answer) return fail(id, answer.error().code, answer.error().message);
  wire_.send(lsp_text({{"jsonrpc", "2.0"}, {"id", id}, {"result", *answer}}));
}

void LspServer::fail(const Json& id, LspError code, const std::string& message) {
  const Json error = {{"code", static_cast<int>(code)}, {"message", message}};
  wire_.send(lsp_text({{"jsonrpc", "2.0"}, {"id", id}, {"error", error}}));
}

void LspServer::notify(const char* method, const Json& params) {
  wire_.send(lsp_text({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}));
}

void LspServer::ask(const char* method, const Json& params) {
  const std::string id = "stet-" + std::to_string(++last_asked_);
  asked_[id] = method;
  wire_.send(lsp_text({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}));
}

void LspServer::handle_response(const Json& message) {
  const auto asked = asked_.find(std::string(text_member(message, "id")));
  if (asked == asked_.end()) return;
  const std::string method = asked->second;
  asked_.erase(asked);
  const Json& result = member(message, "result");
  if (method == "workspace/configuration" && result.is_array() && !result.empty()) {
    set_rules(result.front());
  }
}

LspAnswer LspServer::initialize(const Json& params) {
  const Json& client = member(params, "capabilities");
  if (offers_utf8(client)) documents_.encoding = assist::Encoding::utf8;
  const Json& item = member(member(member(client, "textDocument"), "completion"), "completionItem");
  features_.snippets = flag_member(item, "snippetSupport");
  const Json& workspace = member(client, "workspace");
  pulls_configuration_ = flag_member(workspace, "configuration");
  watches_files_ = flag_member(member(workspace, "didChangeWatchedFiles"), "dynamicRegistration");
  const Json& folders = member(params, "workspaceFolders");
  std::string_view root = text_member(params, "rootUri");
  if (folders.is_array() && !folders.empty()) root = text_member(folders.front(), "uri");
  if (!root.empty()) workspace_.root = path_of_uri(root);
  const Json& options = member(params, "initializationOptions");
  set_rules(member(options, "stet").is_object() ? member(options, "stet") : options);
  life_ = Life::running;
  const Json info = {{"name", "stet"}, {"version", std::string(gate::engine_version)}};
  return Json{{"capabilities", capabilities(documents_.encoding)}, {"serverInfo", info}};
}

void LspServer::initialized(const Json&) {
  ask_configuration();
  if (!watches_files_) return;
  const Json watchers = {{{"globPattern", "**/*.{json,jsonc,yaml,yml}"}}};
  const Json options = {{"watchers", watchers}};
  const Json registration = {{"id", "stet-files"},
                             {"method", "workspace/didChangeWatchedFiles"},
                             {"registerOptions", options}};
  ask("client/registerCapability", {{"registrations", Json::array({registration})}});
}

void LspServer::ask_configuration() {
  if (!pulls_configuration_) return;
  const Json section = {{"section", "stet"}};
  ask("workspace/configuration", {{"items", Json::array({section})}});
}

/// `value` is what an editor has under "stet"; --rules goes before it.
void LspServer::set_rules(const Json& value) {
  const std::string rules(text_member(value, "rules"));
  const std::string wanted = fixed_rules_.empty() ? rules : fixed_rules_;
  if (wanted == workspace_.setting) return;
  workspace_.setting = wanted;
  diagnostics_.all_changed();
}

LspAnswer LspServer::shutdown(const Json&) {
  life_ = Life::shut_down;
  was_shut_down_ = true;
  return nullptr;
}

void LspServer::exit(const Json&) { life_ = Life::ended; }

void LspServer::cancel(const Json& params) {
  const Json& id = member(params, "id");
  if (!is_id(id)) return;
  const auto waiting = std::find_if(queue_.begin(), queue_.end(), [&](const Queued& one) {
    return !one.failure && one.message.contains("method") && one.message.contains("id") &&
           member(one.message, "id") == id;
  });
  if (waiting == queue_.end()) return;
  *waiting = {id, LspFailure{LspError::request_cancelled, "cancelled"}};
}

void LspServer::did_open(const Json& params) {
  const Json& item = member(params, "textDocument");
  if (!member(item, "uri").is_string() || !member(item, "text").is_string()) return;
  workspace_.forget_folders();
  diagnostics_.changed(documents_.open(item).path);
}

void LspServer::did_change(const Json& params) {
  const Json& item = member(params, "textDocument");
  OpenDocument* document = documents_.find_uri(text_member(item, "uri"));
  if (document == nullptr) return;
  documents_.change(*document, member(item, "version"), member(params, "contentChanges"));
  diagnostics_.changed(document->path);
}

void LspServer::did_save(const Json& params) {
  workspace_.forget_folders();
  diagnostics_.changed(path_of_uri(text_member(member(params, "textDocument"), "uri")));
}

void LspServer::did_close(const Json& params) {
  const std::string path = path_of_uri(text_member(member(params, "textDocument"), "uri"));
  if (documents_.find(path) == nullptr) return;
  documents_.close(path);
  workspace_.forget_folders();
  diagnostics_.closed(path);
}

void LspServer::did_change_files(const Json&) {
  workspace_.forget_folders();
  diagnostics_.all_changed();
}

void LspServer::did_change_configuration(const Json& params) {
  const Json& pushed = member(member(params, "settings"), "stet");
  if (pushed.is_object()) set_rules(pushed);
  ask_configuration();
}

}  // namespace stet::cli

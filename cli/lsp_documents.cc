#include "cli/lsp_documents.h"

#include <sys/stat.h>

#include <algorithm>

#include "engine/assist/document.h"
#include "engine/formats/article_schema.h"

namespace stet::cli {

namespace {

/// Markdown is a story when it opens with metadata of which one field is an article's.
bool is_story(std::string_view text) {
  if (text.substr(0, 3) != "---") return false;
  const size_t end = std::min(text.find("\n---", 3), text.size());
  const std::string_view front = text.substr(3, end - 3);
  for (size_t at = 0; at < front.size();) {
    const size_t line_end = std::min(front.find('\n', at), front.size());
    const std::string_view line = front.substr(at, line_end - at);
    const std::string_view key = line.substr(0, std::min(line.find(':'), line.size()));
    for (const formats::FieldSchema& field : formats::article_schema().fields) {
      if (key == field.name && key.size() < line.size()) return true;
    }
    at = line_end + 1;
  }
  return false;
}

/// stet.json and the like: they may have nothing but an `extends`.
bool is_rules_by_name(const OpenDocument& document) {
  const std::string_view path = document.path;
  const size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  return name == "stet.json" || name == "stet.jsonc" || name == "stet.yaml" || name == "stet.yml";
}

/// Anything else is not kept: copying what is nested deeply would take the stack.
Json version_of(const Json& version) { return version.is_number_integer() ? version : Json(); }

bool is_markdown(const OpenDocument& document) {
  if (document.language == "markdown") return true;
  const std::string_view path = document.path;
  return path.ends_with(".md") || path.ends_with(".markdown");
}

}  // namespace

OpenDocument& LspDocuments::open(const Json& item) {
  const std::string uri(text_member(item, "uri"));
  const std::string path = path_of_uri(uri);
  OpenDocument& document = open_[path];
  document.uri = uri;
  document.path = path;
  document.language = text_member(item, "languageId");
  document.version = version_of(member(item, "version"));
  set_text(document, std::string(text_member(item, "text")));
  return document;
}

void LspDocuments::set_text(OpenDocument& document, std::string text) {
  document.text = std::move(text);
  document.revision = ++revisions_;
  document.markdown = is_markdown(document);
  if (document.markdown) {
    const bool story = is_story(document.text);
    document.kind = story ? assist::FileKind::story : assist::FileKind::none;
    return;
  }
  const auto read = assist::read_document(document.path, document.text);
  assist::FileKind kind = assist::kind_of(read->root);
  if (kind == assist::FileKind::none && is_rules_by_name(document)) kind = assist::FileKind::rules;
  // A file that is being typed stays what it was while nothing else can be made out.
  if (kind != assist::FileKind::none) document.kind = kind;
}

bool LspDocuments::apply(OpenDocument& document, const Json& change) {
  const auto* text = member(change, "text").get_ptr<const std::string*>();
  if (text == nullptr) return false;
  const Json& range = member(change, "range");
  if (!range.is_object()) {
    document.text = *text;
    return true;
  }
  const auto start = position_of(member(range, "start"));
  const auto end = position_of(member(range, "end"));
  if (!start || !end) return false;
  const assist::Positions positions(document.text, encoding);
  const uint32_t first = positions.offset(*start);
  const uint32_t last = std::max(first, positions.offset(*end));
  document.text.replace(first, last - first, *text);
  return true;
}

bool LspDocuments::change(OpenDocument& document, const Json& version, const Json& changes) {
  if (!changes.is_array()) return false;
  bool right = true;
  for (const Json& one : changes) right = right && apply(document, one);
  document.version = version_of(version);
  set_text(document, std::move(document.text));
  return right;
}

OpenDocument* LspDocuments::find_uri(std::string_view uri) { return find(path_of_uri(uri)); }

OpenDocument* LspDocuments::find(std::string_view path) {
  const auto found = open_.find(path);
  return found == open_.end() ? nullptr : &found->second;
}

const OpenDocument* LspDocuments::find(std::string_view path) const {
  const auto found = open_.find(path);
  return found == open_.end() ? nullptr : &found->second;
}

std::string LspDocuments::uri_of(std::string_view path) const {
  const auto found = open_.find(path);
  return found == open_.end() ? uri_of_path(path) : found->second.uri;
}

std::optional<std::string> LspDocuments::read(const std::string& path) const {
  if (const auto found = open_.find(path); found != open_.end()) return found->second.text;
  struct stat status;  // a pipe would never end
  if (path.empty() || path[0] != '/' || ::stat(path.c_str(), &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  DiskFiles disk;
  return disk.read(path);
}

std::string LspDocuments::stamp(const std::string& path) const {
  if (const auto found = open_.find(path); found != open_.end()) {
    return "open " + std::to_string(found->second.revision);
  }
  struct stat status;
  if (path.empty() || path[0] != '/' || ::stat(path.c_str(), &status) != 0) return "none";
#ifdef __APPLE__
  const auto& time = status.st_mtimespec;
#else
  const auto& time = status.st_mtim;
#endif
  return std::to_string(status.st_size) + " " + std::to_string(time.tv_sec) + "." +
         std::to_string(time.tv_nsec);
}

std::optional<std::string> LspFiles::read(const std::string& name) {
  stamps_[name] = documents_.stamp(name);
  return documents_.read(name);
}

}  // namespace stet::cli

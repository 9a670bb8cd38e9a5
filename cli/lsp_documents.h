// The documents that an editor has open, and the files beside them as the engine asks for them:
// what is open goes before what is on the disk.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cli/files.h"
#include "cli/lsp_protocol.h"
#include "engine/assist/shapes.h"
#include "engine/methodology/methodology.h"

namespace stet::cli {

struct OpenDocument {
  std::string uri;
  std::string path;  ///< the URI itself where it names no file
  std::string language;
  Json version;
  std::string text;
  uint64_t revision = 0;  ///< another one after each change
  assist::FileKind kind = assist::FileKind::none;
  bool markdown = false;
};

class LspDocuments {
 public:
  assist::Encoding encoding = assist::Encoding::utf16;

  OpenDocument& open(const Json& item);
  /// Applies the changes of a notification; false when they are none.
  bool change(OpenDocument& document, const Json& version, const Json& changes);
  void close(const std::string& path) { open_.erase(path); }

  OpenDocument* find_uri(std::string_view uri);
  OpenDocument* find(std::string_view path);
  const OpenDocument* find(std::string_view path) const;
  const std::map<std::string, OpenDocument, std::less<>>& all() const { return open_; }
  /// The URI by which the editor knows a file.
  std::string uri_of(std::string_view path) const;
  /// Of an open document, or of the disk; nothing when there is no such file.
  std::optional<std::string> read(const std::string& path) const;
  /// Changes whenever what read() gives may have changed.
  std::string stamp(const std::string& path) const;

 private:
  void set_text(OpenDocument& document, std::string text);
  bool apply(OpenDocument& document, const Json& change);

  std::map<std::string, OpenDocument, std::less<>> open_;
  uint64_t revisions_ = 0;
};

/// They as the files of a methodology. Keeps the stamps of all that was asked for.
class LspFiles : public methodology::FileSource {
 public:
  explicit LspFiles(const LspDocuments& documents) : documents_(documents) {}
  std::optional<std::string> read(const std::string& name) override;
  std::string resolve(const std::string& from, const std::string& target) override {
    return beside(from, target);
  }
  const std::map<std::string, std::string>& stamps() const { return stamps_; }

 private:
  const LspDocuments& documents_;
  std::map<std::string, std::string> stamps_;
};

}  // namespace stet::cli

#include "engine/assist/ruleset.h"

#include <algorithm>
#include <map>

#include "engine/methodology/load.h"

namespace stet::assist {
namespace {

using methodology::Node;

/// The files with what could be made out of them, as JSON that is right.
class MendedFiles : public methodology::FileSource {
 public:
  MendedFiles(const std::vector<std::unique_ptr<Document>>& documents,
              methodology::FileSource& files)
      : documents_(documents), files_(files) {}

  std::optional<std::string> read(const std::string& name) override {
    for (const auto& document : documents_) {
      if (document->name != name) continue;
      std::string out;
      methodology::append_json(document->root, out);
      return out;
    }
    return std::nullopt;
  }
  std::string resolve(const std::string& from, const std::string& target) override {
    return files_.resolve(from, target);
  }

 private:
  const std::vector<std::unique_ptr<Document>>& documents_;
  methodology::FileSource& files_;
};

std::string text_at(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr && found->is(methodology::string_node) ? std::string(found->view())
                                                                 : std::string();
}

}  // namespace

Ruleset::Ruleset(const std::string& entry, methodology::FileSource& files) {
  load(entry, files);
  base::Problems problems;
  methodology_ = methodology::read(entry, files, problems);
  if (methodology_ == nullptr) {
    MendedFiles mended(documents_, files);
    methodology_ = methodology::read(entry, mended, problems);
  }
  if (methodology_ == nullptr) methodology_ = std::make_unique<methodology::Methodology>();
  language_ = std::make_unique<Language>(*methodology_);
}

void Ruleset::load(const std::string& name, methodology::FileSource& files) {
  if (document(name) != nullptr || documents_.size() >= methodology::max_files) return;
  auto bytes = files.read(name);
  if (!bytes) return;
  documents_.push_back(read_document(name, std::move(*bytes)));
  const Node& root = documents_.back()->root;
  std::vector<std::string> targets;
  for (const methodology::Extended& target : methodology::extended_files(root)) {
    targets.emplace_back(target.file->view());
  }
  for (const std::string& target : targets) load(files.resolve(name, target), files);
}

const Document* Ruleset::document(std::string_view name) const {
  const auto found = std::find_if(documents_.begin(), documents_.end(),
                                  [&](const auto& one) { return one->name == name; });
  return found == documents_.end() ? nullptr : found->get();
}

RuleParts Ruleset::parts_of(const Node& rule) const {
  RuleParts parts;
  parts.find = rule.find("find") != nullptr;
  parts.each = text_at(rule, "each");
  parts.at = text_at(rule, "at");
  const std::string id = text_at(rule, "id");
  for (const methodology::Rule& whole : methodology_->rules) {
    if (id.empty() || whole.id != id) continue;
    parts.find = parts.find || whole.find.has_value();
    if (parts.each.empty() && whole.each.present()) parts.each = whole.each.view();
    if (parts.at.empty() && whole.at.present()) parts.at = whole.at.view();
  }
  return parts;
}

}  // namespace stet::assist

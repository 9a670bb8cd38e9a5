// Any bytes as a rules file that is being typed: whatever is asked at whatever place, answers stay
// inside of the file. The last byte says where, and whether it is YAML or a story.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/assist/completion.h"
#include "engine/assist/hover.h"
#include "engine/assist/rename.h"
#include "engine/assist/story.h"
#include "engine/assist/symbols.h"

namespace {

using namespace stet;

class OneFile : public methodology::FileSource {
 public:
  OneFile(std::string name, std::string bytes) : name_(std::move(name)), bytes_(std::move(bytes)) {}
  std::optional<std::string> read(const std::string& name) override {
    return name == name_ ? std::optional(bytes_) : std::nullopt;
  }
  std::string resolve(const std::string&, const std::string& target) override { return target; }

 private:
  std::string name_, bytes_;
};

void expect(base::Span place, size_t size) {
  if (place.begin > place.end || place.end > size) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size - 1);
  const uint8_t choice = data[size - 1];
  const std::string name = choice % 2 == 0 ? "f.json" : "f.yaml";
  OneFile files(name, text);
  const assist::Ruleset rules(name, files);
  const assist::Document& document = *rules.documents().front();
  const auto offset = static_cast<uint32_t>(text.size() * (choice / 2) / 127);
  expect(complete(rules, document, assist::FileKind::rules, offset).replaced, text.size());
  expect(complete_story(rules, text, offset).replaced, text.size());
  if (const auto found = hover(rules, document, assist::FileKind::rules, offset)) {
    expect(found->place, text.size());
  }
  const auto names = find_names(rules);
  for (const assist::Occurrence& one : names) expect(one.place, text.size());
  if (!names.empty()) rename(names, names.front().kind, names.front().id, "other");
  for (const assist::Symbol& one : outline(document, assist::FileKind::rules)) {
    expect(one.place, text.size());
  }
  return 0;
}

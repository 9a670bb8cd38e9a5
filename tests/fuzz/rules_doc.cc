// Any bytes as a rules file whose page is written: tags are balanced, and none but ours are there.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/upkeep/methodology_page.h"

namespace {

using namespace stet;

class OneFile : public methodology::FileSource {
 public:
  explicit OneFile(std::string_view bytes) : bytes_(bytes) {}
  std::optional<std::string> read(const std::string&) override { return bytes_; }
  std::string resolve(const std::string&, const std::string&) override { return "it"; }

 private:
  std::string bytes_;
};

size_t count(std::string_view text, std::string_view part) {
  size_t out = 0;
  for (size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; ++at) ++out;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  OneFile files(std::string_view(reinterpret_cast<const char*>(data), size));
  base::Problems problems;
  const auto gate = gate::compile("it", files, problems);
  if (!gate) return 0;
  upkeep::PageOptions options;
  options.previous = &gate->methodology();
  const auto page = upkeep::methodology_page(*gate, options, problems);
  if (page.has_value() == problems.has_errors()) std::abort();
  if (!page) return 0;
  std::string html, markdown;
  append_html(html, *page);
  append_markdown(markdown, *page);
  for (const std::string_view tag : {"p>", "h1>", "h4>", "li>", "code>", "pre>", "blockquote>"}) {
    const std::string close = "</" + std::string(tag);
    const std::string open = "<" + std::string(tag.substr(0, tag.size() - 1));
    if (count(html, open + ">") + count(html, open + " ") != count(html, close)) std::abort();
  }
  if (count(html, "<script") + count(html, "<img") + count(html, "<iframe") > 0) std::abort();
  return 0;
}

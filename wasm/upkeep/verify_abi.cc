// Everything that is asked of a rules file when it is saved (engine/upkeep/verify.h);
// docs/abi.md describes it. In a module of its own, so that pages where stories are written do not
// load what only maintainers of rules need.
//
// What the file was before is mostly the same from save to save: its gate is kept.
#include "engine/upkeep/verify.h"
#include "wasm/answer.h"
#include "wasm/export.h"
#include "wasm/options.h"
#include "wasm/table_files.h"
#include "wasm/upkeep/kept_gate.h"

namespace stet::wasm {
namespace {

using methodology::Node;

/// Null when nothing is known of it, or it is wrong.
const gate::Gate* gate_before(const std::string& entry, Texts texts, const Node* previous) {
  if (previous == nullptr) return nullptr;
  for (const report::SourceText& source : sources_of(*previous)) {
    texts[std::string(source.name)] = source.bytes;
  }
  static KeptGate kept(gate::Examples::kept);
  base::Problems problems;
  return kept.of(entry, texts, problems);
}

upkeep::VerifyStory story_of(const Node& item) {
  upkeep::VerifyStory out;
  const auto text = [&](std::string_view key) {
    const Node* value = item.find(key);
    return value != nullptr && value->is(methodology::string_node) ? value->view()
                                                                   : std::string_view();
  };
  out.name = text("name");
  out.bytes = text("text");
  out.format = format_of(text("format"));
  return out;
}

void* verify(std::string_view request_bytes) {
  const Request request(request_bytes);
  if (!request.is_object()) return request.refusal();
  const Node* files = request.member("files", methodology::object_node);
  if (!files) {
    return refuse("bad-request", "expected 'files', an object of names and texts, found none");
  }
  const std::vector<report::SourceText> sources = sources_of(*files);
  Texts texts;
  for (const report::SourceText& source : sources) {
    texts[std::string(source.name)] = source.bytes;
  }
  const std::string entry(request.text("entry"));
  base::Problems problems;
  const auto after = compile_texts(entry, texts, problems, gate::Examples::kept);
  if (!after) return refuse(problems.all(), sources);

  TableFiles table;
  for (const auto& [name, text] : texts) table.add(name, text);
  std::vector<std::unique_ptr<upkeep::CaseFile>> cases;
  for (const auto& [name, text] : texts) {
    if (!upkeep::stands_beside(entry, name)) continue;
    if (auto read = upkeep::read_cases(name, *after, table, problems)) {
      cases.push_back(std::move(read));
    }
  }
  problems.sort();
  if (problems.has_errors()) return refuse(problems.all(), sources);

  std::vector<upkeep::VerifyStory> stories;
  if (const Node* list = request.member("stories", methodology::list_node)) {
    for (const Node& item : list->items) stories.push_back(story_of(item));
  }
  const gate::Gate* before =
      gate_before(entry, texts, request.member("previous", methodology::object_node));
  const upkeep::VerifyInput input{before, after.get(), cases, stories, request.text("now")};
  std::string out;
  append_verification_json(out, upkeep::verify(input), input, entry);
  return make_result(0, out);
}

}  // namespace
}  // namespace stet::wasm

STET_EXPORT void* stet_verify(const char* request, uint32_t size) {
  return stet::wasm::verify({request, size});
}

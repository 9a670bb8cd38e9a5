// With which changes a story would pass (engine/upkeep/ways_to_pass.h): its verdict, with them,
// byte for byte what `stet check --ways` prints. docs/abi.md describes it.
#include "engine/formats/reader.h"
#include "engine/upkeep/ways_to_pass.h"
#include "wasm/answer.h"
#include "wasm/export.h"
#include "wasm/options.h"
#include "wasm/upkeep/kept_gate.h"

namespace stet::wasm {
namespace {

using methodology::Node;

void* ways(std::string_view request_bytes) {
  const Request request(request_bytes);
  if (!request.is_object()) return request.refusal();
  const Node* files = request.member("files", methodology::object_node);
  const Node* text = request.member("text", methodology::string_node);
  if (!files || !text) {
    return refuse("bad-request",
                  "expected 'files', an object of names and texts, and 'text', a story");
  }
  const std::vector<report::SourceText> sources = sources_of(*files);
  Texts texts;
  for (const report::SourceText& source : sources) {
    texts[std::string(source.name)] = source.bytes;
  }
  static KeptGate kept(gate::Examples::dropped);
  base::Problems problems;
  const gate::Gate* gate = kept.of(std::string(request.text("entry")), texts, problems);
  if (gate == nullptr) return refuse(problems.all(), sources);

  gate::CheckOptions options;
  options.name = request.text("name");
  options.now = request.text("now");
  options.format = format_of(request.text("format"));
  const report::Detail detail = detail_of(request.text("detail"));
  options.quantities = detail == report::Detail::full;
  std::string story(text->view());
  story.append(formats::input_padding, '\0');
  gate::Checker checker(*gate);
  const gate::Verdict& verdict = checker.check({story.data(), text->view().size()}, options);
  std::string out;
  upkeep::append_verdict_json(out, upkeep::find_ways_to_pass(*gate, verdict, options), verdict,
                              detail, 0, unit_of(request.text("offsets")));
  return make_result(0, out);
}

}  // namespace
}  // namespace stet::wasm

STET_EXPORT void* stet_ways(const char* request, uint32_t size) {
  return stet::wasm::ways({request, size});
}

// The functions that a host of the WebAssembly module calls; docs/abi.md describes them.
//
// JSON in and out, in memory that the host asks for and gives back. Wrong handles and requests get
// an answer with status 1, never a trap. Tested through web/ and tests/parity.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json_writer.h"
#include "engine/base/sha256.h"
#include "engine/cel_json/answer.h"
#include "engine/gate/quantity_types.h"
#include "engine/gate/session.h"
#include "engine/methodology/node.h"
#include "engine/report/report.h"
#include "wasm/about.h"
#include "wasm/answer.h"
#include "wasm/bindings.h"
#include "wasm/export.h"
#include "wasm/options.h"
#include "wasm/table_files.h"

namespace stet::wasm {
namespace {

using methodology::Node;

/// Sessions keep their methodology, so the order in which a host gives things back is its own.
struct Slot {
  std::shared_ptr<const gate::Gate> gate;
  std::unique_ptr<gate::Checker> checker;
};
struct SessionSlot {
  std::shared_ptr<const gate::Gate> gate;
  std::unique_ptr<gate::Session> session;
};

/// The state of the module, these two lists; handle = index + 1.
std::vector<Slot>& slots() {
  static std::vector<Slot> all;
  return all;
}
std::vector<SessionSlot>& sessions() {
  static std::vector<SessionSlot> all;
  return all;
}

/// Puts `slot` at the first free place; its handle.
template <typename T>
uint32_t keep(std::vector<T>& all, T slot) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].gate) continue;
    all[i] = std::move(slot);
    return static_cast<uint32_t>(i + 1);
  }
  all.push_back(std::move(slot));
  return static_cast<uint32_t>(all.size());
}

/// Null for a handle that is none.
template <typename T>
T* find(std::vector<T>& all, uint32_t handle) {
  if (handle == 0 || handle > all.size() || !all[handle - 1].gate) return nullptr;
  return &all[handle - 1];
}

void* refuse_handle(uint32_t handle) {
  return refuse("bad-handle",
                "expected the handle of a compiled methodology, found " + std::to_string(handle));
}

void* refuse_session(uint32_t session) {
  return refuse("bad-handle",
                "expected the handle of an open session, found " + std::to_string(session));
}

/// What is to be compiled. It is taken out of the request, which is given back before the work
/// begins: it knows the place of each escaped letter and is much larger where files are texts in
/// it.
struct Work {
  std::string entry;
  TableFiles files;
  bool about = false;
  bool tests = false;
};

void* refuse_size(std::string_view name, int64_t expected, size_t found) {
  return refuse("bad-request", "expected " + std::to_string(expected) + " bytes of '" +
                                   std::string(name) + "' behind the request, found " +
                                   std::to_string(found));
}

/// Files are texts, or sizes of what lies in `behind`, one after another. The answer that refuses
/// them, or null.
void* read_files(const Node& files, std::string_view behind, TableFiles& out) {
  for (const methodology::Member& file : files.members) {
    if (file.value.is(methodology::string_node)) {
      out.add(std::string(file.key.text), std::string(file.value.view()));
    } else if (file.value.is(methodology::integer_node)) {
      const int64_t size = file.value.integer;
      if (size < 0 || static_cast<uint64_t>(size) > behind.size()) {
        return refuse_size(file.key.text, size, behind.size());
      }
      const auto bytes = behind.substr(0, static_cast<size_t>(size));
      out.add(std::string(file.key.text), std::string(bytes));
      behind.remove_prefix(bytes.size());
    }
  }
  if (behind.empty()) return nullptr;
  return refuse("bad-request", "expected nothing behind the files, found " +
                                   std::to_string(behind.size()) + " bytes");
}

/// The answer that refuses it, or null. A NUL byte, which JSON cannot have, ends the request's
/// JSON.
void* read_work(std::string_view bytes, Work& out) {
  const size_t end = std::min(bytes.find('\0'), bytes.size());
  const Request request(bytes.substr(0, end));
  if (!request.is_object()) return request.refusal();
  const Node* files = request.member("files", methodology::object_node);
  if (!files) {
    return refuse("bad-request", "expected 'files', an object of names and texts, found none");
  }
  const std::string_view behind = bytes.substr(std::min(end + 1, bytes.size()));
  if (void* refusal = read_files(*files, behind, out.files)) return refusal;
  out.entry = request.text("entry");
  out.about = request.flag("about");
  out.tests = request.flag("tests");
  return nullptr;
}

std::string compiled_json(uint32_t handle, const gate::Gate& gate, const Work& work,
                          const base::Problems& problems,
                          const std::vector<report::SourceText>& sources) {
  const methodology::Methodology& m = gate.methodology();
  std::string out;
  base::JsonWriter writer(out);
  writer.begin_object();
  writer.member_int("methodology", handle);
  writer.member("id", m.id);
  writer.member("version", m.version);
  writer.member("digest", base::to_hex(m.digest));
  writer.key("problems");
  std::string list;
  report::problems_json(problems.all(), sources, list);
  writer.raw(list);
  if (work.about) append_about(writer, m);
  if (work.tests) append_tests(writer, gate);
  writer.end_object();
  return out;
}

void* compile(std::string_view request) {
  Work work;
  if (void* refusal = read_work(request, work)) return refusal;
  const std::vector<report::SourceText> sources = work.files.sources();
  base::Problems problems;
  const auto examples = work.tests ? gate::Examples::kept : gate::Examples::dropped;
  auto gate = gate::compile(work.entry, work.files, problems, examples);
  problems.sort();
  if (!gate) return refuse(problems.all(), sources);
  const gate::Gate& compiled = *gate;
  auto checker = std::make_unique<gate::Checker>(compiled);
  const uint32_t handle = keep(slots(), {std::move(gate), std::move(checker)});
  return make_result(0, compiled_json(handle, compiled, work, problems, sources));
}

/// The verdict that `check_with` gives, as the options want it. `Checks` is a function of
/// CheckOptions.
template <typename Checks>
void* answer_check(std::string_view options_bytes, const Checks& check_with) {
  const Request options(options_bytes.empty() ? "{}" : options_bytes);
  if (!options.is_object()) return options.refusal();
  gate::CheckOptions check_options;
  check_options.name = options.text("name");
  check_options.now = options.text("now");
  check_options.format = format_of(options.text("format"));
  check_options.trace = options.flag("trace");
  const report::Detail detail = detail_of(options.text("detail"));
  check_options.lean = detail == report::Detail::ids;
  check_options.digest = detail != report::Detail::live;
  check_options.quantities = detail == report::Detail::full;
  const gate::Verdict& verdict = check_with(check_options);
  const report::Unit unit = unit_of(options.text("offsets"));
  std::string out;
  report::verdict_json(verdict, detail, out, 0, unit);
  return make_result(0, out);
}

void* check(uint32_t handle, std::string_view article, std::string_view options) {
  const Slot* slot = find(slots(), handle);
  if (!slot) return refuse_handle(handle);
  return answer_check(options,
                      [&](const gate::CheckOptions& check_options) -> const gate::Verdict& {
                        return slot->checker->check(article, check_options);
                      });
}

void* check_session(uint32_t session, std::string_view options) {
  const SessionSlot* slot = find(sessions(), session);
  if (!slot) return refuse_session(session);
  return answer_check(options,
                      [&](const gate::CheckOptions& check_options) -> const gate::Verdict& {
                        return slot->session->check(check_options);
                      });
}

void* number_answer(std::string_view name, size_t number) {
  return make_result(0, "{\"" + std::string(name) + "\":" + std::to_string(number) + "}");
}

void* open(uint32_t handle, std::string_view article) {
  const Slot* slot = find(slots(), handle);
  if (!slot) return refuse_handle(handle);
  auto session = std::make_unique<gate::Session>(*slot->gate, article);
  return number_answer("session", keep(sessions(), {slot->gate, std::move(session)}));
}

void* edit(uint32_t session, base::Span place, std::string_view with) {
  const SessionSlot* slot = find(sessions(), session);
  if (!slot) return refuse_session(session);
  const size_t size = slot->session->bytes().size();
  if (slot->session->replace(place, with)) {
    return number_answer("size", slot->session->bytes().size());
  }
  return refuse("bad-edit", "expected a range within the " + std::to_string(size) +
                                " bytes of the story, which may grow to " +
                                std::to_string(formats::Limits::bytes) + ", found " +
                                std::to_string(place.begin) + " to " + std::to_string(place.end) +
                                " and " + std::to_string(with.size()) + " bytes");
}

/// Compiles and evaluates; `sources` has the expression as its last.
void* answer(const cel::Environment& environment, cel::Evaluation& evaluation, bool steps,
             std::span<const report::SourceText> sources) {
  const report::SourceText& expression = sources.back();
  base::MappedText mapped;
  mapped.text = expression.bytes;
  mapped.source = {0, static_cast<uint32_t>(expression.bytes.size())};
  base::Problems problems;
  const auto program =
      cel::compile(environment, mapped, expression.name, expression.bytes, {}, problems);
  if (!program) gate::report_missing_quantities(problems);
  problems.sort();
  if (!program) return refuse(problems.all(), sources);
  const cel::Value value = cel::evaluate(*program, evaluation);
  std::string out;
  cel_json::append_answer_json(out, *program, value, evaluation, {steps, 0});
  return make_result(0, out);
}

/// An expression over an article, with all that rules see; without a methodology over bindings.
void* evaluate(uint32_t handle, std::string_view input, std::string_view options_bytes) {
  const Request options(options_bytes);
  if (!options.is_object()) return options.refusal();
  const bool steps = options.flag("steps");
  const report::SourceText sources[] = {{"input", input},
                                        {"expression", options.text("expression")}};
  if (handle == 0) {
    base::Problems problems;
    const auto bindings = read_bindings(input, problems);
    if (!bindings) return refuse(problems.all(), sources);
    cel::Evaluation evaluation(bindings->arena, bindings->slots);
    return answer(bindings->environment, evaluation, steps, sources);
  }
  const Slot* slot = find(slots(), handle);
  if (!slot) return refuse_handle(handle);
  gate::CheckOptions check_options;
  check_options.name = "input";
  check_options.now = options.text("now");
  check_options.format = format_of(options.text("format"));
  gate::Checker& checker = *slot->checker;
  const gate::Verdict& verdict = checker.check(input, check_options);
  if (verdict.article == nullptr) return refuse(verdict.problems, sources);
  void* result = nullptr;
  checker.try_out([&](const cel::Environment& environment, cel::Evaluation& evaluation) {
    result = answer(environment, evaluation, steps, sources);
  });
  return result;
}

}  // namespace
}  // namespace stet::wasm

STET_EXPORT void* stet_compile(const char* request, uint32_t size) {
  return stet::wasm::compile({request, size});
}

STET_EXPORT void* stet_check(uint32_t handle, const char* article, uint32_t size,
                             const char* options, uint32_t options_size) {
  return stet::wasm::check(handle, {article, size}, {options, options_size});
}

STET_EXPORT void* stet_evaluate(uint32_t handle, const char* input, uint32_t size,
                                const char* options, uint32_t options_size) {
  return stet::wasm::evaluate(handle, {input, size}, {options, options_size});
}

STET_EXPORT void* stet_open(uint32_t handle, const char* article, uint32_t size) {
  return stet::wasm::open(handle, {article, size});
}

STET_EXPORT void* stet_edit(uint32_t session, uint32_t begin, uint32_t end, const char* with,
                            uint32_t size) {
  return stet::wasm::edit(session, {begin, end}, {with, size});
}

STET_EXPORT void* stet_check_session(uint32_t session, const char* options, uint32_t options_size) {
  return stet::wasm::check_session(session, {options, options_size});
}

STET_EXPORT void stet_close(uint32_t session) {
  using namespace stet::wasm;
  if (SessionSlot* slot = find(sessions(), session)) *slot = {};
}

STET_EXPORT void stet_dispose(uint32_t handle) {
  using namespace stet::wasm;
  if (Slot* slot = find(slots(), handle)) *slot = {};
}

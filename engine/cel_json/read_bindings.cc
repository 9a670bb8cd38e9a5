#include "engine/cel_json/bindings.h"
#include "engine/cel_json/json_value.h"

namespace stet::cel_json {
namespace {

using cel::Kind;
using cel::Value;

void complain(std::string_view file, size_t size, base::Problems& problems) {
  problems.add({base::Severity::error,
                "bad-json",
                std::string(file),
                {0, static_cast<uint32_t>(size)},
                "expected a JSON object of names and values",
                {}});
}

}  // namespace

std::unique_ptr<Bindings> read_bindings(std::string_view json, std::string_view file,
                                        base::Problems& problems) {
  auto bindings = std::make_unique<Bindings>();
  if (!json.empty()) {
    const auto object = read_value(json, file, bindings->arena, problems);
    if (!object) return nullptr;
    if (!object->is(Kind::map)) {
      complain(file, json.size(), problems);
      return nullptr;
    }
    cel::Evaluation evaluation(bindings->arena, {});
    for (uint32_t i = 0; i < object->size(); ++i) {
      const Value value = evaluation.mapped(*object, i);
      const std::string_view name = evaluation.key(*object, i).as_text();
      add_binding(*bindings, name, value);
    }
  }
  return bindings->environment.finish(problems) ? std::move(bindings) : nullptr;
}

}  // namespace stet::cel_json

#include "wasm/answer.h"

#include <cstdlib>
#include <cstring>

namespace stet::wasm {

using methodology::Node;

namespace {

struct ResultHeader {
  uint32_t size = 0;
  uint32_t status = 0;
};

}  // namespace

void* make_result(uint32_t status, std::string_view bytes) {
  const ResultHeader header{static_cast<uint32_t>(bytes.size()), status};
  auto* block = static_cast<char*>(std::malloc(sizeof header + bytes.size()));
  if (!block) return nullptr;
  std::memcpy(block, &header, sizeof header);
  std::memcpy(block + sizeof header, bytes.data(), bytes.size());
  return block;
}

void* refuse(std::span<const base::Problem> problems, std::span<const report::SourceText> sources) {
  std::string out = "{\"problems\":";
  report::problems_json(problems, sources, out);
  out += "}";
  return make_result(1, out);
}

void* refuse(std::string_view code, std::string message) {
  base::Problem problem;
  problem.code = code;
  problem.message = std::move(message);
  return refuse({&problem, 1});
}

std::vector<report::SourceText> sources_of(const Node& files) {
  std::vector<report::SourceText> out;
  for (const methodology::Member& file : files.members) {
    if (file.value.is(methodology::string_node)) out.push_back({file.key.text, file.value.view()});
  }
  return out;
}

}  // namespace stet::wasm

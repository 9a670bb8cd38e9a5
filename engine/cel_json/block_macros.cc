#include "engine/cel_json/block_macros.h"

#include "engine/base/arena.h"
#include "engine/cel/ast.h"
#include "engine/cel/parser.h"

namespace stet::cel_json {
namespace {

/// "cel.NAME(1, 2)" → "AS1_2".
std::string replace_calls(std::string text, const std::string& name, const std::string& as) {
  const std::string open = "cel." + name + "(";
  for (size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    const size_t end = text.find(')', at);
    if (end == std::string::npos) break;
    std::string number = text.substr(at + open.size(), end - at - open.size());
    for (char& c : number) c = c == ',' || c == ' ' ? '_' : c;
    text.replace(at, end - at + 1, as + number);
  }
  return text;
}

}  // namespace

std::string expand_blocks(std::string_view expression) {
  std::string text = replace_calls(std::string(expression), "index", "index_");
  text = replace_calls(text, "iterVar", "iter_");
  text = replace_calls(text, "accuVar", "accu_");
  base::MappedText mapped;
  mapped.text = text;
  mapped.source = {0, static_cast<uint32_t>(text.size())};
  base::Arena arena;
  const cel::SourceText source(mapped, {}, text, arena);
  base::Problems problems;
  cel::Reporter reporter(source, problems);
  const auto ast = cel::parse(source, arena, reporter);
  if (!ast) return text;
  const cel::Node& root = (*ast)[ast->root];
  const bool block =
      root.kind == cel::NodeKind::call && root.name == "block" && root.child_count == 3;
  if (!block) return text;
  const cel::Node& list = (*ast)[ast->child(root, 1)];
  std::string out, closing;
  for (uint32_t i = 0; i < list.child_count; ++i) {
    out +=
        "cel.bind(index_" + std::to_string(i) + ", " + cel::print(*ast, ast->child(list, i)) + ", ";
    closing += ")";
  }
  return out + cel::print(*ast, ast->child(root, 2)) + closing;
}

}  // namespace stet::cel_json

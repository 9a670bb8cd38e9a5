#include "wasm/upkeep/kept_gate.h"

#include "wasm/table_files.h"

namespace stet::wasm {

std::unique_ptr<const gate::Gate> compile_texts(const std::string& entry, const Texts& texts,
                                                base::Problems& problems, gate::Examples examples) {
  TableFiles table;
  for (const auto& [name, text] : texts) table.add(name, text);
  auto gate = gate::compile(entry, table, problems, examples);
  problems.sort();
  return gate;
}

const gate::Gate* KeptGate::of(const std::string& entry, const Texts& texts,
                               base::Problems& problems) {
  if (gate_ == nullptr || entry_ != entry || texts_ != texts) {
    entry_ = entry;
    texts_ = texts;
    gate_ = compile_texts(entry, texts, problems, examples_);
  }
  return gate_.get();
}

}  // namespace stet::wasm

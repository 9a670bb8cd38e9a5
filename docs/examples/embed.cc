// Decides stories with the engine as a library: embed RULES STORY…
#include <cstdio>
#include <fstream>
#include <sstream>

#include "engine/gate/gate.h"
#include "engine/report/report.h"

namespace {

/// Files come through an interface: from disk here, from a bundle or a database elsewhere.
class Disk : public stet::methodology::FileSource {
 public:
  std::optional<std::string> read(const std::string& name) override {
    std::ifstream file(name, std::ios::binary);
    if (!file) return std::nullopt;
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  std::string resolve(const std::string& from, const std::string& target) override {
    return from.substr(0, from.rfind('/') + 1) + target;
  }
};

}  // namespace

int main(int argc, char** argv) {
  Disk disk;
  stet::base::Problems problems;
  const auto gate = stet::gate::compile(argc > 1 ? argv[1] : "", disk, problems);
  for (const auto& problem : problems.all()) std::puts(problem.message.c_str());
  if (gate == nullptr) return 2;

  stet::gate::Checker checker(*gate);  // one for each thread; the gate is shared
  bool all_clear = true;
  for (int i = 2; i < argc; ++i) {
    std::string bytes = disk.read(argv[i]).value_or("");
    const size_t size = bytes.size();
    bytes.append(stet::formats::input_padding, '\0');  // the reader looks ahead
    stet::gate::CheckOptions options;
    options.name = argv[i];
    options.now = "2026-11-20T12:00:00Z";  // the engine knows no clock
    const stet::gate::Verdict& verdict = checker.check({bytes.data(), size}, options);
    std::string json;
    stet::report::verdict_json(verdict, stet::report::Detail::ids, json);
    std::puts(json.c_str());
    all_clear &= verdict.clears;
  }
  return all_clear ? 0 : 1;
}

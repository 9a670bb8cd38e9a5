// Any bytes as a rules file, and as one that another extends: problems or a gate, never a crash,
// and every place inside its file.
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "engine/gate/gate.h"

namespace {

using namespace stet;

class OneFile : public methodology::FileSource {
 public:
  explicit OneFile(std::string_view bytes) : bytes_(bytes) {}
  std::optional<std::string> read(const std::string& name) override {
    if (name == "top") return R"({"extends": "it", "stet": 1, "id": "fuzz", "version": "1"})";
    return bytes_;
  }
  std::string resolve(const std::string&, const std::string&) override { return "it"; }

 private:
  std::string bytes_;
};

void check(const std::string& entry, std::string_view bytes) {
  OneFile files(bytes);
  base::Problems problems;
  const auto methodology = methodology::read(entry, files, problems);
  const bool sound = methodology != nullptr && methodology->sound;
  if (sound == problems.has_errors()) std::abort();
  base::Problems all;
  const auto gate = gate::compile(entry, files, all);
  if ((gate != nullptr) == all.has_errors() || all.all().size() < problems.all().size()) {
    std::abort();
  }
  for (const base::Problem& problem : all.all()) {
    const size_t size = files.read(problem.file)->size();
    if (problem.span.begin > problem.span.end || problem.span.end > size) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check("it", bytes);
  check("top", bytes);
  return 0;
}

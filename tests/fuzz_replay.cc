// The main function of a fuzz target in builds without libFuzzer: replays the files of its corpus,
// then the same number of changes of each in every run, so that the sanitizers see broken inputs in
// the ordinary test run too. Deterministic: what fails once fails again.
//
//   fuzz_NAME [--changes N] FILE|FOLDER…
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

/// xorshift64*: small, and the same everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed | 1) {}
  size_t below(size_t limit) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<size_t>((state_ * 0x2545F4914F6CDD1DULL) >> 33) % limit;
  }

 private:
  uint64_t state_;
};

void run(const std::string& bytes) {
  // A copy of exactly this size: reading one byte too far is seen by the address sanitizer.
  const std::vector<uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

std::string change(const std::string& bytes, Random& random) {
  static constexpr char interesting[] = {'"', '\\', '{', '[', '}', ']', '\0',   '\n',
                                         '-', '#',  ':', '9', '(', '*', '\x80', '\xff'};
  std::string changed = bytes;
  const size_t at = random.below(changed.size());
  const size_t length = 1 + random.below(std::min<size_t>(changed.size() - at, 40));
  switch (random.below(5)) {
    case 0: changed.resize(at); break;
    case 1: changed.erase(at, length); break;
    case 2: changed[at] = interesting[random.below(sizeof interesting)]; break;
    case 3: changed.insert(at, 1, interesting[random.below(sizeof interesting)]); break;
    default: changed.insert(random.below(changed.size()), bytes.substr(at, length)); break;
  }
  return changed;
}

std::vector<std::string> list_files(const std::vector<std::string>& arguments) {
  std::vector<std::string> files;
  for (const std::string& argument : arguments) {
    if (!fs::is_directory(argument)) {
      files.push_back(argument);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argument)) {
      if (entry.is_regular_file()) files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  unsigned long changes = 0;
  if (arguments.size() >= 2 && arguments[0] == "--changes") {
    changes = std::strtoul(arguments[1].c_str(), nullptr, 10);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  const std::vector<std::string> files = list_files(arguments);
  run("");
  for (const std::string& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) {
      std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
      return 1;
    }
    run(bytes);
    Random random(bytes.size());
    for (unsigned long i = 0; i < changes && !bytes.empty(); ++i) run(change(bytes, random));
  }
  std::printf("%zu inputs, %lu changes of each: no crash\n", files.size(), changes);
  return files.empty() ? 1 : 0;
}

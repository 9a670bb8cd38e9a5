#include "engine/upkeep/changed_file.h"

#include "engine/upkeep/test_stories.h"

namespace stet::upkeep {

std::optional<std::string> ChangedFile::read(const std::string& name) {
  for (uint32_t i = 0; i < methodology_.files.size(); ++i) {
    if (methodology_.files[i]->name != name) continue;
    std::string bytes = methodology_.files[i]->bytes;
    if (i == file_) bytes.replace(place_.begin, place_.size(), to_);
    return bytes;
  }
  return std::nullopt;
}

std::string ChangedFile::resolve(const std::string&, const std::string& target) {
  const auto number = file_named(methodology_, target);
  return number ? methodology_.files[*number]->name : target;
}

}  // namespace stet::upkeep

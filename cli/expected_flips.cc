#include "cli/expected_flips.h"

#include "cli/files.h"
#include "cli/grouped.h"
#include "engine/methodology/node.h"

namespace stet::cli {

namespace {

using Flip = std::tuple<std::string, std::string, std::string>;

std::optional<Flip> read_flip(std::string_view line, std::string_view path,
                              base::Problems& problems) {
  base::Arena arena;
  methodology::ParseInput input;
  input.bytes = line;
  input.name = path;
  const auto node = methodology::parse_json(input, arena, problems);
  if (!node) return std::nullopt;
  std::string texts[3];
  constexpr std::string_view keys[] = {"story", "from", "to"};
  for (size_t i = 0; i < 3; ++i) {
    const methodology::Node* value = node->find(keys[i]);
    if (value == nullptr || !value->is(methodology::string_node)) return std::nullopt;
    texts[i] = value->view();
  }
  return Flip(texts[0], texts[1], texts[2]);
}

std::string words_of(const Flip& flip) {
  const auto& [story, from, to] = flip;
  return "'" + story + "' " + from + " → " + to;
}

}  // namespace

bool ExpectedFlips::read(const std::string& path, Invocation& invocation) {
  path_ = path;
  Buffer bytes;
  if (const auto loaded = read_file(path, SIZE_MAX / 4, bytes); !loaded) {
    invocation.complain("cannot read '" + path + "': " + loaded.error(), Exit::unreadable);
    return false;
  }
  std::string_view rest = bytes.view();
  for (uint64_t number = 1; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    base::Problems problems;
    const auto flip = read_flip(line, path, problems);
    if (!flip) {
      invocation.complain("'" + path + "' line " + std::to_string(number) +
                              ": expected a flip such as "
                              R"({"story": "s1", "from": "pass", "to": "hold"})",
                          Exit::wrong_usage);
      return false;
    }
    ++awaited_[*flip];
  }
  return true;
}

void ExpectedFlips::see(const upkeep::StoryChange& change) {
  if (change.from == change.to) return;
  const Flip flip(change.story, change.from, change.to);
  const auto found = awaited_.find(flip);
  if (found == awaited_.end()) {
    ++stranger_count_;
    if (strangers_.size() < most_told) strangers_.push_back(flip);
  } else if (--found->second == 0) {
    awaited_.erase(found);
  }
}

bool ExpectedFlips::settle(Invocation& invocation) const {
  uint64_t missing = 0;
  for (const auto& [flip, count] : awaited_) missing += count;
  if (missing == 0 && stranger_count_ == 0) return true;
  for (const Flip& flip : strangers_) {
    invocation.streams.err.write("not expected: " + words_of(flip) + "\n");
  }
  size_t told = 0;
  for (const auto& [flip, count] : awaited_) {
    if (told++ < most_told) invocation.streams.err.write("missing: " + words_of(flip) + "\n");
  }
  invocation.complain(grouped(stranger_count_) + " flips are not in '" + path_ + "', " +
                          grouped(missing) + " of it are missing",
                      Exit::not_cleared);
  return false;
}

}  // namespace stet::cli

// The way from files to a Methodology: load and merge, check the shape, read section by section.
#include <algorithm>

#include "engine/methodology/check.h"
#include "engine/methodology/load.h"
#include "engine/methodology/reading.h"

namespace stet::methodology {
namespace {

/// Over the sizes and bytes of all files, in the order of reading. Names stay out of it: the same
/// rules have the same digest wherever they lie.
base::Digest digest_of(const Methodology& methodology) {
  base::Sha256 hash;
  for (const auto& file : methodology.files) {
    hash.update(std::to_string(file->bytes.size()) + "\n");
    hash.update(file->bytes);
  }
  return hash.finish();
}

}  // namespace

const Node* get(const Node& object, std::string_view key, uint8_t types) {
  const Node* value = object.find(key);
  return value && (value->type & types) ? value : nullptr;
}

bool read_text(const Node& object, std::string_view key, std::string& to) {
  const Node* value = get(object, key, string_node);
  if (value) to = std::string(value->view());
  return value != nullptr;
}

std::string text_of(const Node& object, std::string_view key) {
  std::string out;
  read_text(object, key, out);
  return out;
}

bool flag_of(const Node& object, std::string_view key, bool otherwise) {
  const Node* value = get(object, key, boolean_node);
  return value ? value->boolean : otherwise;
}

double number_of(const Node& object, std::string_view key, double otherwise) {
  const Node* value = get(object, key, integer_node | number_node);
  return value ? value->number : otherwise;
}

std::span<const Node> items_of(const Node& object, std::string_view key) {
  const Node* value = get(object, key, list_node);
  if (!value) return {};
  return {value->items.data(), value->items.size()};
}

std::span<const Member> members_of(const Node& object, std::string_view key) {
  const Node* value = get(object, key, object_node);
  if (!value) return {};
  return {value->members.data(), value->members.size()};
}

Located located(const Node* text) {
  if (!text) return {};
  Located out{text->text, text->file};
  if (!out.present()) out.text.text = "";
  return out;
}

std::vector<std::string> texts(std::span<const Node> items) {
  std::vector<std::string> out;
  for (const Node& item : items) {
    if (item.is(string_node)) out.emplace_back(item.view());
  }
  return out;
}

void Names::add(std::string_view name, uint32_t number) {
  if (numbers_.add(name, number)) names_.push_back(name);
}

std::optional<uint32_t> Reading::resolve(const Node& id, std::string_view what,
                                         const Names& names) {
  const std::optional<uint32_t> number = names.find(id.view());
  if (!number) messages.unknown_reference(id, what, names.all());
  return number;
}

/// A file without any decision has one mistake, not one in every rule.
std::optional<uint32_t> Reading::resolve_decision(const Node& id) {
  if (decisions.all().empty()) return std::nullopt;
  return resolve(id, "a decision", decisions);
}

std::vector<uint32_t> Reading::resolve_lists(const Node& object, std::string_view key) {
  std::vector<uint32_t> numbers;
  for (const Node& id : items_of(object, key)) {
    if (!id.is(string_node)) continue;
    const std::optional<uint32_t> number = resolve(id, "a phrase list", lists);
    if (number && std::find(numbers.begin(), numbers.end(), *number) == numbers.end()) {
      numbers.push_back(*number);
    }
  }
  return numbers;
}

void read_head(Reading& reading, const Node& root) {
  Methodology& out = reading.out;
  read_text(root, "id", out.id);
  read_text(root, "version", out.version);
  read_text(root, "title", out.title);
  read_text(root, "effective", out.effective);
  out.example = get(root, "example", object_node);
}

std::string_view to_string(Part part) {
  switch (part) {
    case Part::headline: return "headline";
    case Part::description: return "description";
    case Part::takeaway: return "takeaway";
    case Part::claim: return "claim";
    case Part::body: return "body";
  }
  return "body";
}

std::string_view to_string(Voice voice) {
  switch (voice) {
    case Voice::own: return "own";
    case Voice::paraphrase: return "paraphrase";
    case Voice::quotation: return "quotation";
  }
  return "own";
}

std::unique_ptr<Methodology> read(const std::string& entry, FileSource& files,
                                  base::Problems& problems) {
  const size_t errors_before = problems.error_count();
  auto methodology = std::make_unique<Methodology>();
  std::optional<Node> loaded = load(entry, files, *methodology, problems);
  if (!loaded) return nullptr;
  const auto root = std::make_shared<const Node>(std::move(*loaded));
  methodology->tree = root;
  Messages messages(*methodology, problems);
  check(*root, file_shape(), messages);

  Reading reading{*methodology, messages};
  read_head(reading, *root);
  read_decisions(reading, *root);
  read_sources(reading, *root);
  read_story(reading, *root);
  read_lists(reading, *root);
  read_verification(reading, *root);
  read_sentiment(reading, *root);
  read_impact(reading, *root);
  read_confidence(reading, *root);
  read_terms(reading, *root);
  read_rules(reading, *root);
  read_exceptions(reading, *root);
  read_rankings(reading, *root, "rankings");
  methodology->sound = problems.error_count() == errors_before;
  methodology->digest = digest_of(*methodology);
  return methodology;
}

}  // namespace stet::methodology

// Sources with what makes them one, and claims with how they stand.
#include "engine/base/json_writer.h"
#include "engine/base/number.h"
#include "engine/report/sightings.h"

namespace stet::report {

namespace {

void write_texts(base::JsonWriter& json, base::JsonKey name,
                 const formats::List<formats::Text>& texts) {
  json.key(name);
  json.begin_array();
  for (const formats::Text& text : texts) json.string(text.view());
  json.end_array();
}

std::string inner(const std::string& object) { return object.substr(1, object.size() - 2); }

std::string_view name_of(const formats::Source& source) {
  for (const formats::Text* text : {&source.publisher, &source.name, &source.url, &source.id}) {
    if (!text->view().empty()) return text->view();
  }
  return "source";
}

}  // namespace

void describe(const evidence::Evidence& evidence, uint32_t index, Sighting& sighting) {
  const formats::Source& source = evidence.article->sources[index];
  const uint32_t number = evidence.cluster_of[index];
  const evidence::Cluster& cluster = evidence.clusters[number];
  sighting.label = std::string(name_of(source)) + ": cluster ";
  base::append_uint(sighting.label, number + 1);
  if (!cluster.qualifies) sighting.label += ", does not count";
  std::string members;
  base::JsonWriter json(members);
  json.begin_object();
  json.member("id", source.id.view());
  json.member("publisher", source.publisher.view());
  json.member("cluster_kind", cluster.kind);
  json.member_int("cluster", number + 1);
  json.member_bool("qualifies", cluster.qualifies);
  json.member_number("weight", cluster.weight);
  json.key("merges");
  json.begin_array();
  for (const evidence::Merge& merge : cluster.merges) {
    if (merge.first != index && merge.second != index) continue;
    const uint32_t other = merge.first == index ? merge.second : merge.first;
    const std::string_view reason = evidence::to_string(merge.reason);
    sighting.label.append(", one with ").append(name_of(evidence.article->sources[other]));
    sighting.label.append(" (").append(reason).append(": ").append(merge.value).append(")");
    json.begin_object();
    json.member("with", evidence.article->sources[other].id.view());
    json.member("reason", reason);
    json.member("value", merge.value);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  sighting.members = inner(members);
}

void describe(const evidence::Support& support, Sighting& sighting) {
  const std::string_view state = evidence::to_string(support.state);
  sighting.label = std::string(state) + ", ";
  base::append_uint(sighting.label, support.count);
  sighting.label.append(" independent, by ").append(support.basis);
  std::string members;
  base::JsonWriter json(members);
  json.begin_object();
  json.member("id", support.claim->id.view());
  json.member("state", state);
  json.member("basis", support.basis);
  json.member_int("count", support.count);
  write_texts(json, "sources", support.claim->sources);
  json.key("unknown_sources");
  json.begin_array();
  for (const std::string_view id : support.unknown_sources) json.string(id);
  json.end_array();
  json.end_object();
  sighting.members = inner(members);
}

}  // namespace stet::report

// rules/schema/verdict.schema.json and docs/verdict.md describe it; a test holds the three
// together.
#include "engine/report/evidence_json.h"

#include "engine/report/json_place.h"

namespace stet::report {

namespace {

using base::JsonWriter;

/// Shared passages can be whole reports: so much shows which one is meant.
std::string_view clip(std::string_view text) {
  constexpr size_t most = 200;
  if (text.size() <= most) return text;
  size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

class EvidenceWriter {
 public:
  EvidenceWriter(JsonWriter& json, const gate::Verdict& verdict, Places& places, Unit unit)
      : json_(json), verdict_(verdict), places_(places), unit_(unit) {}

  void write() {
    const evidence::Evidence none{};
    const evidence::Evidence& all = verdict_.evidence == nullptr ? none : *verdict_.evidence;
    array("clusters", all.clusters, &EvidenceWriter::cluster);
    array("support", all.support, &EvidenceWriter::support);
    array("shared_quotations", all.shared_quotations, &EvidenceWriter::shared_quotation);
  }

 private:
  template <typename T>
  void array(base::JsonKey name, std::span<const T> items, void (EvidenceWriter::*one)(const T&)) {
    write_objects(json_, name, items, [&](const T& item) { (this->*one)(item); });
  }

  void place(base::Span span) { append_place_json(json_, span, places_, unit_); }

  void source(uint32_t index) { write_source_name(json_, verdict_, index); }

  void cluster(const evidence::Cluster& cluster) {
    json_.key("sources");
    json_.begin_array();
    for (const uint32_t index : cluster.sources) source(index);
    json_.end_array();
    json_.member("kind", cluster.kind);
    json_.member_number("weight", cluster.weight);
    json_.member_bool("qualifies", cluster.qualifies);
    array("merges", cluster.merges, &EvidenceWriter::merge);
  }
  void merge(const evidence::Merge& merge) {
    json_.key("first");
    source(merge.first);
    json_.key("second");
    source(merge.second);
    json_.member("reason", evidence::to_string(merge.reason));
    json_.member("value", merge.value);
    json_.key("evidence");
    json_.begin_array();
    merge_evidence(merge.first, merge.first_span);
    merge_evidence(merge.second, merge.second_span);
    json_.end_array();
  }
  void shared_quotation(const evidence::SharedQuotation& shared) {
    json_.key("evidence");
    json_.begin_array();
    merge_evidence(shared.first, shared.first_span);
    merge_evidence(shared.second, shared.second_span);
    json_.end_array();
  }
  /// Nothing for a source whose metadata say it.
  void merge_evidence(uint32_t index, base::Span span) {
    if (span.empty()) return;
    json_.begin_object();
    json_.key("source");
    source(index);
    source_place(index, span);
    json_.end_object();
  }
  /// A place in the text of a source.
  void source_place(uint32_t index, base::Span span) {
    const base::MappedText& text = verdict_.article->sources[index].text.value;
    json_.member("text", clip(base::slice(text.text, span)));
    place(base::to_source(text, verdict_.input, span));
  }

  void source_finding(const evidence::SourceFinding& finding) {
    json_.key("source");
    source(finding.source);
    json_.member("stance", evidence::to_string(finding.stance));
    if (!finding.span.empty()) source_place(finding.source, finding.span);
  }
  void support(const evidence::Support& support) {
    if (support.claim->id.present()) json_.member("claim", support.claim->id.view());
    json_.member("state", evidence::to_string(support.state));
    json_.member_int("count", support.count);
    json_.member("basis", support.basis);
    array("findings", support.findings, &EvidenceWriter::source_finding);
    json_.key("unknown_sources");
    json_.begin_array();
    for (const std::string_view id : support.unknown_sources) json_.string(id);
    json_.end_array();
    place(support.claim->place);
  }

  JsonWriter& json_;
  const gate::Verdict& verdict_;
  Places& places_;
  Unit unit_;
};

}  // namespace

void write_source_name(JsonWriter& json, const gate::Verdict& verdict, uint32_t index) {
  const formats::Source& source = verdict.article->sources[index];
  if (source.id.present()) return json.string(source.id.view());
  char text[12] = {'#'};
  size_t size = 1;
  for (uint32_t scale = 1000000000; scale > 0; scale /= 10) {
    if (index + 1 >= scale) text[size++] = static_cast<char>('0' + (index + 1) / scale % 10);
  }
  json.string({text, size});
}

void write_evidence(JsonWriter& json, const gate::Verdict& verdict, Places& places, Unit unit) {
  EvidenceWriter(json, verdict, places, unit).write();
}

}  // namespace stet::report

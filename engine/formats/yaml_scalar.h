// From the bytes of a YAML scalar as written to the text it stands for, piece by piece.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/mapped_text.h"
#include "engine/formats/yaml_tree.h"

namespace stet::formats {

enum class YamlStyle : uint8_t { plain, single_quoted, double_quoted, literal, folded };

/// Aligns `value` with the bytes `raw` that stand at `offset` in the input (quotes excluded; from
/// `|` or `>` on for block scalars). Segments go to `segments`; the range of the input that the
/// value covers is returned. When the two cannot be aligned, one segment covers all of `raw`.
base::Span align_yaml_scalar(std::string_view raw, uint32_t offset, std::string_view value,
                             YamlStyle style, std::vector<base::Segment>& segments);

/// The type of a plain scalar under the YAML 1.2 core schema.
YamlType yaml_plain_type(std::string_view text);

}  // namespace stet::formats

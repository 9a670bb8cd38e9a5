// When two names, or two addresses, are the same one.
//
//   "The  Quay Gazette", "quay gazette"                                → "quay gazette"
//   "https://www.quay.example:443/a/?utm_source=x&b=1#top", "//QUAY.example/a?b=1" →
//   "quay.example/a?b=1"
//
// Tested in tests/evidence/source_names_test.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stet::evidence {

/// Appends `name` without case (ASCII), surplus space and a leading "the",
/// with marks as they are on a keyboard.
void append_folded_name(std::string& out, std::string_view name);

/// Appends what identifies the document at `url`: no scheme, "www.", default port, fragment,
/// tracking parameters or closing slash; host in lower case, parameters sorted. The path keeps its
/// case. An address of another kind ("doi:…") is only trimmed.
void append_canonical_url(std::string& out, std::string_view url);

/// The host of a canonical URL; empty when it has none.
std::string_view host_of(std::string_view canonical_url);

/// Letters and digits; bytes beyond ASCII count as letters.
bool is_word_byte(char c);

/// The first run of word bytes in a name.
std::string_view first_word(std::string_view folded);

/// Not secret and not for untrusted tables: equal texts are always compared byte by byte too.
uint64_t hash_name(std::string_view name);

/// ASCII white space.
inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// `text` without ASCII white space at both ends.
inline std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace stet::evidence

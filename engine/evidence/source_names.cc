// Names and addresses are folded into a buffer of the caller, so that a thousand sources cost no
// allocation. Tested in tests/evidence/source_names_test.cc.
#include "engine/evidence/source_names.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "engine/base/short_text.h"
#include "engine/base/sort.h"
#include "engine/text/small_letters.h"

namespace stet::evidence {

namespace {

// Parameters that say how a reader came, not what the document is.
constexpr std::array<std::string_view, 19> tracking_parameters = {
    "_ga",    "cmp",        "cmpid",  "dclid",  "fbclid", "ftag",    "gclid",
    "gclsrc", "guccounter", "igshid", "mc_cid", "mc_eid", "mkt_tok", "msclkid",
    "ncid",   "ocid",       "smid",   "twclid", "yclid"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Bytes that fold on their own, folded; 0 for white space and for bytes that begin longer
/// characters which fold to something else.
constexpr std::array<char, 256> make_folded_bytes() {
  std::array<char, 256> out{};
  for (size_t c = 0; c < out.size(); ++c) {
    const bool white = c == ' ' || (c >= '\t' && c <= '\r');
    const bool capital = c >= 'A' && c <= 'Z';
    if (!white && c != 0xC2 && c != 0xE2) out[c] = static_cast<char>(capital ? c + 0x20 : c);
  }
  return out;
}

constexpr std::array<char, 256> folded_bytes = make_folded_bytes();

// Typographic dashes, apostrophes and quotation marks as they are on a keyboard; 0 for all else.
char plain_mark(std::string_view three_bytes) {
  if (three_bytes.size() < 3 || three_bytes.substr(0, 2) != "\xE2\x80") return 0;
  switch (three_bytes[2]) {
    case '\x90':
    case '\x91':
    case '\x92':
    case '\x93':
    case '\x94': return '-';
    case '\x98':
    case '\x99': return '\'';
    case '\x9C':
    case '\x9D':
    case '\x9E': return '"';
    default: return 0;
  }
}

/// Of ASCII, words one space apart, the first no "the": only capitals fold. Most names are.
bool is_plain(std::string_view name) {
  constexpr uint64_t each = 0x0101010101010101;
  constexpr uint64_t tops = 0x80 * each;
  uint64_t odd = 0;       // in top bits: bytes beyond ASCII or below ' ', a space after a space
  uint64_t space = 0x80;  // whether the byte before was one, as the beginning is
  for (size_t at = 0; at < name.size(); at += 8) {
    const size_t count = std::min<size_t>(name.size() - at, 8);
    uint64_t bytes = base::load_up_to_8(name.data() + at, count);
    if (count < 8) bytes |= 'x' * each << (8 * count);
    const uint64_t gaps = bytes ^ ' ' * each;
    const uint64_t spaces = ~(((gaps & ~tops) + ~tops) | gaps) & tops;
    odd |= (bytes | ~((bytes & ~tops) + 0x60 * each)) & tops;
    odd |= spaces & (spaces << 8 | space);
    space = spaces >> 56;
  }
  if (odd != 0 || name.empty() || name.back() == ' ') return false;
  return name.size() < 4 || text::small_letters(base::load4(name.data())) != base::load4("the ");
}

/// Where the path or the query of an address without its scheme begins.
size_t find_host_end(std::string_view url) {
  const auto end =
      std::find_if(url.begin(), url.end(), [](char c) { return c == '/' || c == '?'; });
  return static_cast<size_t>(end - url.begin());
}

bool equals_folded(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(),
                    [](char a, char b) { return lower(a) == b; });
}

bool is_tracking(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  if (name.size() >= 4 && equals_folded(name.substr(0, 4), "utm_")) return true;
  return std::any_of(tracking_parameters.begin(), tracking_parameters.end(),
                     [&](std::string_view known) { return equals_folded(name, known); });
}

// Removes the scheme of a web address. False: the address is of another kind.
bool strip_scheme(std::string_view& url) {
  if (url.substr(0, 2) == "//") {
    url.remove_prefix(2);
    return true;
  }
  const size_t colon = url.find(':');
  const std::string_view before = url.substr(0, colon);
  if (equals_folded(before, "http") || equals_folded(before, "https")) {
    if (url.substr(colon + 1, 2) != "//") return false;
    url.remove_prefix(colon + 3);
    return true;
  }
  // "quay.example/a" is an address without a scheme; "doi:10.1/x" and "report.pdf" are names.
  if (before.find_first_of("/?#") == std::string_view::npos && colon != std::string_view::npos) {
    return false;
  }
  const std::string_view host = url.substr(0, url.find('/'));
  return host.size() < url.size() && host.find('.') != std::string_view::npos &&
         host.find(' ') == std::string_view::npos;
}

void append_host(std::string& out, std::string_view authority) {
  if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  if (const size_t port = authority.rfind(':'); port != std::string_view::npos) {
    const std::string_view digits = authority.substr(port + 1);
    if (digits.empty() || digits == "80" || digits == "443") authority = authority.substr(0, port);
  }
  while (!authority.empty() && authority.back() == '.') authority.remove_suffix(1);
  if (authority.size() > 4 && equals_folded(authority.substr(0, 4), "www.")) {
    authority.remove_prefix(4);
  }
  const size_t start = out.size();
  out.append(authority);
  std::transform(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
                 out.begin() + static_cast<std::ptrdiff_t>(start), lower);
}

// The hexadecimal digits of an escape have no case: %c3 is %C3.
void append_escaped(std::string& out, std::string_view text) {
  if (text.find('%') == std::string_view::npos) {
    out.append(text);
    return;
  }
  for (size_t i = 0; i < text.size(); ++i) {
    out.push_back(text[i]);
    if (text[i] != '%') continue;
    for (size_t k = 0; k < 2 && i + 1 < text.size(); ++k) {
      const char c = text[++i];
      out.push_back(c >= 'a' && c <= 'f' ? static_cast<char>(c - ('a' - 'A')) : c);
    }
  }
}

// Takes the smallest parameter above the last one each time: queries are short, and no list of
// them is needed. Beyond `most` the order as written stands.
void append_parameters(std::string& out, std::string_view query) {
  constexpr size_t most = 32;
  std::array<std::string_view, most> kept;
  size_t count = 0;
  std::string_view rest = query;
  while (!rest.empty()) {
    const size_t end = rest.find('&');
    const std::string_view parameter = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (parameter.empty() || is_tracking(parameter)) continue;
    if (count == most) {
      out.push_back('?');
      append_escaped(out, query);
      return;
    }
    kept[count++] = parameter;
  }
  base::sort_in_place(std::span(kept).first(count));
  for (size_t i = 0; i < count; ++i) {
    out.push_back(i == 0 ? '?' : '&');
    append_escaped(out, kept[i]);
  }
}

}  // namespace

// Folding never makes a name longer, so it is written into room for all of it.
void append_folded_name(std::string& out, std::string_view name) {
  const size_t start = out.size();
  out.resize(start + name.size());
  char* const begin = out.data() + start;
  if (is_plain(name)) {
    for (size_t at = 0; at < name.size(); at += 8) {
      const size_t count = std::min<size_t>(name.size() - at, 8);
      const uint64_t small = text::small_letters(base::load_up_to_8(name.data() + at, count));
      std::memcpy(begin + at, &small, count);
    }
    return;
  }
  char* to = begin;
  bool gap = false;
  for (size_t i = 0; i < name.size(); ++i) {
    char c = folded_bytes[static_cast<uint8_t>(name[i])];
    if (c == 0) {
      const bool no_break_space = name.substr(i, 2) == "\xC2\xA0";
      if (is_space(name[i]) || no_break_space) {
        i += no_break_space ? 1 : 0;
        gap = to != begin;
        continue;
      }
      const char plain = plain_mark(name.substr(i, 3));
      c = plain != 0 ? plain : name[i];
      i += plain != 0 ? 2 : 0;
    }
    if (gap) {
      const bool article = to - begin == 3 && std::memcmp(begin, "the", 3) == 0;
      if (article) {
        to = begin;
      } else {
        *to++ = ' ';
      }
      gap = false;
    }
    *to++ = c;
  }
  out.resize(start + static_cast<size_t>(to - begin));
}

void append_canonical_url(std::string& out, std::string_view url) {
  url = trim(url);
  if (!strip_scheme(url)) {
    out.append(url);
    return;
  }
  url = url.substr(0, url.find('#'));
  const size_t host_end = find_host_end(url);
  append_host(out, url.substr(0, host_end));
  url.remove_prefix(host_end);
  const size_t path_end = std::min(url.size(), url.find('?'));
  std::string_view path = url.substr(0, path_end);
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  append_escaped(out, path);
  if (path_end < url.size()) append_parameters(out, url.substr(path_end + 1));
}

std::string_view host_of(std::string_view canonical_url) {
  const std::string_view host = canonical_url.substr(0, find_host_end(canonical_url));
  const bool named =
      host.find('.') != std::string_view::npos && host.find(':') == std::string_view::npos;
  return named ? host : std::string_view{};
}

std::string_view first_word(std::string_view folded) {
  size_t begin = 0;
  while (begin < folded.size() && !is_word_byte(folded[begin])) ++begin;
  size_t end = begin;
  while (end < folded.size() && is_word_byte(folded[end])) ++end;
  return folded.substr(begin, end - begin);
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

uint64_t hash_name(std::string_view name) {
  constexpr uint64_t factor = 0x9E3779B97F4A7C15u;
  uint64_t hash = name.size() * factor;
  for (size_t at = 0; at < name.size(); at += 8) {
    hash = (hash ^ base::load_up_to_8(name.data() + at, name.size() - at)) * factor;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace stet::evidence

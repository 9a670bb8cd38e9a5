// The network extension: IP addresses and blocks of them (CIDR), IPv4 and IPv6.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "engine/cel/environment_tables.h"
#include "engine/cel/evaluation.h"

namespace stet::cel {
namespace {

/// Big-endian; an IPv4 address in the last four bytes.
struct Address {
  std::array<uint8_t, 16> bytes{};
  bool v4 = false;
  int bits() const { return v4 ? 32 : 128; }
  uint8_t at(size_t i) const { return bytes[(v4 ? 12 : 0) + i]; }
};
bool operator==(const Address& a, const Address& b) { return a.v4 == b.v4 && a.bytes == b.bytes; }

struct Ip : Opaque {
  Address address;
};
struct Cidr : Opaque {
  Address address;
  int prefix = 0;
};

bool equal_ip(const Opaque& a, const Opaque& b) {
  return static_cast<const Ip&>(a).address == static_cast<const Ip&>(b).address;
}
bool equal_cidr(const Opaque& a, const Opaque& b) {
  const auto& x = static_cast<const Cidr&>(a);
  const auto& y = static_cast<const Cidr&>(b);
  return x.address == y.address && x.prefix == y.prefix;
}

uint32_t word_at(const Address& address, size_t i) {
  return static_cast<uint32_t>(address.bytes[i * 2] << 8 | address.bytes[i * 2 + 1]);
}

/// RFC 5952: lower case, the longest run of zero groups (two or more, the first) as "::".
void print_address(const Address& address, std::string& out) {
  if (address.v4) {
    for (size_t i = 0; i < 4; ++i) {
      out.append(i == 0 ? "" : ".").append(std::to_string(address.at(i)));
    }
    return;
  }
  size_t run_begin = 8, run_size = 1;
  for (size_t i = 0; i < 8;) {
    size_t end = i;
    while (end < 8 && word_at(address, end) == 0) ++end;
    if (end - i > run_size) run_begin = i, run_size = end - i;
    i = end == i ? i + 1 : end;
  }
  for (size_t i = 0; i < 8; ++i) {
    if (i == run_begin) {
      out += "::";
      i += run_size - 1;
      continue;
    }
    if (i > 0 && i != run_begin + run_size) out += ':';
    const uint32_t word = word_at(address, i);
    bool begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const uint32_t digit = word >> shift & 15;
      begun = begun || digit != 0 || shift == 0;
      if (begun) out += "0123456789abcdef"[digit];
    }
  }
}
void print_ip(const Opaque& value, std::string& out) {
  print_address(static_cast<const Ip&>(value).address, out);
}
void print_cidr(const Opaque& value, std::string& out) {
  const auto& cidr = static_cast<const Cidr&>(value);
  print_address(cidr.address, out);
  out.append("/").append(std::to_string(cidr.prefix));
}

constexpr OpaqueType ip_type{"net.IP", equal_ip, print_ip};
constexpr OpaqueType cidr_type{"net.CIDR", equal_cidr, print_cidr};

/// A decimal number of at most three digits without leading zeros.
std::optional<int> small_number(std::string_view text, int limit) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value <= limit ? std::optional<int>(value) : std::nullopt;
}

bool parse_v4(std::string_view text, uint8_t* out) {
  for (int i = 0; i < 4; ++i) {
    const size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (i == 3)) return false;
    const auto value = small_number(text.substr(0, dot), 255);
    if (!value) return false;
    out[i] = static_cast<uint8_t>(*value);
    text.remove_prefix(i == 3 ? text.size() : dot + 1);
  }
  return true;
}

std::optional<uint32_t> hex_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  uint32_t value = 0;
  for (const char c : text) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<uint32_t>(digit);
  }
  return value;
}

/// Groups of one side of "::" into `out`; how many bytes, or nothing.
std::optional<size_t> parse_groups(std::string_view text, bool last, uint8_t* out, bool& dotted) {
  size_t size = 0;
  while (!text.empty()) {
    const size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (last && colon == std::string_view::npos && group.find('.') != std::string_view::npos) {
      if (size > 12 || !parse_v4(group, out + size)) return std::nullopt;
      dotted = true;
      return size + 4;
    }
    const auto value = hex_group(group);
    if (!value || size > 14) return std::nullopt;
    out[size++] = static_cast<uint8_t>(*value >> 8);
    out[size++] = static_cast<uint8_t>(*value & 255);
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
    if (text.empty()) return std::nullopt;
  }
  return size;
}

/// Nothing for what is no address, has a zone, or is IPv4 written in IPv6 with dots.
std::optional<Address> parse_address(std::string_view text) {
  Address address;
  if (text.find(':') == std::string_view::npos) {
    address.v4 = true;
    if (!parse_v4(text, address.bytes.data() + 12)) return std::nullopt;
    return address;
  }
  uint8_t head[16] = {}, tail[16] = {};
  bool dotted = false;
  const size_t gap = text.find("::");
  const auto front = parse_groups(text.substr(0, gap), gap == std::string_view::npos, head, dotted);
  if (!front) return std::nullopt;
  if (gap == std::string_view::npos) {
    if (*front != 16) return std::nullopt;
    std::copy(head, head + 16, address.bytes.begin());
  } else {
    const auto back = parse_groups(text.substr(gap + 2), true, tail, dotted);
    if (!back || *front + *back > 14) return std::nullopt;
    std::copy(head, head + *front, address.bytes.begin());
    std::copy(tail, tail + *back, address.bytes.end() - static_cast<std::ptrdiff_t>(*back));
  }
  const bool mapped = std::all_of(address.bytes.begin(), address.bytes.begin() + 10,
                                  [](uint8_t b) { return b == 0; }) &&
                      address.bytes[10] == 255 && address.bytes[11] == 255;
  if (!mapped) return address;
  if (dotted) return std::nullopt;
  address.v4 = true;
  address.bytes[10] = address.bytes[11] = 0;
  return address;
}

struct Block {
  Address address;
  int prefix = 0;
};
std::optional<Block> parse_block(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  const auto prefix = small_number(text.substr(slash + 1), address->bits());
  if (!prefix) return std::nullopt;
  return Block{*address, *prefix};
}

Address masked(Address address, int prefix) {
  const size_t first = address.v4 ? 12 : 0;
  for (size_t i = first; i < 16; ++i) {
    const int bits = std::clamp(prefix - static_cast<int>(i - first) * 8, 0, 8);
    address.bytes[i] = static_cast<uint8_t>(address.bytes[i] & (0xFF00 >> bits));
  }
  return address;
}

Value make_ip(Evaluation& e, const Address& address) {
  Ip* ip = e.arena().make<Ip>();
  ip->type = &ip_type;
  ip->address = address;
  return Value::opaque(ip);
}
Value make_cidr(Evaluation& e, const Address& address, int prefix) {
  Cidr* cidr = e.arena().make<Cidr>();
  cidr->type = &cidr_type;
  cidr->address = address;
  cidr->prefix = prefix;
  return Value::opaque(cidr);
}
const Address& ip_of(const Value& value) {
  return static_cast<const Ip*>(value.as_opaque())->address;
}
const Cidr& cidr_of(const Value& value) { return *static_cast<const Cidr*>(value.as_opaque()); }

Value no_address(Evaluation& e, const Value& text) {
  return e.fail(ErrorCode::conversion,
                "expected an IP address without a zone, found " + to_string(text));
}
Value no_block(Evaluation& e, const Value& text) {
  return e.fail(ErrorCode::conversion,
                "expected a block of IP addresses, found " + to_string(text));
}

Value ip_from_string(Evaluation& e, const Value* a) {
  const auto address = parse_address(a[0].as_text());
  return address ? make_ip(e, *address) : no_address(e, a[0]);
}
Value cidr_from_string(Evaluation& e, const Value* a) {
  const auto block = parse_block(a[0].as_text());
  return block ? make_cidr(e, block->address, block->prefix) : no_block(e, a[0]);
}
Value is_ip(Evaluation&, const Value* a) {
  return Value::boolean(parse_address(a[0].as_text()).has_value());
}
Value is_cidr(Evaluation&, const Value* a) {
  return Value::boolean(parse_block(a[0].as_text()).has_value());
}
Value is_canonical(Evaluation& e, const Value* a) {
  const auto address = parse_address(a[0].as_text());
  if (!address) return no_address(e, a[0]);
  std::string printed;
  print_address(*address, printed);
  return Value::boolean(printed == a[0].as_text());
}
Value family(Evaluation&, const Value* a) { return Value::integer(ip_of(a[0]).v4 ? 4 : 6); }

bool unspecified(const Address& a) {
  return std::all_of(a.bytes.begin(), a.bytes.end(), [](uint8_t b) { return b == 0; });
}
bool loopback(const Address& a) {
  if (a.v4) return a.at(0) == 127;
  return a.bytes[15] == 1 &&
         std::all_of(a.bytes.begin(), a.bytes.end() - 1, [](uint8_t b) { return b == 0; });
}
bool link_local_multicast(const Address& a) {
  if (a.v4) return a.at(0) == 224 && a.at(1) == 0 && a.at(2) == 0;
  return a.at(0) == 0xFF && (a.at(1) & 15) == 2;
}
bool link_local_unicast(const Address& a) {
  if (a.v4) return a.at(0) == 169 && a.at(1) == 254;
  return a.at(0) == 0xFE && (a.at(1) & 0xC0) == 0x80;
}
bool multicast(const Address& a) { return a.v4 ? (a.at(0) & 0xF0) == 0xE0 : a.at(0) == 0xFF; }
bool broadcast(const Address& a) {
  return a.v4 &&
         std::all_of(a.bytes.begin() + 12, a.bytes.end(), [](uint8_t b) { return b == 255; });
}
bool global_unicast(const Address& a) {
  return !unspecified(a) && !loopback(a) && !multicast(a) && !link_local_unicast(a) &&
         !broadcast(a);
}
template <bool (*property)(const Address&)>
Value is(Evaluation&, const Value* a) {
  return Value::boolean(property(ip_of(a[0])));
}

Value contains_ip(const Cidr& block, const Address& address) {
  return Value::boolean(block.address.v4 == address.v4 &&
                        masked(block.address, block.prefix) == masked(address, block.prefix));
}
Value cidr_contains_ip(Evaluation&, const Value* a) {
  return contains_ip(cidr_of(a[0]), ip_of(a[1]));
}
Value cidr_contains_ip_text(Evaluation& e, const Value* a) {
  const auto address = parse_address(a[1].as_text());
  return address ? contains_ip(cidr_of(a[0]), *address) : no_address(e, a[1]);
}
Value contains_block(const Cidr& block, const Address& address, int prefix) {
  if (prefix < block.prefix) return Value::boolean(false);
  return contains_ip(block, address);
}
Value cidr_contains_cidr(Evaluation&, const Value* a) {
  return contains_block(cidr_of(a[0]), cidr_of(a[1]).address, cidr_of(a[1]).prefix);
}
Value cidr_contains_cidr_text(Evaluation& e, const Value* a) {
  const auto block = parse_block(a[1].as_text());
  return block ? contains_block(cidr_of(a[0]), block->address, block->prefix) : no_block(e, a[1]);
}
Value cidr_ip(Evaluation& e, const Value* a) { return make_ip(e, cidr_of(a[0]).address); }
Value cidr_masked(Evaluation& e, const Value* a) {
  const Cidr& cidr = cidr_of(a[0]);
  return make_cidr(e, masked(cidr.address, cidr.prefix), cidr.prefix);
}
Value prefix_length(Evaluation&, const Value* a) { return Value::integer(cidr_of(a[0]).prefix); }

constexpr Function table[] = {
    {"ip", "string_to_ip", "(string) -> net.IP", ip_from_string, "An IP address."},
    {"ip", "cidr_ip", "net.CIDR.() -> net.IP", cidr_ip, "The address of a block as written."},
    {"isIP", "is_ip", "(string) -> bool", is_ip, "Is it an IP address?"},
    {"ip.isCanonical", "ip_is_canonical", "(string) -> bool", is_canonical,
     "Is the address written in its canonical form?"},
    {"family", "ip_family", "net.IP.() -> int", family, "4 or 6."},
    {"isUnspecified", "ip_is_unspecified", "net.IP.() -> bool", is<unspecified>,
     "Is it all zeros?"},
    {"isLoopback", "ip_is_loopback", "net.IP.() -> bool", is<loopback>, "Is it the host itself?"},
    {"isGlobalUnicast", "ip_is_global_unicast", "net.IP.() -> bool", is<global_unicast>,
     "Is it an ordinary address?"},
    {"isLinkLocalMulticast", "ip_is_link_local_multicast", "net.IP.() -> bool",
     is<link_local_multicast>, "Is it a group on the same link?"},
    {"isLinkLocalUnicast", "ip_is_link_local_unicast", "net.IP.() -> bool", is<link_local_unicast>,
     "Is it an address on the same link?"},
    {"cidr", "string_to_cidr", "(string) -> net.CIDR", cidr_from_string,
     "A block of IP addresses: '10.0.0.0/8'."},
    {"isCIDR", "is_cidr", "(string) -> bool", is_cidr, "Is it a block of IP addresses?"},
    {"containsIP", "cidr_contains_ip", "net.CIDR.(net.IP) -> bool", cidr_contains_ip,
     "Is the address in the block?"},
    {"containsIP", "cidr_contains_ip_string", "net.CIDR.(string) -> bool", cidr_contains_ip_text,
     ""},
    {"containsCIDR", "cidr_contains_cidr", "net.CIDR.(net.CIDR) -> bool", cidr_contains_cidr,
     "Is the other block inside of this one?"},
    {"containsCIDR", "cidr_contains_cidr_string", "net.CIDR.(string) -> bool",
     cidr_contains_cidr_text, ""},
    {"masked", "cidr_masked", "net.CIDR.() -> net.CIDR", cidr_masked,
     "The block with the bits behind its prefix set to zero."},
    {"prefixLength", "cidr_prefix_length", "net.CIDR.() -> int", prefix_length,
     "How many leading bits are fixed."},
};

}  // namespace

std::span<const Function> network_functions() { return table; }

}  // namespace stet::cel

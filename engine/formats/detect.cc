// Tested in tests/formats/parts_test.cc.
#include "engine/formats/detect.h"

namespace stet::formats {

Format detect_format(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool opens = first != std::string_view::npos && bytes[first] == '{';
  return opens ? Format::json : Format::markdown;
}

}  // namespace stet::formats

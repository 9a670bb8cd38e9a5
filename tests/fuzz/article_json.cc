// Any bytes as article JSON: no crash, no article without a reason, places inside the input, and
// what is written reads back the same.
#include "tests/fuzz/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stet::fuzz::check_article({reinterpret_cast<const char*>(data), size},
                            stet::formats::Format::json);
  return 0;
}

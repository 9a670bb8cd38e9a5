// Any bytes as story Markdown: as tests/fuzz/article_json.cc.
#include "tests/fuzz/article_check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  stet::fuzz::check_article({reinterpret_cast<const char*>(data), size},
                            stet::formats::Format::markdown);
  return 0;
}

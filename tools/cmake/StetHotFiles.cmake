# What a check runs for each story, by callgrind: these files are compiled for speed in the module
# too, where everything else is compiled for size. Each costs download; add one for a measured gain.
set(STET_HOT_FILES
  base/sha256_blocks.cc base/utf8.cc
  cel/evaluator.cc
  formats/json_index.cc formats/json_string.cc formats/read_json.cc
  text/byte_masks.cc text/phrases.cc text/tokens.cc)

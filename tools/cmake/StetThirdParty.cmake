# The libraries we build on, each as one target: tl_expected nlohmann_json cli11 catch2 (headers),
# re2 simdjson yaml md4c (compiled from source, the same source natively and for WebAssembly).
#
# First choice: what Debian's packages installed and tools/setup unpacked. Second choice: the pinned
# archive of the same version from upstream. Reasons: docs/decisions/0002-libraries-from-one-source.md.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  set(threads Threads::Threads)
endif()

# stet_source(NAME FILE URL SHA256): sets NAME_DIR to a folder that has FILE in it.
function(stet_source name file url sha256)
  if(EXISTS "${STET_SOURCES_DIR}/${name}/${file}")
    set(${name}_DIR "${STET_SOURCES_DIR}/${name}" PARENT_SCOPE)
    return()
  endif()
  message(STATUS "${name}: not under ${STET_SOURCES_DIR}, fetching ${url}")
  FetchContent_Declare(stet_${name} URL "${url}" URL_HASH SHA256=${sha256}
                       SOURCE_SUBDIR no-cmake-project-of-theirs)
  FetchContent_MakeAvailable(stet_${name})
  set(${name}_DIR "${stet_${name}_SOURCE_DIR}" PARENT_SCOPE)
endfunction()

# stet_headers(TARGET FOLDER FILE VERSION URL SHA256 SUBFOLDER)
# A header-only library: its folder is linked into an include folder of the build tree, because
# handing /usr/include to Emscripten would put the wrong C library in front of its own.
function(stet_headers target folder file version_pattern url sha256 subfolder)
  set(installed "")
  foreach(prefix IN ITEMS /usr/include /usr/local/include /opt/homebrew/include)
    if(NOT installed AND EXISTS "${prefix}/${folder}/${file}")
      file(STRINGS "${prefix}/${folder}/${file}" found REGEX "${version_pattern}")
      if(found)
        set(installed "${prefix}/${folder}")
      endif()
    endif()
  endforeach()
  if(NOT installed)
    stet_source(${target} "${subfolder}/${folder}/${file}" "${url}" ${sha256})
    set(installed "${${target}_DIR}/${subfolder}/${folder}")
  endif()
  set(include "${PROJECT_BINARY_DIR}/include/${target}")
  file(MAKE_DIRECTORY "${include}")
  file(CREATE_LINK "${installed}" "${include}/${folder}" SYMBOLIC)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE "$<BUILD_INTERFACE:${include}>")
endfunction()

set(github https://github.com)
stet_headers(tl_expected tl expected.hpp "TL_EXPECTED_VERSION_MAJOR 1"
  ${github}/TartanLlama/expected/archive/refs/tags/v1.0.0.tar.gz
  8f5124085a124113e75e3890b4e923e3a4de5b26a973b891b3deb40e19c03cee include)
stet_headers(nlohmann_json nlohmann json.hpp "version 3[.]11[.]2"
  ${github}/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz
  d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273 include)
# The same text in every translation unit, whether it may throw or not (docs/decisions/0003).
target_compile_definitions(nlohmann_json INTERFACE JSON_NOEXCEPTION)

if(NOT EMSCRIPTEN)
  stet_headers(cli11 CLI Version.hpp "CLI11_VERSION \"2[.]1"
    ${github}/CLIUtils/CLI11/archive/refs/tags/v2.1.2.tar.gz
    26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb include)
endif()
if(STET_TESTS)
  stet_headers(catch2 catch2 catch.hpp "Catch v2[.]13"
    ${github}/catchorg/Catch2/archive/refs/tags/v2.13.10.tar.gz
    d54a712b7b1d7708bc7a819a8e6e47b2fde9536f487b89ccbca295072a7d9943 single_include)
endif()

stet_source(re2 re2/unicode_groups.cc
  ${github}/google/re2/archive/refs/tags/2022-06-01.tar.gz
  f89c61410a072e5cbcf8c27e3a778da7d6fd2f2b5b1445cd4f4508bee946ab0f)
stet_source(libyaml src/parser.c
  ${github}/yaml/libyaml/archive/refs/tags/0.2.5.tar.gz
  fa240dbf262be053f3898006d502d514936c818e422afdcf33921c63bed9bf2e)
stet_source(md4c src/md4c.c
  ${github}/mity/md4c/archive/refs/tags/release-0.4.8.tar.gz
  4a457df853425b6bb6e3457aa1d1a13bccec587a04c38c622b1013a0da41439f)

# Their warnings are theirs. In a debug build they are optimised all the same.
add_library(stet_third_party_flags INTERFACE)
target_compile_options(stet_third_party_flags INTERFACE -w
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
  $<$<CONFIG:Debug>:-O1>)

file(GLOB re2_sources "${re2_DIR}/re2/*.cc")
# The ranges of Unicode in a smaller form: RE2 gets it in the module, tests compare it with RE2's.
function(stet_pack_groups output)
  find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)
  set(script "${PROJECT_SOURCE_DIR}/tools/cmake/re2/pack_groups.py")
  add_custom_command(OUTPUT "${output}" DEPENDS "${script}" "${re2_DIR}/re2/unicode_groups.cc"
    COMMAND Python3::Interpreter "${script}" "${re2_DIR}/re2/unicode_groups.cc" "${output}")
endfunction()
if(EMSCRIPTEN)
  stet_pack_groups("${PROJECT_BINARY_DIR}/packed_groups.cc")
  list(FILTER re2_sources EXCLUDE REGEX "/unicode_groups\\.cc$")
  list(APPEND re2_sources "${PROJECT_BINARY_DIR}/packed_groups.cc")
endif()
add_library(re2 STATIC ${re2_sources} "${re2_DIR}/util/rune.cc" "${re2_DIR}/util/strutil.cc")
set_target_properties(re2 PROPERTIES CXX_STANDARD 17)
target_include_directories(re2 SYSTEM PUBLIC "$<BUILD_INTERFACE:${re2_DIR}>")
target_include_directories(re2 BEFORE PRIVATE "${PROJECT_SOURCE_DIR}/tools/cmake/re2")
target_link_libraries(re2 PUBLIC ${threads} PRIVATE $<BUILD_INTERFACE:stet_third_party_flags>)

if(NOT EMSCRIPTEN)
  stet_source(simdjson singleheader/simdjson.cpp
    ${github}/simdjson/simdjson/archive/refs/tags/v3.0.1.tar.gz
    156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed)
  add_library(simdjson STATIC "${simdjson_DIR}/singleheader/simdjson.cpp")
  set_target_properties(simdjson PROPERTIES CXX_STANDARD 17)
  target_include_directories(simdjson SYSTEM PUBLIC "${simdjson_DIR}/singleheader")
  target_compile_definitions(simdjson PUBLIC
    SIMDJSON_EXCEPTIONS=0 SIMDJSON_DEVELOPMENT_CHECKS=$<IF:$<CONFIG:Debug>,1,0>)
  target_link_libraries(simdjson PUBLIC ${threads} PRIVATE stet_third_party_flags)
endif()

# The parser only: the engine writes no YAML.
add_library(yaml STATIC "${libyaml_DIR}/src/api.c" "${libyaml_DIR}/src/parser.c"
  "${libyaml_DIR}/src/reader.c" "${libyaml_DIR}/src/scanner.c")
target_include_directories(yaml SYSTEM PUBLIC "${libyaml_DIR}/include")
target_compile_definitions(yaml PUBLIC YAML_DECLARE_STATIC PRIVATE
  YAML_VERSION_MAJOR=0 YAML_VERSION_MINOR=2 YAML_VERSION_PATCH=5 YAML_VERSION_STRING="0.2.5")
target_link_libraries(yaml PRIVATE stet_third_party_flags)

add_library(md4c STATIC "${md4c_DIR}/src/md4c.c")
target_include_directories(md4c SYSTEM PUBLIC "${md4c_DIR}/src")
target_compile_definitions(md4c PRIVATE MD4C_USE_UTF8)
target_link_libraries(md4c PRIVATE stet_third_party_flags)

# Only `stet serve` needs it; without it the program is built without that command.
if(NOT EMSCRIPTEN AND EXISTS "${STET_SOURCES_DIR}/cpp-httplib/httplib.h")
  add_library(httplib INTERFACE)
  target_include_directories(httplib SYSTEM INTERFACE "${STET_SOURCES_DIR}/cpp-httplib")
endif()

# Part of the C library, replaced in what is linked as a module.
if(EMSCRIPTEN)
  add_library(stet_no_environment OBJECT
    "${PROJECT_SOURCE_DIR}/tools/cmake/emscripten/no_environment.cc")
  target_link_libraries(stet_no_environment PRIVATE stet_third_party_flags)
endif()

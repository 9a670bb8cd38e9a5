# Flags that all targets share, and the stricter ones that only our own code gets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 99)
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS ON)

# Never -march=native: the program must run on every machine of its kind. Contracting a*b+c into one
# instruction rounds once instead of twice, so verdicts would differ between processors and builds.
# What the module runs for each story is listed in StetHotFiles.cmake; all else is made small.
if(EMSCRIPTEN)
  # emcc turns inlining off at -Oz, which leaves every accessor of a container a function with a call.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -finline-functions -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -finline-functions -DNDEBUG")
  # In every browser and in Node.js since 2021; docs/abi.md names them.
  add_compile_options(-mbulk-memory -msign-ext -mnontrapping-fptoint)
  # Optimised across files, but without inlining across them, and with little of it in wasm-opt, which
  # goes over the whole three times: docs/decisions/0006-a-small-module.md.
  add_compile_options(-flto)
  string(JOIN "," wasm_opt -Oz -Oz one-caller-inline-max-function-size=40
         always-inline-max-function-size=4)
  add_link_options(-flto -Wl,-mllvm,-inline-threshold=-16000 -sBINARYEN_EXTRA_PASSES=${wasm_opt})
else()
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()
add_compile_options(-ffp-contract=off)

# Compiling the same file again, in another tree or after a checkout, is then free.
find_program(STET_CCACHE ccache)
mark_as_advanced(STET_CCACHE)
if(STET_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher "${STET_CCACHE}")
  if(EMSCRIPTEN)  # emcc is a script that calls the compiler, and calls it through this
    set(launcher "${CMAKE_COMMAND}" -E env "EM_COMPILER_WRAPPER=${STET_CCACHE}")
  endif()
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

if(STET_SANITIZE)
  # The engine has no run-time types, and the check of virtual calls asks for them.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(STET_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "expected clang for STET_FUZZ, found ${CMAKE_CXX_COMPILER_ID}; "
                        "use the preset: cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(STET_LTO)
  include(CheckIPOSupported)
  check_ipo_supported()
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# Warnings of our own code.
add_library(stet_warnings INTERFACE)
target_compile_options(stet_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wextra-semi -Wcast-qual -Wformat=2 -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overlapping copies in std::string's operator+ that are not there (GCC bug 105651).
  target_compile_options(stet_warnings INTERFACE -Wno-restrict -Wduplicated-cond -Wlogical-op)
else()
  # -Wconversion includes -Wsign-conversion in clang only; keep the two compilers alike.
  target_compile_options(stet_warnings INTERFACE -Wno-sign-conversion)
endif()
if(STET_WARNINGS_AS_ERRORS)
  target_compile_options(stet_warnings INTERFACE -Werror)
endif()

# The engine neither throws nor asks for types at run time, in both builds.
add_library(stet_engine_flags INTERFACE)
target_compile_options(stet_engine_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions> $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
target_link_libraries(stet_engine_flags INTERFACE stet_warnings)

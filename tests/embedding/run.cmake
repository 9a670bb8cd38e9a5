# The lines of docs/embedding.md for CMake, in a project of their own, with this checkout in place of
# what they would fetch: the program of that page compiles there, and is linked of nothing but the
# engine. The libraries themselves are not compiled a second time.
#   cmake -DROOT=… -DWORK=… -DGENERATOR=… -DCOMPILER=… -P run.cmake
cmake_minimum_required(VERSION 3.22)
file(REMOVE_RECURSE "${WORK}")

include("${CMAKE_CURRENT_LIST_DIR}/../support/run.cmake")

file(READ "${ROOT}/docs/embedding.md" page)
if(NOT page MATCHES "```cmake\n([^`]+)```")
  message(FATAL_ERROR "expected a block of CMake in docs/embedding.md")
endif()
file(CONFIGURE OUTPUT "${WORK}/CMakeLists.txt" @ONLY CONTENT "cmake_minimum_required(VERSION 3.22)
project(newsroom LANGUAGES C CXX)
set(CMAKE_CXX_STANDARD 20)
add_executable(newsroom \"@ROOT@/docs/examples/embed.cc\")
@CMAKE_MATCH_1@")
run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${WORK}" -B "${WORK}/build" -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DFETCHCONTENT_SOURCE_DIR_STET=${ROOT}")
run("${CMAKE_COMMAND}" --build "${WORK}/build" --target "CMakeFiles/newsroom.dir${ROOT}/docs/examples/embed.cc.o")
run("${CMAKE_COMMAND}" --build "${WORK}/build" -- -t commands all)
foreach(wanted engine/report/ engine/gate/ engine/base/)
  if(NOT out MATCHES "-c ${ROOT}/${wanted}")
    message(FATAL_ERROR "expected ${wanted} in what the project builds:\n${out}")
  endif()
endforeach()
foreach(folder engine/upkeep/ engine/assist/ wasm/ cli/ tests/ tools/)
  if(out MATCHES "-c ${ROOT}/${folder}")
    message(FATAL_ERROR "expected nothing of ${folder} in what the project builds:\n${out}")
  endif()
endforeach()
if(out MATCHES "-Werror")
  message(FATAL_ERROR "expected warnings of ours to stay warnings in the project of somebody else")
endif()

# How an engine module and a test program are declared.
include(StetHotFiles)

# stet_module(NAME [NEEDS modules…] [USES third-party targets…])
# Compiles engine/NAME/*.cc into stet_NAME. A folder that has headers only becomes an interface.
function(stet_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "NEEDS;USES")
  list(TRANSFORM arg_NEEDS PREPEND stet_)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/${name}/*.cc")
  if(EMSCRIPTEN)
    set(hot ${STET_HOT_FILES})
    list(FILTER hot INCLUDE REGEX "^${name}/")
    list(TRANSFORM hot PREPEND "${PROJECT_SOURCE_DIR}/engine/")
    set_source_files_properties(${hot} PROPERTIES COMPILE_OPTIONS -O2)
  endif()
  if(sources)
    add_library(stet_${name} STATIC ${sources})
    target_include_directories(stet_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
    target_link_libraries(stet_${name} PUBLIC ${arg_NEEDS} ${arg_USES}
                          PRIVATE $<BUILD_INTERFACE:stet_engine_flags>)
  else()
    add_library(stet_${name} INTERFACE)
    target_include_directories(stet_${name} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(stet_${name} INTERFACE ${arg_NEEDS} ${arg_USES})
  endif()
endfunction()

# stet_test(NAME LINKS targets…)
# Compiles tests/NAME/*.cc into stet_NAME_tests, run from the root of the project.
function(stet_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINKS")
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${name}/*.cc")
  if(NOT sources)
    return()
  endif()
  add_executable(stet_${name}_tests ${sources})
  target_include_directories(stet_${name}_tests PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(stet_${name}_tests PRIVATE stet_test_main stet_warnings ${arg_LINKS})
  # Tests are full of literals; narrowing is worth an error in the engine only.
  target_compile_options(stet_${name}_tests PRIVATE -Wno-conversion)
  add_test(NAME ${name} COMMAND stet_${name}_tests
           WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

# The condition language as a library of its own: docs/cel-library.md. Not part of an ordinary
# installation; asked for by its component.
#
#   cmake --install build/release --component stet_cel --prefix …
#   find_package(stet_cel) and target_link_libraries(… stet_cel::stet_cel)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/stet_cel")
set(component COMPONENT stet_cel EXCLUDE_FROM_ALL)
set(headers "${CMAKE_INSTALL_INCLUDEDIR}/stet_cel")

install(TARGETS stet_cel stet_base re2 tl_expected nlohmann_json EXPORT stet_cel
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}/stet_cel" ${component}
  INCLUDES DESTINATION "${headers}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/engine/base" "${PROJECT_SOURCE_DIR}/engine/cel"
  DESTINATION "${headers}/engine" ${component} FILES_MATCHING PATTERN "*.h")
install(EXPORT stet_cel NAMESPACE stet_cel:: DESTINATION "${package}"
  FILE stet_cel-targets.cmake ${component})

file(CONFIGURE OUTPUT stet_cel-config.cmake @ONLY CONTENT [[
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include("${CMAKE_CURRENT_LIST_DIR}/stet_cel-targets.cmake")
]])
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/stet_cel-config-version.cmake"
  VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/stet_cel-config.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/stet_cel-config-version.cmake"
  DESTINATION "${package}" ${component})

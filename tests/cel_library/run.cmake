# Installs the package into a folder of its own, builds a project against it and runs that.
#   cmake -DBUILD=… -DSOURCE=… -DWORK=… -P run.cmake
file(REMOVE_RECURSE "${WORK}")

include("${CMAKE_CURRENT_LIST_DIR}/../support/run.cmake")

run("${CMAKE_COMMAND}" --install "${BUILD}" --component stet_cel --prefix "${WORK}/prefix")
run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${WORK}/build" "-DCMAKE_PREFIX_PATH=${WORK}/prefix"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}")
run("${CMAKE_COMMAND}" --build "${WORK}/build")
run("${WORK}/build/consumer")
if(NOT out STREQUAL "'Parcel' has no field 'gramms' (did you mean 'grams'?)\ntrue\n")
  message(FATAL_ERROR "the consumer printed: ${out}")
endif()

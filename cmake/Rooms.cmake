# add_room(NAME DEPENDS rooms… SOURCES files… HEADERS files… TESTS files… [LIBRARIES targets…] [TEST_LIBRARIES targets…])
#
# One room = one folder = one namespace = one static library `motcua_<name>`. DEPENDS names the rooms that this
# room may include; tools/check_flow.py reads the same lists, so what links here and what may be included there
# cannot drift apart. TESTS become `<name>_test`, discovered by ctest.
function(add_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;SOURCES;HEADERS;TESTS;LIBRARIES;TEST_LIBRARIES" ${ARGN})
  set(target motcua_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${ROOM_HEADERS})
  list(TRANSFORM ROOM_DEPENDS PREPEND motcua_ OUTPUT_VARIABLE rooms)
  target_link_libraries(${target} PUBLIC motcua_warnings ${rooms} PRIVATE ${ROOM_LIBRARIES})
  target_precompile_headers(${target} REUSE_FROM motcua_precompiled)
  if(ROOM_TESTS AND MOTCUA_TESTS)
    add_executable(${name}_test ${ROOM_TESTS})
    target_link_libraries(${name}_test PRIVATE ${target} ${ROOM_TEST_LIBRARIES} GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name}_test PRIVATE MOTCUA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_precompile_headers(${name}_test REUSE_FROM motcua_precompiled)
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST TEST_PREFIX "${name}." PROPERTIES TIMEOUT 300)
  endif()
endfunction()

# add_program(NAME FILE sources…): a program of one file outside the rooms (fuzz/, bench/), linked with the rooms whose
# headers FILE includes.
function(add_program name file)
  file(STRINGS ${file} rooms REGEX "^#include \"[a-z]+/")
  list(TRANSFORM rooms REPLACE "^#include \"([a-z]+)/.*" "motcua_\\1")
  list(REMOVE_DUPLICATES rooms)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  add_executable(${name} ${file} ${ARGN})
  target_link_libraries(${name} PRIVATE motcua_warnings ${rooms})
  target_compile_definitions(${name} PRIVATE MOTCUA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

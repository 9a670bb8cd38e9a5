// One harness for both programs of tests.
#include "tests/gate/harness.cc"

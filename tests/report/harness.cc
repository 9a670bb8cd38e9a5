// One harness for both programs of tests.
#include "tests/gate/harness.cc"
#include "tests/gate/finance.cc"

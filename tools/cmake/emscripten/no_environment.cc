// Stands in front of libc's in the modules. A host has no environment variables for the engine, and
// libc's getenv, reached by nothing that runs, would have every host hand them over: two imports.
#include <cstdlib>

char* getenv(const char*) { return nullptr; }

// What simdjson calls instead of getenv (see StetThirdParty.cmake): the engine reads no environment,
// and in WebAssembly a single getenv costs two imports.
char* stet_no_environment(const char* name);

char* stet_no_environment(const char* name) {
  (void)name;
  return 0;
}

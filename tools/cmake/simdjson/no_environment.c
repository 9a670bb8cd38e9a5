// What simdjson calls instead of getenv in WebAssembly (see StetThirdParty.cmake), where reading the
// environment would cost two imports.
char* stet_no_environment(const char* name);

char* stet_no_environment(const char* name) {
  (void)name;
  return 0;
}

// What a host may call.
#pragma once

#if defined(__EMSCRIPTEN__)
#include <emscripten.h>
#define STET_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE
#else
#define STET_EXPORT extern "C"
#endif

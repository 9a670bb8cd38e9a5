// Stands in front of RE2's own util/logging.h in both builds. The engine does no input or output,
// and RE2's version, through std::ostringstream, would bring streams, locales and five imports of a
// file system into the WebAssembly module. What RE2 would log it also returns as an error.
#pragma once

#include <cassert>
#include <cstdlib>

#include "util/util.h"

namespace re2::silent {

struct Log {
  template <typename T>
  const Log& operator<<(const T&) const {
    return *this;
  }
};

/// A condition that RE2 cannot go on without: ends the program as assert does.
struct FatalLog : Log {
  [[noreturn]] ~FatalLog() { std::abort(); }
};

/// Makes a statement of what stands behind `<<`, which binds tighter.
struct Statement {
  void operator&(const Log&) const {}
};

}  // namespace re2::silent

// What would be written is not made either: texts of whole expressions, for instance.
#define STET_RE2_SILENT(log) true ? (void)0 : re2::silent::Statement() & log
#define LOG_INFO STET_RE2_SILENT(re2::silent::Log())
#define LOG_WARNING STET_RE2_SILENT(re2::silent::Log())
#define LOG_ERROR STET_RE2_SILENT(re2::silent::Log())
#define LOG_DFATAL STET_RE2_SILENT(re2::silent::Log())
#define LOG_FATAL re2::silent::Statement() & re2::silent::FatalLog()
#define LOG_QFATAL re2::silent::Statement() & re2::silent::FatalLog()
#define LOG(severity) LOG_##severity
#define VLOG(level) LOG_INFO

#define CHECK(condition) \
  if (condition) {       \
  } else                 \
    LOG(FATAL)
#define CHECK_EQ(a, b) CHECK((a) == (b))
#define CHECK_NE(a, b) CHECK((a) != (b))
#define CHECK_LE(a, b) CHECK((a) <= (b))
#define CHECK_LT(a, b) CHECK((a) < (b))
#define CHECK_GE(a, b) CHECK((a) >= (b))
#define CHECK_GT(a, b) CHECK((a) > (b))

#define DCHECK(condition) assert(condition)
#define DCHECK_EQ(a, b) assert((a) == (b))
#define DCHECK_NE(a, b) assert((a) != (b))
#define DCHECK_LE(a, b) assert((a) <= (b))
#define DCHECK_LT(a, b) assert((a) < (b))
#define DCHECK_GE(a, b) assert((a) >= (b))
#define DCHECK_GT(a, b) assert((a) > (b))

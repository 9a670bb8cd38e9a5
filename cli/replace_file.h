// Writing a file whole: a reader, or a run that is stopped, never sees half of it.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace stet::cli {

/// `bytes` in the place of the file's, or in a new file. Permissions stay, links are followed.
tl::expected<void, std::string> replace_file(const std::string& path, std::string_view bytes);

}  // namespace stet::cli

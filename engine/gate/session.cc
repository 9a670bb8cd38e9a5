#include "engine/gate/session.h"

#include "engine/formats/reader.h"

namespace stet::gate {

Session::Session(const Gate& gate, std::string_view bytes) : checker_(gate), buffer_(bytes) {
  buffer_.append(formats::input_padding, '\0');
  checker_.remember();
}

std::string_view Session::bytes() const {
  return std::string_view(buffer_).substr(0, buffer_.size() - formats::input_padding);
}

bool Session::replace(base::Span place, std::string_view with) {
  const size_t size = bytes().size();
  if (place.begin > place.end || place.end > size) return false;
  if (size - place.size() + with.size() > formats::Limits::bytes) return false;
  buffer_.replace(place.begin, place.size(), with);
  return true;
}

const Verdict& Session::check(const CheckOptions& options) {
  return checker_.check(bytes(), options);
}

}  // namespace stet::gate

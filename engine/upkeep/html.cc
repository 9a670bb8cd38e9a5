#include "engine/upkeep/html.h"

namespace stet::upkeep {
namespace {

/// HTML and XML know no such characters, not even as references.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: is_control(c) ? out += "\uFFFD" : out += c;
    }
  }
}

void begin_head(std::string& out, std::string_view title) {
  out +=
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>";
  append_html(out, title);
  out += "</title>\n";
}

void begin_page(std::string& out, std::string_view title) {
  begin_head(out, title);
  out += R"(<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 }
td, th { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .25rem .6rem; text-align: left; vertical-align: top }
code, pre { font: 14px/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.good td:first-child { border-left: .3rem solid #2a8a4a }
.bad td:first-child { border-left: .3rem solid #c0392b }
.bar { display: inline-block; height: .8rem; background: #3a6ea5; vertical-align: middle }
a { color: inherit }
figure { margin: 1rem 0 }
figcaption { opacity: .75 }
svg { max-width: 100%; height: auto; font: 13px system-ui, sans-serif }
svg text { fill: currentColor }
.mark { fill: #3a6ea5 }
.same { fill: #808080 }
.worse { fill: #c0392b }
.better { fill: #2a8a4a }
.figures { display: flex; flex-wrap: wrap; gap: 1.5rem }
.figures dd { margin: 0; font-size: 1.8rem; line-height: 1.2 }
</style>
</head>
<body>
<h1>)";
  append_html(out, title);
  out += "</h1>\n";
}

void end_page(std::string& out) { out += "</body>\n</html>\n"; }

}  // namespace stet::upkeep

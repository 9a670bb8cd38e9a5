#include "tests/cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace stet::tests {

namespace {

struct Pipe {
  int read = -1, write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read = ends[0];
    write = ends[1];
  }
};

[[noreturn]] void become(const std::vector<std::string>& words, const Pipe& in, const Pipe& out,
                         const Pipe& err) {
  ::dup2(in.read, 0);
  ::dup2(out.write, 1);
  ::dup2(err.write, 2);
  ::signal(SIGPIPE, SIG_DFL);
  ::unsetenv("NO_COLOR");
  ::setenv("STET", STET_BINARY, 1);
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

/// Reads what is there; closes and forgets the descriptor at its end.
void drain(pollfd& watched, std::string& to) {
  char bytes[65536];
  const ssize_t count = ::read(watched.fd, bytes, sizeof bytes);
  if (count > 0) {
    to.append(bytes, static_cast<size_t>(count));
    return;
  }
  ::close(watched.fd);
  watched.fd = -1;
}

void feed(pollfd& watched, const std::string& input, size_t& written) {
  // What poll promises room for: more might wait for a reader that waits for us.
  const size_t piece = std::min<size_t>(input.size() - written, PIPE_BUF);
  const ssize_t count = ::write(watched.fd, input.data() + written, piece);
  if (count > 0) written += static_cast<size_t>(count);
  if (count >= 0 && written < input.size()) return;
  ::close(watched.fd);
  watched.fd = -1;
}

Ran run(const std::vector<std::string>& words, const std::string& input) {
  ::signal(SIGPIPE, SIG_IGN);
  const Pipe in, out, err;
  const pid_t child = ::fork();
  if (child == 0) become(words, in, out, err);
  for (const int end : {in.read, out.write, err.write}) ::close(end);

  Ran ran;
  size_t written = 0;
  pollfd watched[] = {{in.write, POLLOUT, 0}, {out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
  while (watched[0].fd >= 0 || watched[1].fd >= 0 || watched[2].fd >= 0) {
    if (::poll(watched, 3, -1) < 0) continue;
    if (watched[0].fd >= 0 && watched[0].revents != 0) feed(watched[0], input, written);
    if (watched[1].fd >= 0 && watched[1].revents != 0) drain(watched[1], ran.out);
    if (watched[2].fd >= 0 && watched[2].revents != 0) drain(watched[2], ran.err);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace

Ran run_stet(const std::vector<std::string>& arguments, const std::string& input) {
  std::vector<std::string> words = {STET_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run(words, input);
}

Ran shell(const std::string& script, const std::string& input) {
  return run({"bash", "-c", script}, input);
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "stet-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

std::string Folder::path(const std::string& name) const {
  return name.empty() ? path_ : path_ + "/" + name;
}

std::string Folder::write(const std::string& name, const std::string& content) const {
  const std::filesystem::path whole = path(name);
  std::filesystem::create_directories(whole.parent_path());
  std::ofstream(whole, std::ios::binary) << content;
  return whole.string();
}

std::string small_rules() {
  return R"json({
  "stet": 1, "id": "small", "version": "1.0.0", "title": "Small",
  "decisions": [{"id": "pass", "title": "Runs", "clears": true},
                {"id": "hold", "title": "Held", "clears": false}],
  "unknown": "hold",
  "example": {"id": "e", "headline": "A berth opens",
              "articleBody": [{"kind": "paragraph", "text": "A berth opened."}]},
  "terms": [{"id": "headline_size", "type": "int", "unit": "characters",
             "means": "length of the headline", "is": "size(article.headline)"}],
  "rules": [
    {"id": "short-headline", "title": "Headlines fit in a line", "why": "It has to fit.",
     "decision": "hold", "when": "headline_size > 20", "at": "article.headline",
     "message": "the headline has {headline_size} characters", "fix": ["Shorten it"],
     "tests": {"fires": [{"headline": "A headline that is much too long for this"}],
               "silent": [{"headline": "Short"}]}}
  ]
})json";
}

std::string small_story(const std::string& id, const std::string& headline) {
  return "{\"id\":\"" + id + "\",\"headline\":\"" + headline +
         "\",\"articleBody\":[{\"kind\":\"paragraph\",\"text\":\"A berth opened.\"}]}";
}

}  // namespace stet::tests

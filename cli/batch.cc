#include "cli/batch.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace stet::cli {

namespace {

/// A million bad lines are counted; their messages stop here.
constexpr uint64_t most_message_bytes = size_t{256} << 10;

struct Slot {
  Chunk chunk;
  ChunkResult result;
  bool taken = false;
  bool done = false;
};

void run_alone(ChunkSource& source, const CheckSettings& settings, ResultWriter& writer) {
  StoryChecker checker(settings);
  Slot slot;
  while (source.next(slot.chunk)) {
    slot.result.clear();
    checker.check(slot.chunk, slot.result);
    if (!writer.write(slot.result)) return;
  }
}

class Pipeline {
 public:
  Pipeline(const CheckSettings& settings, ResultWriter& writer, unsigned jobs)
      : settings_(settings), writer_(writer), most_in_flight_(size_t{2} * jobs + 2) {}

  ~Pipeline() { finish(); }

  /// False when no thread could be started.
  bool start(unsigned jobs) {
    for (unsigned i = 0; i < jobs; ++i) {
      try {
        workers_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {
        break;  // fewer threads do as well
      }
    }
    return !workers_.empty();
  }

  void feed(ChunkSource& source) {
    while (std::unique_ptr<Slot> slot = free_slot()) {
      if (!source.next(slot->chunk)) return;
      const std::lock_guard lock(mutex_);
      in_order_.push_back(std::move(slot));
      changed_.notify_one();
    }
  }

  /// Waits for all that was fed.
  void finish() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

 private:
  /// Null when writing failed: there is no use in reading on.
  std::unique_ptr<Slot> free_slot() {
    std::unique_lock lock(mutex_);
    space_.wait(lock, [this] { return failed_ || in_order_.size() < most_in_flight_; });
    if (failed_) return nullptr;
    if (free_.empty()) return std::make_unique<Slot>();
    std::unique_ptr<Slot> slot = std::move(free_.back());
    free_.pop_back();
    return slot;
  }

  Slot* untaken() {
    for (const std::unique_ptr<Slot>& slot : in_order_) {
      if (!slot->taken) return slot.get();
    }
    return nullptr;
  }

  void work() {
    StoryChecker checker(settings_);
    std::unique_lock lock(mutex_);
    while (true) {
      Slot* slot = nullptr;
      changed_.wait(lock, [&] { return (slot = untaken()) != nullptr || closed_ || failed_; });
      if (slot == nullptr || failed_) return;
      slot->taken = true;
      lock.unlock();
      slot->result.clear();
      checker.check(slot->chunk, slot->result);
      lock.lock();
      slot->done = true;
      write_finished(lock);
    }
  }

  /// Writes from the oldest chunk on, as far as they are done; one thread at a time does this.
  void write_finished(std::unique_lock<std::mutex>& lock) {
    if (writing_) return;
    writing_ = true;
    while (!failed_ && !in_order_.empty() && in_order_.front()->done) {
      std::unique_ptr<Slot> slot = std::move(in_order_.front());
      in_order_.pop_front();
      lock.unlock();
      const bool written = writer_.write(slot->result);
      slot->taken = slot->done = false;
      lock.lock();
      free_.push_back(std::move(slot));
      space_.notify_one();
      if (!written) fail();
    }
    writing_ = false;
  }

  void fail() {
    failed_ = true;
    changed_.notify_all();
    space_.notify_all();
  }

  const CheckSettings& settings_;
  ResultWriter& writer_;
  const size_t most_in_flight_;
  std::vector<std::thread> workers_;

  std::mutex mutex_;
  std::condition_variable changed_;  ///< a chunk to check, or the end
  std::condition_variable space_;    ///< room for another chunk
  std::deque<std::unique_ptr<Slot>> in_order_;
  std::vector<std::unique_ptr<Slot>> free_;
  bool writing_ = false;
  bool closed_ = false;
  bool failed_ = false;
};

}  // namespace

void ResultWriter::begin() {
  if (format_ == VerdictFormat::json) streams_.out.write("[\n");
}

bool ResultWriter::write(const ChunkResult& result) {
  tally_.add(result.tally);
  if (!result.verdicts.empty()) {
    progress_.before_results();
    if (format_ == VerdictFormat::json && any_) streams_.out.write(",\n");
    any_ = true;
    streams_.out.write(result.verdicts);
    streams_.out.flush();
  }
  write_messages(result.messages);
  progress_.update(tally_.bytes, tally_.stories);
  return streams_.out.ok();
}

void ResultWriter::write_messages(std::string_view messages) {
  if (messages.empty() || silenced_) return;
  progress_.wipe();
  streams_.err.write(messages);
  message_bytes_ += messages.size();
  if (message_bytes_ > most_message_bytes) {
    silenced_ = true;
    streams_.err.write("stet: further unreadable stories are counted, not shown here\n");
  }
  streams_.err.flush();
}

void ResultWriter::end() {
  progress_.wipe();
  if (format_ == VerdictFormat::json) streams_.out.write(any_ ? "\n]\n" : "]\n");
  streams_.out.flush();
}

void run_batch(ChunkSource& source, const CheckSettings& settings, unsigned jobs,
               ResultWriter& writer) {
  if (jobs <= 1 || source.is_single()) return run_alone(source, settings, writer);
  Pipeline pipeline(settings, writer, jobs);
  if (!pipeline.start(jobs)) return run_alone(source, settings, writer);
  pipeline.feed(source);
  pipeline.finish();
}

}  // namespace stet::cli

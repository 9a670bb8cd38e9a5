// Many stories, all cores, one order, whatever is made of them.
//
//   this thread           workers                  whoever finishes the oldest chunk
//   ChunkSource ──queue──▶ work(chunk, result) ──▶ in the order of the chunks ──▶ write(result)
//
// Chunks in flight are bounded and reused, so memory does not depend on the size of the input. A
// result is written as soon as all before it are, also while the source waits for more input.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "cli/chunks.h"

namespace stet::cli {

/// What the run does. `Result` has clear().
template <typename Result>
struct PipelineSteps {
  using Work = std::function<void(const Chunk&, Result&)>;
  std::function<Work()> make_worker;         ///< called on the thread that works
  std::function<bool(const Result&)> write;  ///< one at a time; false: stop
};

template <typename Result>
class Pipeline {
 public:
  Pipeline(const PipelineSteps<Result>& steps, unsigned jobs)
      : steps_(steps), most_in_flight_(size_t{2} * jobs + 2) {}

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
  struct Slot {
    Chunk chunk;
    Result result;
    bool taken = false;
    bool done = false;
  };

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
    const auto work_on = steps_.make_worker();
    std::unique_lock lock(mutex_);
    while (true) {
      Slot* slot = nullptr;
      changed_.wait(lock, [&] { return (slot = untaken()) != nullptr || closed_ || failed_; });
      if (slot == nullptr || failed_) return;
      slot->taken = true;
      lock.unlock();
      slot->result.clear();
      work_on(slot->chunk, slot->result);
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
      const bool written = steps_.write(slot->result);
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

  const PipelineSteps<Result>& steps_;
  const size_t most_in_flight_;
  std::vector<std::thread> workers_;

  std::mutex mutex_;
  std::condition_variable changed_;  ///< a chunk to work on, or the end
  std::condition_variable space_;    ///< room for another chunk
  std::deque<std::unique_ptr<Slot>> in_order_;
  std::vector<std::unique_ptr<Slot>> free_;
  bool writing_ = false;
  bool closed_ = false;
  bool failed_ = false;
};

/// All that `source` gives, with `jobs` threads; on this one alone when more do not help.
template <typename Result>
void run_pipeline(ChunkSource& source, unsigned jobs, const PipelineSteps<Result>& steps) {
  if (jobs > 1 && !source.is_single()) {
    Pipeline<Result> pipeline(steps, jobs);
    if (pipeline.start(jobs)) {
      pipeline.feed(source);
      return pipeline.finish();
    }
  }
  const auto work_on = steps.make_worker();
  Chunk chunk;
  Result result;
  while (source.next(chunk)) {
    result.clear();
    work_on(chunk, result);
    if (!steps.write(result)) return;
  }
}

}  // namespace stet::cli

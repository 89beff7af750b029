#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "core/sqlite/ledger.h"
#include "core/world/step_frame.h"

namespace stepscope {

// From the simulation thread to the writer. The lock is held only while pointers and a few numbers are put in, or two
// vectors are swapped: neither side waits for the other's work.
class StepHandover {
 public:
  struct Content {
    std::vector<FramePtr> frames;
    std::vector<StatementExecution> executions;
    bool last{false};  // nothing will come any more

    bool empty() const { return frames.empty() && executions.empty(); }
  };
  // Room for what usually comes before the writer has fetched it.
  StepHandover(std::size_t frames, std::size_t executions);

  // Simulation thread. Takes what `ledger` has counted since the last call. A long step wakes the writer at once; after
  // a short one it comes by itself soon, because waking it would cost more than the step may. A writer that is asleep,
  // because steps are long or nothing came for a while, is woken by any step.
  void put(const FramePtr& frame, const StatementLedger& ledger);
  // Whoever ends the run.
  void put_last(const StatementLedger& ledger);

  // Writer. Waits a little for something to come; `out` gets it, oldest first, and keeps its storage.
  void fetch(Content& out);

  // Of the writer thread: how often it came without finding anything. Looking again and again costs timer interrupts,
  // which hit the simulation's core.
  std::int64_t idle_looks() const { return idle_looks_; }

 private:
  bool sleeps() const { return long_in_row_ >= kLongInRow || idle_in_row_ >= kIdleInRow; }
  void learn(const Content& fetched);

  static constexpr int kLongInRow = 4;   // long steps, after which only their wake-ups are waited for
  static constexpr int kIdleInRow = 25;  // looks in vain, likewise
  void take_executions(const StatementLedger& ledger);

  const std::size_t room_for_frames_, room_for_executions_;
  std::mutex mutex_;
  std::condition_variable bell_;
  Content waiting_;            // guarded by mutex_
  std::size_t executions_{0};  // taken so far; guarded by mutex_
  bool asleep_{false};         // likewise
  int long_in_row_{0};         // this and below: of the writer thread
  int idle_in_row_{0};
  std::int64_t idle_looks_{0};
};

}  // namespace stepscope

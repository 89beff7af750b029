#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/store/run_writer.h"
#include "core/store/step_handover.h"
#include "core/store/store_recorder.h"

namespace stepscope {

// The writer's side of a recorder: opens the store, writes what is handed over, tries again what could not be written.
class Recording {
 public:
  Recording(AssembledRun& run, const RecorderOptions& options, const SpanTape& spans);

  StepHandover& handover() { return handover_; }
  // The writer thread: until the last step is handed over and everything is written, or cannot be.
  void work();
  // Before the run, on its thread: until the writer has the store open and waits for steps, or cannot have it, or for
  // this long. What a thread and a store need to begin would otherwise be done beside the first steps.
  void await_ready(std::chrono::milliseconds most);
  // How the run ended; before the last step is handed over. Without: it was interrupted. `score` must live until work()
  // returns.
  void set_end(const RunOutcome& outcome, const Scorecard* score);

  // Any thread.
  const std::string& uuid() const;
  std::optional<RunId> id() const;
  std::filesystem::path store() const;
  bool complete() const { return complete_; }  // after work()
  std::vector<std::string> problems() const;
  std::vector<SpanRecord> background() const;

 private:
  struct End {
    RunOutcome outcome;
    const Scorecard* score;
  };
  enum class Attempt { kUsual, kLast };

  bool begin(Attempt attempt);
  Status write_new(Attempt attempt);
  bool texts_needed(Attempt attempt) const;
  bool may_commit(Attempt attempt) const;
  bool commit_is_due() const;
  void write(Attempt attempt);
  void finish();
  EndedRun finished() const;
  void failed(const Error& error);
  void start_again_beside();
  void tell(std::string problem);
  void add_span(Stage stage, std::int64_t begin_ns);

  AssembledRun& run_;
  const RecorderOptions options_;
  const SpanTape& spans_;
  BegunRun begun_;
  StepHandover handover_;
  const SteadyClock clock_;
  std::optional<End> end_;  // written before the last hand-over, read after it

  // Of the writer thread.
  std::optional<RunWriter> writer_;
  std::vector<FramePtr> frames_;  // all steps so far: what is not written yet, or has to be written again
  std::vector<StatementExecution> executions_;
  std::size_t frames_written_{0}, executions_written_{0}, background_written_{0};
  std::size_t texts_known_{0}, sites_known_{0};
  std::int64_t next_attempt_ns_{0}, last_commit_ns_{0};
  std::vector<std::filesystem::path> damaged_;  // stores that turned out to be, in this run
  bool complete_{false};
  bool off_{false};  // the store cannot be used in this run

  mutable std::mutex telling_;
  std::optional<RunId> id_;  // these: guarded by telling_
  std::filesystem::path store_;
  std::vector<std::string> problems_;
  std::vector<SpanRecord> background_;
  bool ready_{false};
  std::condition_variable ready_bell_;  // with telling_
};

}  // namespace stepscope

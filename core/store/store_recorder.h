#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/metrics/scorecard.h"
#include "core/probe/span_tape.h"
#include "core/record/run_record.h"
#include "core/simulation/step_sink.h"
#include "core/store/run_summary.h"

namespace stepscope {

struct RecorderOptions {
  std::filesystem::path store;  // file; empty: nothing is stored, spans are kept all the same
  RunSource source{RunSource::kHeadless};
  WindowState window{WindowState::kNone};
  std::string label;
};

// Records a run while it goes on: a thread of its own encodes and commits what the simulation thread hands over. That
// hands over a pointer to the frame and a copy of the spans; it waits for nobody, and allocates nothing in the steady
// state. Every finished step is committed as soon as the writer comes to it, so that a program that is killed keeps
// them (docs/run_store.md says how much can be lost).
//
// Nothing that goes wrong with the store harms the run: the reason is in problems(), once, and steps that could not be
// written are tried again at the end. A damaged store is left as it is; the run goes to a fresh one beside it.
//
//   StoreRecorder recorder(*run, {.store = default_store_file(), .source = RunSource::kLive}, &next_sink);
//   const RunOutcome outcome = run->run(control, &recorder);
//   recorder.finish(outcome, card ? &*card : nullptr);
//
// The run must outlive the recorder.
class StoreRecorder final : public StepSink {
 public:
  // On any thread, before the run. `next` gets every step, too.
  StoreRecorder(AssembledRun& run, const RecorderOptions& options, StepSink* next = nullptr);
  // Without finish(): what has come is written and the run counts as interrupted.
  ~StoreRecorder() override;

  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override;

  // After the run: writes what is left, the manifest with its hashes, the score. Waits for the writer; simulation is
  // over by then. `score` may be null.
  void finish(const RunOutcome& outcome, const Scorecard* score);

  // Spans of every step of the run, as of SpanStore. Readable while the run goes on.
  const std::shared_ptr<const SpanTape>& tape() const;
  // Number of the run in the store, once it has one: none while the writer has not come to it, and without a store.
  std::optional<RunId> id() const;
  // By which other runs name it that go on from it. Any thread; empty without a store.
  std::string uuid() const;
  // Where it is written: not the store that was asked for if that is damaged. Any thread.
  std::filesystem::path store() const;
  // After finish(): whether all of the run is in the store.
  bool complete() const;
  // What went wrong, one sentence each. Any thread.
  std::vector<std::string> problems() const;
  // Spans of the writer's own thread (lane 1), by begin: what recording did meanwhile. Any thread.
  std::vector<SpanRecord> background() const;

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
};

}  // namespace stepscope

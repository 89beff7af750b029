#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/analysis/profiled_run.h"
#include "core/scenario/scenario.h"
#include "core/store/frame_bytes.h"
#include "core/store/run_summary.h"
#include "core/store/store_opening.h"
#include "core/world/step_frame.h"

namespace stepscope {

// What is known about a run before its first step.
struct BegunRun {
  std::string uuid, label;
  RunSource source{RunSource::kHeadless};
  RunFacts facts;
  std::string manifest;
  double step_interval_s{0.1};
  std::int64_t created_ms{0};
  ScenarioPtr scenario;
};

// What is written in one go. Steps are those from number `first_step` on, executions those from `first_execution` on.
struct StepBatch {
  std::span<const FramePtr> frames;
  const SpanTape* spans{nullptr};  // has the spans of these frames
  std::span<const StatementExecution> executions;
  std::size_t first_execution{0};
  const StatementLog* texts{nullptr};        // null: none is new
  std::size_t first_text{0}, first_site{0};  // of these, those that are new
  std::span<const SpanRecord> background;
  std::size_t first_background{0};
};

// What is known after its last.
struct EndedRun {
  std::string status, message, manifest;
  std::string metrics;                // metrics.json; empty: no score
  std::optional<double> final_score;  // with metrics
  int steps{0};
  double mean_step_ns{0.0}, p95_step_ns{0.0}, max_step_ns{0.0};
};

// Writes one run into a store. Steps go to the tables many at a time, each time in one transaction; until then a
// journal beside the store has them (step_journal.h), from which whoever opens the store next takes them if this
// program is killed.
class RunWriter {
 public:
  // `fault`, if given: of an error.
  static Result<RunWriter> begin(RecordingStore store, const BegunRun& run, DatabaseFault* fault = nullptr);
  // What could not be committed stays in the journal.
  ~RunWriter();
  RunWriter(RunWriter&&) noexcept;

  RunId id() const;
  const std::filesystem::path& file() const;
  // Afterwards the batch outlives this program. Where no journal can be written, it is committed at once. An error: it
  // is as if this had not been called.
  Status write(const StepBatch& batch);
  bool has_journal() const;
  // Bytes of what waits to be committed.
  std::size_t waiting() const;
  // Everything that was written goes to the tables. After an error it goes on waiting.
  Status commit();
  // The same, and the end of the run.
  Status finish(const EndedRun& run);
  // Of the last call that failed.
  DatabaseFault fault() const;
  // What waits is not wanted here any more.
  void drop_waiting();

 private:
  struct Parts;
  explicit RunWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stepscope

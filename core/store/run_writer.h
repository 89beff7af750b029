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
  const StatementLog* texts{nullptr};  // texts and sites that may be new; null: none are
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

// Writes one run into a store. Every call is one transaction: done, or as if it had not been.
class RunWriter {
 public:
  // `fault`, if given: of an error.
  static Result<RunWriter> begin(RecordingStore store, const BegunRun& run, DatabaseFault* fault = nullptr);
  ~RunWriter();
  RunWriter(RunWriter&&) noexcept;

  RunId id() const;
  const std::filesystem::path& file() const;
  Status write(const StepBatch& batch);
  Status finish(const EndedRun& run);
  // Of the last call that failed.
  DatabaseFault fault() const;

 private:
  struct Parts;
  explicit RunWriter(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stepscope

#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/record/simulation_log.h"

namespace stepscope {

// What a run of an arm hands its steps to: its simulation log, if it makes one, and another sink, if there is one.
class ArmSteps final : public StepSink {
 public:
  // `log_folder`: must exist; empty: no log. An error names what keeps the log from being made.
  static Result<std::unique_ptr<ArmSteps>> make(AssembledRun& run, const std::filesystem::path& log_folder,
                                                StepSink* next);

  void on_step(const FramePtr& frame, std::span<const SpanRecord> spans) override {
    if (log_) log_->on_step(frame, spans);
    if (next_ != nullptr) next_->on_step(frame, spans);
  }
  // After the last step: waits for the log. None: there is no log.
  Result<std::optional<LogEnd>> finish();

 private:
  ArmSteps(std::unique_ptr<SimulationLog> log, StepSink* next) : log_(std::move(log)), next_(next) {}
  std::unique_ptr<SimulationLog> log_;
  StepSink* next_;
};

}  // namespace stepscope

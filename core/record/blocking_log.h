#pragma once

#include "core/files/growing_file.h"
#include "core/record/simulation_log.h"

namespace stepscope {

// As the reference: nothing during the run; at its end everything is brought into one piece, packed and written, while
// whoever made the run waits. With weights: the model's file is part of that piece.
class BlockingLog final : public SimulationLog {
 public:
  // `library_weights`: see core/record/log_content.h.
  BlockingLog(LogWriting writing, AssembledRun& run, GrowingFile file, std::string library_weights)
      : writing_(writing), run_(run), file_(std::move(file)), library_weights_(std::move(library_weights)) {}

  void on_step(const FramePtr&, std::span<const SpanRecord>) override {}
  Result<LogEnd> finish() override;

 private:
  Status write();

  LogWriting writing_;
  AssembledRun& run_;
  GrowingFile file_;
  std::string library_weights_;
};

}  // namespace stepscope

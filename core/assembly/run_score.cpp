#include "core/assembly/run_score.h"

namespace stepscope {

MetricSet metric_set(Challenge challenge) {
  return challenge == Challenge::kOpenLoopBoxes ? MetricSet::kOpenLoop : MetricSet::kClosedLoop;
}

MetricInput metric_input(const AssembledRun& run) {
  MetricInput input{.scenario = *run.scenario(), .samples = {}};
  const RunTape& tape = run.tape();
  input.samples.reserve(tape.size());
  for (std::size_t k = 0; k < tape.size(); ++k) {
    const FramePtr frame = tape.frame(k);
    input.samples.push_back({.ego = frame->ego, .objects = frame->objects, .plan = &frame->trajectory});
  }
  return input;
}

std::optional<Scorecard> score_run(const AssembledRun& run) {
  const MetricInput input = metric_input(run);
  if (input.samples.empty()) return std::nullopt;
  return score(input, metric_set(run.request().challenge));
}

}  // namespace stepscope

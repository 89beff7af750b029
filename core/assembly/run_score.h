#pragma once

#include "core/assembly/assembled_run.h"
#include "core/metrics/scorecard.h"

namespace stepscope {

// Which metrics judge a challenge.
MetricSet metric_set(Challenge challenge);

// The finished steps of a run as the metrics see them. Valid as long as the run is.
MetricInput metric_input(const AssembledRun& run);

// Scores the finished steps of a run. None if no step was finished.
std::optional<Scorecard> score_run(const AssembledRun& run);

}  // namespace stepscope

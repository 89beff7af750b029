#include "core/imitation/moments.h"

#include "core/features/past_objects.h"

namespace stepscope {

namespace {

constexpr double kLeastFuture = 0.55;        // s

}  // namespace

std::uint32_t MomentSet::add_stretch(ScenarioPtr scenario, std::size_t log) {
  const Scenario& recorded = *scenario;
  stretches.push_back({.scenario = std::move(scenario), .expert = ExpertPath(recorded), .log = log});
  return static_cast<std::uint32_t>(stretches.size() - 1);
}

void add_recorded_moments(MomentSet& set, std::uint32_t stretch, int every) {
  const Scenario& scenario = *set.stretches[stretch].scenario;
  HistoryBuffer history(HistoryBuffer::reference_capacity(scenario.extraction().interval_s()));
  for (const RecordedFrame& frame : scenario.past()) history.append({.ego = frame.ego, .objects = frame.objects});
  for (int i = 0; i < scenario.iterations(); ++i) {
    const RecordedFrame& frame = scenario.iteration(i);
    history.append({.ego = frame.ego, .objects = frame.objects});
    if (i % every != 0) continue;
    if (seconds_between(frame.ego.time, set.stretches[stretch].expert.end()) < kLeastFuture) break;
    set.moments.push_back({.stretch = stretch,
                           .ego = frame.ego,
                           .objects = frame.objects,
                           .past_objects = objects_a_second_ago(history),
                           .lights = frame.lights});
  }
}

}  // namespace stepscope

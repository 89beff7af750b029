#include "core/record/folder_frames.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/record/simulation_log_reader.h"

namespace stepscope {

namespace {

using Recorded = std::unordered_map<Token, const TrackedObject*>;

Recorded recorded_at(const Scenario& scenario, int step) {
  Recorded objects;
  for (const TrackedObject& object : scenario.iteration(step).objects) objects.emplace(object.track, &object);
  return objects;
}

// An agent that reacts is as high as it was recorded at first, whatever else is shown is as it is recorded.
void add_heights(std::vector<TrackedObject>& objects, const Recorded& now, const Recorded& first) {
  for (TrackedObject& object : objects) {
    const auto there = now.find(object.track), then = first.find(object.track);
    const bool as_recorded = there != now.end() && there->second->box == object.box;
    if (as_recorded || (then == first.end() && there != now.end()))
      object.height = there->second->height;
    else if (then != first.end())
      object.height = then->second->height;
  }
}

// A frame that owns what its spans point to; the lights are the scenario's.
struct OwnedFrame {
  LoggedFrame logged;
  ScenarioPtr scenario;
  StepFrame frame;
};

FramePtr frame_of(int step, LoggedFrame logged, const ScenarioPtr& scenario, const StepTiming& timing) {
  auto owned = std::make_shared<OwnedFrame>();
  owned->logged = std::move(logged);
  owned->scenario = scenario;
  StepFrame& frame = owned->frame;
  frame.step = step;
  frame.time = scenario->time(step);
  frame.ego = owned->logged.ego;
  frame.objects = owned->logged.objects;
  frame.lights = scenario->iteration(step).lights;
  frame.trajectory = std::move(owned->logged.plan);
  frame.timing = timing;
  return {owned, &owned->frame};
}

}  // namespace

Result<std::vector<FramePtr>> frames_in_folder(const std::filesystem::path& folder, const ScenarioPtr& scenario,
                                               std::span<const StepTiming> steps) {
  const auto file = folder / "log.msgpack.xz";
  auto logged = read_simulation_log(file);
  if (!logged.ok()) return logged.error();
  std::vector<LoggedFrame>& log = logged.value();
  if (log.size() > static_cast<std::size_t>(scenario->iterations()) || log.size() != steps.size())
    return Error{.file = file.string(),
                 .place = {},
                 .field = {},
                 .reason = "has " + std::to_string(log.size()) + " frames, steps.csv " + std::to_string(steps.size()) +
                           " and the scenario " + std::to_string(scenario->iterations()) + ": it is not of this run"};
  std::vector<FramePtr> frames;
  frames.reserve(log.size());
  const Recorded first = recorded_at(*scenario, 0);
  for (std::size_t k = 0; k < log.size(); ++k) {
    const int step = static_cast<int>(k);
    add_heights(log[k].objects, recorded_at(*scenario, step), first);
    frames.push_back(frame_of(step, std::move(log[k]), scenario, steps[k]));
  }
  return frames;
}

}  // namespace stepscope

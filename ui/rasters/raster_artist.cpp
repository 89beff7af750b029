#include "ui/rasters/raster_artist.h"

#include <algorithm>

#include "core/features/past_objects.h"

namespace stepscope::ui {

namespace {

constexpr std::size_t kKept = 3;  // two ways beside each other, and the one before
}  // namespace

std::span<const TrackedObject> past_objects(const Scenario& scenario, std::span<const FramePtr> before,
                                            const StepFrame& frame) {
  HistoryBuffer history(HistoryBuffer::reference_capacity(scenario.extraction().interval_s()));
  for (const RecordedFrame& recorded : scenario.past()) history.append({recorded.ego, recorded.objects});
  for (const FramePtr& earlier : before) history.append({earlier->ego, earlier->objects});
  history.append({frame.ego, frame.objects});
  return objects_a_second_ago(history);
}

Rasteriser& RasterArtist::prepare(const RasterTask& task) {
  const auto same = std::ranges::find_if(prepared_, [&](const Prepared& one) {
    return one.scenario == task.scenario && one.parameters == task.parameters && one.method == task.method;
  });
  if (same != prepared_.end()) {
    std::rotate(prepared_.begin(), same, std::next(same));
    return *prepared_.front().rasteriser;
  }
  auto rasteriser = make_rasteriser(task.scenario->map(), task.parameters, task.method);
  rasteriser->set_route(task.scenario->route());
  prepared_.insert(prepared_.begin(), Prepared{.scenario = task.scenario,
                                               .parameters = task.parameters,
                                               .method = task.method,
                                               .rasteriser = std::move(rasteriser)});
  if (prepared_.size() > kKept) prepared_.pop_back();
  return *prepared_.front().rasteriser;
}

RasterPicturePtr RasterArtist::draw(const RasterTask& task) {
  const StepFrame& frame = *task.frame;
  auto picture = std::make_shared<RasterPicture>();
  picture->parameters = task.parameters;
  picture->method = task.method;
  picture->step = frame.step;
  picture->ego = frame.ego;
  for (const TrajectoryState& state : frame.trajectory.states()) picture->plan.push_back(state.rear_axle);
  prepare(task).draw({.ego = frame.ego,
                      .objects = frame.objects,
                      .past_objects = past_objects(*task.scenario, task.before, frame),
                      .lights = frame.lights},
                     picture->features);
  return picture;
}

}  // namespace stepscope::ui

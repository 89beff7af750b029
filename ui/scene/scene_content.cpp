#include "ui/scene/scene_content.h"

#include <utility>

namespace stepscope::ui {

void SceneContent::set_map(RoadMapPtr map) { map_ = std::move(map); }

void SceneContent::set_scenario(ScenarioPtr scenario) {
  scenario_ = std::move(scenario);
  frame_.reset();
  preview_.reset();
  expert_.clear();
  route_.reset();
  trail_.clear();
  fork_.reset();
  seen_ = {};
  if (scenario_ == nullptr) {
    map_.reset();
    return;
  }
  map_ = scenario_->map_ptr();
  for (const EgoState& ego : scenario_->expert()) expert_.push_back(ego.rear_axle.position());
  if (map_ != nullptr) route_ = std::make_shared<const std::vector<MapPiece>>(route_shapes(*map_, scenario_->route()));

  auto preview = std::make_shared<StepFrame>();
  const RecordedFrame& first = scenario_->iteration(0);
  preview->time = first.ego.time;
  preview->ego = first.ego;
  preview->objects = first.objects;
  preview->lights = first.lights;
  preview_ = std::move(preview);
  seen_.add(*preview_);
  seen_.expert = expert_.size() > 1;
  seen_.route = route_ != nullptr && !route_->empty();
}

void SceneContent::set_frame(FramePtr frame) {
  frame_ = std::move(frame);
  if (frame_ == nullptr) {
    trail_.clear();
    return;
  }
  trail_.add(*frame_);
  seen_.add(*frame_);
}

void SceneContent::set_fork(std::optional<ForkMark> fork) {
  fork_ = std::move(fork);
  seen_.fork = fork_.has_value();
}

FrameScene SceneContent::scene(const Theme& theme, SceneLayers layers, const PickedItem& picked) const {
  return {.theme = theme,
          .layers = layers,
          .map = map_.get(),
          .frame = shown(),
          .expert = expert_,
          .trail = &trail_,
          .picked = picked,
          .fork = running() && fork_ ? &*fork_ : nullptr};
}

PickedItem SceneContent::item_at(Point2 p, double reach_m, SceneLayers layers) const {
  if (const StepFrame* frame = shown()) {
    const PickedItem item = pick_in_frame(*frame, p, reach_m, layers);
    if (item.kind != PickedItem::Kind::kNone) return item;
  }
  return map_ == nullptr ? PickedItem{.position = p} : pick_in_map(*map_, p, layers);
}

std::optional<int> SceneContent::trail_step_at(Point2 p, double reach_m) const {
  if (!frame_) return std::nullopt;
  std::optional<int> found;
  double nearest = reach_m;
  for (const EgoTrail::Sample& sample : trail_.before(frame_->step, frame_->time, kTrailSeconds)) {
    const double away = distance(sample.place, p);
    if (away > nearest) continue;
    nearest = away;
    found = sample.step;
  }
  return found;
}

}  // namespace stepscope::ui

#include "core/planning/raster/calibration_rasters.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/features/past_objects.h"

namespace stepscope {

namespace {

constexpr std::size_t kLeastMoved = 8;
constexpr double kAhead = 2.0, kAside = 1.0;  // m
constexpr double kTurn = 0.15;                // rad
constexpr double kFaster = 0.3;               // part of the speed
constexpr std::int64_t kSecond = 1'000'000;   // µs

// The i-th of n egos around this one.
EgoState moved(EgoState ego, std::size_t i, std::size_t n) {
  const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n);
  const double ahead = kAhead * std::cos(angle), aside = kAside * std::sin(angle);
  Pose2& pose = ego.rear_axle;
  const double c = std::cos(pose.heading), s = std::sin(pose.heading);
  pose.x += c * ahead - s * aside;
  pose.y += s * ahead + c * aside;
  pose.heading += kTurn * std::sin(2.0 * angle);
  ego.vx *= 1.0 + kFaster * std::cos(angle);
  return ego;
}

}  // namespace

std::vector<float> calibration_rasters(const ModelContract& contract, const PlannerContext& context,
                                       const RasterMethod& method) {
  if (context.history == nullptr || context.history->size() == 0) return {};
  const HistoryBuffer& history = *context.history;
  const std::size_t samples = history.size();
  const std::size_t moves = std::max(kLeastMoved, kLeastCalibration - std::min(kLeastCalibration, samples));

  const auto rasteriser = make_rasteriser(context.map, contract.raster, method);
  rasteriser->set_route(context.route);
  RasterFeatures features;
  std::vector<float> rasters;
  rasters.reserve((samples + moves) * contract.shape().inputs());
  const auto draw = [&](const EgoState& ego, const HistorySample& sample) {
    rasteriser->draw({.ego = ego,
                      .objects = sample.objects,
                      .past_objects = objects_near(history, {sample.ego.time.us - kSecond}),
                      .lights = context.lights},
                     features);
    rasters.insert(rasters.end(), features.values().begin(), features.values().end());
  };
  for (std::size_t i = 0; i < samples; ++i) draw(history[i].ego, history[i]);
  for (std::size_t i = 0; i < moves; ++i) draw(moved(history.newest().ego, i, moves), history.newest());
  normalise(contract, rasters);
  return rasters;
}

}  // namespace stepscope

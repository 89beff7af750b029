#include "core/planning/raster/predicted_trajectory.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/planning/raster/float_turn.h"

namespace stepscope {

namespace {

constexpr double kUsualStep = 0.1;      // s, where the history does not tell
constexpr double kShortestStep = 1e-3;  // s
constexpr std::size_t kWindow = 5;      // samples that the filters need

double seconds(SimTime time) { return static_cast<double>(time.us) * 1e-6; }

// Time between the last two samples of the history, or one that gives the filters enough samples.
double sampling_step(const HistoryBuffer& history, double horizon_s) {
  double step = kUsualStep;
  if (history.size() >= 2) step = seconds(history.newest().ego.time) - seconds(history[history.size() - 2].ego.time);
  if (!(step >= kShortestStep)) step = kUsualStep;
  return std::min(step, horizon_s / static_cast<double>(kWindow));
}

// scipy's interp1d on knots at ascending times: the index of the upper one.
template <typename Time>
std::size_t upper_knot(double t, std::size_t count, std::size_t from, Time time_of) {
  std::size_t upper = std::max<std::size_t>(from, 1);
  while (upper + 1 < count && time_of(upper) < t) ++upper;
  return upper;
}

double between(double low_t, double high_t, double low, double high, double t) {
  return (high - low) / (high_t - low_t) * (t - low_t) + low;
}

}  // namespace

PredictedTrajectory::PredictedTrajectory(int poses, double interval_s) : interval_s_(interval_s) {
  assert(poses >= 1 && interval_s > 0.0);
  knots_.resize(static_cast<std::size_t>(poses) + 1);
}

void PredictedTrajectory::make(std::span<const float> predictions, const HistoryBuffer& history, Trajectory& out) {
  assert(predictions.size() == 3 * (knots_.size() - 1));
  const EgoState& now = history.newest().ego;
  place_knots(predictions, now);
  sample(history);
  const double delta_s = (times_.back() - times_.front()) / static_cast<double>(times_.size() - 1);
  differentiate(velocity_, delta_s, velocities_);
  differentiate(acceleration_, delta_s, accelerations_);

  out.clear();
  out.append(TrajectoryState::from(now));
  for (std::size_t i = 1; i < knots_.size(); ++i)
    out.append({.time = {static_cast<std::int64_t>(knots_[i].time_s * 1e6)},
                .rear_axle = knots_[i].pose,
                .vx = velocities_[i - 1].longitudinal,
                .vy = velocities_[i - 1].lateral,
                .ax = accelerations_[i - 1].longitudinal,
                .ay = accelerations_[i - 1].lateral,
                .steering_angle = 0.0});
}

void PredictedTrajectory::place_knots(std::span<const float> predictions, const EgoState& now) {
  const Pose2& ego = now.rear_axle;
  const double c = std::cos(ego.heading), s = std::sin(ego.heading);
  knots_[0] = {.time_s = seconds(now.time), .pose = ego};
  for (std::size_t i = 1; i < knots_.size(); ++i) {
    const std::span<const float> pose = predictions.subspan(3 * (i - 1), 3);
    const double x = pose[0], y = pose[1];
    const FloatTurn turn = float_turn(pose[2]);
    const double sine = turn.sine, cosine = turn.cosine;
    knots_[i] = {.time_s = (static_cast<double>(i - 1) * interval_s_ + interval_s_) + knots_[0].time_s,
                 .pose = {ego.x + (c * x - s * y), ego.y + (s * x + c * y),
                          std::atan2(s * cosine + c * sine, c * cosine - s * sine)}};
  }
}

void PredictedTrajectory::sample(const HistoryBuffer& history) {
  past_ = history.size() - 1;
  times_.clear();
  x_.clear();
  y_.clear();
  headings_.clear();
  for (std::size_t i = 0; i < past_; ++i) {
    const EgoState& ego = history[i].ego;
    times_.push_back(seconds(ego.time));
    x_.push_back(ego.rear_axle.x);
    y_.push_back(ego.rear_axle.y);
  }
  // numpy.arange(now, last + 1e-6, step): multiples of the step as the sum with "now" has rounded it.
  const double begin = knots_.front().time_s, end = knots_.back().time_s + 1e-6;
  const double step = sampling_step(history, knots_.back().time_s - begin);
  const double rounded_step = (begin + step) - begin;
  const auto count = static_cast<std::size_t>(std::ceil((end - begin) / step));
  std::size_t upper = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const double t = begin + static_cast<double>(i) * rounded_step;
    upper = upper_knot(t, knots_.size(), upper, [this](std::size_t k) { return knots_[k].time_s; });
    const Knot& low = knots_[upper - 1];
    const Knot& high = knots_[upper];
    times_.push_back(t);
    x_.push_back(between(low.time_s, high.time_s, low.pose.x, high.pose.x, t));
    y_.push_back(between(low.time_s, high.time_s, low.pose.y, high.pose.y, t));
    headings_.push_back(between(low.time_s, high.time_s, low.pose.heading, high.pose.heading, t));
  }
}

void PredictedTrajectory::differentiate(const SavitzkyGolay& filter, double delta_s, std::vector<Motion>& out) {
  derived_x_.resize(x_.size());
  derived_y_.resize(y_.size());
  filter.apply(x_, delta_s, derived_x_);
  filter.apply(y_, delta_s, derived_y_);
  const std::size_t planned = headings_.size();
  along_.resize(planned);
  for (std::size_t i = 0; i < planned; ++i) {
    const double c = std::cos(headings_[i]), s = std::sin(headings_[i]);
    const double dx = derived_x_[past_ + i], dy = derived_y_[past_ + i];
    along_[i] = {.longitudinal = dx * c + dy * s, .lateral = dx * s - dy * c};
  }
  out.resize(knots_.size() - 1);
  const double* const t = times_.data() + past_;
  std::size_t upper = 1;
  for (std::size_t k = 1; k < knots_.size(); ++k) {
    upper = upper_knot(knots_[k].time_s, planned, upper, [t](std::size_t i) { return t[i]; });
    const std::size_t lower = upper - 1;
    const auto at = [&](double Motion::*component) {
      return between(t[lower], t[upper], along_[lower].*component, along_[upper].*component, knots_[k].time_s);
    };
    out[k - 1] = {.longitudinal = at(&Motion::longitudinal), .lateral = at(&Motion::lateral)};
  }
}

}  // namespace stepscope

#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/metrics/metric_input.h"
#include "core/signal/savitzky_golay.h"

namespace stepscope {

// The signals by which the comfort of a ride is judged, in the reference's order of metrics.
enum class ComfortSignal { kJerk, kLatAcceleration, kLonAcceleration, kLonJerk, kYawAcceleration, kYawRate };
inline constexpr std::size_t kComfortSignals = 6;

// One value per ego state, rounded to 8 decimals; m/s², m/s³, rad/s, rad/s².
struct ComfortSignals {
  std::array<std::vector<double>, kComfortSignals> values;  // by ComfortSignal
  std::vector<double> acceleration;                         // magnitude

  std::vector<double>& of(ComfortSignal signal) { return values[static_cast<std::size_t>(signal)]; }
  const std::vector<double>& of(ComfortSignal signal) const { return values[static_cast<std::size_t>(signal)]; }
};

// Takes the comfort signals out of a ride, or out of its beginning.
//
// Accelerations of the box centre (x, y: (ax + dω² + dα, ay), as the reference has it, d from the rear axle) and of the
// rear axle (magnitude) are smoothed by a parabola over 8 samples; the jerks are slopes of parabolas over 15 of the
// smoothed values; yaw rate and yaw acceleration are taken from the unwrapped heading over 5 samples (orders 2 and 3).
// In a ride of fewer samples the windows shrink to it, as the reference's do.
class ComfortExtractor {
 public:
  // The fewest samples that determine all signals: yaw acceleration takes a cubic.
  static constexpr std::size_t kFewest = 4;
  // Values at the end of a ride that would change if it went on: a jerk looks 7 samples ahead, at accelerations that
  // look 4 ahead.
  static constexpr std::size_t kUnsettled = 11;
  // Samples from which extract_end() takes its values; the shortest ride for it.
  static constexpr std::size_t kEnd = 32;

  // An error if there are fewer than kFewest samples or if their times do not ascend.
  static Result<ComfortExtractor> create(std::span<const MetricSample> samples);

  std::size_t size() const { return seconds_.size(); }
  // Signals of the ride if it had ended after n samples. kFewest ≤ n ≤ size(). Reusing `out` allocates nothing once n
  // is 15 or more and `out` has grown.
  void extract(std::size_t n, ComfortSignals& out);
  // The same for the end of that ride: the last kUnsettled of `out` are those of extract(n), those before mean nothing.
  // kEnd ≤ n ≤ size(). Takes the same time for every n.
  void extract_end(std::size_t n, ComfortSignals& out);
  // The whole ride, jerks and yaw signals per sample instead of per second, and these not rounded. Divided by
  // (mean step of a shorter ride)^derivative and rounded, they are that ride's, but for its last kUnsettled.
  void extract_per_sample(ComfortSignals& out);

  // Mean time between the first n samples, s.
  double step(std::size_t n) const { return (seconds_[n - 1] - seconds_[0]) / static_cast<double>(n - 1); }

 private:
  enum class Unit { kPerSecond, kPerSample };

  ComfortExtractor() = default;
  void extract(std::size_t begin, std::size_t end, double step, Unit unit, ComfortSignals& out);
  const SavitzkyGolay& filter(const SavitzkyGolayShape& shape);

  std::vector<double> seconds_, heading_;                           // s; rad, unwrapped
  std::vector<double> lon_acceleration_, lat_acceleration_, norm_;  // m/s², not smoothed
  std::vector<SavitzkyGolay> filters_;                              // those needed so far
};

}  // namespace stepscope

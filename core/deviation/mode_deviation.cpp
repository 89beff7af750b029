#include "core/deviation/mode_deviation.h"

#include <algorithm>
#include <cmath>

#include "core/assembly/planner_choice.h"
#include "core/assembly/run_score.h"
#include "core/deviation/mode_predictions.h"
#include "core/geometry/angle.h"
#include "core/metrics/has_score.h"
#include "core/planning/raster/raster_planner_entry.h"

namespace stepscope {

namespace {

double median_ms(std::vector<std::int64_t> ns) {
  if (ns.empty()) return 0.0;
  const auto middle = ns.begin() + static_cast<std::ptrdiff_t>(ns.size() / 2);
  std::ranges::nth_element(ns, middle);
  return static_cast<double>(*middle) * 1e-6;
}

// Poses (x, y, heading) one after another.
void compare_poses(std::span<const float> poses, std::span<const float> reference, ModeDeviation& out) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < poses.size(); i += 3) {
    const double metres =
        std::hypot(static_cast<double>(poses[i]) - reference[i], static_cast<double>(poses[i + 1]) - reference[i + 1]);
    sum += metres;
    out.position_m = std::max(out.position_m, metres);
    out.heading_rad =
        std::max(out.heading_rad,
                 std::abs(wrap_angle(static_cast<double>(poses[i + 2]) - static_cast<double>(reference[i + 2]))));
  }
  if (!poses.empty()) out.mean_position_m = sum / static_cast<double>(poses.size() / 3);
}

void compare_drives(const RunTape& tape, const RunTape& reference, ModeDeviation& out) {
  for (std::size_t k = 0; k < std::min(tape.size(), reference.size()); ++k) {
    out.final_position_m =
        distance(tape.frame(k)->ego.rear_axle.position(), reference.frame(k)->ego.rear_axle.position());
    out.driven_m = std::max(out.driven_m, out.final_position_m);
  }
}

// Everything that is measured, with float32's results once they are known.
class Measurement {
 public:
  Measurement(const RunRequest& request, const EngineProfile& profile, const ScenarioPtr& scenario, RunControl& control)
      : request_(request), profile_(profile), scenario_(scenario), control_(control) {
    request_.challenge = Challenge::kClosedLoopNonreactiveAgents;
  }

  ModeDeviation measure(InferenceMode mode) {
    ModeDeviation out{.mode = mode};
    if (Status measured = measure(out); !measured.ok()) out.problem = measured.error().text();
    return out;
  }

 private:
  Status measure(ModeDeviation& out) {
    EngineProfile profile = profile_;
    profile.inference = static_cast<Inference>(out.mode);
    auto assembled = AssembledRun::assemble(request_, profile, scenario_);
    if (!assembled.ok()) return assembled.error();
    std::unique_ptr<AssembledRun> run = std::move(assembled).value();
    const RunOutcome outcome = run->run(control_);
    if (const auto card = score_run(*run); card && has_score(card)) out.score = card->final_score;
    if (outcome.status == RunStatus::kStopped) return make_error("stopped");
    // A form that does not come to its end can still be compared up to there.
    const RunTape& tape = reference_ ? reference_->tape() : run->tape();
    auto parts = raster_planner_parts(request_.parameters, planner_means(profile));
    if (!parts.ok()) return parts.error();
    auto predictions = predict_again(parts.value(), *scenario_, tape, control_);
    if (!predictions.ok()) return predictions.error();
    out.network = predictions.value().network;
    out.inference_ms = median_ms(predictions.value().library_ns);
    if (!reference_) {
      reference_poses_ = std::move(predictions).value().poses;
      reference_ = std::move(run);
    } else {
      compare_poses(predictions.value().poses, reference_poses_, out);
      compare_drives(run->tape(), reference_->tape(), out);
    }
    return outcome.status == RunStatus::kFailed ? Status(outcome.error) : Status();
  }

  RunRequest request_;
  const EngineProfile& profile_;
  const ScenarioPtr& scenario_;
  RunControl& control_;
  std::unique_ptr<AssembledRun> reference_;  // float32's
  std::vector<float> reference_poses_;
};

}  // namespace

Result<std::vector<ModeDeviation>> mode_deviations(const RunRequest& request, const EngineProfile& profile,
                                                   const ScenarioPtr& scenario, std::span<const InferenceMode> modes,
                                                   RunControl& control,
                                                   const std::function<void(const ModeDeviation&)>& done) {
  std::vector<InferenceMode> order{InferenceMode::kFloat32};
  for (const InferenceMode mode : modes)
    if (std::ranges::find(order, mode) == order.end()) order.push_back(mode);
  Measurement measurement(request, profile, scenario, control);
  std::vector<ModeDeviation> out;
  for (const InferenceMode mode : order) {
    out.push_back(measurement.measure(mode));
    if (control.stopped()) return make_error("stopped");
    if (mode == InferenceMode::kFloat32 && out.back().network.library.empty()) return make_error(out.back().problem);
    if (done) done(out.back());
  }
  return out;
}

}  // namespace stepscope

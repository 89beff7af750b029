#include "core/pairing/output_tolerance.h"

#include <algorithm>

#include "core/assembly/switch_use.h"
#include "core/lockstep/drive_difference.h"

namespace stepscope {

namespace {

// The tracker's fit solved in another way: 1e-15 in a step, which a drive of 20 s may carry on.
const OutputTolerance kSolver{
    .position_m = 1e-6, .heading_rad = 1e-6, .speed_mps = 1e-6, .score = 1e-6, .raster_share = 0.0, .reasons = {}};
// Sums in another order: docs/inference.md has 4e-5 m in the poses and 3e-6 m in the egos of a whole drive, LibTorch's
// own threads and graphics cards the same kind of difference. Twenty times that.
const OutputTolerance kRounding{
    .position_m = 1e-3, .heading_rad = 1e-3, .speed_mps = 1e-2, .score = 0.01, .raster_share = 0.0, .reasons = {}};
// Fewer digits, or a map that is cut out of a picture: half a metre, less than the margin that a lane leaves beside a
// car, and nothing that changes what the drive is worth. Small networks exceed it (docs/inference.md: 0.8 to 2.1 m).
const OutputTolerance kCoarse{
    .position_m = 0.5, .heading_rad = 0.1, .speed_mps = 0.5, .score = 0.05, .raster_share = 0.0, .reasons = {}};
// docs/features.md: 1.3 % of the road map's pixels, 2.7 % of the baselines'; of all channels together fewer.
constexpr double kCanvasShare = 0.05;

bool coarse(Inference form) { return form == Inference::kBfloat16 || form == Inference::kInt8; }

void loosen(OutputTolerance& to, const OutputTolerance& by, std::string reason) {
  to.position_m = std::max(to.position_m, by.position_m);
  to.heading_rad = std::max(to.heading_rad, by.heading_rad);
  to.speed_mps = std::max(to.speed_mps, by.speed_mps);
  to.score = std::max(to.score, by.score);
  to.reasons.push_back(std::move(reason));
}

void loosen_for_network(OutputTolerance& out, const EngineProfile& a, const EngineProfile& b) {
  const auto canvas = [](const EngineProfile& p) { return p.map_raster == MapRaster::kCanvas; };
  if (canvas(a) != canvas(b)) {
    loosen(out, kCoarse, "map-raster: canvas draws other pixels at edges");
    out.raster_share = kCanvasShare;
  }
  if (a.inference != b.inference) {
    if (coarse(a.inference) || coarse(b.inference))
      loosen(out, kCoarse, "inference: bf16 and int8 calculate with fewer digits");
    else
      loosen(out, kRounding, "inference: another form sums in another order");
  }
  if (a.inference_threads != b.inference_threads)
    loosen(out, kRounding, "inference-threads: threads sum in another order");
  if (a.learning_device != b.learning_device) loosen(out, kRounding, "device: a graphics card sums in another order");
}

}  // namespace

PairPromise no_promise() {
  const DivergenceLimits limits;
  return {.kind = PairPromise::Kind::kNone,
          .tolerance = {.position_m = limits.ego_m,
                        .heading_rad = limits.heading_rad,
                        .speed_mps = limits.speed_mps,
                        .score = 0.0,
                        .raster_share = 0.0,
                        .reasons = {"from where on two drives are called apart"}}};
}

PairPromise promise_of(const Arm& a, const Arm& b) {
  if (a.request != b.request) return no_promise();
  OutputTolerance tolerance;
  if (a.profile.tracker != b.profile.tracker && tracks_plan(a.request))
    loosen(tolerance, kSolver, "tracker: its fit is solved in another way");
  if (asks_network(a.request)) loosen_for_network(tolerance, a.profile, b.profile);
  const bool exact = tolerance.exact();
  return {.kind = exact ? PairPromise::Kind::kEqual : PairPromise::Kind::kWithinTolerance,
          .tolerance = std::move(tolerance)};
}

}  // namespace stepscope

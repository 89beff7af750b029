#include "core/ablation/output_gate.h"

#include "core/pairing/output_comparer.h"
#include "core/pairing/output_words.h"
#include "core/pairing/raster_difference.h"

namespace stepscope {

namespace {

OutputState state_of(OutputVerdict verdict) {
  if (verdict == OutputVerdict::kEqual) return OutputState::kEqual;
  return verdict == OutputVerdict::kWithinTolerance ? OutputState::kWithinTolerance : OutputState::kDiffers;
}

}  // namespace

OutputGate gate_of(const Arm& without, const ArmRun& a, const Arm& with, const ArmRun& b, RasterCheck rasters) {
  const PairPromise promise = promise_of(without, with);
  OutputDifference difference =
      output_difference(output_of(a.run->tape()), output_of(b.run->tape()), promise.tolerance);
  if (rasters == RasterCheck::kCompare) difference.rasters = raster_difference(*a.run, *b.run);
  if (!difference.equal() && a.score && b.score) {
    difference.score_a = a.score->final_score;
    difference.score_b = b.score->final_score;
  }
  OutputGate gate{.state = state_of(judge(difference, promise)),
                  .words = {},
                  .first_step = std::nullopt,
                  .scenario = a.run->scenario()->id().token.hex()};
  if (gate.state == OutputState::kEqual) return gate;
  gate.words = output_headline(difference, promise);
  if (const Departure* beyond = difference.first_beyond(); gate.state == OutputState::kDiffers && beyond != nullptr)
    gate.first_step = beyond->step;
  return gate;
}

}  // namespace stepscope

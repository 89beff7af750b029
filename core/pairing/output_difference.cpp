#include "core/pairing/output_difference.h"

#include <algorithm>
#include <cmath>

namespace stepscope {

std::string_view output_part_title(OutputPart part) {
  constexpr std::array<std::string_view, kOutputParts> kTitles{"ego", "objects", "plan"};
  return kTitles[static_cast<std::size_t>(part)];
}

const Departure* OutputDifference::first_beyond() const {
  const Departure* first = nullptr;
  for (const std::optional<Departure>& departure : beyond)
    if (departure && (first == nullptr || departure->step < first->step)) first = &*departure;
  return first;
}

bool OutputDifference::equal() const {
  return steps_a == steps_b && !inexact && score_a == score_b && (!rasters || rasters->share == 0.0);
}

std::string_view output_verdict_key(OutputVerdict verdict) {
  constexpr std::array<std::string_view, 4> kKeys{"equal", "within-tolerance", "void", "not-promised"};
  return kKeys[static_cast<std::size_t>(verdict)];
}

OutputVerdict judge(const OutputDifference& d, const PairPromise& promise) {
  if (d.equal()) return OutputVerdict::kEqual;
  if (promise.kind == PairPromise::Kind::kNone) return OutputVerdict::kNotPromised;
  if (promise.kind == PairPromise::Kind::kEqual) return OutputVerdict::kVoid;
  const OutputTolerance& tolerance = promise.tolerance;
  const bool scores = d.score_a.has_value() == d.score_b.has_value() &&
                      (!d.score_a || std::abs(*d.score_a - *d.score_b) <= tolerance.score);
  const bool rasters = !d.rasters || d.rasters->share <= tolerance.raster_share;
  const bool within = d.steps_a == d.steps_b && d.first_beyond() == nullptr && scores && rasters;
  return within ? OutputVerdict::kWithinTolerance : OutputVerdict::kVoid;
}

}  // namespace stepscope

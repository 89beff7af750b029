#include "core/signal/phase.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace stepscope {

void unwrap_phase(std::span<const double> in, std::span<double> out) {
  assert(in.size() == out.size());
  constexpr double kTurn = 2.0 * std::numbers::pi;
  double turns = 0.0;
  double before = in.empty() ? 0.0 : in[0];
  for (std::size_t i = 0; i < in.size(); ++i) {
    const double angle = in[i];
    turns += std::nearbyint((angle - before) / kTurn);
    before = angle;
    out[i] = angle - kTurn * turns;
  }
}

}  // namespace stepscope

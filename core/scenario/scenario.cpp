#include "core/scenario/scenario.h"

#include "core/scenario/frame_window.h"

namespace stepscope {

std::vector<EgoState> Scenario::future_ego(int i, double horizon_s, int n) const {
  std::vector<EgoState> out;
  future_ego(i, horizon_s, n, out);
  return out;
}

void Scenario::future_ego(int i, double horizon_s, int n, std::vector<EgoState>& out) const {
  out.clear();
  const std::size_t step = sample_step(horizon_s, n);
  if (step == 0) return;
  std::size_t row = iteration_rows_[static_cast<std::size_t>(i)];
  for (int k = 0; k < n; ++k) {
    row += step;
    if (row >= rows_.size()) return;
    out.push_back(rows_[row].ego);
  }
}

}  // namespace stepscope

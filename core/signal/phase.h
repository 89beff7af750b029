#pragma once

#include <span>

namespace stepscope {

// Takes jumps of full turns out of a sequence of angles in rad: 2π·Σ round(Δ/2π) is subtracted, ties to even. `in` and
// `out` have the same size and may be the same memory.
void unwrap_phase(std::span<const double> in, std::span<double> out);

}  // namespace stepscope

#pragma once

#include <span>
#include <vector>

namespace stepscope {

// p-values of several questions asked of the same runs, corrected so that the chance of even one false "yes" among them
// stays below the level they are held against (Holm 1979, step-down Bonferroni). In the order given; 1 at most.
std::vector<double> holm(std::span<const double> p);

}  // namespace stepscope

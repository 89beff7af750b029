#pragma once

#include <string>
#include <vector>

#include "core/rerun/rerun.h"

namespace stepscope {

// "Slow moment: made again, step 87 takes 0.21 ms (warm, median of 200); recorded were 0.92 ms."
std::string verdict_words(const RerunResult& result);
// How it was measured: repetitions, what cold and warm mean here, whether the plans were equal.
std::vector<std::string> method_words(const RerunResult& result);

}  // namespace stepscope

#pragma once

#include <string>
#include <vector>

#include "core/pairing/output_difference.h"

namespace stepscope {

// One sentence: "The outputs are equal to the last bit over 149 steps." or "Void: from step 17 on the plans differ …".
std::string output_headline(const OutputDifference& difference, const PairPromise& promise);
// The greatest differences with their steps, the scores, the rasters, what is allowed and why; one sentence each.
std::vector<std::string> output_details(const OutputDifference& difference, const PairPromise& promise);

// 0.103, 18.2, 137: `digits` of them, without an exponent where the number is large.
std::string difference_digits(double value, int digits);

}  // namespace stepscope

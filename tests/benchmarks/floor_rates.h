#pragma once

namespace stepscope {

// Noise floors that were thought of, on pairs whose log-ratios are normal with 2 % from run to run: how often equal
// ways are told apart, how often a gain of 3 % is found, and how many pairs it takes to find it in 80 of 100 sessions.
void print_floor_rates(int trials);

}  // namespace stepscope

#pragma once

#include <vector>

#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

// All metrics of the open-loop challenge, in the reference's order. Each looks at the plans of whole seconds
// (plan_deviations) over 3, 5 and 8 s:
//
//   planner_expert_average_l2_error_within_bound       mean displacement               1 − mean/8 m
//   planner_expert_final_l2_error_within_bound         last displacement               1 − mean/8 m
//   planner_miss_rate_within_bound                     largest displacement            1 if at most 30 % of the plans
//                                                      against 6, 8, 16 m              are further off, for every
//                                                      horizon
//   planner_expert_final_heading_error_within_bound    last difference of headings     1 − mean/0.8 rad
//   planner_expert_average_heading_error_within_bound  mean difference of headings     1 − mean/0.8 rad
//
// the mean being that over plans and horizons, scores not below 0. Violations of the errors: every plan that is further
// off than the bound, or, if there is none, the plan that is furthest off. Violations of the miss rate: every horizon
// with too many misses.
//
// The metrics share what they compare, and so its errors.
std::vector<Metric> open_loop_metrics(const MetricInput& input);

}  // namespace stepscope

#pragma once

namespace stepscope {

// P(T ≤ t) of Student's distribution with `df` > 0 degrees of freedom, by the incomplete beta function.
double student_t_probability(double t, double df);
// t with P(T ≤ t) = probability, 0 < probability < 1.
double student_t_quantile(double probability, double df);

}  // namespace stepscope

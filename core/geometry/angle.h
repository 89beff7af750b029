#pragma once

namespace stepscope {

inline constexpr double kPi = 3.141592653589793238462643383279502884;

// a mod m with the sign of m (as in Python). m > 0.
double floor_mod(double a, double m);
// Angle in [−π, π).
double wrap_angle(double a);
// ((a − b + period/2) mod period) − period/2, and 2π less if that exceeds π: the reference's difference of angles.
double angle_difference(double a, double b, double period);
// What numpy.unwrap adds to a sample and all later ones because of the jump from the sample before: 0 for less than π,
// otherwise the multiple of 2π that brings the jump into [−π, π].
double unwrap_correction(double jump);

}  // namespace stepscope

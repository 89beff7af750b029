#include "core/map/utm.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <string>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr double kSemiMajorAxis = 6378137.0;  // m
constexpr double kFlattening = 1.0 / 298.257223563;
constexpr double kScale = 0.9996;           // on the central meridian
constexpr double kFalseEasting = 500000.0;  // m
constexpr double kFalseNorthingSouth = 10000000.0;
constexpr double kDegree = kPi / 180.0;

constexpr double n = kFlattening / (2.0 - kFlattening);
constexpr double n2 = n * n, n3 = n2 * n, n4 = n2 * n2, n5 = n4 * n, n6 = n3 * n3;
constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);
constexpr double kRectifyingRadius = kSemiMajorAxis / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0 + n6 / 256.0);

// Krüger's α1 … α6.
constexpr std::array<double, 6> kAlpha = {
    n / 2.0 - 2.0 * n2 / 3.0 + 5.0 * n3 / 16.0 + 41.0 * n4 / 180.0 - 127.0 * n5 / 288.0 + 7891.0 * n6 / 37800.0,
    13.0 * n2 / 48.0 - 3.0 * n3 / 5.0 + 557.0 * n4 / 1440.0 + 281.0 * n5 / 630.0 - 1983433.0 * n6 / 1935360.0,
    61.0 * n3 / 240.0 - 103.0 * n4 / 140.0 + 15061.0 * n5 / 26880.0 + 167603.0 * n6 / 181440.0,
    49561.0 * n4 / 161280.0 - 179.0 * n5 / 168.0 + 6601661.0 * n6 / 7257600.0,
    34729.0 * n5 / 80640.0 - 3418889.0 * n6 / 1995840.0,
    212378941.0 * n6 / 319334400.0};

// sinh(e·atanh(e·s)) for |s| ≤ 1, to rounding. Its argument stays below 0.0068, where a few terms of both power series
// suffice and cost a fraction of the functions.
double conformal_shift(double s) {
  const double q = kEccentricitySquared * s * s;
  const double x =
      kEccentricitySquared * s *
      (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * (1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q / 13.0))))));
  const double x2 = x * x;
  return x * (1.0 + x2 / 6.0 * (1.0 + x2 / 20.0 * (1.0 + x2 / 42.0)));
}

}  // namespace

Result<UtmZone> UtmZone::from_text(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  int code = 0;
  const char* const end = lower.data() + lower.size();
  const bool readable = lower.starts_with("epsg:") && std::from_chars(lower.data() + 5, end, code).ptr == end;
  const int zone = code % 100;
  if (!readable || (code / 100 != 326 && code / 100 != 327) || zone < 1 || zone > 60)
    return make_error("\"" + std::string(text) + "\" is not a UTM zone (epsg:32601 … 32660 or epsg:32701 … 32760)");
  return UtmZone(zone, code / 100 == 327);
}

Point2 UtmZone::project(Point2 degrees) const {
  double relative = degrees.x - (6.0 * zone_ - 183.0);
  if (std::abs(relative) > 180.0) relative = std::remainder(relative, 360.0);
  const double sin_lon = std::sin(relative * kDegree), cos_lon = std::cos(relative * kDegree);
  const double sin_lat = std::sin(degrees.y * kDegree), cos_lat = std::cos(degrees.y * kDegree);

  // t = tan of the conformal latitude = sinh(atanh(sin φ) − e·atanh(e sin φ)), by the addition theorem of sinh.
  const double sigma = conformal_shift(sin_lat);
  const double t = (sin_lat * std::sqrt(1.0 + sigma * sigma) - sigma) / cos_lat;

  const double r2 = t * t + cos_lon * cos_lon, r = std::sqrt(r2);
  const double xi = std::atan2(t, cos_lon);
  const double sinh_eta = sin_lon / r;
  const double eta = std::asinh(sinh_eta);

  // Σ αj·sin(2jζ) for ζ = ξ + iη by Clenshaw's recurrence; sine and cosine of 2ζ follow from what is known already.
  const double sin_2xi = 2.0 * t * cos_lon / r2, cos_2xi = (cos_lon * cos_lon - t * t) / r2;
  const double sinh_2eta = 2.0 * sinh_eta * std::sqrt(1.0 + sinh_eta * sinh_eta);
  const double cosh_2eta = 1.0 + 2.0 * sinh_eta * sinh_eta;
  const double u = 2.0 * cos_2xi * cosh_2eta, v = -2.0 * sin_2xi * sinh_2eta;  // 2 cos 2ζ = u + iv
  double b_re = 0.0, b_im = 0.0, next_re = 0.0, next_im = 0.0;
  for (std::size_t j = kAlpha.size(); j-- > 0;) {
    const double re = kAlpha[j] + (u * b_re - v * b_im) - next_re;
    const double im = (u * b_im + v * b_re) - next_im;
    next_re = b_re;
    next_im = b_im;
    b_re = re;
    b_im = im;
  }
  const double s_re = sin_2xi * cosh_2eta, s_im = cos_2xi * sinh_2eta;  // sin 2ζ
  const double series_xi = b_re * s_re - b_im * s_im;
  const double series_eta = b_re * s_im + b_im * s_re;

  return {kFalseEasting + kScale * kRectifyingRadius * (eta + series_eta),
          (south_ ? kFalseNorthingSouth : 0.0) + kScale * kRectifyingRadius * (xi + series_xi)};
}

}  // namespace stepscope

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

// c[0] + c[1]·x + c[2]·x² + …
template <std::size_t N>
double polynomial(const std::array<double, N>& c, double x) {
  double sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = c[i] + x * sum;
  return sum;
}

// What the ellipsoid fixes, as series in the third flattening n (L. Krüger 1912; R. Koenig and K. H. Weise 1951).
struct Ellipsoid {
  std::array<double, 6> conformal;  // coefficients of sin 2jφ in conformal latitude − latitude
  std::array<double, 6> mercator;   // Krüger's α1 … α6
  double scale;                     // of the rectified coordinates, in semi-major axes

  Ellipsoid() {
    // By way of the modular angle: n needs the last bit that the reference's projection library gives it.
    const double modular = std::asin(std::sqrt(2.0 * kFlattening - kFlattening * kFlattening));
    const double n = std::pow(std::tan(modular / 2.0), 2.0);
    const double n2 = n * n;
    scale = kScale / (1.0 + n) * (1.0 + n2 * (1.0 / 4.0 + n2 * (1.0 / 64.0 + n2 / 256.0)));
    const std::array<double, 6> power = {n, n2, n2 * n, n2 * n * n, n2 * n * n * n, n2 * n * n * n * n};
    conformal = {power[0] * polynomial<6>({-2.0, 2.0 / 3.0, 4.0 / 3.0, -82.0 / 45.0, 32.0 / 45.0, 4642.0 / 4725.0}, n),
                 power[1] * polynomial<5>({5.0 / 3.0, -16.0 / 15.0, -13.0 / 9.0, 904.0 / 315.0, -1522.0 / 945.0}, n),
                 power[2] * polynomial<4>({-26.0 / 15.0, 34.0 / 21.0, 8.0 / 5.0, -12686.0 / 2835.0}, n),
                 power[3] * polynomial<3>({1237.0 / 630.0, -12.0 / 5.0, -24832.0 / 14175.0}, n),
                 power[4] * polynomial<2>({-734.0 / 315.0, 109598.0 / 31185.0}, n),
                 power[5] * (444337.0 / 155925.0)};
    mercator = {
        power[0] * polynomial<6>({0.5, -2.0 / 3.0, 5.0 / 16.0, 41.0 / 180.0, -127.0 / 288.0, 7891.0 / 37800.0}, n),
        power[1] * polynomial<5>({13.0 / 48.0, -3.0 / 5.0, 557.0 / 1440.0, 281.0 / 630.0, -1983433.0 / 1935360.0}, n),
        power[2] * polynomial<4>({61.0 / 240.0, -103.0 / 140.0, 15061.0 / 26880.0, 167603.0 / 181440.0}, n),
        power[3] * polynomial<3>({49561.0 / 161280.0, -179.0 / 168.0, 6601661.0 / 7257600.0}, n),
        power[4] * polynomial<2>({34729.0 / 80640.0, -3418889.0 / 1995840.0}, n),
        power[5] * (212378941.0 / 319334400.0)};
  }
};

const Ellipsoid& wgs84() {
  static const Ellipsoid ellipsoid;
  return ellipsoid;
}

// Σ c[j−1]·sin 2jφ by Clenshaw's recurrence.
double sine_series(const std::array<double, 6>& c, double sin_2phi, double cos_2phi) {
  double sum = c[5], before = 0.0;
  for (std::size_t j = 5; j-- > 0;) {
    const double next = -before + 2.0 * cos_2phi * sum + c[j];
    before = sum;
    sum = next;
  }
  return sum * sin_2phi;
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

// Transverse Mercator after K. Poder and K. Engsager: geographic → conformal sphere → transverse → rectified. The order
// of the operations is that of the reference's projection library (PROJ), so that vertices come out with the same last
// bits: a nanometre beside a kink of centimetres moves what is measured along a baseline by tens of them.
Point2 UtmZone::project(Point2 degrees) const {
  const Ellipsoid& ellipsoid = wgs84();
  const double central = (zone_ - 0.5) * kPi / 30.0 - kPi;
  double relative = degrees.x * kDegree - central;
  if (std::abs(relative) > kPi) relative = std::remainder(relative, 2.0 * kPi);
  const double latitude = degrees.y * kDegree;
  const double conformal =
      latitude + sine_series(ellipsoid.conformal, std::sin(2.0 * latitude), std::cos(2.0 * latitude));

  const double sin_lat = std::sin(conformal), cos_lat = std::cos(conformal);
  const double sin_lon = std::sin(relative), cos_lon = std::cos(relative);
  const double along = cos_lat * cos_lon;  // of the unit vector's components in the plane of the central meridian
  const double xi = std::atan2(sin_lat, along);
  const double inverse = 1.0 / std::hypot(sin_lat, along);
  const double sinh_eta = sin_lon * cos_lat * inverse;
  const double eta = std::asinh(sinh_eta);

  // Sine and cosine of 2ζ, ζ = ξ + iη, follow from what is known already.
  const double twice_inverse = 2.0 * inverse;
  const double twice_inverse_squared = twice_inverse * inverse;
  const double factor = along * twice_inverse_squared;
  const double sin_2xi = sin_lat * factor, cos_2xi = along * factor - 1.0;
  const double sinh_2eta = sinh_eta * twice_inverse, cosh_2eta = twice_inverse_squared - 1.0;

  // Σ αj·sin 2jζ by Clenshaw's recurrence; u + iv = 2 cos 2ζ.
  const double u = 2.0 * cos_2xi * cosh_2eta, v = -2.0 * sin_2xi * sinh_2eta;
  double re = ellipsoid.mercator[5], im = 0.0, re_before = 0.0, im_before = 0.0;
  for (std::size_t j = 5; j-- > 0;) {
    const double next_re = -re_before + u * re - v * im + ellipsoid.mercator[j];
    const double next_im = -im_before + v * re + u * im;
    re_before = re;
    im_before = im;
    re = next_re;
    im = next_im;
  }
  const double s_re = sin_2xi * cosh_2eta, s_im = cos_2xi * sinh_2eta;  // sin 2ζ
  const double rectified_xi = xi + (s_re * re - s_im * im);
  const double rectified_eta = eta + (s_re * im + s_im * re);

  return {kSemiMajorAxis * (ellipsoid.scale * rectified_eta) + kFalseEasting,
          kSemiMajorAxis * (ellipsoid.scale * rectified_xi) + (south_ ? kFalseNorthingSouth : 0.0)};
}

}  // namespace stepscope

#include "core/map/utm.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/geometry/angle.h"

namespace stepscope {
namespace {

UtmZone zone(const std::string& text) { return UtmZone::from_text(text).value(); }

TEST(Utm, KnownPlaces) {
  struct Place {
    double latitude, longitude;
    const char* projection;
    double easting, northing;
  };
  const Place places[] = {{36.1147, -115.1728, "epsg:32611", 664450.975062, 3998216.335324},
                          {42.3601, -71.0589, "epsg:32619", 330448.106479, 4691812.059469},
                          {1.2966, 103.7764, "epsg:32648", 363868.177084, 143346.399424},
                          {40.4063, -79.9430, "epsg:32617", 589689.001090, 4473390.421650},
                          {37.7749, -122.4194, "epsg:32610", 551130.768481, 4180998.881499},
                          {-33.8688, 151.2093, "epsg:32756", 334368.633648, 6250948.345385}};
  for (const Place& place : places) {
    const Point2 metres = zone(place.projection).project({place.longitude, place.latitude});
    EXPECT_NEAR(metres.x, place.easting, 1e-6) << place.projection;
    EXPECT_NEAR(metres.y, place.northing, 1e-6) << place.projection;
  }
}

// Numbers of PROJ 9.1.1, from which the reference has its maps: to one unit in the last place.
TEST(Utm, HasTheLastBitsOfTheReferencesProjection) {
  struct Place {
    double latitude, longitude;
    const char* projection;
    double easting, northing;
  };
  const Place places[] = {
      {36.001383336686516, -115.33359655502117, "epsg:32611", 650192.95885417005, 3985385.9344167048},
      {36.08335094470393, -114.88306626227148, "epsg:32611", 690606.62956710195, 3995267.7655393919},
      {42.474537332059398, -70.869380607120789, "epsg:32619", 346335.46938512207, 4704158.8079142859},
      {42.200017014654236, -71.269103292574982, "epsg:32619", 312663.04404595832, 4674476.7652670825},
      {1.1562962183866536, 103.88506759077424, "epsg:32648", 375953.15665217297, 127830.00648249072},
      {1.4667124115269947, 103.88003820041658, "epsg:32648", 375408.8727865179, 162147.3173094026},
      {40.174788653541043, -79.705429916714635, "epsg:32617", 610223.43736137846, 4447960.737534577},
      {40.410558881632518, -80.233889951820046, "epsg:32617", 565001.90559042897, 4473608.5859240405},
      {37.925327490956505, -122.43789872368383, "epsg:32610", 549401.18533156323, 4197678.946870503},
      {38.011478759060857, -122.44068700052519, "epsg:32610", 549098.7219874931, 4207236.1954305181},
      {-34.013179999037895, 151.19909614309174, "epsg:32756", 333705.7926323805, 6234920.4363327399},
      {-33.986474610306239, 151.36580983662122, "epsg:32756", 349054.4273819743, 6238140.1767853126}};
  for (const Place& place : places) {
    const Point2 metres = zone(place.projection).project({place.longitude, place.latitude});
    EXPECT_DOUBLE_EQ(metres.x, place.easting) << place.projection;
    EXPECT_NEAR(metres.y, place.northing, 1e-9) << place.projection;
  }
}

// The series written out term by term in extended precision.
Point2 plain_series(Point2 degrees, int zone_number) {
  using L = long double;
  const L f = 1.0L / 298.257223563L, n = f / (2 - f), e = std::sqrt(f * (2 - f)), pi = 3.14159265358979323846264338L;
  const auto p = [n](int k) { return std::pow(n, L(k)); };
  const L alpha[] = {p(1) / 2 - 2 * p(2) / 3 + 5 * p(3) / 16 + 41 * p(4) / 180 - 127 * p(5) / 288 + 7891 * p(6) / 37800,
                     13 * p(2) / 48 - 3 * p(3) / 5 + 557 * p(4) / 1440 + 281 * p(5) / 630 - 1983433 * p(6) / 1935360,
                     61 * p(3) / 240 - 103 * p(4) / 140 + 15061 * p(5) / 26880 + 167603 * p(6) / 181440,
                     49561 * p(4) / 161280 - 179 * p(5) / 168 + 6601661 * p(6) / 7257600,
                     34729 * p(5) / 80640 - 3418889 * p(6) / 1995840,
                     212378941 * p(6) / 319334400};
  const L a = 6378137 / (1 + n) * (1 + p(2) / 4 + p(4) / 64 + p(6) / 256);
  const L lat = L(degrees.y) * pi / 180, lon = (L(degrees.x) - (6 * zone_number - 183)) * pi / 180;
  const L t = std::sinh(std::atanh(std::sin(lat)) - e * std::atanh(e * std::sin(lat)));
  const L xi = std::atan2(t, std::cos(lon));
  const L eta = std::asinh(std::sin(lon) / std::sqrt(t * t + std::cos(lon) * std::cos(lon)));
  L east = eta, north = xi;
  for (int j = 1; j <= 6; ++j) {
    east += alpha[j - 1] * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    north += alpha[j - 1] * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
  }
  return {static_cast<double>(500000 + 0.9996L * a * east), static_cast<double>(0.9996L * a * north)};
}

TEST(Utm, EqualsTheSeriesWrittenOut) {
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const Point2 degrees{-117.0 + random.uniform(-6.0, 6.0), random.uniform(-80.0, 84.0)};
    const Point2 actual = zone("epsg:32611").project(degrees), expected = plain_series(degrees, 11);
    ASSERT_NEAR(actual.x, expected.x, 1e-8) << degrees.x << " " << degrees.y;
    ASSERT_NEAR(actual.y, expected.y, 1e-8) << degrees.x << " " << degrees.y;
  }
}

TEST(Utm, AcrossTheDateLine) {
  const Point2 west = zone("epsg:32601").project({179.9, 10.0}), same = zone("epsg:32601").project({-180.1, 10.0});
  EXPECT_NEAR(west.x, same.x, 1e-6);
  EXPECT_NEAR(west.y, same.y, 1e-6);
}

TEST(Utm, ZoneNames) {
  EXPECT_EQ(zone("EPSG:32611").epsg(), 32611);
  EXPECT_EQ(zone("Epsg:32760").epsg(), 32760);
  for (const char* bad : {"", "32611", "epsg:", "epsg:4326", "epsg:32600", "epsg:32661", "epsg:32800", "epsg:326112",
                          "epsg:32611 ", "epsg:-32611", "epsg:99999999999999999999", "utm11"}) {
    const auto result = UtmZone::from_text(bad);
    ASSERT_FALSE(result.ok()) << bad;
    EXPECT_NE(result.error().reason.find(std::string("\"") + bad + "\""), std::string::npos);
  }
}

}  // namespace
}  // namespace stepscope

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>

#include "core/map/utm.h"
#include "core/synthesis/gpkg_writer.h"
#include "core/synthesis/pickle.h"
#include "core/synthesis/utm_inverse.h"

namespace stepscope::synthesis {
namespace {

std::string hex(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

TEST(UtmInverse, GivesThePublishedPlaces) {
  struct Place {
    double latitude, longitude;
    int zone;
    double easting, northing;
  };
  for (const Place& p : {Place{36.1147, -115.1728, 11, 664450.975062, 3998216.335324},
                         Place{42.3601, -71.0589, 19, 330448.106479, 4691812.059469},
                         Place{1.2966, 103.7764, 48, 363868.177084, 143346.399424},
                         Place{40.4063, -79.9430, 17, 589689.001090, 4473390.421650},
                         Place{37.7749, -122.4194, 10, 551130.768481, 4180998.881499}}) {
    const GeoPoint found = utm_inverse({p.easting, p.northing}, p.zone);
    EXPECT_NEAR(found.latitude, p.latitude, 1e-11);  // 1e-11° ≈ 1 µm, as exact as the metres are given
    EXPECT_NEAR(found.longitude, p.longitude, 1e-11);
  }
}

TEST(UtmInverse, UndoesTheMapReadersProjection) {
  const Result<UtmZone> zone = UtmZone::from_text("epsg:32611");
  ASSERT_TRUE(zone.ok());
  for (double east = 200'000.0; east <= 800'000.0; east += 75'000.0) {
    for (double north = 100'000.0; north <= 7'000'000.0; north += 860'000.0) {
      const GeoPoint there = utm_inverse({east, north}, 11);
      const Point2 back = zone.value().project({there.longitude, there.latitude});
      EXPECT_NEAR(back.x, east, 1e-8);
      EXPECT_NEAR(back.y, north, 1e-8);
    }
  }
}

// Bytes as pickle.dumps(…, protocol=4) of Python gives them.
TEST(Pickle, EqualsPython) {
  EXPECT_EQ(hex(pickle_list({0.5, -0.5, 0.5, -0.5})),
            "80049529000000000000005d9428473fe000000000000047bfe0000000000000473fe000000000000047bfe0000000000000652e");
  EXPECT_EQ(
      hex(pickle_matrix({{1.0, 0.0}, {2.5, -3.0}})),
      "80049531000000000000005d94285d9428473ff0000000000000470000000000000000655d942847400400000000000047c0080000000000"
      "0065652e");
}

TEST(GpkgGeometry, HasHeaderEnvelopeAndWkb) {
  const std::vector<Point2> line{{0.0, 0.0}, {10.0, 20.0}};
  const std::string blob = gpkg_geometry(GeometryKind::kLine, line, MapFrame{});
  EXPECT_EQ(blob.size(), 40U + 9U + 2U * 16U);
  EXPECT_EQ(hex(blob.substr(0, 8)), "47500003e6100000");     // GP, version 0, little endian + envelope, 4326
  EXPECT_EQ(hex(blob.substr(40, 9)), "010200000002000000");  // little-endian line string of two points
  const std::string point = gpkg_geometry(GeometryKind::kPoint, {line.data(), 1}, MapFrame{});
  EXPECT_EQ(point.size(), 8U + 5U + 16U);
  EXPECT_EQ(hex(point.substr(0, 4)), "47500001");
}

}  // namespace
}  // namespace stepscope::synthesis

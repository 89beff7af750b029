#include <gtest/gtest.h>

#include <numeric>
#include <span>
#include <vector>

#include "core/base/random.h"
#include "core/features/agent_pixels.h"
#include "core/features/plain_fill.h"
#include "core/features/polygon_filler.h"
#include "core/features/raster_frame.h"
#include "tests/support/golden.h"

namespace stepscope {
namespace {

using nlohmann::json;

constexpr int kSize = 224;

// A picture with the drawing rules' own order of rows.
struct Picture {
  std::vector<float> pixels = std::vector<float>(std::size_t{kSize} * kSize);
  RasterCanvas canvas() { return {pixels, kSize}; }
  float at(int x, int y) const { return pixels[static_cast<std::size_t>((kSize - 1 - y) * kSize + x)]; }
};

int differences(const Picture& picture, const json& runs) {
  int place = 0, different = 0;
  for (const json& run : runs) {
    for (int i = 0; i < run[1].get<int>(); ++i, ++place)
      different += picture.at(place % kSize, place / kSize) == run[0].get<float>() ? 0 : 1;
  }
  EXPECT_EQ(place, kSize * kSize);
  return different;
}

std::vector<FixedPoint> fixed(const json& points, int shift) {
  std::vector<FixedPoint> out;
  for (const json& p : points)
    out.push_back(
        {to_fixed((56.0 + p[0].get<double>()) / 0.5, shift), to_fixed((56.0 + p[1].get<double>()) / 0.5, shift)});
  return out;
}

class FillGolden : public testing::Test {
 protected:
  json cases_ = test::golden("raster_primitives.json.gz").at("cases");
  PolygonFiller filler_;
};

TEST_F(FillGolden, Polygons) {
  ASSERT_GE(cases_.size(), 20u);
  for (const json& c : cases_) {
    Picture plain, fast;
    for (const json& polygon : c.at("polygons")) {
      const auto corners = fixed(polygon.at("points_m"), kPolygonShift);
      fill_polygon(plain.canvas(), corners, kPolygonShift, polygon.at("color"));
      filler_.fill(fast.canvas(), corners, kPolygonShift, polygon.at("color"));
    }
    EXPECT_EQ(differences(plain, c.at("polygon_image_rle")), 0);
    EXPECT_EQ(differences(fast, c.at("polygon_image_rle")), 0);
  }
}

TEST_F(FillGolden, Polylines) {
  for (const json& c : cases_) {
    Picture picture;
    for (const json& line : c.at("polylines_m"))
      draw_polyline(picture.canvas(), fixed(line, kLineShift), kLineShift, 1.0F);
    EXPECT_EQ(differences(picture, c.at("polyline_image_rle")), 0);
  }
}

// [x, y, heading, length, width] in raster metres; some have their middle outside the picture and are drawn here.
TEST_F(FillGolden, Boxes) {
  for (const json& c : cases_) {
    Picture plain, fast;
    for (const json& box : c.at("boxes")) {
      const auto corners = box_pixels({}, {{box[0], box[1], box[2]}, box[3], box[4]});
      fill_polygon(plain.canvas(), corners, kAgentShift, 1.0F);
      filler_.fill(fast.canvas(), corners, kAgentShift, 1.0F);
    }
    EXPECT_EQ(differences(plain, c.at("box_image_rle")), 0);
    EXPECT_EQ(differences(fast, c.at("box_image_rle")), 0);
  }
}

// 56 m to the side or ahead is not inside, however far the box reaches in.
TEST(AgentPixels, OnlyOfObjectsWithTheirMiddleInside) {
  const RasterFrame ego({0.0, 0.0, 0.0});
  const auto shown = [&](double ahead, double left) {
    return agent_pixels({}, ego, {.box = {{ahead, left, 0.3}, 10.0, 2.0}}).has_value();
  };
  EXPECT_TRUE(shown(55.99, -55.99));
  EXPECT_FALSE(shown(56.0, 0.0));
  EXPECT_FALSE(shown(-56.0, 0.0));
  EXPECT_FALSE(shown(0.0, 56.0));
}

// Stars that cross themselves, inside, across every border, and far larger than the picture.
TEST(PolygonFiller, FillsAsThePlainRuleDoes) {
  Random random(7);
  PolygonFiller filler;
  double filled = 0.0;
  for (int i = 0; i < 400; ++i) {
    const double reach = i % 4 == 0 ? 2000.0 : 300.0;
    std::vector<FixedPoint> corners;
    for (int n = 1 + i % 12; n > 0; --n)
      corners.push_back({to_fixed(112.0 + random.uniform(-reach, reach), kPolygonShift),
                         to_fixed(112.0 + random.uniform(-reach, reach), kPolygonShift)});
    Picture plain, fast;
    fill_polygon(plain.canvas(), corners, kPolygonShift, 0.5F);
    filler.fill(fast.canvas(), corners, kPolygonShift, 0.5F);
    ASSERT_EQ(plain.pixels, fast.pixels) << i;
    filled += std::accumulate(plain.pixels.begin(), plain.pixels.end(), 0.0);
  }
  EXPECT_GT(filled, 0.0);
}

TEST(Fill, WhatHasNoExtent) {
  Picture picture;
  draw_polyline(picture.canvas(), std::vector<FixedPoint>{{100 << kLineShift, 100 << kLineShift}}, kLineShift, 1.0F);
  draw_polyline(picture.canvas(), {}, kLineShift, 1.0F);
  fill_polygon(picture.canvas(), {}, kPolygonShift, 1.0F);
  EXPECT_EQ(std::accumulate(picture.pixels.begin(), picture.pixels.end(), 0.0F), 0.0F);
  fill_polygon(picture.canvas(), std::vector<FixedPoint>{{3 << kPolygonShift, 5 << kPolygonShift}}, kPolygonShift,
               1.0F);
  EXPECT_EQ(picture.at(3, 5), 1.0F);  // the outline of a point is its pixel
  EXPECT_EQ(std::accumulate(picture.pixels.begin(), picture.pixels.end(), 0.0F), 1.0F);
}

TEST(Fixed, CutsTowardsZeroAndStaysInRange) {
  EXPECT_EQ(to_fixed(1.0 + 0.9999 / 4096.0, kPolygonShift), 4096);
  EXPECT_EQ(to_fixed(-1.0 - 0.9999 / 4096.0, kPolygonShift), -4096);
  EXPECT_EQ(to_fixed(1e300, kLineShift), 1 << 30);
  EXPECT_EQ(to_fixed(-1e300, kLineShift), -(1 << 30));
}

// 2.297 m, 4.049 m and 1.127 m are 4, 8 and 2 whole pixels of 0.5 m: columns 110 … 114, rows 104 … 114 from the front.
TEST(EgoPixels, AreWholePixelsAboutTheMiddle) {
  const auto [low, high] = ego_pixels({});
  EXPECT_EQ(low.x, 110);
  EXPECT_EQ(high.x, 114);
  EXPECT_EQ(kSize - 1 - high.y, 104);
  EXPECT_EQ(kSize - 1 - low.y, 114);
}

}  // namespace
}  // namespace stepscope

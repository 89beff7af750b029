#include "core/map/geometry_blob.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "tests/core/map/blob_writer.h"

namespace stepscope {
namespace {

using test::BlobWriter;

const std::vector<Point2> kLine{{1, 2}, {3, 4}, {5, 7}};
const std::vector<Point2> kRing{{0, 0}, {10, 0}, {10, 10}, {0, 0}};
const std::vector<Point2> kHole{{6, 2}, {7, 2}, {7, 3}, {6, 2}};

TEST(GeometryBlob, EveryEnvelopeCodeAndByteOrder) {
  for (const std::endian order : {std::endian::little, std::endian::big}) {
    for (int code = 0; code <= 4; ++code) {
      const auto shapes = parse_geometry_blob(BlobWriter(order).header(code).type(2).points(kLine).bytes());
      ASSERT_TRUE(shapes.ok()) << shapes.error().text();
      ASSERT_EQ(shapes.value().lines.size(), 1u);
      EXPECT_EQ(shapes.value().lines[0], kLine);
      EXPECT_TRUE(shapes.value().polygons.empty());
    }
    for (int code = 5; code <= 7; ++code)
      EXPECT_FALSE(parse_geometry_blob(BlobWriter(order).header(code).type(2).points(kLine).bytes()).ok());
  }
}

TEST(GeometryBlob, HeightsAndMeasuresAreDropped) {
  struct Case {
    std::uint32_t type;
    int extra;
  };
  for (const Case c : {Case{1002, 1}, Case{2002, 1}, Case{3002, 2}, Case{0x80000002u, 1}, Case{0x40000002u, 1},
                       Case{0xC0000002u, 2}}) {
    BlobWriter blob;
    blob.header().type(c.type).u32(3);
    for (const Point2 p : kLine) {
      blob.xy(p.x, p.y);
      for (int i = 0; i < c.extra; ++i) blob.f64(99.0);
    }
    const auto shapes = parse_geometry_blob(blob.bytes());
    ASSERT_TRUE(shapes.ok()) << c.type << shapes.error().text();
    EXPECT_EQ(shapes.value().lines.at(0), kLine) << c.type;
  }
  // EWKB with a reference system in front of the body.
  EXPECT_EQ(
      parse_geometry_blob(BlobWriter().header().type(0x20000002u).u32(4326).points(kLine).bytes()).value().lines.at(0),
      kLine);
}

TEST(GeometryBlob, PolygonWithHole) {
  const auto shapes = parse_geometry_blob(BlobWriter().header(1).type(3).u32(2).points(kRing).points(kHole).bytes());
  ASSERT_TRUE(shapes.ok());
  ASSERT_EQ(shapes.value().polygons.size(), 1u);
  EXPECT_EQ(shapes.value().polygons[0].exterior, kRing);
  EXPECT_EQ(shapes.value().polygons[0].holes, (std::vector<std::vector<Point2>>{kHole}));
}

TEST(GeometryBlob, OpenRingIsClosed) {
  const auto shapes =
      parse_geometry_blob(BlobWriter().header().type(3).u32(1).points({{0, 0}, {10, 0}, {10, 10}}).bytes());
  ASSERT_TRUE(shapes.ok());
  EXPECT_EQ(shapes.value().polygons.at(0).exterior, kRing);
}

TEST(GeometryBlob, PartsHaveTheirOwnByteOrder) {
  BlobWriter blob(std::endian::big);
  blob.header().type(6).u32(2).order(std::endian::little).type(3).u32(1).points(kRing);
  blob.order(std::endian::big).type(3).u32(1).points(kHole);
  const auto shapes = parse_geometry_blob(blob.bytes());
  ASSERT_TRUE(shapes.ok()) << shapes.error().text();
  ASSERT_EQ(shapes.value().polygons.size(), 2u);
  EXPECT_EQ(shapes.value().polygons[0].exterior, kRing);
  EXPECT_EQ(shapes.value().polygons[1].exterior, kHole);
}

TEST(GeometryBlob, Collection) {
  const auto shapes = parse_geometry_blob(BlobWriter()
                                              .header()
                                              .type(7)
                                              .u32(4)
                                              .type(1)
                                              .xy(1, 2)
                                              .type(4)
                                              .u32(2)
                                              .type(1)
                                              .xy(3, 4)
                                              .type(1)
                                              .xy(5, 6)
                                              .type(5)
                                              .u32(1)
                                              .type(2)
                                              .points(kLine)
                                              .type(3)
                                              .u32(1)
                                              .points(kRing)
                                              .bytes());
  ASSERT_TRUE(shapes.ok()) << shapes.error().text();
  EXPECT_EQ(shapes.value().points, (std::vector<Point2>{{1, 2}, {3, 4}, {5, 6}}));
  EXPECT_EQ(shapes.value().lines.size(), 1u);
  EXPECT_EQ(shapes.value().polygons.size(), 1u);
}

TEST(GeometryBlob, EmptyOnes) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const std::string& blob :
       {BlobWriter().header(0, 0x10).bytes(),  // flag, no body
        BlobWriter().header(0, 0x10).type(1).xy(nan, nan).bytes(), BlobWriter().header().type(1).xy(nan, nan).bytes(),
        BlobWriter().header().type(2).u32(0).bytes(), BlobWriter().header().type(3).u32(0).bytes(),
        BlobWriter().header().type(3).u32(1).u32(0).bytes(), BlobWriter().header().type(6).u32(0).bytes()}) {
    const auto shapes = parse_geometry_blob(blob);
    ASSERT_TRUE(shapes.ok()) << shapes.error().text();
    EXPECT_TRUE(shapes.value().empty());
  }
}

struct BadBlob {
  std::string bytes;
  std::string reason;  // part of it
};

TEST(GeometryBlob, MalformedOnesSayWhy) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  std::string nested = BlobWriter().header().bytes();
  for (int i = 0; i < 1000; ++i) nested += BlobWriter().type(7).u32(1).bytes();
  const std::vector<BadBlob> cases = {
      {"", "missing"},
      {"GP", "truncated"},
      {"PG" + BlobWriter().header().type(2).points(kLine).bytes().substr(2), "does not begin with"},
      {BlobWriter().header(1).bytes().substr(0, 20), "truncated"},
      {BlobWriter().header().bytes(), "truncated"},
      {BlobWriter().header().u8(7).bytes(), "byte order 7"},
      {BlobWriter().header().u8(1).raw("ab").bytes(), "truncated"},
      {BlobWriter().header().type(9).bytes(), "type 9"},
      {BlobWriter().header().type(4002).points(kLine).bytes(), "type 4002"},
      {BlobWriter().header(0, 0x20).type(2).points(kLine).bytes(), "extended"},
      {BlobWriter().header().type(2).u32(0xFFFFFFFFu).xy(1, 2).bytes(), "4294967295 vertices announced"},
      {BlobWriter().header().type(3).u32(0xFFFFFFFFu).bytes(), "4294967295 rings announced"},
      {BlobWriter().header().type(6).u32(0x7FFFFFFFu).type(3).bytes(), "2147483647 parts announced"},
      {BlobWriter().header().type(2).points({{1, 2}, {3, nan}}).bytes(), "vertex 1 is not a finite number"},
      {BlobWriter().header().type(2).points({{infinity, 2}, {3, 4}}).bytes(), "vertex 0 is not a finite number"},
      {BlobWriter().header().type(1).xy(nan, 2).bytes(), "point is not a finite number"},
      {BlobWriter().header().type(2).points({{1, 2}}).bytes(), "single vertex"},
      {BlobWriter().header().type(3).u32(1).points({{0, 0}, {1, 1}}).bytes(), "ring 0 has fewer"},
      {BlobWriter().header().type(3).u32(2).u32(0).points(kHole).bytes(), "no exterior"},
      {nested, "nested too deeply"},
  };
  for (const BadBlob& bad : cases) {
    const auto shapes = parse_geometry_blob(bad.bytes);
    ASSERT_FALSE(shapes.ok()) << bad.reason;
    EXPECT_NE(shapes.error().reason.find(bad.reason), std::string::npos) << shapes.error().reason;
  }
}

std::string sample_blob() {
  return BlobWriter()
      .header(1)
      .type(6)
      .u32(2)
      .type(3)
      .u32(2)
      .points(kRing)
      .points(kHole)
      .type(3)
      .u32(1)
      .points(kRing)
      .bytes();
}

// The copy has exactly the size of the blob, so that a sanitizer sees every read beyond it.
bool readable(const std::string& bytes) {
  const std::vector<char> exact(bytes.begin(), bytes.end());
  return parse_geometry_blob({exact.data(), exact.size()}).ok();
}

TEST(GeometryBlob, CutAnywhereIsAnError) {
  const std::string blob = sample_blob();
  ASSERT_TRUE(readable(blob));
  for (std::size_t size = 0; size < blob.size(); ++size) EXPECT_FALSE(readable(blob.substr(0, size))) << size;
}

TEST(GeometryBlob, DamagedBytesNeverCrash) {
  Random random(17);
  const std::string blob = sample_blob();
  int errors = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = blob;
    for (int k = 0; k < 4; ++k)
      damaged[static_cast<std::size_t>(random.below(static_cast<int>(blob.size())))] =
          static_cast<char>(random.below(256));
    errors += !readable(damaged);
  }
  EXPECT_GT(errors, 1000);
}

}  // namespace
}  // namespace stepscope

#include "core/map/geometry_blob.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

namespace stepscope {

namespace {

constexpr int kDeepestNesting = 8;

enum class WkbType : std::uint32_t {
  kPoint = 1,
  kLineString = 2,
  kPolygon = 3,
  kMultiPoint = 4,
  kMultiLineString = 5,
  kMultiPolygon = 6,
  kGeometryCollection = 7,
};

// Walks over the bytes; the first read that does not fit sets failed() and every later one yields 0.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  void set_order(std::endian order) { swap_ = order != std::endian::native; }
  bool failed() const { return failed_; }
  std::size_t left() const { return bytes_.size(); }

  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  double f64() { return std::bit_cast<double>(number<std::uint64_t>()); }
  void skip(std::size_t count) {
    if (count > bytes_.size()) failed_ = true;
    bytes_.remove_prefix(failed_ ? 0 : count);
  }

 private:
  template <typename T>
  T number() {
    if (failed_ || bytes_.size() < sizeof(T)) {
      failed_ = true;
      return 0;
    }
    std::array<unsigned char, sizeof(T)> raw;
    std::memcpy(raw.data(), bytes_.data(), sizeof(T));
    bytes_.remove_prefix(sizeof(T));
    if (swap_) std::reverse(raw.begin(), raw.end());
    return std::bit_cast<T>(raw);
  }

  std::string_view bytes_;
  bool swap_{false};
  bool failed_{false};
};

class WkbParser {
 public:
  explicit WkbParser(ByteReader bytes) : bytes_(bytes) {}

  Status geometry(int depth);
  Shapes take() { return std::move(shapes_); }

 private:
  // A count that the bytes left can hold, at `least_bytes` each.
  Result<std::uint32_t> count(const char* of_what, std::size_t least_bytes);
  Result<Point2> vertex(std::uint32_t number);
  Status point();
  Result<std::vector<Point2>> vertices();
  Status line();
  Status polygon();

  static Status truncated() { return make_error("geometry is truncated"); }

  ByteReader bytes_;
  std::size_t dimensions_{2};
  Shapes shapes_;
};

Status WkbParser::geometry(int depth) {
  if (depth > kDeepestNesting) return make_error("geometry is nested too deeply");
  const std::uint8_t order = bytes_.u8();
  if (bytes_.failed()) return truncated();
  if (order > 1) return make_error("geometry has byte order " + std::to_string(order) + ", neither 0 nor 1");
  bytes_.set_order(order == 1 ? std::endian::little : std::endian::big);
  std::uint32_t type = bytes_.u32();
  if (bytes_.failed()) return truncated();

  // EWKB flags: Z, M, and a reference system of four bytes that the GeoPackage header has given already.
  const bool flagged_z = (type & 0x80000000u) != 0, flagged_m = (type & 0x40000000u) != 0;
  if ((type & 0x20000000u) != 0) bytes_.skip(4);
  type &= 0x1FFFFFFFu;
  const std::uint32_t iso = type / 1000;  // 0 XY, 1 XYZ, 2 XYM, 3 XYZM
  if (iso > 3) return make_error("geometry type " + std::to_string(type) + " is not known");
  dimensions_ = 2u + ((iso == 1 || iso == 3 || flagged_z) ? 1u : 0u) + ((iso >= 2 || flagged_m) ? 1u : 0u);

  switch (static_cast<WkbType>(type % 1000)) {
    case WkbType::kPoint:
      return point();
    case WkbType::kLineString:
      return line();
    case WkbType::kPolygon:
      return polygon();
    case WkbType::kMultiPoint:
    case WkbType::kMultiLineString:
    case WkbType::kMultiPolygon:
    case WkbType::kGeometryCollection: {
      const auto parts = count("parts", 5);
      if (!parts.ok()) return parts.error();
      for (std::uint32_t i = 0; i < parts.value(); ++i) {
        if (Status part = geometry(depth + 1); !part.ok()) return part;
      }
      return {};
    }
  }
  return make_error("geometry type " + std::to_string(type) + " is not known");
}

Result<std::uint32_t> WkbParser::count(const char* of_what, std::size_t least_bytes) {
  const std::uint32_t n = bytes_.u32();
  if (bytes_.failed()) return make_error("geometry is truncated");
  if (n > bytes_.left() / least_bytes)
    return make_error("geometry is truncated: " + std::to_string(n) + " " + of_what + " announced, " +
                      std::to_string(bytes_.left()) + " bytes left");
  return n;
}

Result<Point2> WkbParser::vertex(std::uint32_t number) {
  const Point2 p{bytes_.f64(), bytes_.f64()};
  bytes_.skip((dimensions_ - 2) * sizeof(double));
  if (bytes_.failed()) return make_error("geometry is truncated");
  if (!std::isfinite(p.x) || !std::isfinite(p.y))
    return make_error("coordinate of vertex " + std::to_string(number) + " is not a finite number");
  return p;
}

Status WkbParser::point() {
  const Point2 p{bytes_.f64(), bytes_.f64()};
  bytes_.skip((dimensions_ - 2) * sizeof(double));
  if (bytes_.failed()) return truncated();
  if (std::isnan(p.x) && std::isnan(p.y)) return {};  // how well-known binary writes an empty point
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return make_error("coordinate of the point is not a finite number");
  shapes_.points.push_back(p);
  return {};
}

Result<std::vector<Point2>> WkbParser::vertices() {
  const auto n = count("vertices", dimensions_ * sizeof(double));
  if (!n.ok()) return n.error();
  std::vector<Point2> out;
  out.reserve(n.value());
  for (std::uint32_t i = 0; i < n.value(); ++i) {
    const auto p = vertex(i);
    if (!p.ok()) return p.error();
    out.push_back(p.value());
  }
  return out;
}

Status WkbParser::line() {
  auto line = vertices();
  if (!line.ok()) return line.error();
  if (line.value().empty()) return {};
  if (line.value().size() == 1) return make_error("line has a single vertex");
  shapes_.lines.push_back(std::move(line).value());
  return {};
}

Status WkbParser::polygon() {
  const auto rings = count("rings", 4);
  if (!rings.ok()) return rings.error();
  Polygon polygon;
  for (std::uint32_t i = 0; i < rings.value(); ++i) {
    auto ring = vertices();
    if (!ring.ok()) return ring.error();
    std::vector<Point2>& points = ring.value();
    if (points.empty()) continue;
    if (points.front() != points.back()) points.push_back(points.front());
    if (points.size() < 4) return make_error("ring " + std::to_string(i) + " has fewer than three corners");
    if (i == 0) {
      polygon.exterior = std::move(points);
    } else {
      polygon.holes.push_back(std::move(points));
    }
  }
  if (polygon.exterior.empty() && !polygon.holes.empty()) return make_error("polygon has holes but no exterior ring");
  if (!polygon.exterior.empty()) shapes_.polygons.push_back(std::move(polygon));
  return {};
}

}  // namespace

Result<Shapes> parse_geometry_blob(std::string_view blob) {
  static constexpr std::array<std::size_t, 5> kEnvelopeBytes = {0, 32, 48, 48, 64};
  if (blob.empty()) return make_error("geometry is missing");
  if (blob.size() < 8) return make_error("geometry is truncated");
  if (!blob.starts_with("GP")) return make_error("geometry does not begin with \"GP\"");
  ByteReader bytes(blob);
  bytes.skip(3);
  const std::uint8_t flags = bytes.u8();
  const std::size_t envelope = (flags >> 1) & 0x7;
  if (envelope >= kEnvelopeBytes.size())
    return make_error("geometry has envelope code " + std::to_string(envelope) + ", above 4");
  if ((flags & 0x20) != 0) return make_error("geometry is of an extended type");
  bytes.skip(4 + kEnvelopeBytes[envelope]);
  if (bytes.failed()) return make_error("geometry is truncated");
  if ((flags & 0x10) != 0) return Shapes{};  // flagged empty, whatever follows
  WkbParser parser(bytes);
  if (Status read = parser.geometry(0); !read.ok()) return read.error();
  return parser.take();
}

}  // namespace stepscope

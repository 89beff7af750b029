#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "core/geometry/pose2.h"

namespace stepscope::test {

// Writes geometry blobs byte by byte, well-formed or not.
class BlobWriter {
 public:
  explicit BlobWriter(std::endian order = std::endian::little) : order_(order) {}

  BlobWriter& order(std::endian order) {
    order_ = order;
    return *this;
  }
  BlobWriter& raw(std::string_view bytes) {
    bytes_ += bytes;
    return *this;
  }
  BlobWriter& u8(std::uint8_t value) { return raw(std::string(1, static_cast<char>(value))); }
  BlobWriter& u32(std::uint32_t value) { return number(value, 4); }
  BlobWriter& f64(double value) { return number(std::bit_cast<std::uint64_t>(value), 8); }
  // GeoPackage header: the envelope of the given code is filled with zeros.
  BlobWriter& header(int envelope_code = 0, std::uint8_t more_flags = 0) {
    static constexpr int kDoubles[] = {0, 4, 6, 6, 8, 0, 0, 0};
    raw(std::string_view("GP\0", 3));
    u8(static_cast<std::uint8_t>(envelope_code << 1 | more_flags | (order_ == std::endian::little ? 1 : 0)));
    u32(4326);
    for (int i = 0; i < kDoubles[envelope_code]; ++i) f64(0.0);
    return *this;
  }
  // Byte order and type of a geometry.
  BlobWriter& type(std::uint32_t type) { return u8(order_ == std::endian::little ? 1 : 0).u32(type); }
  BlobWriter& xy(double x, double y) { return f64(x).f64(y); }
  BlobWriter& points(const std::vector<Point2>& points) {
    u32(static_cast<std::uint32_t>(points.size()));
    for (const Point2 p : points) xy(p.x, p.y);
    return *this;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  BlobWriter& number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) {
      const int shift = 8 * (order_ == std::endian::little ? i : size - 1 - i);
      bytes_ += static_cast<char>(static_cast<unsigned char>(value >> shift));
    }
    return *this;
  }

  std::endian order_;
  std::string bytes_;
};

}  // namespace stepscope::test

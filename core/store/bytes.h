#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace stepscope {

// Builds the bytes of a blob. Whole numbers take as many bytes as they need, 7 bits each, low bits first; signed ones
// are folded first, so that small ones of either sign stay short. Keeps its storage from blob to blob.
class ByteWriter {
 public:
  void clear() { bytes_.clear(); }
  std::string_view bytes() const { return bytes_; }

  void unsigned_number(std::uint64_t value) {
    char digits[10];
    std::size_t count = 0;
    while (value >= 0x80) {
      digits[count++] = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    digits[count++] = static_cast<char>(value);
    bytes_.append(digits, count);
  }
  void signed_number(std::int64_t value) {
    unsigned_number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void fixed(std::uint64_t value) {
    char digits[8];
    for (int i = 0; i < 8; ++i) digits[i] = static_cast<char>(value >> (8 * i));
    bytes_.append(digits, sizeof digits);
  }
  void real(double value) { fixed(std::bit_cast<std::uint64_t>(value)); }
  // Bytes with their number before them.
  void blob(std::string_view bytes) {
    unsigned_number(bytes.size());
    bytes_ += bytes;
  }
  // Takes back what came after the first `size` bytes.
  void cut(std::size_t size) { bytes_.resize(size); }

 private:
  std::string bytes_;
};

// The inverse. After the first thing that is not there, or makes no sense, everything reads as 0 and ok() is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return position_ == bytes_.size(); }
  std::size_t left() const { return bytes_.size() - position_; }
  std::size_t position() const { return position_; }
  // What was read since a position.
  std::string_view since(std::size_t position) const { return bytes_.substr(position, position_ - position); }
  void fail() { ok_ = false; }

  std::uint64_t unsigned_number() {
    std::uint64_t value = 0;
    for (int shift = 0; ok_ && shift < 64; shift += 7) {
      const std::uint64_t byte = next();
      value |= (byte & 0x7F) << shift;
      if (byte < 0x80) return ok_ ? value : 0;
    }
    fail();
    return 0;
  }
  std::int64_t signed_number() {
    const std::uint64_t folded = unsigned_number();
    return static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
  }
  std::uint64_t fixed() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 8) value |= next() << shift;
    return ok_ ? value : 0;
  }
  double real() { return std::bit_cast<double>(fixed()); }
  std::string_view blob() {
    const std::size_t size = count();
    const std::string_view bytes = bytes_.substr(position_, size);
    position_ += size;
    return bytes;
  }
  // A number of things that take at least a byte each: more than there are bytes cannot be.
  std::size_t count() {
    const std::uint64_t value = unsigned_number();
    if (value > left()) fail();
    return ok_ ? static_cast<std::size_t>(value) : 0;
  }

 private:
  std::uint64_t next() {
    if (!ok_ || position_ >= bytes_.size()) {
      ok_ = false;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[position_++]);
  }

  std::string_view bytes_;
  std::size_t position_{0};
  bool ok_{true};
};

}  // namespace stepscope

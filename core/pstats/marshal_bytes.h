#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace stepscope {

// Little-endian numbers and texts of a file, one after another. Nothing is read beyond its end: what is not there whole
// is nothing, and the place stays.
class MarshalBytes {
 public:
  explicit MarshalBytes(std::string_view content) : content_(content) {}

  std::size_t at() const { return at_; }
  std::size_t size() const { return content_.size(); }
  std::size_t left() const { return content_.size() - at_; }

  std::optional<std::uint8_t> byte() {
    if (left() < 1) return std::nullopt;
    return static_cast<std::uint8_t>(content_[at_++]);
  }
  std::optional<std::int64_t> byte_as_size() {
    const auto value = byte();
    return value ? std::optional<std::int64_t>(*value) : std::nullopt;
  }
  std::optional<std::int64_t> int16() { return number<std::int16_t, 2>(); }
  std::optional<std::int64_t> int32() { return number<std::int32_t, 4>(); }
  std::optional<std::int64_t> int64() { return number<std::int64_t, 8>(); }
  std::optional<std::string_view> text(std::size_t length) {
    if (left() < length) return std::nullopt;
    const std::string_view read = content_.substr(at_, length);
    at_ += length;
    return read;
  }

 private:
  template <typename Integer, std::size_t kBytes>
  std::optional<std::int64_t> number() {
    if (left() < kBytes) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < kBytes; ++i)
      value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(content_[at_ + i])) << (8 * i);
    at_ += kBytes;
    return static_cast<Integer>(value);
  }

  std::string_view content_;
  std::size_t at_{0};
};

}  // namespace stepscope

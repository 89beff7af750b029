#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace stepscope {

// Writes MessagePack to the end of a text of bytes. Lists and maps are announced with their number of items, which must
// follow.
class MsgpackWriter {
 public:
  explicit MsgpackWriter(std::string& out) : out_(out) {}

  void map(std::uint32_t pairs) { sized(0xdf, pairs); }
  void list(std::uint32_t items) { sized(0xdd, items); }
  void text(std::string_view value) {
    sized(0xdb, static_cast<std::uint32_t>(value.size()));
    out_ += value;
  }
  void bytes(std::string_view value) {
    sized(0xc6, static_cast<std::uint32_t>(value.size()));
    out_ += value;
  }
  void number(std::floating_point auto value) {
    byte(0xcb);
    big_endian(std::bit_cast<std::uint64_t>(static_cast<double>(value)));
  }
  void number(std::integral auto value) {
    byte(0xd3);
    big_endian(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
  }
  template <typename... Numbers>
  void row(Numbers... values) {
    list(sizeof...(values));
    (number(values), ...);
  }

 private:
  void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
  void big_endian(std::unsigned_integral auto value) {
    for (int shift = (static_cast<int>(sizeof value) - 1) * 8; shift >= 0; shift -= 8)
      byte(static_cast<std::uint8_t>(value >> shift));
  }
  void sized(std::uint8_t kind, std::uint32_t size) {
    byte(kind);
    big_endian(size);
  }

  std::string& out_;
};

}  // namespace stepscope

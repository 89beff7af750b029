#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace stepscope {

// Primary key of a row in a nuPlan log: 8 bytes, kept big-endian so that integer order equals the order of the hex
// texts.
struct Token {
  std::uint64_t value{0};

  // 16 lower-case hex digits.
  std::string hex() const;
  // Exactly 16 hex digits (either case); nothing otherwise.
  static std::optional<Token> from_hex(std::string_view text);
  // Exactly 8 bytes as stored in the database; nothing otherwise (NULL and empty blobs mean "none").
  static std::optional<Token> from_bytes(const void* bytes, std::size_t size);

  auto operator<=>(const Token&) const = default;
};

}  // namespace stepscope

template <>
struct std::hash<stepscope::Token> {
  std::size_t operator()(stepscope::Token token) const noexcept { return std::hash<std::uint64_t>{}(token.value); }
};

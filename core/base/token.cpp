#include "core/base/token.h"

namespace stepscope {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string Token::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (int i = 0; i < 16; ++i) text[15 - i] = kDigits[(value >> (4 * i)) & 0xF];
  return text;
}

std::optional<Token> Token::from_hex(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    const int digit = hex_digit(c);
    if (digit < 0) return std::nullopt;
    value = (value << 4) | static_cast<std::uint64_t>(digit);
  }
  return Token{value};
}

std::optional<Token> Token::from_bytes(const void* bytes, std::size_t size) {
  if (bytes == nullptr || size != 8) return std::nullopt;
  const auto* byte = static_cast<const unsigned char*>(bytes);
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = (value << 8) | byte[i];
  return Token{value};
}

}  // namespace stepscope

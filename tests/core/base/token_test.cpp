#include "core/base/token.h"

#include <gtest/gtest.h>

#include <array>
#include <unordered_set>

namespace stepscope {
namespace {

TEST(Token, ReadsAndWritesHex) {
  const struct {
    const char* hex;
    std::uint64_t value;
  } kRows[] = {
      {"0000000000000000", 0},
      {"0000000000000001", 1},
      {"0123456789abcdef", 0x0123456789abcdef},
      {"ffffffffffffffff", ~std::uint64_t{0}},
  };
  for (const auto& row : kRows) {
    ASSERT_TRUE(Token::from_hex(row.hex)) << row.hex;
    EXPECT_EQ(Token::from_hex(row.hex)->value, row.value);
    EXPECT_EQ(Token{row.value}.hex(), row.hex);
  }
  EXPECT_EQ(Token::from_hex("0123456789ABCDEF"), Token::from_hex("0123456789abcdef"));
}

TEST(Token, RefusesWhatIsNotSixteenHexDigits) {
  for (const char* text : {"", "0", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeg", " 123456789abcdef",
                           "0x23456789abcdef", "-123456789abcdef"})
    EXPECT_FALSE(Token::from_hex(text)) << text;
}

TEST(Token, ReadsBytesInOrder) {
  const std::array<unsigned char, 8> bytes{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
  ASSERT_TRUE(Token::from_bytes(bytes.data(), bytes.size()));
  EXPECT_EQ(Token::from_bytes(bytes.data(), bytes.size())->hex(), "0123456789abcdef");
}

TEST(Token, BlobsOfAnotherSizeAreNoToken) {
  const std::array<unsigned char, 9> bytes{};
  EXPECT_FALSE(Token::from_bytes(nullptr, 0));  // NULL in the database
  EXPECT_FALSE(Token::from_bytes(nullptr, 8));
  for (const std::size_t size : {0U, 7U, 9U}) EXPECT_FALSE(Token::from_bytes(bytes.data(), size)) << size;
}

TEST(Token, SortsAsItsHexText) {
  const Token low{0x00ff000000000000}, high{0xff00000000000000};
  EXPECT_LT(low, high);
  EXPECT_LT(low.hex(), high.hex());
}

TEST(Token, IsAKeyOfHashedContainers) {
  std::unordered_set<Token> seen;
  for (std::uint64_t value = 0; value < 100; ++value) seen.insert(Token{value});
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_TRUE(seen.contains(Token{42}));
  EXPECT_FALSE(seen.contains(Token{100}));
}

}  // namespace
}  // namespace stepscope

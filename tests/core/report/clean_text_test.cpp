#include "core/report/clean_text.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

constexpr const char* kGone = "\xEF\xBF\xBD";

TEST(CleanText, KeepsWhatIsText) {
  for (const char* text : {"", "plain", "größer µs – › 漢字", "\xF0\x9F\x9A\x97"}) EXPECT_EQ(clean_text(text), text);
}

TEST(CleanText, ReplacesWhatIsNotUtf8) {
  struct Case {
    const char* why;
    std::string bytes, expected;
  };
  const std::string gone = kGone;
  const Case cases[] = {{"no character begins so", "a\xff", "a" + gone},
                        {"cut in the middle", "a\xe2\x82", "a" + gone + gone},
                        {"longer than it need be: '/'", "\xc0\xaf", gone + gone},
                        {"half of a surrogate pair", "\xed\xa0\x80", gone + gone + gone},
                        {"beyond U+10FFFF", "\xf4\x90\x80\x80", gone + gone + gone + gone}};
  for (const Case& c : cases) EXPECT_EQ(clean_text(c.bytes), c.expected) << c.why;
}

TEST(CleanText, NothingBreaksTheLineOrTurnsIt) {
  EXPECT_EQ(clean_text("a\r\nb\tc\xe2\x80\xa8"
                       "d"),
            "a  b c d");
  EXPECT_EQ(clean_text("\xe2\x80\xae"
                       "a\xe2\x81\xa6"
                       "b\x1b"),
            std::string(kGone) + "a" + kGone + "b" + kGone);
  EXPECT_EQ(clean_text(std::string("a\0b", 3)), std::string("a") + kGone + "b");
}

TEST(CutText, CutsBetweenCharacters) {
  EXPECT_EQ(cut_text("abc", 3), "abc");
  EXPECT_EQ(cut_text("abcd", 3), "abc …");
  EXPECT_EQ(cut_text("aµb", 2), "a …") << "µ has two bytes";
}

}  // namespace
}  // namespace stepscope

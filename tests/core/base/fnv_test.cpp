#include "core/base/fnv.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

// Vectors of the draft's test suite: what was written down yesterday is found again.
TEST(Fnv, HasTheHashesOfItsAuthors) {
  EXPECT_EQ(fnv1a(""), 0xCBF29CE484222325ULL);
  EXPECT_EQ(fnv1a("a"), 0xAF63DC4C8601EC8CULL);
  EXPECT_EQ(fnv1a("foobar"), 0x85944171F73967E8ULL);
}

TEST(Fnv, TakesBytesAboveAsciiAsUnsigned) {
  EXPECT_EQ(fnv1a("\xFF"), (0xCBF29CE484222325ULL ^ 0xFFU) * 0x100000001B3ULL);
}

}  // namespace
}  // namespace stepscope

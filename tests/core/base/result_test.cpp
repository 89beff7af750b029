#include "core/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace stepscope {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return make_error("odd");
  return number / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_TRUE(half(4).ok());
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_FALSE(half(3).ok());
  EXPECT_EQ(half(3).error(), make_error("odd"));
}

TEST(Result, HandsOverWhatCannotBeCopied) {
  Result<std::unique_ptr<std::string>> result(std::make_unique<std::string>("map"));
  const std::unique_ptr<std::string> taken = std::move(result).value();
  EXPECT_EQ(*taken, "map");
}

// A value type that is an error itself must not be taken for a failure.
TEST(Result, KeepsValueAndErrorApartByPlace) {
  const Result<std::string> text(std::string("reason"));
  EXPECT_TRUE(text.ok());
  const Result<std::string> failure(make_error("reason"));
  EXPECT_FALSE(failure.ok());
}

TEST(Status, IsDoneUnlessAnErrorSaysOtherwise) {
  EXPECT_TRUE(Status().ok());
  const Status failed = make_error("disk full");
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().reason, "disk full");
}

}  // namespace
}  // namespace stepscope

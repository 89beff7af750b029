#include "core/planning/number_option.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

struct Options {
  double width{2.5};
  int count{3};
};

constexpr NumberOption<Options> kOptions[] = {
    {"width", &Options::width, "how wide", "m"},
    {"count", &Options::count, "how many", ""},
};

TEST(NumberOption, ReadsWhatIsSetAndKeepsTheRest) {
  Options options;
  ASSERT_TRUE(set_numbers("made-up", kOptions, {{"count", "7"}}, options).ok());
  EXPECT_EQ(options.count, 7);
  EXPECT_EQ(options.width, 2.5);
  ASSERT_TRUE(set_numbers("made-up", kOptions, {{"count", "-2"}, {"width", "1e-3"}}, options).ok());
  EXPECT_EQ(options.count, -2);
  EXPECT_EQ(options.width, 0.001);
}

TEST(NumberOption, NamesPlannerAndParameterThatIsWrong) {
  Options options;
  const Status unknown = set_numbers("made-up", kOptions, {{"depth", "1"}}, options);
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().place, "planner made-up");
  EXPECT_EQ(unknown.error().field, "depth");
  EXPECT_NE(unknown.error().reason.find("width, count"), std::string::npos);
  for (const char* text : {"", "3.5", "three", "1e12", "inf"}) {
    const Status status = set_numbers("made-up", kOptions, {{"count", text}}, options);
    ASSERT_FALSE(status.ok()) << text;
    EXPECT_EQ(status.error().field, "count");
  }
  EXPECT_EQ(options.count, 3);
}

TEST(NumberOption, DescribesItselfWithDefaults) {
  const auto parameters = described(kOptions);
  ASSERT_EQ(parameters.size(), 2U);
  EXPECT_EQ(parameters[0].name, "width");
  EXPECT_EQ(parameters[0].default_value, "2.5");
  EXPECT_EQ(parameters[0].unit, "m");
  EXPECT_EQ(parameters[1].default_value, "3");
}

}  // namespace
}  // namespace stepscope

#include "core/record/csv.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST(ParseCsv, ReadsQuotesCommasAndLineBreaksInsideQuotes) {
  EXPECT_EQ(parse_csv("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(parse_csv("a,b\r\n1,2"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(parse_csv("\"SELECT \"\"x\"\",\n y\",3\n"), (Rows{{"SELECT \"x\",\n y", "3"}}));
  EXPECT_EQ(parse_csv("a,,\n"), (Rows{{"a", "", ""}}));
  EXPECT_EQ(parse_csv(""), Rows{});
}

}  // namespace
}  // namespace stepscope

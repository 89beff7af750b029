#include "core/base/error.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

TEST(Error, NamesEveryPartThatIsKnown) {
  const struct {
    Error error;
    const char* text;
  } kRows[] = {
      {{"a.db", "table lidar_box", "column yaw", "value is not a number"},
       "a.db: table lidar_box, column yaw: value is not a number"},
      {{"a.db", "table lidar_box", "", "the table is missing"}, "a.db: table lidar_box: the table is missing"},
      {{"a.json", "", "key version", "is empty"}, "a.json: key version: is empty"},
      {{"a.db", "", "", "not a database"}, "a.db: not a database"},
      {{"", "step 12", "", "the planner gave no trajectory"}, "step 12: the planner gave no trajectory"},
      {{"", "", "", "stopped"}, "stopped"},
  };
  for (const auto& row : kRows) EXPECT_EQ(row.error.text(), row.text);
}

TEST(Error, WithoutFileIsItsReason) {
  const Error error = make_error("no such planner");
  EXPECT_EQ(error.text(), "no such planner");
  EXPECT_TRUE(error.file.empty() && error.place.empty() && error.field.empty());
}

}  // namespace
}  // namespace stepscope

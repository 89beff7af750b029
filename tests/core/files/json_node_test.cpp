#include "core/files/json_node.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

// Where it is, and no word of the library that reads it.
TEST(ParseJson, SaysWhereItStopsBeingJson) {
  struct Row {
    const char* text;
    const char* reason;
  };
  for (const auto& [text, reason] : {Row{"", "is not JSON: it is empty"},
                                     {" \n", "is not JSON: it is empty"},
                                     {"{\"a\": ", "is not JSON: it ends too early"},
                                     {"{\"a\": 1,\n \"b\": x}", "is not JSON: line 2, column 7"},
                                     {"{} {}", "is not JSON: line 1, column 4"},
                                     {"[1e999]", "holds a number that is too large"},
                                     {"\"\xff\"", "is not JSON: line 1, column 2"}}) {
    const auto parsed = parse_json(text, "some/x.json");
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().reason, reason) << text;
    EXPECT_EQ(parsed.error().file, "some/x.json");
  }
}

}  // namespace
}  // namespace stepscope

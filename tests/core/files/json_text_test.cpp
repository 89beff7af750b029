#include "core/files/json_text.h"

#include <gtest/gtest.h>

namespace stepscope {
namespace {

TEST(JsonText, ReplacesWhatIsNotUtf8) {
  const nlohmann::json value{{"name",
                              "a\xff"
                              "b"}};
  EXPECT_EQ(json_text(value),
            "{\"name\":\"a\xEF\xBF\xBD"
            "b\"}");
}

TEST(JsonText, KeepsUtf8AndIndents) {
  EXPECT_EQ(json_text(nlohmann::ordered_json{{"b", "µs"}, {"a", 1}}, 1), "{\n \"b\": \"µs\",\n \"a\": 1\n}");
}

}  // namespace
}  // namespace stepscope

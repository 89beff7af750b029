#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/learning/learning_library.h"
#include "tests/core/learning/script_models.h"
#include "tests/support/files.h"

namespace stepscope::test {

// Tests that need the learning module: skipped, with its reason, where there is none.
class LearningCase : public testing::Test {
 protected:
  void SetUp() override {
    const Result<LearningLibrary*> found = learning_library();
    if (!found.ok()) GTEST_SKIP() << found.error().text();
    library_ = found.value();
  }

  LearningLibrary& library() { return *library_; }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  // A small model; its path.
  std::string model(const std::string& source,
                    const NetworkShape& shape = {.channels = 2, .size_px = 8, .outputs = 6}) {
    const std::string file = path("model.pt");
    EXPECT_TRUE(write_script_model(file, source, shape.channels, shape.outputs));
    return file;
  }

  static constexpr NetworkShape kShape{.channels = 2, .size_px = 8, .outputs = 6};

 private:
  TemporaryFolder folder_;
  LearningLibrary* library_{nullptr};
};

}  // namespace stepscope::test

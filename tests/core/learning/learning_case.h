#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/learning/learning_library.h"
#include "tests/core/learning/script_models.h"
#include "tests/support/files.h"

namespace stepscope::test {

// y = W · (sums of the channels), W[o][c] = 0.01 · (2 · o + c)
inline const ScriptModel kSums{.source = R"(
def forward(self, x: Tensor) -> Tensor:
    return x.sum([2, 3]).matmul(self.weight.t())
)",
                               .parameters = {{"weight", {6, 2}}}};

// A bit of everything that raster networks are made of: a branch that is added, operations in place, pooling, a
// convolution in groups, one whose output is not rectified, parts that only real numbers can do.
inline const ScriptModel kConvolutions{.source = R"(
def forward(self, x: Tensor) -> Tensor:
    stem = torch.relu_(torch.conv2d(x, self.w1, self.b1, [1, 1], [1, 1], [1, 1], 1))
    y = torch.relu(torch.conv2d(stem, self.w2, None, [1, 1], [1, 1], [1, 1], 1))
    y = torch.conv2d(y, self.w3, self.b3, [1, 1], [0, 0], [1, 1], 1)
    y = torch.relu_(y.add_(stem))
    y = torch.max_pool2d(y, [2, 2], [2, 2], [0, 0], [1, 1], False)
    z = torch.sigmoid(torch.conv2d(y, self.w4, self.b4, [1, 1], [1, 1], [1, 1], 8))
    y = torch.conv2d(torch.cat([y, z], 1), self.w5, None, [1, 1], [0, 0], [1, 1], 1)
    return torch.linear(y.mean([2, 3]), self.w6, self.b6)
)",
                                       .parameters = {{"w1", {8, 2, 3, 3}},
                                                      {"b1", {8}},
                                                      {"w2", {8, 8, 3, 3}},
                                                      {"w3", {8, 8, 1, 1}},
                                                      {"b3", {8}},
                                                      {"w4", {8, 1, 3, 3}},
                                                      {"b4", {8}},
                                                      {"w5", {16, 16, 1, 1}},
                                                      {"w6", {6, 16}},
                                                      {"b6", {6}}}};

// Tests that need the learning module: skipped, with its reason, where there is none.
class LearningCase : public testing::Test {
 protected:
  static constexpr NetworkShape kShape{.channels = 2, .size_px = 8, .outputs = 6};

  void SetUp() override {
    const Result<LearningLibrary*> found = learning_library();
    if (!found.ok()) GTEST_SKIP() << found.error().text();
    library_ = found.value();
  }

  LearningLibrary& library() { return *library_; }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  // Writes the model; its path.
  std::string written(const ScriptModel& model) {
    const std::string file = path("model.pt");
    EXPECT_TRUE(write_script_model(file, model));
    return file;
  }

  // Rasters one after another: numbers from 0 to 1, half of them 0.
  static std::vector<float> rasters(int count, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::vector<float> pixels(static_cast<std::size_t>(count) * kShape.inputs());
    for (float& pixel : pixels) pixel = random() % 2 == 0 ? 0.0F : static_cast<float>(random() % 1001) / 1000.0F;
    return pixels;
  }

  static std::vector<float> output_of(Network& network, std::span<const float> raster) {
    std::vector<float> output(static_cast<std::size_t>(network.facts().shape.outputs));
    const Status ran = network.run(raster, output);
    EXPECT_TRUE(ran.ok()) << ran.error().text();
    return output;
  }

 private:
  TemporaryFolder folder_;
  LearningLibrary* library_{nullptr};
};

}  // namespace stepscope::test

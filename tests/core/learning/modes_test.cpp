#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "tests/core/learning/learning_case.h"

namespace stepscope {
namespace {

using test::kConvolutions;

class ModesTest : public test::LearningCase {
 protected:
  std::unique_ptr<Network> load(const NetworkOptions& options) {
    auto loaded = library().load(written(kConvolutions), kShape, options, rasters(8));
    EXPECT_TRUE(loaded.ok()) << loaded.error().text();
    return loaded.ok() ? std::move(loaded).value() : nullptr;
  }

  bool available(InferenceMode mode) {
    const auto& modes = library().facts().modes;
    return std::any_of(modes.begin(), modes.end(), [mode](const auto& m) { return m.mode == mode && m.available; });
  }

  // Largest deviation from float32 as loaded over 20 rasters that were not used for calibration, as a part of the
  // largest output.
  double deviation(InferenceMode mode) {
    const std::unique_ptr<Network> reference = load({});
    const std::unique_ptr<Network> network = load({.mode = mode});
    if (network == nullptr) return -1;
    EXPECT_EQ(network->facts().options.mode, mode);
    EXPECT_EQ(network->facts().parameters, reference->facts().parameters);
    const std::vector<float> pictures = rasters(20, 99);
    double largest_deviation = 0;
    double largest = 0;
    for (std::size_t i = 0; i < 20; ++i) {
      const auto picture = std::span(pictures).subspan(i * kShape.inputs(), kShape.inputs());
      const std::vector<float> expected = output_of(*reference, picture);
      const std::vector<float> given = output_of(*network, picture);
      for (std::size_t o = 0; o < expected.size(); ++o) {
        largest_deviation = std::max<double>(largest_deviation, std::abs(given[o] - expected[o]));
        largest = std::max<double>(largest, std::abs(expected[o]));
      }
    }
    return largest_deviation / largest;
  }
};

TEST_F(ModesTest, ChannelsLastAndFusedOnlyRoundDifferently) {
  EXPECT_LT(deviation(InferenceMode::kChannelsLast), 1e-5);
  EXPECT_LT(deviation(InferenceMode::kFused), 1e-5);
}

// 8 significant bits: each number is off by up to 0.4 %. Equal numbers would mean that it did not happen.
TEST_F(ModesTest, Bfloat16DeviatesByItsPrecision) {
  if (!available(InferenceMode::kBfloat16)) GTEST_SKIP() << "not on this machine";
  const double part = deviation(InferenceMode::kBfloat16);
  EXPECT_GT(part, 1e-5);
  EXPECT_LT(part, 0.02);
}

TEST_F(ModesTest, Int8DeviatesByItsPrecision) {
  if (!available(InferenceMode::kInt8)) GTEST_SKIP() << "not on this machine";
  const double part = deviation(InferenceMode::kInt8);
  EXPECT_GT(part, 1e-5);
  EXPECT_LT(part, 0.04);
}

// The raster belongs to the caller, also if the model works in place, directly or on a view.
// Processors with AMX ended the program here: the library wrote beyond its memory.
TEST_F(ModesTest, Int8SurvivesSmallPicturesOfManyChannels) {
  if (!available(InferenceMode::kInt8)) GTEST_SKIP() << "not on this machine";
  const std::string file = written({.source = R"(
def forward(self, x: Tensor) -> Tensor:
    y = torch.relu(torch.conv2d(x, self.w1, None, [1, 1], [0, 0], [1, 1], 1))
    y = torch.relu(torch.conv2d(y, self.w2, None, [1, 1], [0, 0], [1, 1], 1))
    return torch.linear(y.mean([2, 3]), self.w3, None)
)",
                                    .parameters = {{"w1", {64, 2, 3, 3}}, {"w2", {24, 64, 1, 1}}, {"w3", {6, 24}}}});
  const std::vector<float> pictures = rasters(16);
  const auto exact = library().load(file, kShape, {}, {});
  const auto whole = library().load(file, kShape, {.mode = InferenceMode::kInt8}, pictures);
  ASSERT_TRUE(exact.ok() && whole.ok());
  for (std::size_t i = 0; i < 16; ++i) {
    const auto picture = std::span(pictures).subspan(i * kShape.inputs(), kShape.inputs());
    const std::vector<float> expected = output_of(*exact.value(), picture);
    const std::vector<float> given = output_of(*whole.value(), picture);
    const auto largest = *std::ranges::max_element(expected, {}, [](float y) { return std::abs(y); });
    for (std::size_t o = 0; o < expected.size(); ++o) EXPECT_NEAR(given[o], expected[o], 0.05 * std::abs(largest));
  }
}

TEST_F(ModesTest, InputStaysAsItIs) {
  for (const char* body : {"    return x.mul_(2.0).sum([2, 3]).matmul(self.weight.t())\n",
                           "    x[0].add_(1.0)\n    return x.sum([2, 3]).matmul(self.weight.t())\n"}) {
    const std::string file = written({.source = std::string("def forward(self, x: Tensor) -> Tensor:\n") + body,
                                      .parameters = test::kSums.parameters});
    auto loaded = library().load(file, kShape, {}, {});
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    const std::vector<float> before = rasters(1);
    const std::vector<float> raster = before;
    const std::vector<float> first = output_of(*loaded.value(), raster);
    EXPECT_EQ(raster, before) << body;
    EXPECT_EQ(output_of(*loaded.value(), raster), first) << body;
  }
}

TEST_F(ModesTest, TwoThreadsGiveWhatOneGives) {
  const std::unique_ptr<Network> one = load({.threads = 1});
  const std::unique_ptr<Network> two = load({.threads = 2});
  EXPECT_EQ(two->facts().threads, 2);
  const std::vector<float> picture = rasters(1, 5);
  const std::vector<float> expected = output_of(*one, picture);
  const std::vector<float> given = output_of(*two, picture);
  for (std::size_t o = 0; o < expected.size(); ++o) EXPECT_NEAR(given[o], expected[o], 1e-5);
  EXPECT_GE(load({.threads = 0})->facts().threads, 1);
}

// Networks do not share state: each thread gets from its own network what it gives alone.
TEST_F(ModesTest, NetworksRunBesideEachOther) {
  const std::unique_ptr<Network> float32 = load({.threads = 2});
  const std::unique_ptr<Network> fused = load({.mode = InferenceMode::kFused, .threads = 1});
  const std::vector<float> picture = rasters(1, 5);
  const std::vector<float> alone_float32 = output_of(*float32, picture);
  const std::vector<float> alone_fused = output_of(*fused, picture);
  const auto repeat = [&picture](Network& network, const std::vector<float>& expected, int& equal) {
    for (int i = 0; i < 50; ++i) {
      std::vector<float> given(expected.size());
      if (!network.run(picture, given).ok()) continue;
      bool near = true;
      for (std::size_t o = 0; o < given.size(); ++o) near = near && std::abs(given[o] - expected[o]) < 1e-5;
      equal += near ? 1 : 0;
    }
  };
  int equal_float32 = 0;
  int equal_fused = 0;
  std::thread other(repeat, std::ref(*fused), alone_fused, std::ref(equal_fused));
  repeat(*float32, alone_float32, equal_float32);
  other.join();
  EXPECT_EQ(equal_float32, 50);
  EXPECT_EQ(equal_fused, 50);
}

TEST_F(ModesTest, RandomResNet50IsAlwaysTheSame) {
  const NetworkShape shape{.channels = 3, .size_px = 32, .outputs = 12};
  const std::vector<float> picture(shape.inputs(), 0.5F);
  std::vector<std::vector<float>> outputs;
  for (int i = 0; i < 2; ++i) {
    auto made = library().random_resnet50(shape, {}, {});
    ASSERT_TRUE(made.ok()) << made.error().text();
    // 23.5 million as published with 1000 classes taken off, 3 input channels: 23 508 032 + 12 · 2048 + 12.
    EXPECT_EQ(made.value()->facts().parameters, 23'508'032 + 12 * 2048 + 12);
    outputs.push_back(output_of(*made.value(), picture));
  }
  EXPECT_EQ(outputs[0], outputs[1]);
  EXPECT_NE(outputs[0], std::vector<float>(12, outputs[0][0]));
  EXPECT_FALSE(library().random_resnet50({.channels = 0, .size_px = 32, .outputs = 12}, {}, {}).ok());
}

}  // namespace
}  // namespace stepscope

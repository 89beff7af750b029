// Networks whose convolutions and sums stand in all the relations to each other that the form `fused` tells apart.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "tests/core/learning/learning_case.h"

namespace stepscope {
namespace {

struct FusedCase {
  const char* name;
  const char* body;  // gives y, of 16 or more numbers
  int convolutions;  // of oneDNN
};

constexpr FusedCase kCases[] = {
    {"convolution alone", "    y = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n", 1},
    {"no bias, stride, no padding",
     "    y = torch.relu(torch.conv2d(x, self.a, None, [2, 2], [0, 0], [1, 1], 1))\n"
     "    y = torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1)\n",
     2},
    {"different in rows and columns", "    y = torch.conv2d(x, self.a, self.bias, [2, 1], [1, 0], [1, 2], 1)\n", 1},
    {"dilation", "    y = torch.relu_(torch.conv2d(x, self.a, self.bias, [1, 1], [2, 2], [2, 2], 1))\n", 1},
    {"groups",
     "    x = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.relu(torch.conv2d(x, self.four, self.bias, [1, 1], [1, 1], [1, 1], 4))\n"
     "    y = torch.conv2d(y, self.depthwise, None, [1, 1], [1, 1], [1, 1], 8).add(x)\n",
     3},
    {"other activations",
     "    y = torch.hardtanh(torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1), 0.0, 6.0)\n"
     "    y = torch.sigmoid(torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1))\n",
     2},
    {"rectifier is not the only user",
     "    z = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.relu(z).sub(z)\n",
     1},
    {"sum, then rectifier, in both orders",
     "    x = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.relu(torch.conv2d(x, self.one, None, [1, 1], [0, 0], [1, 1], 1) + x)\n"
     "    y = torch.relu(y + torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1))\n",
     3},
    {"sum of two convolutions",
     "    y = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    z = torch.conv2d(x, self.a, None, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.relu_(y.add_(z))\n",
     2},
    {"what is added is needed later",
     "    z = torch.relu(torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1))\n"
     "    y = torch.relu(torch.conv2d(z, self.one, None, [1, 1], [0, 0], [1, 1], 1) + z)\n"
     "    y = y - 0.5 * z\n",
     2},
    {"a view of what is added is needed later",
     "    z = torch.relu(torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1))\n"
     "    part = z[:, 2:4]\n"
     "    y = torch.relu(torch.conv2d(z, self.one, None, [1, 1], [0, 0], [1, 1], 1) + z)\n"
     "    y = torch.cat([y, part], 1)\n",
     2},
    {"the raster is added", "    y = torch.relu(torch.conv2d(x, self.pair, None, [1, 1], [0, 0], [1, 1], 1) + x)\n", 1},
    {"sums that broadcast",
     "    z = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.relu(torch.conv2d(z.mean([2, 3], True), self.one, None, [1, 1], [0, 0], [1, 1], 1) + z)\n"
     "    y = torch.relu(torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1) + y.mean([2, 3], True))\n",
     3},
    {"sum with a number, scaled sum",
     "    y = torch.relu(torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1) + 0.25)\n"
     "    y = torch.relu(torch.add(torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1), y, alpha=2))\n",
     2},
    {"written to after it was read",
     "    z = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.conv2d(z, self.one, None, [1, 1], [0, 0], [1, 1], 1)\n"
     "    z[:, 1].mul_(3.0)\n"
     "    y = torch.relu(y + z)\n",
     1},
    {"one picture without a batch",
     "    y = torch.relu(torch.conv2d(x[0], self.a, self.bias, [1, 1], [1, 1], [1, 1], 1))\n"
     "    y = torch.relu(torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1) + y)\n",
     2},
    {"order in memory",
     "    y = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = y.view([2, -1]).view([1, -1])\n",
     1},
    {"a choice",
     "    y = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    if bool(y.sum() > 0):\n"
     "        y = torch.relu(torch.conv2d(y, self.one, None, [1, 1], [0, 0], [1, 1], 1) + y)\n"
     "    else:\n"
     "        y = torch.relu(torch.conv2d(y, self.one, self.bias, [1, 1], [0, 0], [1, 1], 1))\n",
     3},
    {"transposed convolution",
     "    y = torch.conv2d(x, self.a, self.bias, [1, 1], [1, 1], [1, 1], 1)\n"
     "    y = torch.conv_transpose2d(y, self.one, None, [1, 1], [0, 0], [0, 0], 1, [1, 1])\n",
     1},
};

class FusedTest : public test::LearningCase {
 protected:
  std::string written_case(const FusedCase& fused) {
    return written({.source = std::string("def forward(self, x: Tensor) -> Tensor:\n") + fused.body +
                              "    y = y.contiguous().flatten()\n"
                              "    return torch.stack([y.mean(), y.max(), y[0], y[7], y[15], y[-1]]).unsqueeze(0)\n",
                    .parameters = {{"a", {8, 2, 3, 3}},
                                   {"one", {8, 8, 1, 1}},
                                   {"pair", {2, 2, 1, 1}},
                                   {"four", {8, 2, 3, 3}},
                                   {"depthwise", {8, 1, 3, 3}},
                                   {"bias", {8}}}});
  }
};

TEST_F(FusedTest, OnlyRoundsDifferently) {
  const std::vector<float> pictures = rasters(6, 3);
  for (const FusedCase& fused : kCases) {
    SCOPED_TRACE(fused.name);
    const std::string file = written_case(fused);
    const auto exact = library().load(file, kShape, {}, {});
    const auto other = library().load(file, kShape, {.mode = InferenceMode::kFused}, {});
    ASSERT_TRUE(exact.ok()) << exact.error().text();
    ASSERT_TRUE(other.ok()) << other.error().text();
    const std::string& engine = other.value()->facts().library;
    if (engine.find("oneDNN") != std::string::npos) {
      EXPECT_THAT(engine, testing::HasSubstr("(" + std::to_string(fused.convolutions) + " convolution"));
    }
    for (std::size_t i = 0; i < 12; ++i) {  // each twice: nothing of a run may be left in the next
      const auto picture = std::span(pictures).subspan(i % 6 * kShape.inputs(), kShape.inputs());
      const std::vector<float> expected = output_of(*exact.value(), picture);
      const std::vector<float> given = output_of(*other.value(), picture);
      const float largest = std::abs(*std::ranges::max_element(expected, {}, [](float y) { return std::abs(y); }));
      for (std::size_t o = 0; o < expected.size(); ++o) EXPECT_NEAR(given[o], expected[o], 1e-5F * largest) << o;
    }
  }
}

// Sums take the memory of what is added to; the raster is the caller's.
TEST_F(FusedTest, RasterStaysAsItIs) {
  const auto raster_is_added = std::ranges::find(kCases, std::string("the raster is added"), &FusedCase::name);
  const auto network = library().load(written_case(*raster_is_added), kShape, {.mode = InferenceMode::kFused}, {});
  ASSERT_TRUE(network.ok()) << network.error().text();
  const std::vector<float> before = rasters(1);
  const std::vector<float> raster = before;
  output_of(*network.value(), raster);
  EXPECT_EQ(raster, before);
}

TEST_F(FusedTest, NetworkOfAnotherNumberOfChannelsIsAnErrorThatNamesBoth) {
  const std::string file = written_case(kCases[0]);
  const auto loaded =
      library().load(file, {.channels = 3, .size_px = 8, .outputs = 6}, {.mode = InferenceMode::kFused}, {});
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.error().text(),
              testing::AllOf(testing::HasSubstr("3 channels"), testing::HasSubstr("2 channels")));
}

TEST_F(FusedTest, NetworkWithoutConvolutionsIsLeftToLibTorch) {
  const auto loaded = library().load(written(test::kSums), kShape, {.mode = InferenceMode::kFused}, {});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  EXPECT_THAT(loaded.value()->facts().library, testing::Not(testing::HasSubstr("oneDNN")));
}

TEST_F(FusedTest, AsManyThreadsAsAskedGiveTheSame) {
  const std::string file = written(test::kConvolutions);
  const std::vector<float> picture = rasters(1, 5);
  std::vector<std::vector<float>> outputs;
  for (const int threads : {1, 2, 4}) {
    const auto loaded = library().load(file, kShape, {.mode = InferenceMode::kFused, .threads = threads}, {});
    ASSERT_TRUE(loaded.ok()) << loaded.error().text();
    outputs.push_back(output_of(*loaded.value(), picture));
  }
  for (std::size_t o = 0; o < outputs[0].size(); ++o) {
    EXPECT_NEAR(outputs[1][o], outputs[0][o], 1e-5);
    EXPECT_NEAR(outputs[2][o], outputs[0][o], 1e-5);
  }
}

}  // namespace
}  // namespace stepscope

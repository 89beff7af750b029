#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/core/learning/learning_case.h"

namespace stepscope {
namespace {

using test::kConvolutions;
using test::kSums;
using testing::AllOf;
using testing::HasSubstr;

class LoadTest : public test::LearningCase {
 protected:
  std::string error_of(const std::string& file, const NetworkOptions& options = {}, NetworkShape shape = kShape,
                       std::span<const float> calibration = {}) {
    const auto network = library().load(file, shape, options, calibration);
    return network.ok() ? "no error" : network.error().text();
  }

  std::string error_of_source(const std::string& body) {
    return error_of(written({.source = "def forward(self, x: Tensor" + body, .parameters = {}}));
  }

  std::string file_with(const std::string& content) {
    std::ofstream(path("model.pt"), std::ios::binary) << content;
    return path("model.pt");
  }

  std::string content_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
};

TEST_F(LoadTest, NetworkGivesWhatItsFormulaGives) {
  auto loaded = library().load(written(kSums), kShape, {}, {});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  Network& network = *loaded.value();
  EXPECT_EQ(network.facts().shape, kShape);
  EXPECT_EQ(network.facts().parameters, 12);
  EXPECT_EQ(network.facts().threads, 1);
  EXPECT_EQ(network.facts().device, "cpu");
  EXPECT_THAT(network.facts().library, HasSubstr("LibTorch"));
  EXPECT_GT(network.facts().load_ns, 0);
  EXPECT_GT(network.facts().warm_up_ns, 0);

  // Channel 0 all ones: sum 64. Channel 1 all twos: sum 128.
  std::vector<float> input(kShape.inputs(), 1.0F);
  std::fill(input.begin() + 64, input.end(), 2.0F);
  const std::vector<float> output = output_of(network, input);
  for (int o = 0; o < 6; ++o)
    EXPECT_NEAR(output[static_cast<std::size_t>(o)], 0.01 * (2 * o * 64 + (2 * o + 1) * 128), 1e-3) << o;
  EXPECT_GT(network.last_library_ns(), 0);
}

TEST_F(LoadTest, BuffersOfAnotherSizeAreRefused) {
  auto loaded = library().load(written(kSums), kShape, {}, {});
  ASSERT_TRUE(loaded.ok());
  std::vector<float> input(kShape.inputs() + 1);
  std::vector<float> output(6);
  EXPECT_FALSE(loaded.value()->run(input, output).ok());
  EXPECT_FALSE(loaded.value()->run(std::span(input).first(kShape.inputs()), std::span(output).first(5)).ok());
}

TEST_F(LoadTest, FilesThatAreNoModel) {
  EXPECT_THAT(error_of(path("none.pt")), AllOf(HasSubstr("none.pt"), HasSubstr("no such file")));
  EXPECT_THAT(error_of(path("")), HasSubstr("is not a file"));
  EXPECT_THAT(error_of(file_with("")), AllOf(HasSubstr("model.pt"), HasSubstr("is empty")));
  EXPECT_THAT(error_of(file_with("import torch\n")), HasSubstr("is not a TorchScript model"));
}

TEST_F(LoadTest, ModelThatIsCutOff) {
  const std::string whole = content_of(written(kSums));
  ASSERT_GT(whole.size(), 500U);
  for (const std::size_t length : {whole.size() / 4, whole.size() / 2, whole.size() - 10})
    EXPECT_THAT(error_of(file_with(whole.substr(0, length))), AllOf(HasSubstr("model.pt"), HasSubstr("cut off")))
        << length;
}

// What torch.save writes is an archive as well, without the parts that hold code and constants.
TEST_F(LoadTest, ArchiveOfSomethingElse) {
  std::string content = content_of(written(kSums));
  for (std::size_t at = content.find("constants.pkl"); at != std::string::npos; at = content.find("constants.pkl"))
    content[at] = 'k';
  EXPECT_THAT(error_of(file_with(content)), HasSubstr("not of a TorchScript model"));
}

TEST_F(LoadTest, ModelWithoutForward) {
  const std::string file =
      written({.source = "def other(self, x: Tensor) -> Tensor:\n    return x\n", .parameters = {}});
  EXPECT_THAT(error_of(file), HasSubstr("has no method forward()"));
}

TEST_F(LoadTest, InputThatTheModelDoesNotTake) {
  // Made for 2 channels, asked with 5.
  EXPECT_THAT(error_of(written(kConvolutions), {}, {.channels = 5, .size_px = 8, .outputs = 6}),
              AllOf(HasSubstr("model.pt"), HasSubstr("1 × 5 × 8 × 8"), HasSubstr("channels")));
  EXPECT_THAT(error_of_source(", y: Tensor) -> Tensor:\n    return x + y\n"), HasSubstr("model.pt"));
}

TEST_F(LoadTest, OutputThatIsNotWhatWasPromised) {
  EXPECT_THAT(error_of(written(kSums), {}, {.channels = 2, .size_px = 8, .outputs = 48}),
              AllOf(HasSubstr("1 × 6 = 6 numbers"), HasSubstr("48 are expected")));
  EXPECT_THAT(error_of_source(") -> Tuple[Tensor, Tensor]:\n    return x, x\n"), HasSubstr("Tuple"));
  EXPECT_THAT(error_of_source(") -> float:\n    return 1.0\n"), HasSubstr("one tensor is expected"));
  EXPECT_THAT(error_of_source(") -> Tensor:\n    return torch.flatten(x)[0:6] > 0.5\n"), HasSubstr("Bool"));
}

TEST_F(LoadTest, OutputThatIsNotFinite) {
  EXPECT_THAT(error_of_source(") -> Tensor:\n    y = torch.zeros([6])\n    return y / y\n"),
              AllOf(HasSubstr("model.pt"), HasSubstr("number 0"), HasSubstr("not finite")));
  EXPECT_THAT(error_of_source(") -> Tensor:\n    return 1.0 / torch.arange(-4.0, 2.0, 1.0)\n"), HasSubstr("number 4"));
}

// Fine when it was loaded, not on every raster.
TEST_F(LoadTest, OutputThatBecomesNotFinite) {
  auto loaded = library().load(
      written({.source = "def forward(self, x: Tensor) -> Tensor:\n    return torch.log(2.0 - torch.flatten(x)[0:6])\n",
               .parameters = {}}),
      kShape, {}, {});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  std::vector<float> input(kShape.inputs(), 1.0F);
  std::vector<float> output(6);
  EXPECT_TRUE(loaded.value()->run(input, output).ok());
  input[3] = 3.0F;
  const Status ran = loaded.value()->run(input, output);
  ASSERT_FALSE(ran.ok());
  EXPECT_THAT(ran.error().text(), HasSubstr("number 3"));
}

TEST_F(LoadTest, ModesThatCannotBeHad) {
  EXPECT_THAT(error_of(written(kConvolutions), {.mode = InferenceMode::kInt8}),
              AllOf(HasSubstr("model.pt"), HasSubstr("int8 needs rasters")));
  EXPECT_THAT(error_of(written(kSums), {.mode = InferenceMode::kInt8}, kShape, rasters(2)),
              HasSubstr("the network has none"));
  if (!library().facts().cuda) {
    EXPECT_FALSE(library().facts().cuda_reason.empty());
    EXPECT_THAT(error_of(written(kSums), {.device = InferenceDevice::kCuda}),
                AllOf(HasSubstr("model.pt"), HasSubstr(library().facts().cuda_reason)));
  }
}

TEST_F(LoadTest, FactsNameEveryModeAndWhyOneIsMissing) {
  const LearningFacts& facts = library().facts();
  EXPECT_THAT(facts.version, HasSubstr("LibTorch"));
  EXPECT_FALSE(facts.blas.empty());
  ASSERT_EQ(facts.modes.size(), 5U);
  for (const ModeAvailability& mode : facts.modes) EXPECT_EQ(mode.available, mode.reason.empty());
  EXPECT_TRUE(facts.modes[0].available);
}

}  // namespace
}  // namespace stepscope

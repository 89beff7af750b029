#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/core/learning/learning_case.h"

namespace stepscope {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class LoadTest : public test::LearningCase {
 protected:
  std::string error_of(const std::string& file) {
    const auto network = library().load(file, kShape, {}, {});
    return network.ok() ? "no error" : network.error().text();
  }
};

// y = W · (sums of the channels), W[o][c] = 0.01 · (2 · o + c)
constexpr const char* kSums = R"(
def forward(self, x: Tensor) -> Tensor:
    return x.sum([2, 3]).matmul(self.weight.t())
)";

TEST_F(LoadTest, NetworkGivesWhatItsFormulaGives) {
  auto loaded = library().load(model(kSums), kShape, {}, {});
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
  std::vector<float> output(6);
  const Status ran = network.run(input, output);
  ASSERT_TRUE(ran.ok()) << ran.error().text();
  for (int o = 0; o < 6; ++o)
    EXPECT_NEAR(output[static_cast<std::size_t>(o)], 0.01 * (2 * o * 64 + (2 * o + 1) * 128), 1e-3) << o;
  EXPECT_GT(network.last_library_ns(), 0);
}

TEST_F(LoadTest, MissingFile) {
  EXPECT_THAT(error_of(path("none.pt")), AllOf(HasSubstr("none.pt"), HasSubstr("no such file")));
}

}  // namespace
}  // namespace stepscope

// The planner of the list with a TorchScript file: skipped where there is no learning module.
#include <gmock/gmock.h>

#include <fstream>
#include <numeric>

#include "core/features/raster_method.h"
#include "core/geometry/relative_pose.h"
#include "core/learning/learning_library.h"
#include "core/planning/planner_list.h"
#include "tests/core/learning/script_models.h"
#include "tests/core/planning/made_up_road.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

class ScriptModelTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto library = learning_library(); !library.ok()) GTEST_SKIP() << library.error().text();
    test::MadeUpRoad road;
    road.add_block(0, 3);
    map_ = road.build();
    ego_.time = {1'000'000};
    ego_.rear_axle = {20.0, 3.0, 0.3};
    history_.append({.ego = ego_, .objects = {}});
  }
  std::unique_ptr<Planner> planner(InferenceMode mode = InferenceMode::kFloat32) {
    auto made = find_planner("ml-raster")->make({{"model", file_}}, {.network = {.mode = mode}});
    EXPECT_TRUE(made.ok()) << made.error().text();
    return std::move(made).value();
  }
  PlannerContext context() const { return {.route = {}, .mission_goal = {}, .map = *map_, .history = &history_}; }
  PlannerInput input() const { return {.iteration = 0, .time = ego_.time, .history = history_, .lights = {}}; }
  void write_model(const char* source, int channels, int outputs) {
    ASSERT_TRUE(test::write_script_model(file_, {.source = source, .parameters = {{"weight", {outputs, channels}}}}));
  }

  test::TemporaryFolder folder_;
  std::string file_{(folder_.path() / "model.pt").string()};
  RoadMapPtr map_;
  EgoState ego_;
  HistoryBuffer history_{22};
};

// The network weighs the mean pixels of the channels: w[o][c] = 0.01 · (4·o + c).
constexpr const char* kMeans = R"(
def forward(self, x: Tensor) -> Tensor:
    return x.mean([2, 3]).matmul(self.weight.t())
)";

TEST_F(ScriptModelTest, PlanIsWhatTheNetworkMakesOfTheRasters) {
  write_model(kMeans, 4, 48);
  const auto planner = this->planner();
  const Status ready = planner->initialise(context());
  ASSERT_TRUE(ready.ok()) << ready.error().text();
  Trajectory plan;
  const Status planned = planner->plan(input(), plan);
  ASSERT_TRUE(planned.ok()) << planned.error().text();

  RasterFeatures rasters;
  make_rasteriser(*map_, {}, {})->draw({.ego = ego_, .objects = {}}, rasters);
  std::array<double, 4> means{};
  for (std::size_t c = 0; c < 4; ++c) {
    const auto pixels = rasters.channel(kReferenceChannels[c]);
    means[c] = std::accumulate(pixels.begin(), pixels.end(), 0.0) / static_cast<double>(pixels.size());
  }
  EXPECT_GT(means[2], 0.01);  // there is a road
  const auto output = [&](std::size_t o) {
    double sum = 0.0;
    for (std::size_t c = 0; c < 4; ++c) sum += 0.01 * static_cast<double>(4 * o + c) * means[c];
    return sum;
  };
  for (std::size_t i = 0; i < 16; ++i) {
    const Pose2 expected =
        to_absolute(ego_.rear_axle, {.x = output(3 * i), .y = output(3 * i + 1), .heading = output(3 * i + 2)});
    const Pose2& pose = plan.states()[i + 1].rear_axle;
    EXPECT_NEAR(pose.x, expected.x, 1e-5) << i;
    EXPECT_NEAR(pose.y, expected.y, 1e-5) << i;
    EXPECT_NEAR(pose.heading, expected.heading, 1e-5) << i;
  }
  EXPECT_THAT(planner->model()->network->library, HasSubstr("LibTorch"));
  EXPECT_THAT(planner->notes().at(0), HasSubstr("model.pt has no side entry model.json"));
}

TEST_F(ScriptModelTest, WrongShapesNameTheFile) {
  write_model(kMeans, 4, 45);
  const Status outputs = planner()->initialise(context());
  ASSERT_FALSE(outputs.ok());
  EXPECT_THAT(outputs.error().text(), testing::AllOf(HasSubstr(file_), HasSubstr("45"), HasSubstr("48")));
  write_model(kMeans, 5, 48);
  const Status channels = planner()->initialise(context());
  ASSERT_FALSE(channels.ok());
  EXPECT_THAT(channels.error().text(), HasSubstr(file_));
  std::ofstream(file_) << "this is no archive";
  const Status broken = planner()->initialise(context());
  ASSERT_FALSE(broken.ok());
  EXPECT_THAT(broken.error().text(), testing::AllOf(HasSubstr(file_), HasSubstr("not a TorchScript model")));
}

TEST_F(ScriptModelTest, NumbersThatAreNotFiniteEndTheRunAtTheirStep) {
  // 0/0 on pictures whose ego is drawn, 5 × 11 pixels; sound on those that it is warmed up with.
  write_model(R"(
def forward(self, x: Tensor) -> Tensor:
    seen = ((x[:, 0:1].sum([2, 3]) - 55.0).abs() < 0.5).float()
    return self.weight[:, 0].unsqueeze(0) * 0.0 + 0.0 / (1.0 - seen)
)",
              4, 48);
  const auto planner = this->planner();
  const Status ready = planner->initialise(context());
  ASSERT_TRUE(ready.ok()) << ready.error().text();
  Trajectory plan;
  const Status planned = planner->plan(input(), plan);
  ASSERT_FALSE(planned.ok());
  EXPECT_THAT(planned.error().text(), testing::AllOf(HasSubstr("model.pt"), HasSubstr("not finite")));
}

}  // namespace
}  // namespace stepscope

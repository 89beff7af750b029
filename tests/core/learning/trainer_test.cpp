#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "core/base/random.h"
#include "tests/core/learning/learning_case.h"

namespace stepscope {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr int kPoses = 4;
constexpr int kSpeedChannel = 1;

// Egos on arcs: channel 0 is bright on the side to which the arc bends, channel 1 holds the speed.
struct Arcs {
  explicit Arcs(int count) {
    Random random(7);
    inputs.assign(static_cast<std::size_t>(count) * 2 * kPixels, 0.0F);
    for (int e = 0; e < count; ++e) {
      const double speed = random.uniform(2.0, 10.0);
      const double curvature = random.uniform(-0.05, 0.05);
      float* const picture = inputs.data() + static_cast<std::size_t>(e) * 2 * kPixels;
      for (int p = 0; p < kPixels; ++p) {
        const bool left = p % kSize < kSize / 2;
        picture[p] = left == (curvature > 0.0) ? static_cast<float>(std::abs(curvature) * 20.0) : 0.0F;
        picture[kPixels + p] = static_cast<float>(speed * 0.1);
      }
      for (int k = 1; k <= kPoses; ++k) {
        const double way = speed * 0.5 * k;
        targets.push_back(static_cast<float>(std::sin(curvature * way) / curvature));
        targets.push_back(static_cast<float>((1.0 - std::cos(curvature * way)) / curvature));
        targets.push_back(static_cast<float>(curvature * way));
      }
    }
    batch = {.count = count, .inputs = inputs, .targets = targets, .weights = {}};
  }

  static constexpr int kSize = 16, kPixels = kSize * kSize;
  std::vector<float> inputs, targets;
  TrainingBatch batch;
};

class TrainerTest : public test::LearningCase {
 protected:
  static TrainerOptions options() {
    return {.shape = {.channels = 2, .size_px = Arcs::kSize, .outputs = kPoses * 3},
            .network = "tiny",
            .speed_channel = kSpeedChannel,
            .threads = 1};
  }

  std::unique_ptr<Trainer> trainer(const TrainerOptions& options = TrainerTest::options()) {
    auto made = library().make_trainer(options);
    EXPECT_TRUE(made.ok()) << made.error().text();
    return std::move(made).value();
  }

  std::string refusal(const TrainerOptions& options) {
    const auto made = library().make_trainer(options);
    return made.ok() ? "no error" : made.error().text();
  }

  static double step(Trainer& trainer, const TrainingBatch& batch) {
    const auto loss = trainer.train(batch, 2e-3);
    EXPECT_TRUE(loss.ok()) << loss.error().text();
    return loss.ok() ? loss.value() : NAN;
  }

  static std::vector<float> predictions(Trainer& trainer, const TrainingBatch& batch) {
    std::vector<float> numbers(static_cast<std::size_t>(batch.count) * kPoses * 3);
    const auto loss = trainer.predict(batch, numbers);
    EXPECT_TRUE(loss.ok()) << loss.error().text();
    return numbers;
  }
};

TEST_F(TrainerTest, BeforeLearningPlansGoStraightOnAtTheSpeedSeen) {
  const Arcs arcs(4);
  const auto untrained = trainer();
  const std::vector<float> poses = predictions(*untrained, arcs.batch);
  for (std::size_t e = 0; e < 4; ++e) {
    const double speed = arcs.inputs[e * 2 * Arcs::kPixels + Arcs::kPixels] * 10.0;
    for (std::size_t k = 0; k < kPoses; ++k) {
      const float* const pose = poses.data() + (e * kPoses + k) * 3;
      EXPECT_NEAR(pose[0], speed * 0.5 * static_cast<double>(k + 1), 0.25 * static_cast<double>(k + 1)) << e << k;
      EXPECT_NEAR(pose[1], 0.0, 0.3 * pose[0]) << e << k;
    }
  }
}

TEST_F(TrainerTest, LearnsArcs) {
  const Arcs arcs(32);
  const auto learner = trainer();
  const double first = step(*learner, arcs.batch);
  double last = first;
  for (int k = 0; k < 60; ++k) last = step(*learner, arcs.batch);
  EXPECT_LT(last, 0.35 * first);
}

TEST_F(TrainerTest, ExportedNetworkGivesWhatTheTrainerPredicts) {
  const Arcs arcs(8);
  const auto learner = trainer();
  for (int k = 0; k < 5; ++k) step(*learner, arcs.batch);
  const std::vector<float> expected = predictions(*learner, arcs.batch);
  ASSERT_TRUE(learner->export_model(path("arcs.pt")).ok());
  step(*learner, arcs.batch);  // and goes on learning

  auto loaded = library().load(path("arcs.pt"), options().shape, {}, {});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  EXPECT_EQ(loaded.value()->facts().parameters, learner->parameter_count());
  std::vector<float> output(kPoses * 3);
  for (std::size_t e = 0; e < 8; ++e) {
    const auto picture = std::span(arcs.inputs).subspan(e * 2 * Arcs::kPixels, 2 * Arcs::kPixels);
    ASSERT_TRUE(loaded.value()->run(picture, output).ok());
    for (std::size_t i = 0; i < output.size(); ++i)
      EXPECT_NEAR(output[i], expected[e * output.size() + i], 1e-4) << e << " " << i;
  }
}

TEST_F(TrainerTest, SameSeedSameWeights) {
  const Arcs arcs(8);
  const auto one = trainer(), same = trainer();
  TrainerOptions other_seed = options();
  other_seed.seed = 2;
  const auto other = trainer(other_seed);
  for (int k = 0; k < 3; ++k) {
    EXPECT_EQ(step(*one, arcs.batch), step(*same, arcs.batch));
    step(*other, arcs.batch);
  }
  EXPECT_EQ(predictions(*one, arcs.batch), predictions(*same, arcs.batch));
  EXPECT_NE(predictions(*one, arcs.batch), predictions(*other, arcs.batch));
}

TEST_F(TrainerTest, GoesOnFromWhatWasSaved) {
  const Arcs arcs(8);
  const auto whole = trainer();
  for (int k = 0; k < 3; ++k) step(*whole, arcs.batch);
  ASSERT_TRUE(whole->save(path("state")).ok());
  const auto resumed = trainer();
  const Status restored = resumed->restore(path("state"));
  ASSERT_TRUE(restored.ok()) << restored.error().text();
  for (int k = 0; k < 3; ++k) EXPECT_EQ(step(*resumed, arcs.batch), step(*whole, arcs.batch)) << k;
  EXPECT_EQ(predictions(*resumed, arcs.batch), predictions(*whole, arcs.batch));
}

TEST_F(TrainerTest, RefusesStatesThatAreNotItsOwnAndStaysAsItWas) {
  const Arcs arcs(8);
  const auto learner = trainer();
  step(*learner, arcs.batch);
  const std::vector<float> before = predictions(*learner, arcs.batch);
  ASSERT_TRUE(learner->save(path("state")).ok());

  std::filesystem::copy_file(path("state"), path("half"));
  std::filesystem::resize_file(path("half"), std::filesystem::file_size(path("half")) / 2);
  std::ofstream(path("text")) << "not a state";
  TrainerOptions small = options();
  small.network = "small";
  ASSERT_TRUE(trainer(small)->save(path("other")).ok());

  for (const char* name : {"half", "text", "other", "missing"}) {
    const Status restored = learner->restore(path(name));
    ASSERT_FALSE(restored.ok()) << name;
    EXPECT_THAT(restored.error().text(), HasSubstr(path(name)));
  }
  EXPECT_THAT(learner->restore(path("other")).error().text(), AllOf(HasSubstr("small"), HasSubstr("tiny")));
  EXPECT_EQ(predictions(*learner, arcs.batch), before);
}

TEST_F(TrainerTest, WritesWholeFilesOrNone) {
  const auto learner = trainer();
  for (const auto& written : {learner->save(path("no folder/state")), learner->export_model(path("no folder/x.pt"))}) {
    ASSERT_FALSE(written.ok());
    EXPECT_THAT(written.error().text(), HasSubstr("no folder"));
  }
  ASSERT_TRUE(learner->save(path("state")).ok());
  EXPECT_FALSE(std::filesystem::exists(path("state.partial")));
}

TEST_F(TrainerTest, LossIsTheWeightedMeanOfSmoothDistances) {
  const Arcs arcs(1);
  const auto learner = trainer();
  std::vector<float> targets = predictions(*learner, arcs.batch);
  std::vector<float> weights(targets.size(), 0.0F);
  std::vector<float> room(targets.size());
  TrainingBatch batch = arcs.batch;
  batch.targets = targets;
  batch.weights = weights;
  targets[0] += 2.0F;                                         // 2 m: 2 − 0.15 = 1.85
  targets[1] += 0.1F;                                         // below 0.3: 0.1² / 0.6
  targets[2] += 2.0F * static_cast<float>(std::numbers::pi);  // the same heading: 0
  targets[3] += 1000.0F;                                      // left out
  weights[0] = 1.0F;
  weights[1] = 2.0F;
  weights[2] = 1.0F;
  EXPECT_NEAR(learner->predict(batch, room).value(), (1.85 + 2.0 * 0.01 / 0.6) / 4.0, 1e-4);
}

TEST_F(TrainerTest, SaysWhatCannotBeTrained) {
  const auto with = [](auto change) {
    TrainerOptions changed = options();
    change(changed);
    return changed;
  };
  EXPECT_THAT(refusal(with([](auto& o) { o.network = "huge"; })), AllOf(HasSubstr("huge"), HasSubstr("small")));
  EXPECT_THAT(refusal(with([](auto& o) { o.shape.outputs = 7; })), HasSubstr("7"));
  EXPECT_THAT(refusal(with([](auto& o) { o.shape.size_px = 4; })), HasSubstr("size"));
  EXPECT_THAT(refusal(with([](auto& o) { o.speed_channel = 2; })), HasSubstr("speed channel"));
  EXPECT_THAT(refusal(with([](auto& o) { o.interval_s = 0.0; })), HasSubstr("interval"));

  const Arcs arcs(2);
  const auto learner = trainer();
  TrainingBatch short_batch = arcs.batch;
  short_batch.inputs = short_batch.inputs.first(10);
  EXPECT_FALSE(learner->train(short_batch, 1e-3).ok());
  TrainingBatch no_targets = arcs.batch;
  no_targets.targets = {};
  EXPECT_FALSE(learner->train(no_targets, 1e-3).ok());
  std::vector<float> not_finite = arcs.targets;
  not_finite[3] = NAN;
  TrainingBatch bad = arcs.batch;
  bad.targets = not_finite;
  EXPECT_THAT(learner->train(bad, 1e-3).error().text(), HasSubstr("loss"));
}

TEST_F(TrainerTest, APictureThatIsNotFiniteChangesNothing) {
  const Arcs arcs(2);
  const auto learner = trainer();
  const std::vector<float> before = predictions(*learner, arcs.batch);
  std::vector<float> inputs = arcs.inputs;
  inputs[5] = NAN;
  TrainingBatch bad = arcs.batch;
  bad.inputs = inputs;
  EXPECT_THAT(learner->train(bad, 1e-3).error().text(), HasSubstr("not finite"));
  EXPECT_EQ(predictions(*learner, arcs.batch), before);
}

}  // namespace
}  // namespace stepscope

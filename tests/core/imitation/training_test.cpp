#include "core/imitation/training.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "core/files/text_file.h"
#include "tests/core/imitation/linear_trainer.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

// Stops the training after a number of steps; notes what it is told.
class Observer final : public TrainingObserver {
 public:
  explicit Observer(RunControl* control = nullptr, int stop_after = -1) : control_(control), stop_after_(stop_after) {}
  void on_step(const TrainingProgress& progress) override {
    EXPECT_GE(progress.share, share);
    share = progress.share;
    last = progress;
    if (++steps == stop_after_) control_->stop();
  }
  void on_epoch(const CurvePoint& point, bool best) override {
    points.push_back(point);
    if (best) best_epoch = point.epoch;
  }

  int steps{0}, best_epoch{0};
  double share{0.0};
  TrainingProgress last;
  std::vector<CurvePoint> points;

 private:
  RunControl* control_;
  int stop_after_;
};

class Training : public testing::Test {
 protected:
  TrainingOptions options(const std::string& name = "model") const {
    TrainingOptions options;
    options.model = folder_.path() / (name + ".pt");
    options.contract.name = name;
    options.contract.raster.channels = {RasterChannel::kEgo};
    options.contract.raster.size_px = 2;
    options.contract.poses = test::LinearExamples::kPoses;
    options.epochs = 6;
    options.batch = 8;
    options.learning_rate = 0.5;
    options.seed = 3;
    return options;
  }
  Result<TrainingOutcome> train(const TrainingOptions& options, test::LinearTrainer& trainer, Observer& observer) {
    return train_network(options, trainer, examples_, validation_, control_, observer);
  }
  Result<TrainingOutcome> train(const TrainingOptions& options, test::LinearTrainer& trainer) {
    Observer observer;
    return train(options, trainer, observer);
  }
  static std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::istringstream text(read_file(file).value());
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

  test::TemporaryFolder folder_;
  test::LinearExamples examples_{100}, validation_{30, 1};
  RunControl control_;
};

TEST_F(Training, learns_and_leaves_everything_beside_the_model) {
  test::LinearTrainer trainer(examples_.shape());
  Observer observer;
  const auto outcome = train(options(), trainer, observer);
  ASSERT_TRUE(outcome.ok()) << outcome.error().text();
  EXPECT_FALSE(outcome.value().stopped);
  const std::vector<CurvePoint>& curve = outcome.value().state.curve;
  ASSERT_EQ(curve.size(), 6U);
  EXPECT_LT(curve.back().validation_loss, curve.front().validation_loss / 100.0);
  EXPECT_EQ(observer.points, curve);
  EXPECT_EQ(observer.steps, 6 * 13);  // ⌈100/8⌉ = 13
  EXPECT_DOUBLE_EQ(observer.last.share, 1.0);
  for (std::size_t o = 0; o < 6; ++o) EXPECT_NEAR(trainer.weights()[o * 4], static_cast<double>(o + 1) / 10.0, 0.01);

  const TrainingFiles files(options().model);
  EXPECT_EQ(read_training_state(files.state).value(), outcome.value().state);
  const auto lines = lines_of(files.curve);
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_THAT(lines[0], testing::StartsWith("epoch,examples,seconds,learning_rate,loss,validation_loss,ade_3s_m"));
  EXPECT_THAT(lines[6], testing::StartsWith("6,100,"));
  const auto contract = read_contract(files.model);
  ASSERT_TRUE(contract.ok());
  EXPECT_EQ(contract.value().contract, options().contract);
}

TEST_F(Training, same_seed_same_weights_whatever_the_threads) {
  test::LinearTrainer one(examples_.shape()), three(examples_.shape()), other(examples_.shape());
  TrainingOptions changed = options("b");
  changed.feed_threads = 3;
  ASSERT_TRUE(train(options(), one).ok());
  ASSERT_TRUE(train(changed, three).ok());
  EXPECT_EQ(one.weights(), three.weights());
  changed.seed = 4;
  ASSERT_TRUE(train(changed, other).ok());
  EXPECT_NE(one.weights(), other.weights());
}

TEST_F(Training, goes_on_bit_by_bit_where_it_was_stopped) {
  test::LinearTrainer whole(examples_.shape());
  ASSERT_TRUE(train(options("whole"), whole).ok());
  const std::string expected = read_file(options("whole").model).value();
  // Inside the first epoch, at the end of one, right after, inside a later one, in the last step.
  for (const int stop : {1, 5, 13, 14, 40, 78}) {
    SCOPED_TRACE(stop);
    const std::string name = "stopped-" + std::to_string(stop);
    RunControl control;
    Observer observer(&control, stop);
    test::LinearTrainer first(examples_.shape());
    const auto stopped = train_network(options(name), first, examples_, validation_, control, observer);
    ASSERT_TRUE(stopped.ok());
    EXPECT_TRUE(stopped.value().stopped);
    EXPECT_EQ(observer.steps, stop);
    TrainingOptions resumed = options(name);
    resumed.resume = true;
    test::LinearTrainer second(examples_.shape());
    const auto outcome = train(resumed, second);
    ASSERT_TRUE(outcome.ok()) << outcome.error().text();
    EXPECT_EQ(second.weights(), whole.weights());
    EXPECT_EQ(read_file(resumed.model).value(), expected);
    auto curve = outcome.value().state.curve,
         same = read_training_state(TrainingFiles(options("whole").model).state).value().curve;
    for (auto* points : {&curve, &same})
      for (CurvePoint& point : *points) point.seconds = 0.0;
    EXPECT_EQ(curve, same);
  }
}

TEST_F(Training, more_epochs_can_be_added) {
  test::LinearTrainer trainer(examples_.shape()), longer(examples_.shape());
  ASSERT_TRUE(train(options(), trainer).ok());
  TrainingOptions more = options();
  more.epochs = 8;
  more.resume = true;
  const auto outcome = train(more, longer);
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome.value().state.curve.size(), 8U);
  EXPECT_EQ(longer.steps, 2 * 13);
}

TEST_F(Training, does_not_go_on_with_something_else) {
  TrainingOptions resumed = options();
  resumed.resume = true;
  test::LinearTrainer trainer(examples_.shape());
  auto outcome = train(resumed, trainer);
  ASSERT_FALSE(outcome.ok());
  EXPECT_THAT(outcome.error().text(), HasSubstr("model.training.json"));
  ASSERT_TRUE(train(options(), trainer).ok());
  resumed.batch = 16;
  outcome = train(resumed, trainer);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().field, "settings");
  EXPECT_THAT(outcome.error().reason, HasSubstr("batch 8"));
  EXPECT_THAT(outcome.error().reason, HasSubstr("batch 16"));
  ASSERT_TRUE(write_file(TrainingFiles(resumed.model).state, "{\"format\": \"stepscope training 1\"}").ok());
  outcome = train(resumed, trainer);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().field, "settings");
  ASSERT_TRUE(write_file(TrainingFiles(resumed.model).state, "{").ok());
  EXPECT_FALSE(train(resumed, trainer).ok());
}

TEST_F(Training, what_was_written_stays_when_it_fails) {
  test::LinearTrainer good(examples_.shape());
  TrainingOptions two = options();
  two.epochs = 2;
  ASSERT_TRUE(train(two, good).ok());
  const TrainingFiles files(two.model);
  const auto bytes = [&] {
    std::vector<std::string> all;
    for (const auto& file : {files.model, files.curve, files.state, files.checkpoint(0), files.checkpoint(1)})
      all.push_back(read_file(file).value());
    return all;
  };
  const auto before = bytes();
  TrainingOptions more = options();
  more.resume = true;
  test::LinearTrainer failing(examples_.shape()), diverging(examples_.shape()), full(examples_.shape());
  failing.fail_at = 3;
  diverging.diverge_at = 3;
  full.full_disk = true;
  EXPECT_THAT(train(more, failing).error().reason, HasSubstr("told to fail"));
  EXPECT_THAT(train(more, diverging).error().reason, HasSubstr("not finite in epoch 3, step 3"));
  EXPECT_THAT(train(more, full).error().reason, HasSubstr("no space left"));
  EXPECT_EQ(bytes(), before);
}

TEST_F(Training, the_best_epoch_is_kept_or_the_last) {
  TrainingOptions kept = options("best");
  kept.learning_rate = 12.0;  // diverges: beyond 2·(1 + momentum)/curvature = 3/(1/3)
  kept.warm_up = 0.5;         // but learns first
  kept.last_rate = 1.0;
  kept.epochs = 4;
  test::LinearTrainer trainer(examples_.shape());
  Observer observer;
  const auto outcome = train(kept, trainer, observer);
  ASSERT_TRUE(outcome.ok()) << outcome.error().text();
  const auto& curve = outcome.value().state.curve;
  const auto best = std::ranges::min_element(curve, {}, &CurvePoint::validation_loss);
  EXPECT_EQ(*outcome.value().state.best_epoch, best->epoch);
  EXPECT_EQ(observer.best_epoch, best->epoch);
  ASSERT_LT(best->epoch, 4);
  const auto exported = [&](const TrainingOptions& of) { return read_file(of.model).value(); };
  const std::string last(reinterpret_cast<const char*>(trainer.weights().data()),
                         trainer.weights().size() * sizeof(double));
  EXPECT_NE(exported(kept), last);
  kept.model = folder_.path() / "last.pt";
  kept.keep = KeptModel::kLast;
  test::LinearTrainer again(examples_.shape());
  ASSERT_TRUE(train(kept, again).ok());
  EXPECT_EQ(exported(kept), last);
}

TEST_F(Training, minutes_end_it_inside_an_epoch) {
  TrainingOptions timed = options();
  timed.minutes = 1.0;
  timed.spent_s = 59.8;
  test::LinearTrainer trainer(examples_.shape());
  test::LinearExamples many(2'000'000);
  Observer observer;
  const auto outcome = train_network(timed, trainer, many, validation_, control_, observer);
  ASSERT_TRUE(outcome.ok());
  EXPECT_FALSE(outcome.value().stopped);
  EXPECT_EQ(outcome.value().state.curve.size(), 1U);
  EXPECT_LT(observer.steps, 250'000);
  EXPECT_TRUE(std::filesystem::exists(timed.model));
}

TEST_F(Training, a_source_may_grow_between_epochs) {
  std::vector<int> asked;
  TrainingOptions growing = options();
  growing.before_epoch = [&](int epoch) -> Status {
    asked.push_back(epoch);
    if (epoch == 2) return make_error("no more");
    return {};
  };
  test::LinearTrainer trainer(examples_.shape());
  EXPECT_EQ(train(growing, trainer).error().reason, "no more");
  EXPECT_THAT(asked, testing::ElementsAre(0, 1, 2));
  asked.clear();
  growing.resume = true;
  growing.before_epoch = [&](int epoch) -> Status {
    asked.push_back(epoch);
    return {};
  };
  ASSERT_TRUE(train(growing, trainer).ok());
  EXPECT_THAT(asked, testing::ElementsAre(0, 1, 2, 3, 4, 5));  // those behind it as well
}

TEST_F(Training, needs_examples) {
  test::LinearTrainer trainer(examples_.shape());
  Observer observer;
  const test::LinearExamples none(0);
  EXPECT_THAT(train_network(options(), trainer, none, validation_, control_, observer).error().reason,
              HasSubstr("nothing to learn from"));
  EXPECT_THAT(train_network(options(), trainer, examples_, none, control_, observer).error().reason,
              HasSubstr("nothing to validate on"));
}

TEST(LearningRate, rises_then_falls_by_a_cosine) {
  TrainingOptions options;
  options.learning_rate = 2.0;
  options.warm_up = 0.2;
  options.last_rate = 0.1;
  EXPECT_DOUBLE_EQ(learning_rate_at(options, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(learning_rate_at(options, 0.1), 1.0);
  EXPECT_DOUBLE_EQ(learning_rate_at(options, 0.2), 2.0);
  EXPECT_NEAR(learning_rate_at(options, 0.6), 1.1, 1e-12);  // the middle of 2.0 and 0.2
  EXPECT_NEAR(learning_rate_at(options, 1.0), 0.2, 1e-12);
}

}  // namespace
}  // namespace stepscope

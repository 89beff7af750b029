#include "core/imitation/imitation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/files/text_file.h"
#include "tests/core/imitation/linear_trainer.h"
#include "tests/core/imitation/mini_roots.h"

namespace stepscope {
namespace {

using testing::HasSubstr;

class Observer final : public ImitationObserver {
 public:
  void on_preparing(const std::string& what, std::size_t, std::size_t) override { prepared.insert(what); }
  void on_note(const std::string& sentence) override { notes += sentence + "\n"; }
  std::set<std::string> prepared;
  std::string notes;
};

class Imitating : public testing::Test {
 protected:
  ImitationRequest request(const std::string& name = "model") const {
    ImitationRequest request;
    request.data = roots_.roots();
    request.every = 5;
    request.validation_share = 0.34;
    request.training.model = roots_.folder() / (name + ".pt");
    request.training.contract.raster.size_px = 16;
    request.training.contract.raster.metres_per_pixel = 4.0;
    request.training.epochs = 2;
    request.training.batch = 8;
    request.training.learning_rate = 1e-4;
    request.command = "stepscope-cli train";
    return request;
  }
  Result<ImitationOutcome> imitated(const ImitationRequest& request) {
    const TrainerMaker maker = [this](const TrainerOptions& options) {
      made_ = options;
      auto trainer = std::make_unique<test::LinearTrainer>(options.shape);
      trainer_ = trainer.get();
      return Result<std::unique_ptr<Trainer>>(std::move(trainer));
    };
    return imitate(request, maker, maps_, control_, observer_);
  }

  test::MiniRoots roots_{3};
  MapCache maps_;
  RunControl control_;
  Observer observer_;
  TrainerOptions made_;
  test::LinearTrainer* trainer_{nullptr};  // of the imitation that goes on
};

TEST_F(Imitating, logs_become_a_model_with_its_contract) {
  const auto outcome = imitated(request());
  ASSERT_TRUE(outcome.ok()) << outcome.error().text();
  EXPECT_EQ(outcome.value().logs, 3U);
  EXPECT_EQ(outcome.value().validation_logs, 1U);
  EXPECT_EQ(outcome.value().moments, 2 * outcome.value().validation_moments);  // three copies of one log
  EXPECT_EQ(outcome.value().training.state.curve.size(), 2U);
  EXPECT_EQ(made_.shape, request().training.contract.shape());
  const auto contract = read_contract(request().training.model);
  ASSERT_TRUE(contract.ok());
  EXPECT_THAT(contract.value().contract.training_data,
              testing::AllOf(HasSubstr("of 2 logs of"), HasSubstr("root-1"), HasSubstr("seed 1"),
                             HasSubstr("command: stepscope-cli train")));
  EXPECT_EQ(contract.value().contract.raster, request().training.contract.raster);
  EXPECT_THAT(observer_.prepared, testing::Contains("reading scenarios"));
}

TEST_F(Imitating, a_planner_adds_moments_to_those_of_the_log) {
  const auto log = imitated(request());
  ASSERT_TRUE(log.ok());
  ImitationRequest both = request("both");
  both.experts = {"log", "idm"};
  const auto outcome = imitated(both);
  ASSERT_TRUE(outcome.ok()) << outcome.error().text();
  EXPECT_GT(outcome.value().moments, log.value().moments + 50);
  EXPECT_THAT(observer_.notes, HasSubstr("idm drives: "));
  both.training.model = roots_.folder() / "again.pt";
  ASSERT_TRUE(imitated(both).ok());
  EXPECT_EQ(read_file(roots_.folder() / "both.pt").value(), read_file(roots_.folder() / "again.pt").value());
}

TEST_F(Imitating, bad_requests_are_named) {
  const auto field_of = [&](auto change) {
    ImitationRequest bad = request();
    change(bad);
    const auto outcome = imitated(bad);
    EXPECT_FALSE(outcome.ok());
    return outcome.ok() ? std::string() : outcome.error().field;
  };
  EXPECT_EQ(field_of([](auto& r) { r.training.model = "model.bin"; }), "model");
  EXPECT_EQ(field_of([](auto& r) { r.data.clear(); }), "data");
  EXPECT_EQ(field_of([](auto& r) { r.training.batch = 0; }), "batch");
  EXPECT_EQ(field_of([](auto& r) { r.training.epochs = 0; }), "epochs");
  EXPECT_EQ(field_of([](auto& r) { r.every = 0; }), "every");
  EXPECT_EQ(field_of([](auto& r) { r.experts = {"log-future"}; }), "expert");  // an oracle knows no other state
  EXPECT_EQ(field_of([](auto& r) { r.experts = {"nobody"}; }), "expert");
  EXPECT_EQ(field_of([](auto& r) { r.validation_share = 1.0; }), "validation share");
  EXPECT_EQ(field_of([](auto& r) { r.training.contract.raster.size_px = 0; }), "size");
  EXPECT_EQ(field_of([](auto& r) { r.rounds = 1; }), "rounds");  // without a planner
  EXPECT_EQ(trainer_, nullptr);                                  // nothing was begun
}

TEST_F(Imitating, too_little_data_is_said) {
  ImitationRequest one = request();
  one.data.resize(1);
  EXPECT_THAT(imitated(one).error().reason, HasSubstr("at least two logs"));
  ImitationRequest few = request();
  few.training.batch = 4000;
  EXPECT_THAT(imitated(few).error().reason, HasSubstr("too few for a batch of 4000"));
  ImitationRequest nothing = request();
  nothing.data = {roots_.folder() / "nowhere"};
  EXPECT_THAT(imitated(nothing).error().text(), HasSubstr("nowhere"));
}

TEST_F(Imitating, stopping_while_it_prepares_leaves_no_file) {
  control_.stop();
  EXPECT_FALSE(imitated(request()).ok());
  EXPECT_FALSE(std::filesystem::exists(request().training.model));
  EXPECT_FALSE(std::filesystem::exists(TrainingFiles(request().training.model).state));
}

}  // namespace
}  // namespace stepscope

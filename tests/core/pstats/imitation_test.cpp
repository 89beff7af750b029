// A profile that Python's own cProfile makes while this test runs, of a small imitation of the reference simulator:
// every version of the format, compared with what Python's pstats reads and with what really happened.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/pstats/python_profile.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

constexpr int kSteps = 25;

class Imitation : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TemporaryFolder();
    const std::string command = std::string("\"" PYTHON "\" -B \"" IMITATION "\" \"") + folder_->path().string() +
                                "\" " + std::to_string(kSteps);
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream file(folder_->path() / "expected.json");
    expected_ = new nlohmann::json(nlohmann::json::parse(file));
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete expected_;
  }
  static PythonProfile profile(const std::string& name) {
    auto read = import_python_profile(folder_->path() / name);
    EXPECT_TRUE(read.ok()) << read.error().text();
    return std::move(read).value();
  }
  static double part(const PythonProfile& read, ProfilePart which) { return read.part_s(which); }

  static test::TemporaryFolder* folder_;
  static nlohmann::json* expected_;
};
test::TemporaryFolder* Imitation::folder_ = nullptr;
nlohmann::json* Imitation::expected_ = nullptr;

TEST_F(Imitation, EveryVersionOfTheFormatIsReadAsPythonReadsIt) {
  for (int version = 0; version <= 4; ++version) {
    const ProfileTable table = profile("marshal_" + std::to_string(version) + ".stats").table;
    const auto& expected = expected_->at("profile");
    EXPECT_EQ(table.calls(), expected.at("total_calls")) << version;
    EXPECT_NEAR(table.own_s(), expected.at("total_s").get<double>(), 1e-9) << version;
    ASSERT_EQ(table.functions.size(), expected.at("functions").size()) << version;
    for (std::size_t f = 0; f < table.functions.size(); ++f) {
      const auto& wanted = expected.at("functions")[f];
      const ProfiledFunction& read = table.functions[f];
      EXPECT_EQ(read.file, wanted.at("file"));
      EXPECT_EQ(read.line, wanted.at("line"));
      EXPECT_EQ(read.name, wanted.at("name"));
      EXPECT_EQ(read.calls, wanted.at("calls")) << read.name;
      EXPECT_EQ(read.primitive_calls, wanted.at("primitive")) << read.name;
      // Versions 0 and 1 write 17 digits, the others all bits.
      EXPECT_DOUBLE_EQ(read.own_s, std::max(0.0, wanted.at("own").get<double>())) << read.name;
      EXPECT_DOUBLE_EQ(read.cumulative_s, std::max(0.0, wanted.at("cumulative").get<double>())) << read.name;
      EXPECT_EQ(read.callers.size(), wanted.at("callers")) << read.name;
    }
  }
}

TEST_F(Imitation, CountsAreWhatReallyHappened) {
  const PythonProfile read = profile("marshal_4.stats");
  const auto& truth = expected_->at("truth");
  EXPECT_EQ(read.steps, kSteps);
  EXPECT_EQ(read.queries.statements, truth.at("statements"));
  EXPECT_EQ(read.queries.connections, truth.at("connections"));
  EXPECT_EQ(read.queries.rows, truth.at("rows"));
  // 23 lights twice a step, 30 boxes a step and once before; an entry more for each of the statements.
  EXPECT_EQ(read.queries.resumptions, kSteps * (2 * 24 + 31) + 31);
  EXPECT_EQ(read.queries.statements, kSteps * 6 + 1) << "three times, two lights, one of boxes";
}

TEST_F(Imitation, LayersOfGeneratorsAreSeen) {
  const PythonProfile read = profile("marshal_4.stats");
  std::map<std::string, RowGenerator::Kind> kinds;
  for (const RowGenerator& g : read.queries.generators) kinds[read.table.functions[g.function].name] = g.kind;
  EXPECT_THAT(kinds, testing::ElementsAre(testing::Pair("execute_many", RowGenerator::Kind::kExecutes),
                                          testing::Pair("get_tracked_objects_from_db", RowGenerator::Kind::kHandsOn),
                                          testing::Pair("get_traffic_lights_from_db", RowGenerator::Kind::kHandsOn)));
}

TEST_F(Imitation, StagesAddUpAndGetWhatTheirFunctionsTook) {
  const PythonProfile read = profile("marshal_4.stats");
  double sum = 0.0;
  for (std::size_t p = 0; p < kProfilePartCount; ++p) sum += read.attribution.total_s[p];
  EXPECT_NEAR(sum, read.table.own_s(), 1e-9);
  for (const auto wanted :
       {ProfilePart::kDatabase, ProfilePart::kInputPreparation, ProfilePart::kPlanner, ProfilePart::kFeatures,
        ProfilePart::kInference, ProfilePart::kPropagation, ProfilePart::kController, ProfilePart::kObservation,
        ProfilePart::kHistoryUpdate, ProfilePart::kPropagationTime, ProfilePart::kRecording, ProfilePart::kCopies,
        ProfilePart::kLoop})
    EXPECT_GT(part(read, wanted), 0.0) << part_title(wanted);
  EXPECT_EQ(part(read, ProfilePart::kMetrics), 0.0);
  // The generator expressions of the network run inside "sum", which nobody claims; still they are inference.
  for (std::size_t f = 0; f < read.table.functions.size(); ++f) {
    if (read.table.functions[f].name != "<genexpr>") continue;
    EXPECT_EQ(largest_part(read.attribution.own_s[f]), ProfilePart::kInference);
  }
}

// The motion model is called 16 times a step by the planner, once by the controller.
TEST_F(Imitation, ASharedFunctionIsSplitByItsCallers) {
  const PythonProfile read = profile("marshal_4.stats");
  for (std::size_t f = 0; f < read.table.functions.size(); ++f) {
    const ProfiledFunction& model = read.table.functions[f];
    if (model.name != "propagate_state") continue;
    EXPECT_EQ(model.calls, kSteps * 17);
    for (const CallerShare& share : model.callers) {
      const bool planner = read.table.functions[share.caller].name != "update_state";
      const double got =
          read.attribution.own_s[f][index_of(planner ? ProfilePart::kPlanner : ProfilePart::kController)];
      EXPECT_NEAR(got, share.own_s, 1e-9);
    }
    return;
  }
  FAIL() << "the motion model is not in the profile";
}

TEST_F(Imitation, TheOlderLayersLazyLoadsAreStatements) {
  const PythonProfile read = profile("older_layer.stats");
  EXPECT_TRUE(read.queries.object_relational);
  EXPECT_EQ(read.queries.lazy_loads, kSteps * 30);
  EXPECT_EQ(read.queries.statements, kSteps * 30);
  EXPECT_EQ(read.queries.resumptions, 0);
}

TEST_F(Imitation, WithoutBuiltInFunctionsItSaysSo) {
  const PythonProfile read = profile("python_only.stats");
  EXPECT_FALSE(read.queries.built_ins);
  EXPECT_EQ(read.steps, 2);
  EXPECT_THAT(profile_sentences(read), testing::Contains(testing::HasSubstr("Built-in functions were not profiled")));
}

}  // namespace
}  // namespace stepscope

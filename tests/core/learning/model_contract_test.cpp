#include "core/learning/model_contract.h"

#include <gtest/gtest.h>

#include "core/files/text_file.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

class ModelContractTest : public testing::Test {
 protected:
  std::filesystem::path model() const { return folder_.path() / "driver.v2.pt"; }
  Result<FoundContract> read(std::string_view entry) const {
    EXPECT_TRUE(write_file(side_entry_of(model()), entry).ok());
    return read_contract(model());
  }
  // The text of the error without the folder.
  std::string problem(std::string_view entry) const {
    const auto found = read(entry);
    if (found.ok()) return {};
    const std::string text = found.error().text();
    const std::string folder = folder_.path().string() + "/";
    return text.starts_with(folder) ? text.substr(folder.size()) : "without its file: " + text;
  }

 private:
  test::TemporaryFolder folder_;
};

TEST_F(ModelContractTest, LiesBesideTheModel) {
  EXPECT_EQ(side_entry_of("a.b/x.pt"), "a.b/x.json");
  EXPECT_EQ(side_entry_of("x.v2.pt"), "x.v2.json");
  EXPECT_EQ(side_entry_of("x"), "x.json");
}

TEST_F(ModelContractTest, IsReadAsItWasWritten) {
  ModelContract contract;
  contract.name = "night driver \"µ\"";
  contract.description = "one\ntwo";
  contract.training_data = "400 demo cities";
  contract.raster.size_px = 128;
  contract.raster.metres_per_pixel = 0.4;
  contract.raster.channels = {RasterChannel::kRoadMap, RasterChannel::kEgo};
  contract.raster.road_map = {{MapLayer::kCrosswalk, 0.1F}, {MapLayer::kLaneConnector, 1.0F / 3.0F}};
  contract.raster.baseline_paths = {MapLayer::kLaneConnector};
  contract.raster.ego_colour = 0.7F;
  contract.raster.agent_colour = 0.3F;
  contract.raster.baseline_colour = -1.0F;
  contract.raster.speed_scale = 0.05F;
  contract.raster.vehicle.width = 2.5;
  contract.raster.vehicle.cog_position_from_rear_axle = 1.5;
  contract.poses = 12;
  contract.interval_s = 0.25;
  contract.input_scale = {2.0F, 0.1F};
  contract.input_offset = {0.0F, -0.5F};
  ASSERT_TRUE(write_contract(model(), contract).ok());
  const auto found = read_contract(model());
  ASSERT_TRUE(found.ok()) << found.error().text();
  EXPECT_FALSE(found.value().assumed);
  EXPECT_EQ(found.value().contract, contract);
}

TEST_F(ModelContractTest, WritesNumbersAsTheyAreSaid) {
  ASSERT_TRUE(write_contract(model(), {}).ok());
  const auto text = read_file(side_entry_of(model()));
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text.value().find("\"speed_scale\": 0.1\n"), std::string::npos) << text.value();
  EXPECT_EQ(text.value().find("vehicle"), std::string::npos);  // the usual one goes without saying
  const auto found = read_contract(model());
  ASSERT_TRUE(found.ok()) << found.error().text();
  EXPECT_EQ(found.value().contract, ModelContract{});
}

TEST_F(ModelContractTest, IsTheReferencesWhereThereIsNoEntry) {
  const auto found = read_contract(model());
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found.value().assumed);
  EXPECT_EQ(found.value().contract.shape(), (NetworkShape{.channels = 4, .size_px = 224, .outputs = 48}));
  EXPECT_EQ(found.value().contract.horizon_s(), 8.0);
}

TEST_F(ModelContractTest, KeepsTheDefaultsOfWhatItDoesNotSay) {
  const auto found = read(R"({"name": "mine", "raster": {"vehicle": {"width": 2}}})");
  ASSERT_TRUE(found.ok()) << found.error().text();
  ModelContract expected;
  expected.name = "mine";
  expected.raster.vehicle.width = 2.0;
  EXPECT_EQ(found.value().contract, expected);
}

TEST_F(ModelContractTest, SaysWhatIsWrongAndWhere) {
  const struct {
    const char* entry;
    const char* problem;
  } kCases[] = {
      {"[1]", "driver.v2.json: is not an object"},
      {R"({"poses": "16"})", "driver.v2.json: poses: is not a whole number"},
      {R"({"poses": 0})", "driver.v2.json: poses: 0; possible are 1 to 1000"},
      {R"({"poses": 4294967312})", "driver.v2.json: poses: is not a count: 4294967312"},
      {R"({"interval_s": 0})", "driver.v2.json: interval_s: possible are 0.001 to 60 s"},
      {R"({"poses": 100, "interval_s": 2})", "driver.v2.json: interval_s: makes the last pose more than 120 s away"},
      {R"({"interval_s": "nan"})", "driver.v2.json: interval_s: is not a finite number"},
      {R"({"name": 3})", "driver.v2.json: name: is not a text"},
      {R"({"pose": 16})",
       "driver.v2.json: pose: is not known here; there are name, description, training_data, raster, poses, "
       "interval_s, input_scale, input_offset"},
      {R"({"raster": 1})", "driver.v2.json: raster: is not an object"},
      {R"({"raster": {"size_px": 0}})", "driver.v2.json: raster, size: 0 pixels; possible are 1 to 4096"},
      {R"({"raster": {"channels": ["ego", "sky"]}})", "driver.v2.json: raster, channels: there is no channel \"sky\""},
      {R"({"raster": {"channels": []}})", "driver.v2.json: raster, channels: there are none"},
      {R"({"raster": {"channels": ["ego", "ego"]}})", "driver.v2.json: raster, channels: ego is there twice"},
      {R"({"raster": {"road_map": [{"layer": "lane"}, {"layer": "moat"}]}})",
       "driver.v2.json: raster, road_map, element 1, layer: there is no layer \"moat\""},
      {R"({"raster": {"road_map": [{"color": 1}]}})",
       "driver.v2.json: raster, road_map, element 0, color: is not known here; there are layer, colour"},
      {R"({"raster": {"baseline_paths": ["crosswalk"]}})",
       "driver.v2.json: raster, baseline path layers: CROSSWALK has no baseline paths"},
      {R"({"raster": {"vehicle": {"width": -1}}})",
       "driver.v2.json: raster, vehicle, width: is not a length in m above 0 and up to 100"},
      {R"({"input_scale": [1, 2]})", "driver.v2.json: input_scale: has 2 numbers for 4 channels"},
      {R"({"input_offset": [1, "x"]})", "driver.v2.json: input_offset: is not a number"},
  };
  for (const auto& [entry, expected] : kCases) EXPECT_EQ(problem(entry), expected) << entry;
  EXPECT_EQ(problem("{\"poses\": ").substr(0, 27), "driver.v2.json: is not JSON");
}

TEST_F(ModelContractTest, SaysWhereItCannotBeWritten) {
  const Status status = write_contract("/no/such/folder/x.pt", {});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().file, "/no/such/folder/x.json");
}

TEST(Normalise, GoesChannelByChannel) {
  ModelContract contract;
  contract.raster.size_px = 1;
  contract.raster.channels = {RasterChannel::kEgo, RasterChannel::kAgents};
  std::vector<float> rasters{1.0F, 2.0F, 3.0F, 4.0F};  // two of them
  normalise(contract, rasters);
  EXPECT_EQ(rasters, (std::vector{1.0F, 2.0F, 3.0F, 4.0F}));
  contract.input_offset = {1.0F, 2.0F};
  normalise(contract, rasters);
  EXPECT_EQ(rasters, (std::vector{0.0F, 0.0F, 2.0F, 2.0F}));
  contract.input_scale = {10.0F, 0.5F};
  normalise(contract, rasters);
  EXPECT_EQ(rasters, (std::vector{-10.0F, -1.0F, 10.0F, 0.0F}));
}

}  // namespace
}  // namespace stepscope

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "core/map/gpkg_reader.h"
#include "core/map/road_map.h"
#include "core/synthesis/demo.h"
#include "tests/support/files.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    out[fs::relative(entry.path(), folder).string()] = bytes.str();
  }
  return out;
}

TEST(DemoFiles, EqualOptionsGiveEqualBytes) {
  const test::TemporaryFolder a, b, c;
  std::vector<double> shares;
  ASSERT_TRUE(write_demo(a.path(), {7, 1}, [&](double share, const std::string&) { shares.push_back(share); }).ok());
  ASSERT_TRUE(write_demo(b.path(), {7, 2}).ok());
  ASSERT_TRUE(write_demo(b.path(), {7, 1}).ok());  // over a larger one, whose second log goes
  ASSERT_TRUE(write_demo(c.path(), {8, 1}).ok());
  const auto in_a = files_below(a.path()), in_b = files_below(b.path()), in_c = files_below(c.path());
  ASSERT_EQ(in_a.size(), 4U);  // index, map, log, stamp; nothing temporary is left
  ASSERT_TRUE(in_a.contains("maps/stepscope-demo/1.0/map.gpkg"));
  ASSERT_TRUE(in_a.contains("maps/nuplan-maps-v1.0.json"));
  ASSERT_TRUE(in_a.contains("splits/demo/2024.05.01.09.00.00_demo-01_00000_00720.db"));
  EXPECT_TRUE(in_a == in_b);
  for (const auto& [name, bytes] : in_a) {
    if (name != "maps/nuplan-maps-v1.0.json") {
      EXPECT_NE(bytes, in_c.at(name)) << name;
    }
  }
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
  EXPECT_EQ(shares.front(), 0.0);
  EXPECT_EQ(shares.back(), 1.0);
}

TEST(DemoFiles, TheMapIsReadWithoutComplaint) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_demo(folder.path(), {1, 1}).ok());
  Result<RoadMapContent> content = read_map(folder.path() / "maps", "stepscope-demo");
  ASSERT_TRUE(content.ok()) << content.error().text();
  const auto map = RoadMap::build(std::move(content).value());
  ASSERT_TRUE(map.ok()) << map.error().text();
  for (const std::string& warning : map.value()->warnings()) ADD_FAILURE() << warning;
  int with_light = 0;
  for (const LaneSegment& s : map.value()->segments()) {
    EXPECT_FALSE(s.incoming.empty()) << s.id;
    EXPECT_TRUE(s.left_boundary && s.right_boundary && s.speed_limit_mps) << s.id;
    if (s.kind == SegmentKind::kLane) {
      const auto lane = map.value()->object_at(s.baseline.point_at(0.5 * s.baseline.length()), MapLayer::kLane);
      ASSERT_TRUE(lane.ok()) << lane.error().text();
      EXPECT_EQ(lane.value(), s.id);
    }
    with_light += s.stop_lines.empty() ? 0 : 1;
  }
  EXPECT_GT(with_light, 60);
}

TEST(DemoFiles, ForeignFilesStayAsTheyAre) {
  const test::TemporaryFolder folder;
  const fs::path index = folder.path() / "maps" / "nuplan-maps-v1.0.json";
  fs::create_directories(index.parent_path());
  std::ofstream(index) << "{\"us-ma-boston\": {\"version\": \"9.12.1817\"}}";
  const auto before = files_below(folder.path());
  const Status status = write_demo(folder.path(), {1, 1});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().file, index.string());
  EXPECT_EQ(files_below(folder.path()), before);

  fs::remove(index);
  std::ofstream(folder.path() / "stepscope-demo.stamp") << "a list of stamps";
  const Status stamps = write_demo(folder.path(), {1, 1});
  ASSERT_FALSE(stamps.ok());
  EXPECT_EQ(stamps.error().file, (folder.path() / "stepscope-demo.stamp").string());
  EXPECT_EQ(files_below(folder.path()).at("stepscope-demo.stamp"), "a list of stamps");

  fs::remove(folder.path() / "stepscope-demo.stamp");
  const fs::path log = folder.path() / "splits" / "demo" / "2024.05.01.09.00.00_demo-01_00000_00720.db";
  fs::create_directories(log.parent_path());
  std::ofstream(log) << "my notes";
  const Status again = write_demo(folder.path(), {1, 1});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().file, log.string());
  EXPECT_EQ(files_below(folder.path()).at("splits/demo/" + log.filename().string()), "my notes");
}

TEST(DemoFiles, AnotherGeneratorsOrABrokenDemoIsNotCurrent) {
  const test::TemporaryFolder folder;
  EXPECT_FALSE(current_demo(folder.path()));
  const DemoOptions options{.seed = 9, .logs = 1};
  ASSERT_TRUE(write_demo(folder.path(), options).ok());
  EXPECT_EQ(current_demo(folder.path()), options);

  const fs::path log = folder.path() / "splits" / "demo" / "2024.05.01.09.00.00_demo-01_00000_00720.db";
  fs::rename(log, folder.path() / "away");
  EXPECT_FALSE(current_demo(folder.path()));
  fs::rename(folder.path() / "away", log);
  EXPECT_TRUE(current_demo(folder.path()));

  const fs::path stamp = folder.path() / "stepscope-demo.stamp";
  const std::string ours = files_below(folder.path()).at(stamp.filename().string());
  for (const std::string& theirs : {"stepscope-demo 0123456789abcdef seed 9 logs 1\n"s, ours.substr(0, 20),
                                    ours.substr(0, ours.size() - 2) + "51\n", ""s}) {
    std::ofstream(stamp, std::ios::binary) << theirs;
    EXPECT_FALSE(current_demo(folder.path())) << theirs;
  }
}

TEST(DemoFiles, ADemoThatIsBeingWrittenIsNotCurrent) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(write_demo(folder.path(), {1, 1}).ok());
  struct Stop {};
  const auto stop = [](double share, const std::string&) {
    if (share > 0.3) throw Stop{};
  };
  EXPECT_THROW(static_cast<void>(write_demo(folder.path(), {1, 1}, stop)), Stop);
  EXPECT_FALSE(current_demo(folder.path()));
}

TEST(DemoFiles, SaysWhereItCannotWrite) {
  const test::TemporaryFolder folder;
  std::ofstream(folder.path() / "a file") << "x";
  const Status below_file = write_demo(folder.path() / "a file" / "demo", {1, 1});
  ASSERT_FALSE(below_file.ok());
  EXPECT_NE(below_file.error().text().find("a file"), std::string::npos);
  const Status none = write_demo(folder.path(), {1, 0});
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().field, "logs");
}

TEST(DemoFiles, AFileThatCannotBeMadeIsNamed) {
  const test::TemporaryFolder folder;
  const fs::path index = folder.path() / "maps" / "nuplan-maps-v1.0.json";
  fs::create_directories(index.string() + ".partial/in the way");
  const Status status = write_demo(folder.path(), {1, 1});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().file, index.string());
  EXPECT_FALSE(fs::exists(index));
}

}  // namespace
}  // namespace stepscope

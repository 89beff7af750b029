#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/core/map/damaged_map.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using test::DamagedMap;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::string error_of(const fs::path& folder, const std::string& location) {
  const auto content = read_map(folder, location);
  return content.ok() ? "the map opened" : content.error().text();
}

void write_index(const DamagedMap& map, const std::string& text) {
  std::ofstream(map.index(), std::ios::trunc) << text;
}

TEST(MapIndex, ListsLocationsAndFiles) {
  const fs::path folder = test::mini_root() / "maps";
  EXPECT_THAT(map_locations(folder).value(), ElementsAre("synthetic-mini"));
  const fs::path file = folder / "synthetic-mini" / "1.0" / "map.gpkg";
  EXPECT_EQ(map_file(folder, "synthetic-mini").value(), file);
  EXPECT_EQ(map_file(folder, "synthetic-mini.gpkg").value(), file);  // the suffix is stripped
  const RoadMapContent content = read_map(folder, "synthetic-mini.gpkg").value();
  EXPECT_EQ(content.location, "synthetic-mini");
  EXPECT_EQ(content.version, "1.0");
}

TEST(MapIndex, UnknownLocationNamesWhatThereIs) {
  const DamagedMap map;
  EXPECT_THAT(error_of(map.folder(), "atlantis"),
              AllOf(HasSubstr(map.index().string()), HasSubstr("atlantis"), HasSubstr("synthetic-mini")));
}

TEST(MapIndex, VersionWithoutFile) {
  const DamagedMap map;
  write_index(map, R"({"synthetic-mini": {"version": "7.7"}})");
  EXPECT_THAT(error_of(map.folder(), "synthetic-mini"), AllOf(HasSubstr("7.7"), HasSubstr("does not exist")));
}

TEST(MapIndex, NoIndex) {
  const DamagedMap map;
  fs::remove(map.index());
  EXPECT_THAT(error_of(map.folder(), "synthetic-mini"),
              AllOf(HasSubstr(map.folder().string()), HasSubstr("nuplan-maps-v1.0.json")));
  EXPECT_THAT(error_of(map.folder() / "nowhere", "synthetic-mini"), HasSubstr("does not exist"));
}

TEST(MapIndex, AnotherNameIsAccepted) {
  const DamagedMap map;
  fs::rename(map.index(), map.folder() / "my-maps.json");
  std::ofstream(map.folder() / "a-note.json") << R"({"author": "me"})";  // no index: passed over
  std::ofstream(map.folder() / "b-note.json") << "{";
  EXPECT_THAT(map_locations(map.folder()).value(), ElementsAre("synthetic-mini"));
}

TEST(MapIndex, MalformedJson) {
  const DamagedMap map;
  for (const char* text : {"", "{", "[1, 2]", "\"maps\"", "{\"synthetic-mini\": {\"version\": }}", "\xff\xfe"}) {
    write_index(map, text);
    EXPECT_THAT(error_of(map.folder(), "synthetic-mini"), HasSubstr(map.index().string())) << text;
  }
}

TEST(MapIndex, OneBadEntryDoesNotLoseTheOthers) {
  const DamagedMap map;
  write_index(map, R"({"a": {}, "b": {"version": 3}, "c": 4, "synthetic-mini": {"version": "1.0"}})");
  EXPECT_THAT(map_locations(map.folder()).value(), ElementsAre("synthetic-mini"));
  EXPECT_TRUE(read_map(map.folder(), "synthetic-mini").ok());
  for (const char* location : {"a", "b", "c"})
    EXPECT_THAT(error_of(map.folder(), location),
                AllOf(HasSubstr(map.index().string()), HasSubstr(location), HasSubstr("version")));
}

// Name, size and time of change of everything in a folder.
std::vector<std::string> state_of(const fs::path& folder) {
  std::vector<std::string> state;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    state.push_back(entry.path().string() + " " + (entry.is_regular_file() ? std::to_string(entry.file_size()) : "") +
                    " " + std::to_string(entry.last_write_time().time_since_epoch().count()));
  std::sort(state.begin(), state.end());
  return state;
}

TEST(MapFile, ReadingLeavesNoTrace) {
  const DamagedMap map;
  map.sql("PRAGMA journal_mode = WAL");  // a reader that is not careful would make -wal and -shm files
  const auto before = state_of(map.folder());
  ASSERT_TRUE(map.open().ok());
  EXPECT_EQ(state_of(map.folder()), before);
}

TEST(MapFile, ReadOnlyFolderIsEnough) {
  const DamagedMap map;
  const fs::path folder = map.file().parent_path();
  fs::permissions(map.file(), fs::perms::owner_read);
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_TRUE(map.open().ok());
  fs::permissions(folder, fs::perms::owner_all);
}

}  // namespace
}  // namespace stepscope

#include "core/map/map_cache.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "tests/core/map/damaged_map.h"

namespace stepscope {
namespace {

namespace fs = std::filesystem;
using test::DamagedMap;

TEST(MapCache, TheSameMapIsReadOnce) {
  MapCache cache;
  const fs::path folder = test::mini_root() / "maps";
  const auto first = cache.get(folder, "synthetic-mini");
  ASSERT_TRUE(first.ok()) << first.error().text();
  EXPECT_EQ(cache.get(folder, "synthetic-mini.gpkg").value(), first.value());
  EXPECT_EQ(cache.get(folder / ".." / "maps", "synthetic-mini").value(), first.value());  // another way to say it
  cache.clear();
  EXPECT_NE(cache.get(folder, "synthetic-mini").value(), first.value());
}

TEST(MapCache, AChangedFileIsReadAgain) {
  const DamagedMap map;
  MapCache cache;
  const auto before = cache.get(map.folder(), map.kLocation).value();
  map.sql("DELETE FROM crosswalks");
  fs::last_write_time(map.file(), fs::last_write_time(map.file()) + std::chrono::seconds(2));
  const auto after = cache.get(map.folder(), map.kLocation).value();
  EXPECT_FALSE(before->content().crosswalks.empty());
  EXPECT_TRUE(after->content().crosswalks.empty());
}

TEST(MapCache, ThreadsShareOneRead) {
  const fs::path folder = test::mini_root() / "maps";
  for (int round = 0; round < 5; ++round) {
    MapCache cache;
    std::vector<RoadMapPtr> maps(8);
    {
      std::vector<std::jthread> threads;
      for (RoadMapPtr& map : maps) threads.emplace_back([&] { map = cache.get(folder, "synthetic-mini").value(); });
    }
    for (const RoadMapPtr& map : maps) EXPECT_EQ(map, maps.front());
  }
}

TEST(MapCache, FailuresAreNotKept) {
  const DamagedMap map;
  const fs::path elsewhere = map.folder() / "elsewhere";
  fs::rename(map.file(), elsewhere);
  MapCache cache;
  const auto missing = cache.get(map.folder(), map.kLocation);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().file, map.file().string());
  fs::rename(elsewhere, map.file());
  EXPECT_TRUE(cache.get(map.folder(), map.kLocation).ok());
}

TEST(MapCache, IdleMapsBeyondTheLimitGo) {
  const DamagedMap one, two;
  const std::size_t size = one.open().value()->memory_bytes();
  MapCache cache(size + size / 2);  // room for one idle map
  std::weak_ptr<const RoadMap> first = cache.get(one.folder(), one.kLocation).value();
  std::weak_ptr<const RoadMap> second = cache.get(two.folder(), two.kLocation).value();
  EXPECT_FALSE(first.expired());  // the second was in use when it was put in
  EXPECT_TRUE(cache.get(two.folder(), two.kLocation).ok());
  EXPECT_FALSE(first.expired());
  const DamagedMap three;
  EXPECT_TRUE(cache.get(three.folder(), three.kLocation).ok());  // now one and two are idle: the older one goes
  EXPECT_TRUE(first.expired());
  EXPECT_FALSE(second.expired());

  MapCache tiny(0);
  const RoadMapPtr held = tiny.get(one.folder(), one.kLocation).value();
  EXPECT_TRUE(tiny.get(two.folder(), two.kLocation).ok());
  EXPECT_EQ(tiny.get(one.folder(), one.kLocation).value(), held);  // in use: stays whatever the limit
}

}  // namespace
}  // namespace stepscope

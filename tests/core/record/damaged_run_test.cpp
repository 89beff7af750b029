// Run folders that somebody damaged: every fault is said with file, place and field.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <lzma.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/files/text_file.h"
#include "core/record/metrics_json.h"
#include "core/record/rescore.h"
#include "core/record/run_reader.h"
#include "core/record/simulation_log_reader.h"
#include "tests/core/record/saved_run.h"

namespace stepscope {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

std::string xz(const std::vector<std::uint8_t>& bytes) {
  std::string packed(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  EXPECT_EQ(lzma_easy_buffer_encode(0, LZMA_CHECK_CRC64, nullptr, bytes.data(), bytes.size(),
                                    reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size()),
            LZMA_OK);
  packed.resize(size);
  return packed;
}

std::vector<std::uint8_t> unxz(const std::string& packed) {
  std::vector<std::uint8_t> bytes(64u << 20);
  std::uint64_t memory = UINT64_MAX;
  std::size_t in = 0, out = 0;
  EXPECT_EQ(lzma_stream_buffer_decode(&memory, 0, nullptr, reinterpret_cast<const std::uint8_t*>(packed.data()), &in,
                                      packed.size(), bytes.data(), &out, bytes.size()),
            LZMA_OK);
  bytes.resize(out);
  return bytes;
}

class DamagedRun : public test::SavedRun {
 protected:
  void SetUp() override {
    SavedRun::SetUp();
    if (HasFatalFailure()) return;
    manifest_ = json::parse(read_file(folder() / "manifest.json").value());
    log_ = json::from_msgpack(unxz(read_file(log_file()).value()));
  }
  std::filesystem::path log_file() const { return folder() / "log.msgpack.xz"; }
  void write(const char* name, const std::string& content) {
    const Status status = write_file(folder() / name, content);
    ASSERT_TRUE(status.ok()) << status.error().text();
  }
  void write_log(const json& log) { write("log.msgpack.xz", xz(json::to_msgpack(log))); }
  std::string rescore_problem() {
    const auto again = rescore(folder(), {}, maps_cache_);
    return again.ok() ? "none" : again.error().text();
  }

  json manifest_, log_;
  MapCache maps_cache_;
};

TEST_F(DamagedRun, AManifestNamesItsField) {
  struct Case {
    const char* pointer;
    json value;
    const char* named;
  };
  const Case cases[] = {
      {"/scenario", 3, "manifest.json: scenario: is not an object"},
      {"/scenario/token", nullptr, "manifest.json: scenario, token: is not a text"},
      {"/request/planner", json::array(), "manifest.json: request, planner: is not a text"},
      {"/status", true, "manifest.json: status: is not a text"},
      {"/message", 1, "manifest.json: message: is not a text"},
      {"/steps", 1e300, "manifest.json: steps: is not a whole number"},
      {"/steps", -1, "manifest.json: steps: is not a count"},
      {"/steps", std::int64_t{1} << 40, "manifest.json: steps: is not a count"},
      {"/steps", std::numeric_limits<std::uint64_t>::max(), "manifest.json: steps: is too large a number"},
  };
  for (const Case& c : cases) {
    json changed = manifest_;
    changed[json::json_pointer(c.pointer)] = c.value;
    write("manifest.json", changed.dump());
    const auto manifest = read_manifest(folder());
    ASSERT_FALSE(manifest.ok()) << c.pointer;
    EXPECT_THAT(manifest.error().text(), HasSubstr(c.named));
    const auto run = read_run_folder(folder());
    ASSERT_FALSE(run.ok()) << c.pointer;
    EXPECT_THAT(run.error().text(), HasSubstr(c.named));
  }
}

TEST_F(DamagedRun, AManifestNamesTheFieldThatOnlyScoringNeeds) {
  struct Case {
    const char* pointer;
    json value;
    const char* named;
  };
  const Case cases[] = {
      {"/scenario/duration_s", "long", "manifest.json: scenario, duration_s: is not a number"},
      {"/scenario/duration_s", 1e300, "manifest.json: extraction, duration: is not a positive time"},
      {"/scenario/subsample", 1e300, "manifest.json: extraction, subsample: is not within"},
      {"/request/parameters", {{"a", 1}}, "manifest.json: request, parameters, a: is not a text"},
      {"/request/challenge", "magic", "manifest.json: request"},
      {"/files/map", 1, "manifest.json: files, map: is not an object"},
      {"/files/db/sha256", 1, "manifest.json: files, db, sha256: is not a text"},
      {"/kept", 1, "manifest.json: kept: is not an object"},
  };
  for (const Case& c : cases) {
    json changed = manifest_;
    changed[json::json_pointer(c.pointer)] = c.value;
    write("manifest.json", changed.dump());
    EXPECT_THAT(rescore_problem(), HasSubstr(c.named)) << c.pointer;
  }
  manifest_["files"].erase("map");
  write("manifest.json", manifest_.dump());
  EXPECT_THAT(rescore_problem(), HasSubstr("manifest.json: files, map: is missing"));
}

TEST_F(DamagedRun, ALogNamesFrameAndField) {
  struct Case {
    const char* pointer;
    json value;
    const char* named;
  };
  const Case cases[] = {
      {"/frames", 5, "log.msgpack.xz: frames: is not a list"},
      {"/frames/3", 5, "frame 3, ego: is missing"},
      {"/frames/3/ego", json::array(), "frame 3, ego: has 0 items: too few"},
      {"/frames/3/ego/1", "far", "frame 3, ego: item 1 is not a number"},
      {"/frames/0/ego/0", 1e300, "frame 0, ego: item 0 is not a time"},
      {"/frames/0/ego/0", std::numeric_limits<std::uint64_t>::max(), "frame 0, ego: item 0 is not a time"},
      {"/frames/2/objects", "none", "frame 2, objects: is not a list"},
      {"/frames/2/objects/0", 1, "frame 2, objects: is not a list"},
      {"/frames/2/objects/0/0", 7, "frame 2, objects: item 0 is not a text"},
      {"/frames/2/objects/0/0", "xyz", "frame 2, track: is not 16 hex digits"},
      {"/frames/2/objects/0/1", "moose", "frame 2, type: \"moose\" is not a kind of object"},
      {"/frames/1/trajectory/4/2", false, "frame 1, trajectory: item 2 is not a number"},
  };
  for (const Case& c : cases) {
    json changed = log_;
    changed[json::json_pointer(c.pointer)] = c.value;
    write_log(changed);
    const auto frames = read_simulation_log(log_file());
    ASSERT_FALSE(frames.ok()) << c.pointer;
    EXPECT_THAT(frames.error().text(), AllOf(HasSubstr("log.msgpack.xz"), HasSubstr(c.named)));
  }
}

TEST_F(DamagedRun, ALogThatIsNotOfItsScenarioIsNotScored) {
  struct Case {
    const char* pointer;
    json value;
    const char* named;
  };
  const Case cases[] = {
      {"/frames/3/ego/0", 0, "log.msgpack.xz: frame 3, ego: its time is not within the scenario"},
      {"/frames/3/ego/0", log_["frames"][1]["ego"][0], "frame 3, ego: its time is before"},
      {"/frames/3/trajectory", json::array(), "frame 3, trajectory: planner simple, trajectory: has 0 states"},
      {"/frames/3/trajectory/5/0", std::numeric_limits<std::int64_t>::min(), "state 5, time"},
      {"/frames/3/trajectory/5/1", nullptr, "state 5, x: nan is not a finite number"},
  };
  for (const Case& c : cases) {
    json changed = log_;
    changed[json::json_pointer(c.pointer)] = c.value;
    write_log(changed);
    EXPECT_THAT(rescore_problem(), HasSubstr(c.named)) << c.pointer;
  }
  json longer = log_;
  for (const json& frame : log_["frames"]) longer["frames"].push_back(frame);
  write_log(longer);
  EXPECT_THAT(rescore_problem(), HasSubstr("log.msgpack.xz: has 160 frames, more than the scenario"));
}

TEST_F(DamagedRun, ALogThatWouldTakeStackOrMemoryIsRefused) {
  const auto problem = [&](const std::vector<std::uint8_t>& bytes) {
    write("log.msgpack.xz", xz(bytes));
    const auto frames = read_simulation_log(log_file());
    return frames.ok() ? "none" : frames.error().text();
  };
  EXPECT_THAT(problem(std::vector<std::uint8_t>(2'000'000, 0x91)), HasSubstr("nested deeper"));
  EXPECT_THAT(problem({0xdd, 0xff, 0xff, 0xff, 0xff, 0xc0}), HasSubstr("MessagePack")) << "4 billion items, one there";
  EXPECT_THAT(problem({0xdb, 0xff, 0xff, 0xff, 0xff, 'a'}), HasSubstr("MessagePack")) << "a text of 4 GB";
  EXPECT_THAT(problem({}), HasSubstr("MessagePack"));
  EXPECT_THAT(problem({0xc0}), HasSubstr("frames: is missing"));
}

TEST_F(DamagedRun, StepsNameLineAndField) {
  const std::string whole = read_file(folder() / "steps.csv").value();
  const std::size_t header = whole.find('\n') + 1, second = whole.find('\n', header) + 1;
  write("steps.csv", whole.substr(0, second));
  EXPECT_THAT(read_run_folder(folder()).error().text(), HasSubstr("steps.csv: has 1 steps, the manifest says 80"));
  const auto with_wall = [&](const std::string& wall) {
    std::string row = whole.substr(header, second - header);
    const std::size_t begin = row.find(',', row.find(',') + 1) + 1;
    row.replace(begin, row.find(',', begin) - begin, wall);
    write("steps.csv", whole.substr(0, header) + row + whole.substr(second));
    const auto run = read_run_folder(folder());
    return run.ok() ? "none" : run.error().text();
  };
  EXPECT_THAT(with_wall("9223372036854775807"), HasSubstr("line 2, wall_ns: 9223372036854775807 is not within"));
  EXPECT_THAT(with_wall("-1"), HasSubstr("line 2, wall_ns: -1 is not within"));
  EXPECT_THAT(with_wall("99999999999999999999"), HasSubstr("line 2, wall_ns: \"99999999999999999999\" is not a whole"));
  EXPECT_EQ(with_wall("5"), "none");
}

TEST_F(DamagedRun, QueriesNameLineAndField) {
  const auto problem = [&](const std::string& content) {
    write("queries.csv", content);
    const auto run = read_run_folder(folder());
    return run.ok() ? "none" : run.error().text();
  };
  EXPECT_THAT(problem("statement,calls,rows,total_ns,connection"), HasSubstr("line 1, connections: column is missing"));
  EXPECT_THAT(problem("statement,calls,rows,total_ns,connections,repeats\na,1,1,-1,1,1\n"),
              HasSubstr("line 2, total_ns: -1 is not within"));
  EXPECT_EQ(problem("statement,calls,rows,total_ns,connections,repeats\n"), "none");
}

TEST_F(DamagedRun, AFolderInTheWayOfAFileIsAnError) {
  for (const char* name : {"manifest.json", "steps.csv", "queries.csv", "metrics.json", "log.msgpack.xz"}) {
    const std::filesystem::path file = folder() / name, aside = folder() / "aside";
    std::filesystem::rename(file, aside);
    std::filesystem::create_directory(file);
    if (file == log_file()) {
      EXPECT_THAT(read_simulation_log(file).error().text(), HasSubstr("log.msgpack.xz: cannot be read"));
    } else {
      EXPECT_THAT(read_run_folder(folder()).error().text(), HasSubstr(std::string(name) + ": cannot be read"));
    }
    std::filesystem::remove(file);
    std::filesystem::rename(aside, file);
  }
  EXPECT_TRUE(read_run_folder(folder()).ok());
}

TEST_F(DamagedRun, NothingHalfIsLeftWhereAFileCannotBeWritten) {
  std::filesystem::remove(folder() / "report.md");
  std::filesystem::create_directories(folder() / "report.md" / "inside");
  EXPECT_THAT(write_file(folder() / "report.md", "text").error().text(), HasSubstr("report.md: cannot be written: "));
  EXPECT_FALSE(std::filesystem::exists(folder() / "report.md.partial"));
}

}  // namespace
}  // namespace stepscope

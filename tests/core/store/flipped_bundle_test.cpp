// Bundles with a flipped bit or without their end: what is imported is the run that was exported, with its data, or
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

#include "core/store/bundle.h"
#include "core/store/unpacked_files.h"
#include "tests/core/store/recorded_run.h"
#include "tests/core/store/whole_run.h"

namespace stepscope::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class FlippedBundle : public testing::Test {
 protected:
  void SetUp() override {
    const ScenarioPtr scenario = mini_scenario();
    const RecordedRun made = record({.planner = "idm", .challenge = Challenge::kClosedLoopReactiveAgents},
                                    EngineProfile::baseline(), scenario, folder_.path() / "old.db");
    auto old = RunStore::open(folder_.path() / "old.db");
    ASSERT_TRUE(old.ok()) << old.error().text();
    ASSERT_TRUE(old.value().set_bookmark(*made.id, {.step = 4, .note = "here"}).ok());
    MapCache maps;
    const Status exported = export_run(old.value(), *made.id, folder_.path() / "whole.stepscope", maps);
    ASSERT_TRUE(exported.ok()) << exported.error().text();
    whole_ = content(folder_.path() / "whole.stepscope");
    store_.emplace(RunStore::create_or_open(folder_.path() / "here" / "runs.db").value());
    const auto first = import_bytes(whole_);
    ASSERT_TRUE(first.ok()) << first.error().text();
    EXPECT_EQ(said(first.value()), whole_run(old.value(), *made.id, scenario).value());
    said_ = said(first.value());
    data_ = data();
    forget(first.value());
  }
  fs::path bundle() const { return folder_.path() / "changed.stepscope"; }
  Result<RunId> import_bytes(const std::string& bytes) {
    std::ofstream(bundle(), std::ios::binary) << bytes;
    MapCache maps;
    return import_run(*store_, bundle(), maps);
  }
  std::string said(RunId run) const {
    MapCache maps;
    const auto scenario = load_scenario(*store_, run, maps);
    EXPECT_TRUE(scenario.ok()) << scenario.error().text();
    const auto read = whole_run(*store_, run, scenario.value());
    EXPECT_TRUE(read.ok()) << read.error().text();
    return read.ok() ? read.value() : "";
  }
  // The files that came with the run.
  std::map<std::string, std::string> data() const {
    std::map<std::string, std::string> files;
    if (!fs::exists(unpacked_root(store_->file()))) return files;
    for (const auto& entry : fs::recursive_directory_iterator(unpacked_root(store_->file())))
      if (entry.is_regular_file())
        files.emplace(entry.path().lexically_relative(unpacked_root(store_->file())).string(), content(entry.path()));
    return files;
  }
  void forget(RunId run) {
    ASSERT_TRUE(store_->remove({run}).ok());
    ASSERT_EQ(store_->purge().value(), 1);
  }
  // Of an import that was refused.
  void expect_nothing_left() const {
    EXPECT_THAT(store_->list(RunsShown::kAll).value(), IsEmpty());
    EXPECT_THAT(data(), IsEmpty());
    for (const auto& entry : fs::directory_iterator(store_->file().parent_path()))
      EXPECT_THAT(entry.path().string(), testing::Not(HasSubstr("partial")));
    for (const char* table : {"step", "statement", "site", "executions", "background", "bookmark"}) {
      auto rows = store_->database().prepare(std::string("SELECT count(*) FROM ") + table);
      ASSERT_TRUE(rows.value().step().value());
      EXPECT_EQ(rows.value().integer(0), 0) << table;
    }
  }
  // Whether it was taken.
  bool refused_or_the_same(const std::string& bytes) {
    const auto run = import_bytes(bytes);
    if (!run.ok()) {
      EXPECT_THAT(run.error().text(), HasSubstr("changed.stepscope: "));
      expect_nothing_left();
      return false;
    }
    EXPECT_TRUE(said(run.value()) == said_) << "another run";
    EXPECT_TRUE(data() == data_) << "other data";
    forget(run.value());
    return true;
  }

  TemporaryFolder folder_;
  std::optional<RunStore> store_;
  std::string whole_, said_;
  std::map<std::string, std::string> data_;
};

TEST_F(FlippedBundle, is_refused_or_the_same_run) {
  std::mt19937 random(5);
  int refused = 0;
  for (int round = 0; round < 200; ++round) {
    std::string bytes = whole_;
    const std::size_t at = random() % bytes.size();
    const auto bit = static_cast<unsigned>(random() % 8);
    SCOPED_TRACE("bit " + std::to_string(bit) + " of byte " + std::to_string(at));
    bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
    refused += refused_or_the_same(bytes) ? 0 : 1;
  }
  EXPECT_GT(refused, 100);
}

TEST_F(FlippedBundle, without_its_end_is_refused) {
  std::mt19937 random(6);
  for (int round = 0; round < 40; ++round) {
    const std::size_t size = random() % whole_.size();
    SCOPED_TRACE(size);
    EXPECT_FALSE(refused_or_the_same(whole_.substr(0, size)));
  }
}

}  // namespace
}  // namespace stepscope::test

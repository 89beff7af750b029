#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "core/store/process_stamp.h"
#include "core/store/rows.h"
#include "core/store/step_journal.h"
#include "tests/core/store/child_process.h"
#include "tests/core/store/recorded_run.h"

namespace stepscope::test {
namespace {

using namespace std::chrono_literals;

const RunRequest kIdm{.planner = "idm", .challenge = Challenge::kClosedLoopNonreactiveAgents};

class InterruptedRunTest : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "runs.db"; }
  // What runs have left beside the store.
  std::vector<std::filesystem::path> journals() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
      if (entry.path().filename().string().find("-steps-") != std::string::npos) files.push_back(entry.path());
    return files;
  }
  struct Killed {
    int steps{0};      // that it had finished
    int in_tables{0};  // of them
  };
  // A run of steps of 3 ms that is killed with 9 while some of its steps are in the journal alone: where commits fall
  // is up to the machine, so perhaps not the first one.
  Killed killed_between_commits() const {
    for (int attempt = 0; attempt < 10; ++attempt) {
      for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) std::filesystem::remove(entry);
      SharedCount finished;
      const pid_t child = start_child([&] {
        SlowSink slow(*finished.count, 3ms);
        record(kIdm, {}, scenario_, file(), &slow);
        return 0;
      });
      while (*finished.count < 20 + attempt) std::this_thread::sleep_for(1ms);
      kill(child, SIGKILL);
      Killed killed{.steps = *finished.count};
      EXPECT_EQ(exit_code_of(child), 128 + SIGKILL);
      const auto unseen = Database::open_read_write(file());  // as the program left it
      killed.in_tables = static_cast<int>(one_number(unseen.value(), "SELECT count(*) FROM step").value());
      if (killed.in_tables < killed.steps - 3 && journals().size() == 1) return killed;
    }
    ADD_FAILURE() << "its tables always had all steps";
    return {};
  }
  TemporaryFolder folder_;
  ScenarioPtr scenario_{mini_scenario()};
};

// A run whose steps last 40 ms is killed at moments all over. What it had finished is there, but for the step whose end
// the writer had no time to see; and it is the same as a run's that was left alone.
TEST_F(InterruptedRunTest, killed_with_9_keeps_its_steps) {
  const RecordedRun whole = record(kIdm, {}, scenario_, folder_.path() / "whole.db");
  int lost_at_most = 0;
  for (const auto moment : {130ms, 170ms, 215ms, 260ms, 301ms, 342ms}) {
    SharedCount finished;
    const pid_t child = start_child([&] {
      SlowSink slow(*finished.count, 40ms);
      record(kIdm, {}, scenario_, file(), &slow);
      return 0;
    });
    while (*finished.count == 0) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(moment);
    kill(child, SIGKILL);
    const int count = *finished.count;
    EXPECT_EQ(exit_code_of(child), 128 + SIGKILL);

    auto store = RunStore::open(file());
    ASSERT_TRUE(store.ok()) << store.error().text();
    const auto runs = store.value().list();
    ASSERT_TRUE(runs.ok()) << runs.error().text();
    ASSERT_FALSE(runs.value().empty()) << "not even begun";
    const RunSummary run = runs.value().front();
    EXPECT_EQ(run.status, "interrupted");
    EXPECT_EQ(run.message, "interrupted after step " + std::to_string(run.steps - 1));
    EXPECT_TRUE(run.mean_step_ms.has_value());
    EXPECT_LE(run.steps, count);
    EXPECT_GE(run.steps, count - 1);
    lost_at_most = std::max(lost_at_most, count - run.steps);
    const auto frames = store.value().frames(run.id, scenario_);
    ASSERT_TRUE(frames.ok()) << frames.error().text();
    ASSERT_EQ(static_cast<int>(frames.value().size()), run.steps);
    for (const FramePtr& frame : frames.value()) {
      const FramePtr live = whole.run->tape().frame(static_cast<std::size_t>(frame->step));
      EXPECT_EQ(frame->ego, live->ego);
      EXPECT_TRUE(frame->trajectory == live->trajectory);
      EXPECT_TRUE(std::ranges::equal(frame->objects, live->objects));
    }
  }
  RecordProperty("steps_lost_at_most", lost_at_most);
}

// The tables get its steps some at a time: what they do not have yet is in the journal.
TEST_F(InterruptedRunTest, gets_from_its_journal_what_its_tables_lack) {
  const Killed killed = killed_between_commits();
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  const RunSummary run = store.value().summary(1).value();
  EXPECT_GE(run.steps, killed.steps - 1);
  EXPECT_GT(run.bytes, 0);
  EXPECT_EQ(std::ssize(store.value().frames(1, scenario_).value()), run.steps);
  EXPECT_TRUE(journals().empty());
}

// Half of what the journal held is left.
TEST_F(InterruptedRunTest, keeps_what_is_sound_of_its_journal) {
  const Killed killed = killed_between_commits();
  const auto size = std::filesystem::file_size(journals().front());
  std::uintmax_t cut = size;
  const std::string all = read_journal(journals().front());
  while (cut > 0 && read_journal(journals().front()).size() * 2 > all.size())
    std::filesystem::resize_file(journals().front(), cut -= std::min<std::uintmax_t>(cut, 64));
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  const int steps = store.value().summary(1).value().steps;
  EXPECT_GE(steps, killed.in_tables);
  EXPECT_LT(steps, killed.steps);
  EXPECT_EQ(std::ssize(store.value().frames(1, scenario_).value()), steps);
}

// A program is killed after it has committed its steps and before their places in the journal are used again: they come
// twice.
TEST_F(InterruptedRunTest, takes_no_step_twice) {
  killed_between_commits();
  const std::filesystem::path journal = journals().front(), copy = folder_.path() / "copy";
  std::filesystem::copy_file(journal, copy);
  const ProfiledRun once = RunStore::open(file()).value().read(1).value();
  std::filesystem::rename(copy, journal);
  {
    const auto undone = Database::open_read_write(file());
    ASSERT_TRUE(undone.value().execute("UPDATE run SET status = 'running', crc = NULL").ok());
  }
  const ProfiledRun twice = RunStore::open(file()).value().read(1).value();
  EXPECT_EQ(twice.steps.size(), once.steps.size());
  EXPECT_EQ(twice.statement_log.executions.size(), once.statement_log.executions.size());
  EXPECT_EQ(twice.facts.status, "interrupted");
}

// The times of a run that nobody ended come from its rows: a damaged one makes none.
TEST_F(InterruptedRunTest, has_no_mean_where_a_step_is_damaged) {
  record(kIdm, {}, scenario_, file());
  {
    const auto changed = Database::open_read_write(file());
    ASSERT_TRUE(changed.value()
                    .execute("UPDATE run SET status = 'running', process = 1, process_start = 1, crc = NULL;"
                             "UPDATE step SET wall_ns = wall_ns + 1 WHERE id & 0xFF = 9")
                    .ok());
  }
  const auto store = RunStore::open(file());
  const RunSummary run = store.value().summary(1).value();
  EXPECT_EQ(run.message, "interrupted after step 79");
  EXPECT_EQ(run.mean_step_ms, std::nullopt);
  EXPECT_FALSE(store.value().read(1).ok());
}

TEST_F(InterruptedRunTest, leaves_no_journal_when_it_ends) {
  record(kIdm, {}, scenario_, file());
  EXPECT_TRUE(journals().empty());
}

TEST_F(InterruptedRunTest, is_seen_running_while_it_goes_on) {
  SharedCount finished;
  const pid_t child = start_child([&] {
    SlowSink slow(*finished.count, 20ms);
    record(kIdm, {}, scenario_, file(), &slow);
    return 0;
  });
  while (*finished.count < 3) std::this_thread::sleep_for(1ms);
  {
    auto store = RunStore::open(file());
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_EQ(store.value().list().value().front().status, "running");
    EXPECT_TRUE(store.value().read(1).ok());  // as far as it is
    EXPECT_TRUE(store.value().remove({1}).ok());
    EXPECT_EQ(store.value().purge().value(), 0);  // not under its writer's hands
    EXPECT_TRUE(store.value().restore({1}).ok());
  }
  EXPECT_EQ(exit_code_of(child), 0);
  const auto run = RunStore::open(file()).value().summary(1);
  EXPECT_EQ(run.value().status, "reached_end");
  EXPECT_EQ(run.value().steps, 80);
}

TEST_F(InterruptedRunTest, a_recorder_that_goes_away_leaves_an_interrupted_run) {
  const auto run = assembled(kIdm, {}, scenario_);
  {
    RunControl control;
    StoreRecorder recorder(*run, {.store = file()});
    run->run(control, &recorder);
  }
  const RunSummary left = RunStore::open(file()).value().list().value().front();
  EXPECT_EQ(left.status, "interrupted");
  EXPECT_EQ(left.message, "interrupted after step 79");
  EXPECT_EQ(left.steps, 80);
}

// Files may not grow beyond a limit, as on a full disk.
TEST_F(InterruptedRunTest, a_full_disk_ends_the_recording_and_nothing_else) {
  record(kIdm, {}, scenario_, file());
  SharedCount finished;
  const pid_t child = start_child([&] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 150'000, .rlim_max = 150'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    SlowSink slow(*finished.count, 2ms);
    const RecordedRun run = record(kIdm, {}, scenario_, file(), &slow);
    if (run.outcome.status != RunStatus::kReachedEnd) return 1;
    if (run.problems.empty()) return 2;
    if (run.problems.front().find("the run store cannot be written: " + file().string()) != 0) return 3;
    return 0;
  });
  EXPECT_EQ(exit_code_of(child), 0);
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  const auto runs = store.value().list();
  ASSERT_EQ(runs.value().size(), 2u);
  EXPECT_EQ(runs.value()[0].status, "interrupted");
  EXPECT_EQ(runs.value()[0].steps, 80) << "the journal had room";
  EXPECT_EQ(runs.value()[1].status, "reached_end");
  EXPECT_TRUE(store.value().frames(1, scenario_).ok());
  EXPECT_TRUE(store.value().frames(2, scenario_).ok());
  EXPECT_EQ(record(kIdm, {}, scenario_, file()).id, 3);  // with room again
}

TEST_F(InterruptedRunTest, several_programs_record_to_one_store) {
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i)
    children.push_back(start_child([&] {
      const RecordedRun run = record(kIdm, {}, mini_scenario(), file());
      return run.problems.empty() ? 0 : 1;
    }));
  for (const pid_t child : children) EXPECT_EQ(exit_code_of(child), 0);
  auto store = RunStore::open(file());
  ASSERT_TRUE(store.ok()) << store.error().text();
  const auto runs = store.value().list();
  ASSERT_EQ(runs.value().size(), 4u);
  for (const RunSummary& run : runs.value()) {
    EXPECT_EQ(run.status, "reached_end");
    EXPECT_EQ(store.value().frames(run.id, scenario_).value().size(), 80u);
  }
}

TEST(ProcessStamps, tell_a_process_from_its_successor) {
  const ProcessStamp here = this_process();
  EXPECT_TRUE(may_be_running(here));
  ProcessStamp other = here;
  other.start += 1;  // the same number, used again
  EXPECT_FALSE(may_be_running(other));
  other = here;
  other.machine.back() = other.machine.back() == '0' ? '1' : '0';  // the machine was started again since
  EXPECT_FALSE(may_be_running(other));
  other.machine = "another-machine 1";
  EXPECT_FALSE(may_be_running(other));
  other.machine = "container " + here.machine.substr(here.machine.rfind(' ') + 1);
  EXPECT_TRUE(may_be_running(other));  // of the same machine, out of sight
  const pid_t child = start_child([] { return 0; });
  EXPECT_EQ(exit_code_of(child), 0);
  EXPECT_FALSE(may_be_running({.id = child, .start = 1, .machine = here.machine}));
}

}  // namespace
}  // namespace stepscope::test

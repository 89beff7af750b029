// What recording costs a run, and how long a full store takes to open.
//   bench_store [part of a golden run's name] [pairs] [runs in the full store]
// Runs with and without the recorder are interleaved (A B, B A, …); printed are medians with minimum and maximum.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/record/profiled_run_of.h"
#include "core/record/span_store.h"
#include "core/store/run_store.h"
#include "core/store/run_writer.h"
#include "core/store/store_recorder.h"
#include "tests/benchmarks/samples.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"

namespace {

using namespace stepscope;
using bench::Sample;
using Clock = std::chrono::steady_clock;

double us_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double cpu_us(clockid_t whose) {
  timespec time{};
  clock_gettime(whose, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

template <typename T>
T value_of(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  fmt::print(stderr, "{}\n", result.error().text());
  std::exit(1);
}

// kBusyThread, the control: a thread that works as long per step as the writer does, but on nothing: what it costs the
// run is the machine's, not the recorder's.
enum class Recorder { kOff, kOn, kBusyThread };

struct RunTimes {
  double step_us{0.0};  // as the probes see it, mean over the steps after the cold first one
  double loop_us{0.0};  // wall time of the whole loop per step: with what the sink costs between steps
  double cpu_us{0.0};   // processor time of the simulation thread per step, likewise: also right where cores are scarce
  double other_us{0.0};  // processor time of all other threads per step, likewise
  double end_ms{0.0};    // from the last step until everything is stored
  std::int64_t allocations{0};
};

// Woken by every step, to work on nothing that anybody else touches.
class BusyThread final : public StepSink {
 public:
  explicit BusyThread(double us_per_step) : us_(us_per_step), thread_([this] { work(); }) {}
  ~BusyThread() override {
    put([this] { over_ = true; });
    thread_.join();
  }
  void on_step(const FramePtr&, std::span<const SpanRecord>) override {
    put([this] { ++steps_; });
  }

 private:
  void put(const auto& change) {
    {
      const std::scoped_lock lock(mutex_);
      change();
    }
    bell_.notify_one();
  }
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      bell_.wait(lock, [this] { return over_ || steps_ > 0; });
      if (over_) return;
      const double until = cpu_us(CLOCK_THREAD_CPUTIME_ID) + us_ * static_cast<double>(std::exchange(steps_, 0));
      lock.unlock();
      while (cpu_us(CLOCK_THREAD_CPUTIME_ID) < until)
        for (int i = 0; i < 200; ++i) work_ = work_ * 6364136223846793005ULL + 1442695040888963407ULL;
    }
  }

  const double us_;
  volatile std::uint64_t work_{1};
  std::mutex mutex_;
  std::condition_variable bell_;
  int steps_{0};      // guarded by mutex_
  bool over_{false};  // likewise
  std::thread thread_;
};

RunTimes time_run(const test::LoadedGoldenRun& golden, const EngineProfile& profile, Recorder recorder,
                  const std::filesystem::path& store, double busy_us = 0.0) {
  auto run = value_of(AssembledRun::assemble(golden.request, profile, golden.scenario));
  RunControl control;
  const auto steps = static_cast<std::size_t>(run->step_count());
  SpanStore spans(steps);
  std::optional<StoreRecorder> recording;
  if (recorder == Recorder::kOn) recording.emplace(*run, RecorderOptions{.store = store});
  std::optional<BusyThread> busy;
  if (recorder == Recorder::kBusyThread) busy.emplace(busy_us);
  StepSink* sink = &spans;
  if (recording) sink = &*recording;
  if (busy) sink = &*busy;
  const auto begin = Clock::now();
  const double cpu_begin = cpu_us(CLOCK_THREAD_CPUTIME_ID), all_begin = cpu_us(CLOCK_PROCESS_CPUTIME_ID);
  const RunOutcome outcome = run->run(control, sink);
  RunTimes times;
  times.cpu_us = (cpu_us(CLOCK_THREAD_CPUTIME_ID) - cpu_begin) / static_cast<double>(steps);
  times.other_us = (cpu_us(CLOCK_PROCESS_CPUTIME_ID) - all_begin) / static_cast<double>(steps) - times.cpu_us;
  times.loop_us = us_since(begin) / static_cast<double>(steps);
  const auto end = Clock::now();
  if (recording) recording->finish(outcome, nullptr);
  times.end_ms = us_since(end) * 1e-3;
  for (std::size_t k = 1; k < run->tape().size(); ++k) {
    times.step_us += static_cast<double>(run->tape().frame(k)->timing.wall_ns) * 1e-3 / static_cast<double>(steps - 1);
    times.allocations += run->tape().frame(k)->timing.counters.allocations;
  }
  return times;
}

void bench_recording(const test::GoldenRun& golden, const EngineProfile& profile, int pairs) {
  const test::LoadedGoldenRun loaded = value_of(test::load(golden));
  const test::TemporaryFolder folder;
  const std::filesystem::path store = folder.path() / "runs.db";
  const RunTimes warm_up = time_run(loaded, profile, Recorder::kOn, store);  // the store is made
  // Short steps do not wake the recorder's thread, which leaves no other to compare it with.
  const int kinds = warm_up.step_us >= 1'000.0 ? 3 : 2;
  double busy_us = warm_up.other_us;
  Sample step[3], loop[3], step_ratio[3], loop_ratio[3], cpu_ratio[3], other[3], end;
  for (int i = 0; i < pairs; ++i) {
    RunTimes times[3];
    for (int j = 0; j < kinds; ++j) {
      const int kind = (i + j) % kinds;
      times[kind] = time_run(loaded, profile, static_cast<Recorder>(kind), store, busy_us);
      if (kind == 1) busy_us = times[kind].other_us;
      step[kind].add(times[kind].step_us);
      loop[kind].add(times[kind].loop_us);
      other[kind].add(times[kind].other_us);
    }
    for (int kind = 1; kind < kinds; ++kind) {
      step_ratio[kind].add(times[kind].step_us / times[0].step_us);
      loop_ratio[kind].add(times[kind].loop_us / times[0].loop_us);
      cpu_ratio[kind].add(times[kind].cpu_us / times[0].cpu_us);
    }
    end.add(times[1].end_ms);
  }
  constexpr const char* kTitles[] = {"not recorded", "recorded", "busy thread"};
  fmt::print("{}, {}\n", golden.name, profile.name);
  for (int kind = 0; kind < kinds; ++kind)
    fmt::print("  {:<12}  step {}   loop {}   other threads {}\n", kTitles[kind], step[kind].text("µs", 3),
               loop[kind].text("µs", 3), other[kind].text("µs", 3));
  for (int kind = 1; kind < kinds; ++kind)
    fmt::print("  {} / not recorded: step {}   loop {}   processor time {}\n", kTitles[kind],
               step_ratio[kind].text("×", 3), loop_ratio[kind].text("×", 3), cpu_ratio[kind].text("×", 3));
  fmt::print("  until stored {}\n", end.text("ms", 3));
}

// Many runs of 150 steps with 60 spans each.
void fill(const std::filesystem::path& store, const test::LoadedGoldenRun& golden, int runs) {
  auto run = value_of(AssembledRun::assemble(golden.request, EngineProfile::fast(), golden.scenario));
  RunControl control;
  const RunOutcome outcome = run->run(control);
  constexpr std::size_t kSteps = 150, kSpans = 60;
  SpanTape tape(kSteps, kSpans);
  std::vector<FramePtr> frames;
  for (std::size_t k = 0; k < kSteps; ++k) {
    auto frame = std::make_shared<StepFrame>(*run->tape().frame(k % run->tape().size()));
    frame->step = static_cast<int>(k);
    if (k >= run->tape().size()) frame->objects = {};  // would not be those of the scenario's iteration
    frames.push_back(frame);
    std::vector<SpanRecord> spans;
    for (std::size_t i = 0; i < kSpans; ++i) {
      const auto begin = static_cast<std::int64_t>(1'000'000'000 + k * 100'000 + i * 1'500);
      spans.push_back({.stage = static_cast<Stage>(i % kStageCount),
                       .parent = i == 0 ? std::int16_t{-1} : std::int16_t{0},
                       .begin_ns = begin,
                       .end_ns = begin + 1'200 + static_cast<std::int64_t>(i * 7)});
    }
    tape.append(spans);
  }
  for (int i = 0; i < runs; ++i) {
    auto writer = value_of(RunWriter::begin(value_of(open_for_recording(store)),
                                            {.uuid = fmt::format("{:032x}", i),
                                             .facts = facts_of({.run = *run, .outcome = outcome}),
                                             .manifest = manifest_json({.run = *run, .outcome = outcome}),
                                             .scenario = golden.scenario}));
    const StepBatch batch{.frames = frames, .spans = &tape};
    if (!writer.write(batch).ok()) std::exit(1);
    const EndedRun finished{.status = "reached_end",
                            .manifest = manifest_json({.run = *run, .outcome = outcome}),
                            .steps = static_cast<int>(kSteps)};
    if (!writer.finish(finished).ok()) std::exit(1);
  }
}

void bench_opening(const test::GoldenRun& golden, int runs, int repetitions) {
  const test::LoadedGoldenRun loaded = value_of(test::load(golden));
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "runs.db";
  const auto begin = Clock::now();
  fill(file, loaded, runs);
  const double fill_s = us_since(begin) * 1e-6;
  Sample open_list, read, frames;
  std::size_t listed = 0;
  for (int i = 0; i < repetitions; ++i) {
    const auto open_begin = Clock::now();
    const RunStore store = value_of(RunStore::open(file));
    listed = value_of(store.list()).size();
    open_list.add(us_since(open_begin) * 1e-3);
    const auto read_begin = Clock::now();
    const RunId id = 1 + i % runs;
    if (value_of(store.read(id)).steps.size() != 150) std::exit(1);
    read.add(us_since(read_begin) * 1e-3);
  }
  const RunStore store = value_of(RunStore::open(file));
  fmt::print("store of {} runs × 150 steps × 60 spans: {:.1f} MB ({:.0f} kB a run), filled in {:.1f} s\n", listed,
             static_cast<double>(store.bytes_on_disk()) * 1e-6,
             static_cast<double>(store.bytes_on_disk()) * 1e-3 / runs, fill_s);
  fmt::print("  open and list {}   read one run {}\n", open_list.text("ms", 3), read.text("ms", 3));
}

void bench_frames(const test::GoldenRun& golden, int repetitions) {
  const test::LoadedGoldenRun loaded = value_of(test::load(golden));
  const test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "runs.db";
  time_run(loaded, EngineProfile::fast(), Recorder::kOn, file);
  const RunStore store = value_of(RunStore::open(file));
  Sample frames;
  std::size_t count = 0;
  for (int i = 0; i < repetitions; ++i) {
    const auto begin = Clock::now();
    count = value_of(store.frames(1, loaded.scenario)).size();
    frames.add(us_since(begin) * 1e-3);
  }
  fmt::print("{}: {} frames of {} kB reopened {}\n", golden.name, count, value_of(store.summary(1)).bytes / 1000,
             frames.text("ms", 3));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string part = argc > 1 ? argv[1] : "idm__closed_loop_nonreactive";
  const int pairs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 15;
  const int runs = argc > 3 ? std::max(1, std::atoi(argv[3])) : 1000;
  // Programs have other threads, too (the command line one that waits for Ctrl+C); a process without any takes
  // shortcuts in memory and locks, which would be put down to the recorder.
  std::promise<void> over;
  const std::jthread idle([until = over.get_future()]() mutable { until.wait(); });
  bool opened = false;
  for (const test::GoldenRun& golden : test::golden_runs()) {
    if (golden.name.find(part) == std::string::npos) continue;
    for (const EngineProfile& profile : {EngineProfile::fast(), EngineProfile::baseline()})
      bench_recording(golden, profile, pairs);
    bench_frames(golden, pairs);
    if (!opened) bench_opening(golden, runs, pairs);
    opened = true;
  }
  over.set_value();
}

// What recording costs a run, and how long a full store takes to open.
//   bench_store [part of a golden run's name] [pairs] [runs in the full store]
// Runs with and without the recorder are interleaved (A B, B A, …); printed are medians with minimum and maximum.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <future>
#include <thread>
#include <vector>

#include "core/record/profiled_run_of.h"
#include "core/record/span_store.h"
#include "core/store/run_store.h"
#include "core/store/run_writer.h"
#include "core/store/store_recorder.h"
#include "tests/reference/golden_run.h"
#include "tests/support/files.h"

namespace {

using namespace stepscope;
using Clock = std::chrono::steady_clock;

struct Sample {
  std::vector<double> values;

  void add(double value) { values.push_back(value); }
  std::string text(const char* unit) {
    std::sort(values.begin(), values.end());
    return fmt::format("{:9.3f} {} ({:.3f} … {:.3f})", values[values.size() / 2], unit, values.front(), values.back());
  }
};

double us_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

double thread_cpu_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

template <typename T>
T value_of(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  fmt::print(stderr, "{}\n", result.error().text());
  std::exit(1);
}

enum class Recorder { kOff, kOn };

struct RunTimes {
  double step_us{0.0};  // as the probes see it, mean over the steps after the cold first one
  double loop_us{0.0};  // wall time of the whole loop per step: with what the sink costs between steps
  double cpu_us{0.0};   // processor time of the simulation thread per step, likewise: also right where cores are scarce
  double end_ms{0.0};   // from the last step until everything is stored
  std::int64_t allocations{0};
};

RunTimes time_run(const test::LoadedGoldenRun& golden, const EngineProfile& profile, Recorder recorder,
                  const std::filesystem::path& store) {
  auto run = value_of(AssembledRun::assemble(golden.request, profile, golden.scenario));
  RunControl control;
  const auto steps = static_cast<std::size_t>(run->step_count());
  SpanStore spans(steps);
  std::optional<StoreRecorder> recording;
  if (recorder == Recorder::kOn) recording.emplace(*run, RecorderOptions{.store = store});
  const auto begin = Clock::now();
  const double cpu_begin = thread_cpu_us();
  const RunOutcome outcome = run->run(control, recording ? static_cast<StepSink*>(&*recording) : &spans);
  RunTimes times;
  times.cpu_us = (thread_cpu_us() - cpu_begin) / static_cast<double>(steps);
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
  Sample step[2], loop[2], step_ratio, loop_ratio, cpu_ratio, end;
  time_run(loaded, profile, Recorder::kOn, store);  // warm-up, and the store is made
  for (int i = 0; i < pairs; ++i) {
    RunTimes pair[2];
    for (int j = 0; j < 2; ++j) {
      const int which = (i + j) % 2;
      pair[which] = time_run(loaded, profile, which == 0 ? Recorder::kOff : Recorder::kOn, store);
      step[which].add(pair[which].step_us);
      loop[which].add(pair[which].loop_us);
    }
    step_ratio.add(pair[1].step_us / pair[0].step_us);
    loop_ratio.add(pair[1].loop_us / pair[0].loop_us);
    cpu_ratio.add(pair[1].cpu_us / pair[0].cpu_us);
    end.add(pair[1].end_ms);
  }
  fmt::print("{}, {}\n  not recorded  step {}   loop {}\n  recorded      step {}   loop {}\n", golden.name,
             profile.name, step[0].text("µs"), loop[0].text("µs"), step[1].text("µs"), loop[1].text("µs"));
  fmt::print("  recorded / not: step {}   loop {}   processor time {}   until stored {}\n", step_ratio.text("×"),
             loop_ratio.text("×"), cpu_ratio.text("×"), end.text("ms"));
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
    const FinishedRun finished{.status = "reached_end",
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
  fmt::print("  open and list {}   read one run {}\n", open_list.text("ms"), read.text("ms"));
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
             frames.text("ms"));
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

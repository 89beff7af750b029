#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "core/analysis/profiled_run.h"

namespace stepscope::ui {

// Writes down the spans of a step, one after another, as a probe would have.
class SpanWriter {
 public:
  explicit SpanWriter(std::int64_t begin_ns) : now_(begin_ns) {}

  void open(Stage stage, int detail = -1) {
    const int parent = open_.empty() ? -1 : open_.back();
    open_.push_back(static_cast<int>(spans_.size()));
    spans_.push_back({.stage = stage, .parent = static_cast<std::int16_t>(parent), .detail = detail, .begin_ns = now_});
  }
  void spend(std::int64_t ns) { now_ += ns; }
  void close() {
    spans_[static_cast<std::size_t>(open_.back())].end_ns = now_;
    open_.pop_back();
  }
  void leaf(Stage stage, std::int64_t ns, int detail = -1) {
    open(stage, detail);
    spend(ns);
    close();
  }
  const std::vector<SpanRecord>& spans() const { return spans_; }
  std::int64_t now() const { return now_; }

 private:
  std::vector<SpanRecord> spans_;
  std::vector<int> open_;
  std::int64_t now_;
};

// One step of 100 µs and what `queries` statements of 2 µs each take:
//   input preparation 10 { lights 4 } · planner 60 { features 30 { queries … } } · propagation 25 { controller 20 } ·
//   recording 4; 1 µs is nobody's.
inline std::vector<SpanRecord> made_up_step(std::int64_t begin_ns, int queries) {
  SpanWriter step(begin_ns);
  step.open(Stage::kStep);
  step.open(Stage::kInputPreparation);
  step.spend(6'000);
  step.leaf(Stage::kInputLights, 4'000);
  step.close();
  step.open(Stage::kPlanner);
  step.spend(30'000);
  step.open(Stage::kFeatures);
  step.spend(30'000);
  for (int i = 0; i < queries; ++i) step.leaf(Stage::kDatabase, 2'000, i % 2);
  step.close();
  step.close();
  step.open(Stage::kPropagation);
  step.leaf(Stage::kController, 20'000);
  step.spend(5'000);
  step.close();
  step.leaf(Stage::kRecording, 4'000);
  step.spend(1'000);
  step.close();
  return step.spans();
}

inline StepTiming timing_of_spans(const std::vector<SpanRecord>& spans) {
  StepTiming timing;
  timing.wall_ns = spans.front().end_ns - spans.front().begin_ns;
  for (const SpanRecord& span : spans) {
    const std::int64_t ns = span.end_ns - span.begin_ns;
    timing.total_ns[static_cast<std::size_t>(span.stage)] += ns;
    timing.self_ns[static_cast<std::size_t>(span.stage)] += ns;
    if (span.parent >= 0)
      timing.self_ns[static_cast<std::size_t>(spans[static_cast<std::size_t>(span.parent)].stage)] -= ns;
    if (span.stage == Stage::kDatabase) ++timing.counters.statements;
  }
  return timing;
}

// Steps with so many statements each, one begun every 100 ms; two statements; a writer's span after every step.
inline ProfiledRun run_with_spans(const std::vector<int>& queries_per_step) {
  ProfiledRun run;
  auto tape = std::make_shared<SpanTape>(queries_per_step.size(), 16);
  std::int64_t begin = 5'000'000'000;
  for (const int queries : queries_per_step) {
    const std::vector<SpanRecord> spans = made_up_step(begin, queries);
    tape->append(spans);
    run.steps.push_back(timing_of_spans(spans));
    const std::int64_t end = spans.front().end_ns;
    run.background.push_back({.stage = Stage::kRecording, .lane = 1, .begin_ns = end - 20'000, .end_ns = end - 10'000});
    begin = std::max(begin + 100'000'000, end + 1'000);
  }
  run.spans = tape;
  run.statement_log.texts = {{.sql = "SELECT token\n  FROM lidar_pc WHERE x < ?", .plan = {}},
                             {.sql = "SELECT status FROM traffic_light_status", .plan = {}}};
  return run;
}

}  // namespace stepscope::ui

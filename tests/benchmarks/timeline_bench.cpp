// How fluid the timeline is: frames per second while panning and zooming over many spans, and what it costs to take the
// spans in, to group them, to merge their call tree and to search them.
//   bench_timeline [repetitions]
// Times are processor time of the drawing thread, so that a busy machine does not blur them. Draws into a picture of
// 1400 × 200 pixels, as the raster engine of the window does; needs no display.
#include <fmt/core.h>

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <functional>
#include <numbers>

#include "core/analysis/call_tree.h"
#include "core/analysis/span_groups.h"
#include "tests/benchmarks/processor_time.h"
#include "tests/benchmarks/samples.h"
#include "ui/charts/timeline_view.h"

namespace {

using namespace stepscope;
using bench::median;
using bench::processor_ms;

double median_of(int repetitions, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < repetitions; ++i) times.push_back(processor_ms(work));
  return median(times);
}

// Steps of 60 spans, four deep, forty of them statements of a microsecond or two.
std::vector<SpanRecord> step_of_60(std::int64_t begin_ns, int k) {
  std::vector<SpanRecord> spans;
  std::int64_t now = begin_ns;
  const auto open = [&](Stage stage, int parent, int detail = -1) {
    spans.push_back(
        {.stage = stage, .parent = static_cast<std::int16_t>(parent), .detail = detail, .begin_ns = now, .end_ns = 0});
    return static_cast<int>(spans.size()) - 1;
  };
  const auto close = [&](int span, std::int64_t own_ns) {
    now += own_ns;
    spans[static_cast<std::size_t>(span)].end_ns = now;
  };
  const int step = open(Stage::kStep, -1);
  const int input = open(Stage::kInputPreparation, step);
  for (int i = 0; i < 20; ++i) close(open(Stage::kDatabase, input, i % 7), 900 + 37 * ((i + k) % 11));
  close(input, 2'000);
  const int planner = open(Stage::kPlanner, step);
  const int features = open(Stage::kFeatures, planner);
  for (int i = 0; i < 20; ++i) close(open(Stage::kDatabase, features, i % 7), 1'100 + 53 * ((i + k) % 13));
  close(features, 30'000 + 1'000 * (k % 17));
  for (int i = 0; i < 5; ++i) close(open(Stage::kPostprocess, planner), 3'000);
  close(planner, 9'000);
  const int propagation = open(Stage::kPropagation, step);
  for (const Stage stage : {Stage::kController, Stage::kObservation, Stage::kHistoryUpdate, Stage::kPropagationTime})
    close(open(stage, propagation), 4'000);
  close(propagation, 300);
  for (int i = 0; i < 5; ++i) close(open(Stage::kRecording, step), 700);
  close(open(Stage::kPublish, step), 500);
  close(step, 1'000);
  return spans;
}

ProfiledRun run_of(std::size_t spans_wanted) {
  ProfiledRun run;
  auto tape = std::make_shared<SpanTape>(spans_wanted / 60 + 1, 64);
  std::int64_t begin = 1'000'000'000;
  std::size_t spans = 0;
  for (int k = 0; spans < spans_wanted; ++k) {
    const auto step = step_of_60(begin, k);
    begin = step.front().end_ns + 20'000;
    tape->append(step);
    spans += step.size();
    run.steps.push_back({.wall_ns = step.front().end_ns - step.front().begin_ns});
  }
  run.spans = tape;
  for (int i = 0; i < 7; ++i)
    run.statement_log.texts.push_back({.sql = fmt::format("SELECT a, b FROM table_{} WHERE token = ?", i), .plan = {}});
  return run;
}

struct Frames {
  double median_ms, worst_ms;
};

// A sequence of views, a frame each.
Frames draw_all(ui::TimelineView& view, const std::vector<std::pair<double, double>>& views) {
  QImage picture(view.size(), QImage::Format_ARGB32_Premultiplied);
  std::vector<double> times;
  for (const auto& [begin, end] : views) {
    view.show_time(begin, end);
    times.push_back(processor_ms([&] {
      QPainter painter(&picture);
      view.exporter().draw(painter);
    }));
  }
  return {median(times), *std::max_element(times.begin(), times.end())};
}

std::vector<std::pair<double, double>> pan(double length, double share, int frames) {
  std::vector<std::pair<double, double>> views;
  for (int i = 0; i < frames; ++i) {
    const double begin = length * (1.0 - share) * i / frames;
    views.emplace_back(begin, begin + length * share);
  }
  return views;
}

// From the whole run down to a microsecond in its middle.
std::vector<std::pair<double, double>> zoom(double length, int frames) {
  std::vector<std::pair<double, double>> views;
  for (int i = 0; i < frames; ++i) {
    const double visible = length * std::pow(1e3 / length, static_cast<double>(i) / (frames - 1));
    views.emplace_back(length / 2.0 - visible / 2.0, length / 2.0 + visible / 2.0);
  }
  return views;
}

void measure(std::size_t spans, int repetitions) {
  const ProfiledRun run = run_of(spans);
  const int last = static_cast<int>(run.steps.size()) - 1;
  ui::TimelineData data;
  const double taking_in = median_of(repetitions, [&] {
    data.clear();
    data.update(run);
  });
  fmt::print("\n{} spans in {} steps\n", data.rows().spans(), data.steps());
  fmt::print("  {:<34}{:8.2f} ms\n", "taking the spans in", taking_in);
  for (const auto& [name, grouping] :
       {std::pair{"groups by stage", SpanGrouping::kStage}, {"groups by statement", SpanGrouping::kStatement}})
    fmt::print("  {:<34}{:8.2f} ms\n", name, median_of(repetitions, [&, by = grouping] {
                 group_spans(*run.spans, {0, last}, by);
               }));
  fmt::print("  {:<34}{:8.2f} ms\n", "merged call tree", median_of(repetitions, [&] {
               call_tree_of(*run.spans, {0, last});
             }));
  const SpanQuery query("table_3", run.statement_log);
  fmt::print("  {:<34}{:8.2f} ms\n", "search", median_of(repetitions, [&] {
               find_spans(*run.spans, {0, last}, query);
               for (const SpanRow& row : data.rows().rows()) matches_in(row, query);
             }));

  ui::TimelineView view;
  view.resize(1400, 200);
  view.set_data(&data);
  view.set_scope({0, last});
  const auto length = static_cast<double>(data.axis().length());
  for (const bool searching : {false, true}) {
    view.set_search(searching ? query : SpanQuery());
    const char* with = searching ? ", searching" : "";
    const auto report = [&](const std::string& name, const Frames& frames) {
      fmt::print("  {:<34}{:8.2f} ms median, {:6.2f} ms worst: {:5.0f} frames/s\n", name + with, frames.median_ms,
                 frames.worst_ms, 1e3 / frames.median_ms);
    };
    report("pan over the whole run", draw_all(view, pan(length, 0.9, 100)));
    report("pan, a tenth in sight", draw_all(view, pan(length, 0.1, 100)));
    report("pan, ten steps in sight", draw_all(view, pan(length, std::min(1.0, 10.0 / (last + 1)), 100)));
    report("zoom from the run to 1 µs", draw_all(view, zoom(length, 200)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  const int repetitions = argc > 1 ? std::max(1, atoi(argv[1])) : 7;
  for (const std::size_t spans : {std::size_t{10'000}, std::size_t{1'000'000}}) measure(spans, repetitions);
  return 0;
}

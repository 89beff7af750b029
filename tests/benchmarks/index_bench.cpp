// What the index of a large folder costs: memory per scenario, size in the cache, and how long the window's thread is
// held by opening and filtering it. 1 000 logs of 6 000 frames each, made up; the part of them that is tagged may be
// given (0 … 1, default 0, 0.5 and 1 in turn).
#include <fmt/format.h>
#include <malloc.h>

#include <QGuiApplication>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "core/dataset/summary_bytes.h"
#include "ui/models/scenario_filter_proxy.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

constexpr std::uint32_t kLogs = 1000, kFrames = 6000, kTypes = 73, kTagsPerFrame = 3;

std::size_t bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

LogSummary make_log(std::uint32_t number, double tagged) {
  ScenarioFacts facts;
  for (std::uint32_t type = 0; type < kTypes; ++type)
    facts.types.push_back(fmt::format("scenario_type_number_{:02}", type));
  for (std::uint32_t frame = 0; frame < kFrames; ++frame) {
    const std::uint64_t serial = std::uint64_t{number} * kFrames + frame + 1;
    facts.tokens.push_back({serial * 0x9E37'79B9'7F4A'7C15U});  // spread over all digits
    facts.times.push_back({1'620'000'000'000'000 + 50'000 * std::int64_t{frame}});
    facts.agents.push_back(60 + frame % 80);
    facts.is_scenario.push_back(true);
    if (frame % 100 >= 100 * tagged) continue;
    for (std::uint32_t tag = 0; tag < kTagsPerFrame; ++tag)  // tags last for 2 s
      facts.tags.push_back({frame, (frame / 40 + 7 * tag + number) % kTypes});
  }
  LogSummary log;
  log.name = fmt::format("2021.05.12.22.00.38_veh-35_{:05}_{:05}", number, number + 300);
  log.db = "/data/nuplan/splits/train/" + log.name + ".db";
  log.location = number % 3 == 0 ? "us-nv-las-vegas-strip" : "us-ma-boston";
  log.begin = facts.times.front();
  log.end = facts.times.back();
  log.frames = kFrames;
  log.scenarios = make_scenario_list(std::move(facts));
  return log;
}

template <typename Work>
double milliseconds(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void measure(double tagged) {
  const std::size_t before = bytes_in_use();
  const auto dataset = std::make_shared<Dataset>();
  dataset->logs.reserve(kLogs);
  for (std::uint32_t log = 0; log < kLogs; ++log) dataset->logs.push_back(make_log(log, tagged));
  const double count = double{kLogs} * kFrames;
  const std::size_t summarised = bytes_in_use();
  fmt::print("{} scenarios, {:.0f} % tagged\n", std::uint64_t{kLogs} * kFrames, 100 * tagged);
  fmt::print("  summaries          {:8.1f} B per scenario\n", static_cast<double>(summarised - before) / count);
  std::string bytes;
  const double written_ms = milliseconds([&] { bytes = to_bytes(dataset->logs.front()); });
  const double read_ms = milliseconds([&] { summary_from_bytes(bytes); });
  fmt::print("  in the cache       {:8.1f} B per scenario; a log is written in {:.2f} ms, read in {:.2f} ms\n",
             static_cast<double>(bytes.size()) / kFrames, written_ms, read_ms);
  std::string().swap(bytes);

  ScenarioTreeModel model;
  ScenarioFilterProxy proxy(model);
  proxy.sort(ScenarioTreeModel::kName, Qt::AscendingOrder);
  const double open_ms = milliseconds([&] { model.show(dataset); });
  fmt::print("  model              {:8.1f} B per scenario\n", static_cast<double>(bytes_in_use() - summarised) / count);
  fmt::print("  open               {:8.1f} ms\n", open_ms);
  for (const char* text : {"00042", "number_17", "las", "dead", "a 7", ""}) {
    const double filter_ms =
        milliseconds([&] { proxy.set_filter({.text = text, .type = {}, .log = {}, .location = {}}); });
    fmt::print("  filter {:<12}{:8.1f} ms, {} shown\n", fmt::format("\"{}\"", text), filter_ms, proxy.shown_count());
  }
  const double type_ms = milliseconds(
      [&] { proxy.set_filter({.text = {}, .type = "scenario_type_number_17", .log = {}, .location = {}}); });
  fmt::print("  filter type        {:8.1f} ms, {} shown\n", type_ms, proxy.shown_count());
  proxy.set_filter({});
  int largest = 0;
  for (int row = 0; row < proxy.rowCount(); ++row)
    if (proxy.rowCount(proxy.index(row, 0)) > proxy.rowCount(proxy.index(largest, 0))) largest = row;
  const QModelIndex group = proxy.index(largest, 0);
  for (const int column : {ScenarioTreeModel::kName, ScenarioTreeModel::kOffset, ScenarioTreeModel::kSteps}) {
    const double list_ms = milliseconds([&] {
      proxy.sort(column, Qt::AscendingOrder);
      proxy.index(0, 0, group).data();
    });
    fmt::print("  sort by column {}   {:8.1f} ms for the largest group, {} rows\n", column, list_ms,
               proxy.rowCount(group));
  }
  const Token last = dataset->logs.back().scenarios.token(kFrames - 1);
  const double find_ms = milliseconds([&] { model.index_of(last); });
  fmt::print("  find a token       {:8.1f} ms\n", find_ms);
}

}  // namespace

int main(int argc, char** argv) {
  const QGuiApplication application(argc, argv);
  if (argc > 1) {
    measure(std::atof(argv[1]));
  } else {
    for (const double tagged : {0.0, 0.5, 1.0}) measure(tagged);
  }
}

#include "ui/bridge/report_writer.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/ablation/measured_savings.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

SceneSource scenes_of(const ScenarioPtr& scenario, const std::vector<FramePtr>& frames) {
  if (!scenario) return {};
  return [scenario, frames](std::size_t step) -> std::optional<SceneSnapshot> {
    if (step >= frames.size()) return std::nullopt;
    const StepFrame& frame = *frames[step];
    SceneSnapshot scene{.ego = frame.ego,
                        .objects = {frame.objects.begin(), frame.objects.end()},
                        .plan = {},
                        .map = scenario->map_ptr()};
    for (const TrajectoryState& state : frame.trajectory.states())
      scene.plan.push_back({state.rear_axle.x, state.rear_axle.y});
    return scene;
  };
}

Result<ReportedRun> reported(const ReportWish::Run& run, MapCache& maps) {
  ReportedRun made{.run = nullptr, .source = run.title.toStdString(), .scene = {}, .why_no_scene = {}};
  if (const auto* shown = std::get_if<ShownRun>(&run.place)) {
    made.run = shown->profile;
    made.scene = scenes_of(shown->scenario, shown->frames);
    if (!made.scene) made.why_no_scene = "the run's log or map is not there";
    return made;
  }
  auto opened = open_store_run(std::get<StoreRunWish>(run.place), maps);
  if (!opened.ok()) return opened.error();
  ReopenedRun& stored = opened.value();
  made.run = std::make_shared<const ProfiledRun>(std::move(stored.profile));
  const std::optional<Error>& why = stored.missing ? stored.missing : stored.unreadable;
  if (why)
    made.why_no_scene = why->text();
  else
    made.scene = scenes_of(stored.scenario, stored.frames);
  return made;
}

}  // namespace

ReportWriter::ReportWriter(QObject* parent) : QObject(parent), background_(*this) {}

void ReportWriter::report(const QString& what, std::size_t done, std::size_t total) {
  const LoadProgress progress{.what = what, .done = static_cast<qint64>(done), .total = static_cast<qint64>(total)};
  QMetaObject::invokeMethod(
      this, [this, progress] { Q_EMIT progressed(progress); }, Qt::QueuedConnection);
}

Result<WrittenReport> ReportWriter::work(const ReportWish& wish, int number) {
  const std::size_t total = wish.runs.size() + wish.formats.size() + 1;
  std::vector<ReportedRun> runs;
  for (const ReportWish::Run& run : wish.runs) {
    report(tr("Reading %1").arg(run.title), runs.size(), total);
    auto one = reported(run, maps_);
    if (!one.ok()) return one.error();
    runs.push_back(std::move(one).value());
    if (number != cancelled_) return WrittenReport{};
  }
  report(tr("Looking for what takes long"), wish.runs.size(), total);
  WrittenReport all;
  ReportOptions options;
  if (!wish.expectations.empty()) {
    auto expected = read_expectations(wish.expectations);
    if (!expected.ok()) return expected.error();
    options.expectations = std::move(expected).value();
  }
  if (!wish.savings.empty()) {
    const auto savings = read_savings(wish.savings);
    if (!savings.ok()) return savings.error();
    add_savings(savings.value(), runs);
    for (const ReportedRun& run : runs)
      if (!run.why_no_savings.empty()) all.notes.push_back(run.source + ": " + run.why_no_savings);
  }
  const BottleneckReport findings = bottleneck_report(std::move(runs), options);
  for (std::size_t i = 0; i < wish.formats.size() && number == cancelled_; ++i) {
    const ReportFormat format = wish.formats[i];
    report(tr("Writing %1").arg(to_qt(format_key(format))), wish.runs.size() + 1 + i, total);
    auto one = write_report(findings, {&format, 1}, wish.folder);
    if (!one.ok()) return one.error();
    std::ranges::move(one.value().files, std::back_inserter(all.files));
    std::ranges::move(one.value().notes, std::back_inserter(all.notes));
  }
  return all;
}

void ReportWriter::write(const ReportWish& wish) {
  background_.run([this, wish, number = cancelled_.load()] { return work(wish, number); },
                  [this, folder = wish.folder](const Result<WrittenReport>& result) {
                    if (!result.ok())
                      Q_EMIT failed(result.error());
                    else if (!result.value().files.empty())
                      Q_EMIT written(result.value(), folder);
                    else if (!result.value().notes.empty())  // nothing could be written
                      Q_EMIT failed(make_error(result.value().notes.back()));
                    Q_EMIT ended();
                  });
}

}  // namespace stepscope::ui

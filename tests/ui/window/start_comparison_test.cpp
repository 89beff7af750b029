#include "ui/window/start_comparison.h"

#include <QSettings>
#include <QTest>

#include "core/store/store_recorder.h"
#include "tests/support/files.h"
#include "tests/ui/bridge/mini_scenario.h"
#include "ui/bridge/text.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/compare_room.h"
#include "ui/window/main_window.h"
#include "ui/window/start_script.h"

namespace stepscope::ui {

namespace {

constexpr int kPatienceMs = 60'000;

// Stops once it has seen so many steps.
class StopAfter final : public StepSink {
 public:
  StopAfter(RunControl& control, int steps) : control_(control), left_(steps) {}
  void on_step(const FramePtr&, std::span<const SpanRecord>) override {
    if (--left_ == 0) control_.stop();
  }

 private:
  RunControl& control_;
  int left_;
};

}  // namespace

class StartComparisonTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path_text(home_.path() / "settings"));
    qputenv("XDG_CACHE_HOME", path_text(home_.path() / "cache").toUtf8());
    qputenv("XDG_DATA_HOME", path_text(home_.path() / "share").toUtf8());
    store_ = home_.path() / "runs.db";
    first_ = record("simple", 1000);
    second_ = record("idm", 12);
    QVERIFY(first_ > 0 && second_ > 0);
  }

  void planners_and_stored_runs_are_told_apart() {
    const auto planners = comparison_of({"idm", "pdm-closed"}, store_);
    QVERIFY(planners.ok());
    QCOMPARE(planners.value().planners, (std::vector<std::string>{"idm", "pdm-closed"}));
    QVERIFY(planners.value().kept.empty());
    const auto kept = comparison_of({std::to_string(first_), "run:" + std::to_string(second_)}, store_);
    QVERIFY(kept.ok());
    QVERIFY(kept.value().planners.empty());
    QCOMPARE(kept.value().kept.at(0).run, first_);
    QCOMPARE(kept.value().kept.at(1).run, second_);
  }

  void what_is_neither_is_named() {
    const std::string one = std::to_string(first_);
    const auto refused = [this](const std::vector<std::string>& names) {
      const auto result = comparison_of(names, store_);
      return result.ok() ? QString() : error_text(result.error());
    };
    QVERIFY(refused({"idm"}).contains("two to four"));
    QVERIFY(refused({one, one, one, one, one}).contains("two to four"));
    QVERIFY(refused({"idm", one}).contains("not both"));
    QVERIFY(refused({one, "somebody"}).contains("somebody"));
    QVERIFY2(refused({one, "4711"}).contains("4711"), qPrintable(refused({one, "4711"})));
    QVERIFY(refused({one, path_text(home_.path()).toStdString()}).contains("manifest.json"));
  }

  void stored_runs_of_other_lengths_open_side_by_side() {
    StartOptions options;
    options.store = store_;
    options.width = 1280;
    options.height = 900;
    options.compare = {std::to_string(second_), std::to_string(first_)};
    MainWindow window(options);
    StartScript script(window, options);
    QVERIFY(script.begin().ok());
    window.show();
    const CompareDesk& desk = window.compare().desk();
    QTRY_VERIFY_WITH_TIMEOUT(desk.at(0) != nullptr, kPatienceMs);
    QVERIFY(!window.compare().reading());
    RunView& view = window.workbench().view();
    QCOMPARE(view.size(), 12);  // A is the short one
    QCOMPARE(desk.at(0)->kept.value_or(-1), first_);
    QVERIFY(window.parts().scenes->scene(1) != nullptr);
    view.set_cursor(40);
    QCOMPARE(view.clock(), 40);
    QCOMPARE(window.parts().scenes->figures_of(0), QString("ended at step 11"));
    QVERIFY(window.parts().scenes->figures_of(1).contains("step 40"));
  }

 private:
  // Into the store; 0: it could not be.
  RunId record(const char* planner, int steps) const {
    RunRequest request;
    request.planner = planner;
    request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    auto run = AssembledRun::assemble(request, EngineProfile::fast(), test::mini_scenario());
    if (!run.ok()) return 0;
    RunControl control;
    StopAfter stop(control, steps);
    StoreRecorder recorder(*run.value(), {.store = store_, .source = RunSource::kLive}, &stop);
    const RunOutcome outcome = run.value()->run(control, &recorder);
    recorder.finish(outcome, nullptr);
    return recorder.id().value_or(0);
  }

  test::TemporaryFolder home_;
  std::filesystem::path store_;
  RunId first_{0}, second_{0};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::StartComparisonTest)
#include "start_comparison_test.moc"

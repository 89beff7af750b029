#include "ui/window/batch_room.h"

#include <QDockWidget>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <fstream>

#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/data_table.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/score_panel.h"

namespace stepscope::ui {

namespace {

using test::kPatienceMs;

BatchChoice small_batch(const std::filesystem::path& folder) {
  BatchChoice choice;
  choice.planners = {"simple"};
  choice.challenges = {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents};
  choice.most = 2;
  choice.folder = path_text(folder);
  choice.threads = 2;
  return choice;
}

}  // namespace

// Batches in the whole window, on the small log that comes with the tests.
class BatchRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
    panel_ = window_->parts().batch;
    QVERIFY(!start_button()->isEnabled());
    QVERIFY(test::open_mini(*window_));
  }

  void cleanup() { window_.reset(); }

  void the_form_says_what_it_is_set_to() {
    BatchSetup& setup = panel_->setup();
    QCOMPARE(setup.choice().planners, std::vector<std::string>{"simple"});  // as the run bar
    QVERIFY(setup.choice().challenges == std::vector{Challenge::kOpenLoopBoxes});
    QVERIFY(start_button()->isEnabled());
    auto* planners = setup.findChildren<QListWidget*>().first();
    for (int i = 0; i < planners->count(); ++i) planners->item(i)->setCheckState(Qt::Unchecked);
    QVERIFY(!start_button()->isEnabled());
    QVERIFY(start_button()->toolTip().contains("choose a planner"));
    planners->item(0)->setCheckState(Qt::Checked);
    QVERIFY(start_button()->isEnabled());
    setup.show_folder({});
    QVERIFY(start_button()->toolTip().contains("choose a folder"));
  }

  void runs_every_scenario_with_every_challenge() {
    const test::TemporaryFolder out;
    run(small_batch(out.path()));
    QCOMPARE(panel_->runs().rowCount(), 4);  // 2 scenarios × 2 challenges
    for (std::size_t job = 0; job < 4; ++job) {
      const JobResult& result = panel_->runs().results()[job];
      QVERIFY2(result.status == JobStatus::kReachedEnd, result.reason.c_str());
      QVERIFY(!result.kept);
    }
    QVERIFY(std::filesystem::exists(out.path() / "scores.csv"));
    QVERIFY(start_button()->isEnabled());
    QCOMPARE(WindowSettings().batch_folder(), path_text(out.path()));

    run(small_batch(out.path()));  // what is complete is not run again
    for (const JobResult& result : panel_->runs().results()) QVERIFY(result.kept);
    QCOMPARE(panel_->runs().counts().kept, 4U);
  }

  void the_runs_of_a_batch_are_kept_in_the_store_as_well() {
    const test::TemporaryFolder out;
    const int before = window_->parts().runs->runs().rowCount();
    run(small_batch(out.path()));
    const auto batch = static_cast<int>(panel_->runs().results().size());
    QTRY_COMPARE_WITH_TIMEOUT(window_->parts().runs->runs().rowCount(), before + batch, kPatienceMs);
    const RunSummary& newest = window_->parts().runs->runs().run_at(0);
    QVERIFY(newest.source == RunSource::kBatch);
    Q_EMIT window_->parts().runs->openWished(newest.id);
    QTRY_VERIFY_WITH_TIMEOUT(window_->workbench().phase() == Phase::kFinished, kPatienceMs);
    QCOMPARE(window_->workbench().view().size(), newest.steps);
    QVERIFY(window_->workbench().has_scene());
  }

  void a_row_opens_its_run() {
    const test::TemporaryFolder out;
    run(small_batch(out.path()));
    constexpr std::size_t kJob = 3;  // second scenario, closed loop
    const ChosenScenario& scenario = panel_->runs().plan()->scenario_of(kJob);
    Q_EMIT panel_->jobOpened(kJob);
    Workbench& bench = window_->workbench();
    QTRY_VERIFY_WITH_TIMEOUT(bench.phase() == Phase::kFinished && bench.view().size() > 0, kPatienceMs);
    QVERIFY(bench.scenario()->id().token == scenario.id.token);
    QCOMPARE(bench.view().size(), bench.scenario()->iterations() - 1);
    QCOMPARE(window_->parts().strip->step_count(), bench.view().size());
    QVERIFY(bench.setup().request.challenge == Challenge::kClosedLoopNonreactiveAgents);
    QVERIFY(window_->parts().run_bar->setup() == bench.setup());
    QVERIFY(bench.last_run().score != nullptr);
    if (panel_->runs().results()[kJob].score)
      QCOMPARE(bench.last_run().score->final_score, panel_->runs().results()[kJob].score->final_score);

    // What is shown is what a new run would give.
    std::vector<double> saved;
    for (int k = 0; k < bench.view().size(); ++k) {
      bench.view().set_cursor(k);
      saved.push_back(bench.view().frame()->ego.rear_axle.x);
      QCOMPARE(bench.view().frame()->step, k);
      QVERIFY(bench.view().timings()[static_cast<std::size_t>(k)].wall_ns > 0);
    }
    window_->workbench().run();
    QTRY_VERIFY_WITH_TIMEOUT(bench.last_run().run != nullptr, kPatienceMs);
    for (int k = 0; k < bench.view().size(); ++k) {
      bench.view().set_cursor(k);
      QCOMPARE(bench.view().frame()->ego.rear_axle.x, saved[static_cast<std::size_t>(k)]);
    }
  }

  void a_run_whose_log_is_damaged_is_made_again() {
    const test::TemporaryFolder out;
    BatchChoice choice = small_batch(out.path());
    choice.most = 1;
    run(choice);
    std::ofstream(out.path() / panel_->runs().results()[0].folder / "log.msgpack.xz") << "not xz";
    Q_EMIT panel_->jobOpened(0);
    Workbench& bench = window_->workbench();
    QTRY_VERIFY_WITH_TIMEOUT(bench.phase() == Phase::kFinished && bench.last_run().run != nullptr, kPatienceMs);
    QVERIFY(test::said(*window_, "made again"));
    QVERIFY(bench.last_run().score != nullptr);
  }

  void a_filter_that_shows_nothing_tagged_is_said() {
    const test::TemporaryFolder out;
    window_->parts().browser->set_filter_text(QStringLiteral("no scenario is called so"));
    Q_EMIT panel_->startWished(small_batch(out.path()));
    QVERIFY(!window_->batches().session().active());
    QVERIFY(test::said(*window_, "no scenario"));
  }

  void the_filter_of_the_browser_is_that_of_the_batch() {
    const test::TemporaryFolder out;
    BatchChoice choice = small_batch(out.path());
    choice.most = 0;
    choice.untagged = UntaggedMoments::kIncluded;
    const std::string token = window_->workbench().scenario()->id().token.hex();
    window_->parts().browser->set_filter_text(to_qt(token));
    run(choice);
    QCOMPARE(panel_->runs().plan()->scenarios.size(), 1U);
    QVERIFY(panel_->runs().plan()->scenarios.front().id.token.hex() == token);
  }

  void cancelling_keeps_what_is_complete() {
    const test::TemporaryFolder out;
    BatchChoice choice = small_batch(out.path());
    choice.most = 30;
    choice.untagged = UntaggedMoments::kIncluded;
    QSignalSpy progress(&window_->batches().session(), &BatchSession::progressed);
    QSignalSpy end(&window_->batches().session(), &BatchSession::finished);
    Q_EMIT panel_->startWished(choice);
    QVERIFY(!start_button()->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(progress.count() > 0, kPatienceMs);
    Q_EMIT panel_->cancelWished();
    QTRY_COMPARE_WITH_TIMEOUT(end.count(), 1, kPatienceMs);
    QVERIFY(start_button()->isEnabled());
    const auto done = panel_->runs().counts().reached_end;
    QVERIFY(std::filesystem::exists(out.path() / "scores.csv"));
    if (panel_->runs().results().size() == panel_->runs().counts().done) return;  // it was faster than the cancel
    QVERIFY(test::said(*window_, "cancelled"));
    run(choice);
    QVERIFY(panel_->runs().counts().kept >= done);
  }

  void closes_cleanly_in_the_middle_of_a_batch() {
    const test::TemporaryFolder out;
    BatchChoice choice = small_batch(out.path());
    choice.most = 0;
    choice.untagged = UntaggedMoments::kIncluded;
    Q_EMIT panel_->startWished(choice);
    QTest::qWait(50);
    window_->close();
    window_.reset();
  }

 private:
  void run(const BatchChoice& choice) {
    QSignalSpy end(&window_->batches().session(), &BatchSession::finished);
    Q_EMIT panel_->startWished(choice);
    QTRY_COMPARE_WITH_TIMEOUT(end.count(), 1, kPatienceMs);
  }

  QPushButton* start_button() const { return panel_->findChildren<QPushButton*>().first(); }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
  BatchPanel* panel_{nullptr};
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::BatchRoomTest)
#include "batch_room_test.moc"

#include "ui/window/reopen_room.h"

#include <QAction>
#include <QStackedWidget>
#include <QTest>
#include <QTreeView>
#include <fstream>

#include "core/record/run_folder.h"
#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/missing_scene_page.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/score_panel.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

namespace {

namespace fs = std::filesystem;
using test::kPatienceMs;

// What can be seen of a run.
struct Seen {
  std::vector<StepFrame> frames;
  std::vector<std::size_t> objects, lights;
  std::vector<std::int64_t> wall_ns;
  RunSetup setup;
  double score{0.0};

  explicit Seen(MainWindow& window) {
    Workbench& bench = window.workbench();
    for (int k = 0; k < bench.view().size(); ++k) {
      bench.view().set_cursor(k);
      const FramePtr frame = bench.view().frame();
      frames.push_back(*frame);
      objects.push_back(frame->objects.size());
      lights.push_back(frame->lights.size());
      wall_ns.push_back(bench.view().timings()[static_cast<std::size_t>(k)].wall_ns);
    }
    setup = bench.setup();
    score = bench.last_run().score ? bench.last_run().score->final_score : -1.0;
  }
};

// A folder under another name for a while.
class Moved {
 public:
  Moved(fs::path from, fs::path to) : from_(std::move(from)), to_(std::move(to)) { fs::rename(from_, to_); }
  ~Moved() { fs::rename(to_, from_); }
  Moved(const Moved&) = delete;
  Moved& operator=(const Moved&) = delete;

 private:
  fs::path from_, to_;
};

}  // namespace

class ReopenRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    fs::copy(test::mini_root(), home_.path() / "data", fs::copy_options::recursive);
    data_ = home_.path() / "data";
    make_run();
  }

  void a_run_of_other_data_is_not_looked_for_among_the_scenarios() {
    MainWindow window(test::quick_options());
    window.show();
    QVERIFY(test::open_mini(window));
    DatasetBrowser& browser = *window.parts().browser;
    auto* list = browser.findChild<QTreeView*>();
    QTRY_VERIFY(list->currentIndex().isValid());
    browser.set_filter_text(QStringLiteral("magnitude"));
    const ScenarioSearch filter = browser.filter();
    browser.mark(Token{});
    QVERIFY(!list->currentIndex().isValid());
    QVERIFY(browser.filter() == filter);
  }

  void a_run_folder_looks_as_the_run_did() {
    MainWindow window(test::quick_options());
    window.show();
    window.open(folder_);  // as if dropped on it, with no dataset open
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().phase(), Phase::kFinished, kPatienceMs);
    QCOMPARE(window.parts().middle->currentIndex(), 1);
    const Seen again(window);
    QCOMPARE(again.frames.size(), live_->frames.size());
    for (std::size_t k = 0; k < again.frames.size(); ++k) {
      QCOMPARE(again.frames[k].step, live_->frames[k].step);
      QVERIFY(again.frames[k].time == live_->frames[k].time);
      QCOMPARE(again.frames[k].ego.rear_axle.x, live_->frames[k].ego.rear_axle.x);
      QCOMPARE(again.frames[k].ego.vx, live_->frames[k].ego.vx);
      QCOMPARE(again.objects[k], live_->objects[k]);
      QCOMPARE(again.lights[k], live_->lights[k]);
      QCOMPARE(again.frames[k].trajectory.size(), live_->frames[k].trajectory.size());
      QCOMPARE(again.wall_ns[k], live_->wall_ns[k]);
    }
    QCOMPARE(again.score, live_->score);
    QVERIFY(again.setup.request == live_->setup.request);
    QVERIFY(again.setup.profile == live_->setup.profile);
    QVERIFY(window.parts().run_bar->setup().request == live_->setup.request);
    const ProfiledRun& profile = window.workbench().view().profile();
    QCOMPARE(profile.facts.planner, std::string("idm"));
    QCOMPARE(profile.ego.size(), again.frames.size());
    QCOMPARE(window.parts().strip->step_count(), window.workbench().view().size());
    QCOMPARE(window.settings().recent().first(), path_text(folder_));

    window.actions().run->trigger();  // and it can be made again
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().last_run().run != nullptr, kPatienceMs);
    QCOMPARE(window.workbench().view().size(), static_cast<int>(again.frames.size()));
  }

  void without_its_log_a_run_still_shows_what_was_recorded() {
    const fs::path elsewhere = home_.path() / "moved";
    const Moved moved(data_, elsewhere);
    MainWindow window(test::quick_options());
    window.show();
    window.open(folder_);
    Workbench& bench = window.workbench();
    QTRY_COMPARE_WITH_TIMEOUT(bench.phase(), Phase::kFinished, kPatienceMs);
    QCOMPARE(window.parts().middle->currentIndex(), 2);
    QVERIFY(window.parts().missing->text().contains("synthetic-mini-01.db"));
    QVERIFY(!window.actions().run->isEnabled());
    QCOMPARE(window.parts().strip->step_count(), static_cast<int>(live_->frames.size()));
    QCOMPARE(bench.view().timings()[3].wall_ns, live_->wall_ns[3]);
    QVERIFY(window.parts().score->reason().isEmpty());
    bench.view().set_cursor(5);
    Q_EMIT window.parts().score->culpritWished(Token{5});  // there is nowhere to show it
    window.actions().play->trigger();
    QCOMPARE(bench.phase(), Phase::kPlayingBack);
    window.actions().stop->trigger();

    const test::TemporaryFolder empty;
    window.reopen().locate_data(empty.path());
    QVERIFY(test::said(window, "no .db"));
    window.reopen().locate_data(elsewhere);
    QTRY_COMPARE_WITH_TIMEOUT(window.parts().middle->currentIndex(), 1, kPatienceMs);
    QCOMPARE(Seen(window).objects, live_->objects);
  }

  void the_open_dataset_gives_what_was_moved() {
    const fs::path elsewhere = home_.path() / "moved";
    const Moved moved(data_, elsewhere);
    MainWindow window(test::quick_options());
    window.show();
    window.open(elsewhere);
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().scenario() != nullptr, kPatienceMs);
    window.open(folder_);
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().phase(), Phase::kFinished, kPatienceMs);
    QCOMPARE(window.parts().middle->currentIndex(), 1);
    QVERIFY(window.workbench().has_scene());
  }

  void a_run_without_its_frames_says_so_and_can_be_made_again() {
    const fs::path copy = home_.path() / "without_log";
    fs::copy(folder_, copy);
    fs::remove(copy / "log.msgpack.xz");
    MainWindow window(test::quick_options());
    window.show();
    window.open(copy);
    Workbench& bench = window.workbench();
    QTRY_COMPARE_WITH_TIMEOUT(bench.phase(), Phase::kFinished, kPatienceMs);
    QVERIFY(!bench.has_scene());
    QVERIFY(test::said(window, "log.msgpack.xz"));
    QCOMPARE(window.parts().strip->step_count(), static_cast<int>(live_->frames.size()));
    window.actions().run->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.last_run().run != nullptr, kPatienceMs);
    QVERIFY(bench.has_scene());
  }

  void a_damaged_folder_changes_nothing() {
    const fs::path copy = home_.path() / "damaged";
    fs::copy(folder_, copy);
    std::ofstream(copy / "steps.csv") << "step,wall\n1";
    MainWindow window(test::quick_options());
    window.show();
    window.open(folder_);
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().phase(), Phase::kFinished, kPatienceMs);
    window.open(copy);
    QTRY_VERIFY_WITH_TIMEOUT(test::said(window, "steps.csv"), kPatienceMs);
    QVERIFY(window.parts().error_bar->isVisible());
    QCOMPARE(window.parts().strip->step_count(), static_cast<int>(live_->frames.size()));
    QCOMPARE(window.workbench().phase(), Phase::kFinished);
  }

  void a_cancelled_opening_changes_nothing() {
    MainWindow window(test::quick_options());
    window.show();
    window.open(data_);
    QTRY_VERIFY_WITH_TIMEOUT(window.workbench().scenario() != nullptr, kPatienceMs);
    window.open(folder_);
    window.reopen().cancel();
    QTest::qWait(300);
    QCOMPARE(window.workbench().phase(), Phase::kReady);
    QCOMPARE(window.workbench().view().size(), 0);
  }

 private:
  void make_run() {
    MainWindow window(test::quick_options());
    window.show();
    window.open(data_);
    Workbench& bench = window.workbench();
    QTRY_VERIFY_WITH_TIMEOUT(bench.scenario() != nullptr, kPatienceMs);
    RunSetup setup = bench.setup();
    setup.request.planner = "idm";
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    setup.profile = EngineProfile::baseline();
    bench.set_setup(setup);
    QVERIFY(test::run_to_end(window));
    live_ = std::make_unique<Seen>(window);
    folder_ = home_.path() / "run";
    const FinishedRun& finished = bench.last_run();
    QVERIFY(write_run_folder(folder_, {.run = *finished.run,
                                       .outcome = finished.outcome,
                                       .spans = finished.spans.get(),
                                       .window = WindowState::kAttached})
                .ok());
  }

  test::OwnHome home_;
  fs::path data_, folder_;
  std::unique_ptr<Seen> live_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::ReopenRoomTest)
#include "reopen_room_test.moc"

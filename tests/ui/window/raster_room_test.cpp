#include "ui/window/raster_room.h"

#include <QDockWidget>
#include <QTest>

#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

// The rasters in the whole window, on the small log that comes with the tests.
class RasterRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    window_ = std::make_unique<MainWindow>(test::quick_options());
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QVERIFY(test::open_mini(*window_));
  }
  void cleanupTestCase() { window_.reset(); }

  void says_that_there_are_no_steps_yet() {
    window_->bring_forward(&panel());
    QVERIFY(panel().view().reason().contains("No steps yet"));
  }

  void follows_a_run_and_the_cursor() {
    QVERIFY(test::run_to_end(*window_));
    QTRY_COMPARE(shown_step(), view().size() - 1);
    view().set_cursor(12);
    QTRY_COMPARE(shown_step(), 12);
    const RasterPicture& picture = *panel().view().shown()->picture;
    QCOMPARE(picture.ego, view().frame()->ego);
    QCOMPARE(picture.plan.size(), view().frame()->trajectory.size());
    RasterFeatures direct;
    make_rasteriser(window_->workbench().scenario()->map(), {}, {})
        ->draw({.ego = picture.ego, .objects = view().frame()->objects}, direct);
    QVERIFY(std::ranges::equal(picture.features.values(), direct.values()));
    QVERIFY(panel().note_text().contains("does not look at rasters"));
    QVERIFY(panel().source_text().contains("4 channels · 224 × 224 px of 0.5 m = 112 m"));
  }

  void compares_with_another_step_and_with_other_ways() {
    view().set_cursor(12);
    panel().bar().set_wish({.rival = RasterRival::kOtherStep, .other_step = 40});
    QTRY_VERIFY(panel().view().shown()->difference);
    QVERIFY(panel().view().shown()->difference->values > 0);
    QVERIFY(panel().difference_text().contains("values differ"));
    QCOMPARE(panel().view().shown()->other_name, QString("step 40"));
    panel().bar().set_wish({.rival = RasterRival::kPerStep});
    QTRY_COMPARE(panel().view().shown()->other_name, QString("per step"));
    QCOMPARE(panel().view().shown()->difference->values, 0);  // all ways but the canvas give the same
    panel().bar().set_wish({});
    QTRY_VERIFY(!panel().view().shown()->difference);
  }

  void shows_other_sizes_for_inspection() {
    panel().bar().set_wish({.size_px = 100, .metres_per_pixel = 1.0});
    QTRY_COMPARE(panel().view().shown()->picture->features.size_px(), 100);
    QVERIFY(panel().source_text().contains("100 × 100 px of 1 m"));
    panel().bar().set_wish({});
    QTRY_COMPARE(panel().view().shown()->picture->features.size_px(), 224);
  }

  void a_hidden_panel_draws_nothing() {
    const auto before = panel().view().shown();
    dock_of(&panel())->hide();
    view().set_cursor(3);
    QTest::qWait(50);
    QCOMPARE(panel().view().shown(), before);
    window_->bring_forward(&panel());
    QTRY_COMPARE(shown_step(), 3);
  }

  void another_run_begins_anew() {
    QVERIFY(test::run_to_end(*window_));
    QTRY_COMPARE(shown_step(), view().size() - 1);
  }

 private:
  RasterPanel& panel() { return *window_->parts().rasters; }
  RunView& view() { return window_->workbench().view(); }
  int shown_step() {
    const auto& shown = panel().view().shown();
    return shown ? shown->picture->step : -1;
  }

  test::OwnHome home_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RasterRoomTest)
#include "raster_room_test.moc"

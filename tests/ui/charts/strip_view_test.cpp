#include <QDoubleSpinBox>
#include <QImage>
#include <QPushButton>
#include <QtTest>
#include <algorithm>

#include "strip_driver.h"
#include "ui/charts/budget_dialog.h"
#include "ui/charts/stage_legend.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

// Zoom, range and budget lines of the step strip, and the way back.
class StripViewTest : public QObject {
  Q_OBJECT

 private:
  // Height at which the pointer takes hold of a horizontal line: where its shape changes.
  static int grip_below(StripDriver& driver, int from_y) {
    for (int y = from_y; y < driver.plot()->height(); ++y) {
      QTest::mouseMove(driver.plot(), {500, y});
      if (driver.plot()->cursor().shape() == Qt::SizeVerCursor) return y;
    }
    return -1;
  }

 private Q_SLOTS:
  void zoom_and_range_are_taken_back_and_repeated() {
    StripDriver driver(made_up_run(150, 200e3));
    StepStrip& strip = driver.strip;
    const int at_900 = driver.click_at(900);
    QSignalSpy selected(&strip, &StepStrip::rangeSelected);
    QSignalSpy cleared(&strip, &StepStrip::rangeCleared);
    driver.drag({300, 80}, {700, 80});
    QCOMPARE(selected.count(), 1);
    const QVariantList range = selected.first();
    for (int notch = 0; notch < 4; ++notch) driver.turn_wheel(500, 1);  // one gesture

    const auto undo = [&strip] {
      QTest::keySequence(&strip, QKeySequence::Undo);
      strip.draw_now();
    };
    const auto redo = [&strip] {
      QTest::keySequence(&strip, QKeySequence::Redo);
      strip.draw_now();
    };
    undo();
    QCOMPARE(cleared.count(), 0);  // the range stays
    undo();
    QCOMPARE(cleared.count(), 1);
    QCOMPARE(driver.click_at(900), at_900);  // all in sight again
    undo();                                  // nothing left
    QCOMPARE(cleared.count(), 1);
    redo();
    QCOMPARE(selected.count(), 2);
    QCOMPARE(selected.last(), range);
    redo();
    QVERIFY(driver.click_at(900) < at_900 - 5);  // zoomed again
  }

  void the_budget_is_held_against_the_median_step_not_the_median_bar() {
    StripDriver driver(made_up_run(5000, 200e3));  // five steps a pixel: each bar is the longest of five
    std::vector<std::int64_t> walls;
    const StepStripData& data = driver.strip.data();
    for (std::size_t i = 0; i < data.size(); ++i) walls.push_back(data.wall_ns(i));
    std::ranges::sort(walls);
    const double median = static_cast<double>(walls[(walls.size() - 1) / 2]);
    const auto* legend = driver.strip.findChild<StageLegend*>();
    const QString expected = QStringLiteral("%1 × the median step").arg(three_digits(100e6 / median));
    QVERIFY2(legend->remark().endsWith(expected), qPrintable(legend->remark() + QStringLiteral(" / ") + expected));
    driver.turn_wheel(300, 3);
    QVERIFY(legend->remark().endsWith(expected));
  }

  void a_new_change_ends_what_could_be_repeated() {
    StripDriver driver(made_up_run(150, 200e3));
    QSignalSpy selected(&driver.strip, &StepStrip::rangeSelected);
    driver.drag({300, 80}, {700, 80});
    QTest::keySequence(&driver.strip, QKeySequence::Undo);
    driver.turn_wheel(500, 1);
    QTest::keySequence(&driver.strip, QKeySequence::Redo);
    QCOMPARE(selected.count(), 1);
  }

  void a_new_run_has_no_past() {
    StripDriver driver(made_up_run(150, 200e3));
    QSignalSpy selected(&driver.strip, &StepStrip::rangeSelected);
    driver.drag({300, 80}, {700, 80});
    driver.strip.begin_run(150, 0.1);
    driver.strip.append(made_up_run(150, 200e3));
    QSignalSpy cleared(&driver.strip, &StepStrip::rangeCleared);
    QTest::keySequence(&driver.strip, QKeySequence::Undo);
    QCOMPARE(cleared.count(), 0);
  }

  void the_middle_button_pans() {
    StripDriver driver(made_up_run(150, 200e3));
    for (int notch = 0; notch < 5; ++notch) driver.turn_wheel(500, 1);
    const int before = driver.click_at(500);
    driver.drag({500, 80}, {300, 80}, Qt::MiddleButton);
    QVERIFY(driver.click_at(500) > before + 5);
    QCOMPARE(driver.click_at(300), before);
  }

  void plus_and_minus_zoom_about_the_cursor() {
    StripDriver driver(made_up_run(150, 200e3));
    const int at_900 = driver.click_at(900);
    driver.strip.set_cursor(75);
    for (int i = 0; i < 3; ++i) QTest::keyClick(&driver.strip, Qt::Key_Plus);
    driver.strip.draw_now();
    const int zoomed = driver.click_at(900);
    QVERIFY(zoomed < at_900 - 10 && zoomed > 75);
    for (int i = 0; i < 4; ++i) QTest::keyClick(&driver.strip, Qt::Key_Minus);
    driver.strip.draw_now();
    QCOMPARE(driver.click_at(900), at_900);
  }

  void the_budget_line_is_dragged() {
    StripDriver driver(frames_lasting(std::vector<std::int64_t>(150, 60'000'000)));  // 60 ms: the budget is in sight
    QSignalSpy changed(&driver.strip, &StepStrip::budgetsChanged);
    QSignalSpy selected(&driver.strip, &StepStrip::rangeSelected);
    const int y = grip_below(driver, 0);
    QVERIFY(y > 0);
    driver.drag({500, y + 3}, {505, y + 40});  // downwards: a smaller budget
    QCOMPARE(changed.count(), 1);
    QCOMPARE(selected.count(), 0);
    const StepBudgets budgets = driver.strip.budgets();
    QVERIFY(budgets.budget_ns < 95'000'000 && budgets.budget_ns > 20'000'000);
    QCOMPARE(budgets.budget_ns % 1'000'000, 0);  // no finer than the plot shows
    QCOMPARE(budgets.limit_ns, kOneSecondNs);
    QCOMPARE(changed.first().first().value<StepBudgets>(), budgets);
  }

  void a_click_on_the_line_still_means_the_step() {
    StripDriver driver(frames_lasting(std::vector<std::int64_t>(150, 60'000'000)));
    QSignalSpy clicked(&driver.strip, &StepStrip::stepClicked);
    QTest::mouseClick(driver.plot(), Qt::LeftButton, {}, {500, grip_below(driver, 0) + 3});
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(driver.strip.budgets(), StepBudgets{});
  }

  void budgets_are_typed() {
    BudgetDialog dialog({});
    QSignalSpy chosen(&dialog, &BudgetDialog::chosen);
    const auto boxes = dialog.findChildren<QDoubleSpinBox*>();
    QCOMPARE(boxes.size(), 2);
    boxes[0]->setValue(62.5);
    boxes[1]->setValue(20.0);  // below the budget: lifted
    dialog.findChild<QPushButton*>()->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<StepBudgets>(), (StepBudgets{62'500'000, 62'500'000}));
  }

  void the_edge_of_a_bar_follows_the_budget() {
    StripDriver driver(frames_lasting(std::vector<std::int64_t>(20, 60'000'000)));
    const auto has = [&driver](const QColor& colour) {
      driver.strip.draw_now();
      const QImage picture = driver.strip.grab().toImage();
      int count = 0;
      for (int y = 40; y < picture.height() - 30; ++y) count += picture.pixelColor(520, y) == colour ? 1 : 0;
      return count >= 2;
    };
    const Theme& theme = Theme::light_theme();
    QVERIFY(!has(theme.deadline_line));  // 60 ms of 100: amber
    QVERIFY(has(theme.budget_line));
    driver.strip.set_budgets({50'000'000, kOneSecondNs});
    QVERIFY(has(theme.deadline_line));
  }

  void bookmarks_are_asked_for_and_shown_with_their_note() {
    StripDriver driver(made_up_run(150, 200e3));
    StepStrip& strip = driver.strip;
    QSignalSpy wished(&strip, &StepStrip::bookmarkWished);
    QSignalSpy note(&strip, &StepStrip::noteWished);
    QTest::keyClick(&strip, Qt::Key_B);
    QCOMPARE(wished.count(), 0);  // no cursor yet
    strip.set_cursor(57);
    QTest::keyClick(&strip, Qt::Key_B);
    QTest::keyClick(&strip, Qt::Key_B, Qt::ShiftModifier);
    QCOMPARE(wished.count(), 1);
    QCOMPARE(wished.first().first().toInt(), 57);
    QCOMPARE(note.count(), 1);

    const auto accents = [&strip] {
      strip.draw_now();
      const QImage picture = strip.grab().toImage();
      int count = 0;
      for (int y = picture.height() / 2; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
          count += picture.pixelColor(x, y) == Theme::light_theme().accent ? 1 : 0;
      return count;
    };
    const int none = accents();
    strip.set_bookmarks({{57, {}}});
    const int hollow = accents();
    strip.set_bookmarks({{57, QStringLiteral("the lorry")}});
    QVERIFY(hollow > none);
    QVERIFY(accents() > hollow);
  }

  void steps_of_another_view_are_marked_in_their_column() {
    StripDriver driver(frames_lasting(std::vector<std::int64_t>(20'000, 10'000)));
    const auto marked_from = [&driver] {
      driver.strip.draw_now();
      const QImage picture = driver.strip.grab().toImage();
      for (int x = 0; x < picture.width(); ++x)
        for (int y = picture.height() / 2; y < picture.height(); ++y)
          if (picture.pixelColor(x, y) == Theme::light_theme().accent) return x;
      return -1;
    };
    QCOMPARE(marked_from(), -1);
    driver.strip.set_highlighted({10'001});  // not the worst of its column: all are alike
    const int x = marked_from();
    QVERIFY2(x > 470 && x < 560, qPrintable(QString::number(x)));
    driver.strip.set_highlighted({});
    QCOMPARE(marked_from(), -1);
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::StripViewTest)
#include "strip_view_test.moc"

#include "ui/charts/step_strip.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <QtTest>

#include "made_up_run.h"

namespace stepscope::ui {

// Driven as a person does, at pixels of a 1000 × 200 px strip; the plot is its child that takes the mouse.
class StepStripTest : public QObject {
  Q_OBJECT

 private:
  static QWidget* plot_of(StepStrip& strip) {
    QWidget* plot = strip.childAt(strip.width() / 2, strip.height() / 2);
    return plot == nullptr ? &strip : plot;
  }

  static void show_run(StepStrip& strip, const std::vector<FramePtr>& frames) {
    strip.resize(1000, 200);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    strip.begin_run(static_cast<int>(frames.size()), 0.1);
    strip.append(frames);
    strip.draw_now();
  }

  // Step under a pixel, found out by clicking there.
  static int click_at(StepStrip& strip, int x) {
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    QTest::mouseClick(plot_of(strip), Qt::LeftButton, {}, {x, 80});
    return clicked.isEmpty() ? -1 : clicked.last().first().toInt();
  }

 private Q_SLOTS:
  void a_click_chooses_the_step_under_it() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    const int left = click_at(strip, 300);
    const int right = click_at(strip, 700);
    QVERIFY(left > 20 && left < 60);       // about 300/1000 of the run, less the margin of the axis
    QVERIFY(right > 90 && right < 120);
    QCOMPARE(strip.cursor(), right);
    QCOMPARE(click_at(strip, 999), 149);   // beside the last bar: the last step
  }

  void the_slowest_bar_can_be_hit_when_columns_hold_many_steps() {
    std::vector<std::int64_t> walls(20'000, 10'000);
    walls[10'007] = 30'000;
    StepStrip strip;
    show_run(strip, frames_lasting(walls));
    QCOMPARE(strip.slowest_step(), 10'007);
    bool hit = false;
    for (int x = 450; x < 620 && !hit; ++x) hit = click_at(strip, x) == 10'007;
    QVERIFY(hit);
  }

  void a_range_is_selected_end_by_end() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    QSignalSpy selected(&strip, &StepStrip::rangeSelected);
    QSignalSpy cleared(&strip, &StepStrip::rangeCleared);
    const auto range = [&selected] { return selected.last(); };
    strip.select_from(40);
    QCOMPARE(range(), QVariantList({40, 40}));
    strip.select_to(60);
    QCOMPARE(range(), QVariantList({40, 60}));
    strip.select_from(50);
    QCOMPARE(range(), QVariantList({50, 60}));
    strip.select_from(70);  // beyond its end: a new one
    QCOMPARE(range(), QVariantList({70, 70}));
    strip.select_to(30);
    QCOMPARE(range(), QVariantList({30, 30}));
    strip.select_to(1000);  // no such step
    strip.select_from(-1);
    QCOMPARE(selected.count(), 5);
    QTest::keySequence(&strip, QKeySequence::Undo);
    QCOMPARE(range(), QVariantList({70, 70}));
    strip.clear_range();
    QCOMPARE(cleared.count(), 1);
  }

  void dragging_selects_a_range() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    const int left = click_at(strip, 300);
    const int right = click_at(strip, 700);
    QSignalSpy selected(&strip, &StepStrip::rangeSelected);
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    QSignalSpy cleared(&strip, &StepStrip::rangeCleared);
    QWidget* plot = plot_of(strip);
    QTest::mousePress(plot, Qt::LeftButton, {}, {700, 80});   // leftwards: the range still ascends
    QTest::mouseMove(plot, {500, 80});
    QTest::mouseMove(plot, {300, 80});
    QTest::mouseRelease(plot, Qt::LeftButton, {}, {300, 80});
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first(), QVariantList({left, right}));
    QCOMPARE(clicked.count(), 0);
    QTest::keyClick(&strip, Qt::Key_Escape);
    QCOMPARE(cleared.count(), 1);
  }

  void keys_move_the_cursor_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<int>("to");
    QTest::newRow("right") << 50 << int{Qt::Key_Right} << false << 51;
    QTest::newRow("left") << 50 << int{Qt::Key_Left} << false << 49;
    QTest::newRow("ten to the right") << 50 << int{Qt::Key_Right} << true << 60;
    QTest::newRow("ten to the left stops at the first") << 4 << int{Qt::Key_Left} << true << 0;
    QTest::newRow("home") << 50 << int{Qt::Key_Home} << false << 0;
    QTest::newRow("end") << 50 << int{Qt::Key_End} << false << 149;
    QTest::newRow("right at the end stays") << 149 << int{Qt::Key_Right} << false << 149;
    QTest::newRow("next slow") << 21 << int{Qt::Key_N} << false << 57;       // every 37th from 20 on is slow
    QTest::newRow("previous slow") << 57 << int{Qt::Key_P} << false << 20;
    QTest::newRow("no cursor yet") << -1 << int{Qt::Key_Right} << false << 0;
  }
  void keys_move_the_cursor() {
    QFETCH(int, from);
    QFETCH(int, key);
    QFETCH(bool, shift);
    QFETCH(int, to);
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    strip.set_cursor(from);
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    QTest::keyClick(&strip, static_cast<Qt::Key>(key), shift ? Qt::ShiftModifier : Qt::NoModifier);
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.first().first().toInt(), to);
    QCOMPARE(strip.cursor(), to);
  }

  void being_told_the_cursor_says_nothing_back() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    strip.set_cursor(70);
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(strip.cursor(), 70);
  }

  void the_wheel_zooms_about_the_pointer_and_a_double_click_shows_all() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    const int at_500 = click_at(strip, 500);
    const int at_900 = click_at(strip, 900);
    QWidget* plot = plot_of(strip);
    for (int notch = 0; notch < 5; ++notch) {
      QWheelEvent wheel({500, 80}, plot->mapToGlobal(QPointF(500, 80)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QApplication::sendEvent(plot, &wheel);
    }
    strip.draw_now();
    QCOMPARE(click_at(strip, 500), at_500);
    QVERIFY(click_at(strip, 900) < at_900 - 10);   // 0.8⁵ ≈ a third of the run is in sight
    QTest::mouseDClick(plot, Qt::LeftButton, {}, {500, 80});
    strip.draw_now();
    QCOMPARE(click_at(strip, 900), at_900);
  }

  void without_steps_nothing_happens() {
    StepStrip strip;
    show_run(strip, {});
    QCOMPARE(click_at(strip, 500), -1);
    QSignalSpy clicked(&strip, &StepStrip::stepClicked);
    for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Home, Qt::Key_End, Qt::Key_N, Qt::Key_P})
      QTest::keyClick(&strip, key);
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(strip.slowest_step(), -1);
  }

  void a_new_run_forgets_the_old_one() {
    StepStrip strip;
    show_run(strip, made_up_run(150, 200e3));
    strip.set_cursor(70);
    strip.begin_run(10, 0.1);
    QCOMPARE(strip.step_count(), 0);
    QCOMPARE(strip.cursor(), -1);
    strip.append(made_up_run(3, 200e3));
    QCOMPARE(strip.step_count(), 3);
  }

  void exports_what_is_shown() {
    QTemporaryDir folder;
    StepStrip strip;
    show_run(strip, made_up_run(20, 200e3));
    const ChartExport source = strip.exporter();
    const QString png = folder.filePath(QStringLiteral("a.png"));
    const QString svg = folder.filePath(QStringLiteral("a.svg"));
    const QString csv = folder.filePath(QStringLiteral("a.csv"));
    for (const QString& file : {png, svg, csv}) QCOMPARE(save_chart(source, file), QString());
    const QImage picture(png);
    QCOMPARE(picture.size(), QSize(2000, 400));   // twice as dense, for print
    // The database's blue of the cold first step is in the plot, left of the middle.
    bool found = false;
    for (int y = 0; y < picture.height() && !found; ++y)
      for (int x = 60; x < 300 && !found; ++x)
        found = y > 80 && picture.pixelColor(x, y) == Theme::stage(StageGroup::kDatabase);
    QVERIFY(found);
    // The SVG shows the same in the same places: compared in the last bar.
    QSvgRenderer drawing(svg);
    QVERIFY(drawing.isValid());
    QImage drawn(picture.size(), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&drawn);
    drawing.render(&painter, QRectF(QPointF(0, 0), QSizeF(drawn.size())));
    painter.end();
    const auto colours_in = [](const QImage& image, int x) {
      QSet<QRgb> colours;
      for (int y = 80; y < image.height(); ++y) colours.insert(image.pixel(x, y));
      return colours;
    };
    for (const StageGroup group : {StageGroup::kFeatures, StageGroup::kPropagation}) {
      const QRgb colour = Theme::stage(group).rgb();
      QVERIFY(colours_in(picture, 1940).contains(colour));
      QVERIFY(colours_in(drawn, 1940).contains(colour));
    }
    QFile table(csv);
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(table.readAll().count('\n'), 21);
    QVERIFY(save_chart(source, folder.filePath(QStringLiteral("missing/a.csv"))).contains(QStringLiteral("missing/a.csv")));
    QVERIFY(!save_chart(source, folder.filePath(QStringLiteral("a.xyz"))).isEmpty());
  }

  void speed_of_drawing_data() {   // reported, not asserted
    QTest::addColumn<int>("steps");
    QTest::newRow("150 steps") << 150;
    QTest::newRow("100 000 steps") << 100'000;
  }
  void speed_of_drawing() {
    QFETCH(int, steps);
    StepStrip strip;
    strip.resize(1400, 170);
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    strip.begin_run(steps, 0.1);
    strip.append(made_up_run(steps, 200e3));
    QBENCHMARK {
      strip.draw_now();
      QApplication::processEvents();
    }
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::StepStripTest)
#include "step_strip_test.moc"

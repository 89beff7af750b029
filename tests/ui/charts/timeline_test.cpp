#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "made_up_spans.h"
#include "ui/charts/span_text.h"
#include "ui/charts/timeline_ticks.h"
#include "ui/charts/timeline_view.h"

namespace stepscope::ui {

class TimelineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    run_ = run_with_spans({0, 10, 2});
    data_.clear();
    data_.set_idle(Idle::kCut);
    data_.update(run_);
    view_ = std::make_unique<TimelineView>();
    view_->resize(1000, 200);
    view_->set_data(&data_);
    view_->set_scope({0, 2});
  }
  void cleanup() { view_.reset(); }

  void ticks_are_round_and_carry_their_unit() {
    const auto ticks = timeline_ticks(0.0, 214'000.0, 0.0, 10);
    QCOMPARE(ticks.size(), std::size_t(5));
    QCOMPARE(ticks[1].text, QStringLiteral("50\u00A0µs"));
    QCOMPARE(timeline_ticks(0.0, 900.0, 0.0, 10)[1].text, QStringLiteral("0.1\u00A0µs"));
    QCOMPARE(timeline_ticks(0.0, 90.0, 0.0, 10)[1].text, QStringLiteral("10\u00A0ns"));
    QCOMPARE(timeline_ticks(0.0, 4e9, 0.0, 10)[1].text, QStringLiteral("0.5\u00A0s"));
    QCOMPARE(timeline_ticks(1'000.0, 1'100.0, 1'050.0, 5)[0].text, QStringLiteral("-40\u00A0ns"));
    QVERIFY(timeline_ticks(5.0, 5.0, 0.0, 10).empty());
  }

  void zoom_keeps_the_moment_under_the_pointer() {
    TimelineCamera camera;
    camera.set_width(1000);
    camera.set_length(1e6);
    camera.show(0.0, 1e6);
    const double at = camera.ns_at(300.0);
    camera.zoom(0.5, 300.0);
    QVERIFY(std::abs(camera.ns_at(300.0) - at) < 1.0);
    for (int i = 0; i < 100; ++i) camera.zoom(0.5, 300.0);
    QVERIFY(std::abs(camera.end() - camera.begin() - TimelineCamera::kShortest) < 1e-6);
    for (int i = 0; i < 100; ++i) camera.zoom(2.0, 300.0);
    QVERIFY(camera.begin() <= 0.0 && camera.end() >= 1e6);
    camera.pan(1e9);
    QVERIFY(camera.end() >= 1e6 && camera.end() < 1.1e6);
  }

  void steps_follow_each_other_without_the_time_between() {
    // 100 + 120 + 104 µs, and two gaps of a twentieth of the step before.
    QCOMPARE(data_.axis().length(), 100'000 + 5'000 + 120'000 + 6'000 + 104'000);
    QCOMPARE(data_.rows().rows().size(), std::size_t(5));  // step, stages, inside, statements · the writer
    data_.set_idle(Idle::kShown);
    QCOMPARE(data_.axis().length(), 200'000'000 + 104'000);
  }

  void takes_in_what_is_new() {
    auto tape = std::make_shared<SpanTape>(2);
    ProfiledRun growing;
    growing.spans = tape;
    TimelineData data;
    QVERIFY(!data.update(growing) && data.empty());
    const auto spans = made_up_step(0, 1);
    tape->append(spans);
    QVERIFY(!data.update(growing));  // its frame has not come yet
    growing.steps.push_back(timing_of_spans(spans));
    QVERIFY(data.update(growing));
    QCOMPARE(data.steps(), 1);
    QVERIFY(!data.update(growing));
  }

  void a_scope_that_grows_is_followed_until_the_user_zooms() {
    view_->set_scope({0, 0});
    const double one = view_->scene().camera.ns_per_pixel();
    view_->grow_scope({0, 1});
    const double two = view_->scene().camera.ns_per_pixel();
    QVERIFY(two > 1.5 * one);
    QTest::keyClick(view_.get(), Qt::Key_W);
    const double zoomed = view_->scene().camera.ns_per_pixel();
    view_->grow_scope({0, 2});
    QCOMPARE(view_->scene().camera.ns_per_pixel(), zoomed);
    view_->set_scope({1, 2});
    QVERIFY(view_->scene().camera.ns_per_pixel() > zoomed);
  }

  void click_selects_the_span_and_asks_for_its_step() {
    QSignalSpy clicked(view_.get(), &TimelineView::stepClicked);
    const QPoint planner = middle_of({1, 3});
    QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::NoModifier, planner);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked[0][0].toInt(), 1);
    QCOMPARE(view_->scene().selected, (SpanPlace{1, 3}));
    QCOMPARE(data_.span({1, 3})->stage, Stage::kPlanner);
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(!view_->scene().has_selection());
  }

  void double_click_zooms_to_the_span_and_f_back() {
    const double before = view_->scene().camera.ns_per_pixel();
    QTest::mouseDClick(view_.get(), Qt::LeftButton, Qt::NoModifier, middle_of({1, 3}));
    const auto begin = static_cast<double>(data_.axis().place_of(data_.span({1, 3})->begin_ns));
    QVERIFY(std::abs(view_->scene().camera.begin() - begin) < 2'000.0);
    QVERIFY(view_->scene().camera.ns_per_pixel() < before / 2.0);
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QTest::keyClick(view_.get(), Qt::Key_F);
    QVERIFY(std::abs(view_->scene().camera.ns_per_pixel() - before) < 1e-6);
  }

  void keys_zoom_and_pan_and_walk_the_tree() {
    QTest::keyClick(view_.get(), Qt::Key_W);
    QTest::keyClick(view_.get(), Qt::Key_W);
    const double begin = view_->scene().camera.begin();
    QTest::keyClick(view_.get(), Qt::Key_D);
    QVERIFY(view_->scene().camera.begin() > begin);
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QVERIFY(std::abs(view_->scene().camera.begin() - begin) < 1.0);
    view_->set_cursor(2);
    QTest::keyClick(view_.get(), Qt::Key_Down);
    QCOMPARE(view_->scene().selected, (SpanPlace{2, 0}));
    QTest::keyClick(view_.get(), Qt::Key_Down);
    QCOMPARE(data_.span(view_->scene().selected)->stage, Stage::kInputPreparation);
    QTest::keyClick(view_.get(), Qt::Key_Up);
    QCOMPARE(view_->scene().selected, (SpanPlace{2, 0}));
  }

  void keys_of_the_window_are_the_timelines_while_it_has_the_focus() {
    QKeyEvent space(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    space.ignore();
    QApplication::sendEvent(view_.get(), &space);
    QVERIFY(!space.isAccepted());
    QKeyEvent s(QEvent::ShortcutOverride, Qt::Key_S, Qt::NoModifier);
    s.ignore();
    QApplication::sendEvent(view_.get(), &s);
    QVERIFY(s.isAccepted());
  }

  void wheel_zooms_about_the_pointer_and_pans_with_shift() {
    const QPoint at(700, 100);
    const double x = at.x() - view_->rows_area().left();
    const double moment = view_->scene().camera.ns_at(x);
    turn_wheel(at, 240, Qt::NoModifier);
    QVERIFY(std::abs(view_->scene().camera.ns_at(x) - moment) < 2.0);
    const double begin = view_->scene().camera.begin(), scale = view_->scene().camera.ns_per_pixel();
    turn_wheel(at, -120, Qt::ShiftModifier);
    QVERIFY(view_->scene().camera.begin() > begin);
    QVERIFY(std::abs(view_->scene().camera.ns_per_pixel() - scale) < 1e-9);
  }

  void dragging_pans_and_is_no_click() {
    QSignalSpy clicked(view_.get(), &TimelineView::stepClicked);
    QTest::keyClick(view_.get(), Qt::Key_W);
    const double begin = view_->scene().camera.begin();
    drag({600, 100}, {560, 100});
    QVERIFY(std::abs(view_->scene().camera.begin() - begin - 40.0 * view_->scene().camera.ns_per_pixel()) < 1.0);
    QCOMPARE(clicked.size(), 0);
  }

  void dragging_on_the_ruler_measures() {
    const auto x_of = [this](double ns) {
      return view_->rows_area().left() + static_cast<int>(view_->scene().camera.x_of(ns));
    };
    drag({x_of(20'000.0), 5}, {x_of(60'000.0), 5});
    QVERIFY2(view_->measured_text().endsWith(QStringLiteral("in step 0")), qPrintable(view_->measured_text()));
    const auto [begin, end] = *view_->scene().measured;
    QVERIFY(std::abs(end - begin - 40'000.0) < 2.0 * view_->scene().camera.ns_per_pixel());
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(view_->measured_text().isEmpty());
  }

  void spans_below_a_pixel_are_folded_and_counted() {
    run_ = run_with_spans(std::vector<int>(2'000, 7));
    data_.clear();
    data_.update(run_);
    view_->data_changed();
    view_->set_scope({0, 1'999});
    // Row of the statements: 7 of 2 µs in each of 2 000 steps over the width.
    const int y = view_->rows_area().top() + view_->scene().lanes.top_of(3) + 3;
    const auto hit = view_->hit_at({500, y});
    QVERIFY(hit && hit->folded());
    const std::size_t per_pixel = 7 * 2'000 / static_cast<std::size_t>(view_->rows_area().width());
    QVERIFY(hit->last - hit->first >= per_pixel);
    QVERIFY(hit->last - hit->first <= 5 * per_pixel);
    QVERIFY(folded_tooltip(data_.rows().rows()[3], hit->first, hit->last).contains(QStringLiteral("database")));
    // One click on them asks for the step but selects none of them.
    QSignalSpy clicked(view_.get(), &TimelineView::stepClicked);
    QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::NoModifier, {500, y});
    QCOMPARE(clicked.size(), 1);
    QVERIFY(!view_->scene().has_selection());
    // Zoomed in far enough, each is a span of its own.
    view_->zoom_to({clicked[0][0].toInt(), 0});
    const auto one = view_->hit_at(middle_of({clicked[0][0].toInt(), 5}));
    QVERIFY(one && !one->folded());
  }

  void folded_columns_are_drawn_as_high_as_they_are_full() {
    run_ = run_with_spans(std::vector<int>(2'000, 25));  // half of every step is statements
    data_.clear();
    data_.update(run_);
    view_->data_changed();
    view_->set_scope({0, 1'999});
    const QImage image = view_->grab().toImage();
    const int top = view_->rows_area().top() + view_->scene().lanes.top_of(3),
              height = view_->scene().lanes.row_height();
    int blue = 0, columns = 0;
    for (int x = 300; x < 900; ++x, ++columns)
      for (int y = top; y < top + height; ++y)
        if (image.pixelColor(x, y) == Theme::stage(StageGroup::kDatabase)) ++blue;
    // 50 of 150 µs, and the gaps: a third of the row.
    const double filled = static_cast<double>(blue) / (columns * (height - 1.0));
    QVERIFY2(filled > 0.2 && filled < 0.45, qPrintable(QString::number(filled)));
  }

  void matches_of_a_search_stand_out() {
    const QImage before = view_->grab().toImage();
    view_->set_search(SpanQuery("controller", run_.statement_log));
    QCOMPARE(view_->scene().matches[2].size(), std::size_t(3));
    QVERIFY(view_->scene().matches[1].empty());
    const QImage image = view_->grab().toImage();
    const QPoint planner = middle_of({1, 3});
    const QPoint bare = planner + QPoint(0, 5);
    QVERIFY(image.pixelColor(bare) != before.pixelColor(bare));
    view_->set_search({});
    QCOMPARE(view_->grab().toImage(), before);
  }

  void tooltip_says_what_a_span_was_and_escapes_names() {
    const QString text = span_tooltip(data_, {1, 5});  // the first statement
    QVERIFY(text.contains(QStringLiteral("step 1")));
    QVERIFY(text.contains(QStringLiteral("2.00")));
    QVERIFY(text.contains(QStringLiteral("SELECT token FROM lidar_pc WHERE x &lt; ?")));
    QVERIFY(text.contains(QStringLiteral("10 statements")));
    QVERIFY(span_line(data_, {1, 3}).startsWith(QStringLiteral("planner · step 1 · total 80.0")));
    QVERIFY(span_line(data_, {-1, 0}).contains(QStringLiteral("store writer")));
  }

  void csv_has_a_line_per_span_of_the_steps_in_sight() {
    const QStringList lines = spans_csv(data_, {1, 1}).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 1 + static_cast<int>(data_.tape()->of_step(1).size()));
    QCOMPARE(lines[4], QStringLiteral("1,0,1,planner,10000,80000,30000,"));
    QCOMPARE(lines[6], QStringLiteral("1,0,3,database,70000,2000,2000,SELECT token FROM lidar_pc WHERE x < ?"));
  }

  void saves_pictures() {
    QTemporaryDir folder;
    for (const char* name : {"t.png", "t.svg", "t.csv"}) {
      const QString file = folder.filePath(QLatin1String(name));
      QCOMPARE(save_chart(view_->exporter(), file), QString());
      QVERIFY(QFileInfo(file).size() > 200);
    }
  }

  void without_spans_says_why() {
    TimelineView empty;
    empty.resize(400, 100);
    const QImage blank = empty.grab().toImage();
    empty.set_reason(QStringLiteral("The spans of this run were not recorded"));
    QVERIFY(empty.grab().toImage() != blank);
    QVERIFY(!empty.hit_at({200, 50}));
    QTest::mouseClick(&empty, Qt::LeftButton, Qt::NoModifier, {200, 50});
    QTest::keyClick(&empty, Qt::Key_Down);
    QTest::keyClick(&empty, Qt::Key_F);
  }

 private:
  QPoint middle_of(SpanPlace place) const {
    const auto at = data_.rows().position_of(*data_.tape(), place);
    const SpanRecord& span = *data_.span(place);
    const auto middle = static_cast<double>(data_.axis().place_of((span.begin_ns + span.end_ns) / 2));
    return {view_->rows_area().left() + static_cast<int>(view_->scene().camera.x_of(middle)),
            view_->rows_area().top() + view_->scene().lanes.top_of(at->row) + view_->scene().lanes.row_height() / 2};
  }
  void turn_wheel(QPoint at, int delta, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, view_->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view_.get(), &event);
  }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(view_.get(), Qt::LeftButton, Qt::NoModifier, from);
    for (const QPoint at : {from + (to - from) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, at, view_->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
      QApplication::sendEvent(view_.get(), &move);
    }
    QTest::mouseRelease(view_.get(), Qt::LeftButton, Qt::NoModifier, to);
  }

  ProfiledRun run_;
  TimelineData data_;
  std::unique_ptr<TimelineView> view_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::TimelineTest)
#include "timeline_test.moc"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "../charts/made_up_spans.h"
#include "ui/charts/flame_view.h"
#include "ui/charts/timeline_view.h"
#include "ui/models/span_group_model.h"
#include "ui/panels/data_table.h"
#include "ui/panels/timeline_panel.h"

namespace stepscope::ui {

class TimelinePanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    run_ = run_with_spans({0, 10, 2, 4});
    panel_ = std::make_unique<TimelinePanel>();
    panel_->resize(900, 240);
    panel_->show();
    panel_->begin(&run_);
    panel_->set_cursor(2);
    panel_->refresh_now();
  }
  void cleanup() { panel_.reset(); }

  void is_of_the_step_under_the_cursor_until_told_otherwise() {
    QCOMPARE(panel_->scope(), (StepRange{2, 2}));
    panel_->set_cursor(1);
    panel_->refresh_now();
    QCOMPARE(panel_->timeline().scene().scope, (StepRange{1, 1}));
    QCOMPARE(cell_of(QStringLiteral("database"), SpanGroupModel::kCount), QStringLiteral("10"));
  }

  void a_range_in_the_strip_takes_over_and_gives_back() {
    panel_->set_range({1, 2});
    panel_->refresh_now();
    QCOMPARE(panel_->head().scope(), TimelineScope::kRange);
    QCOMPARE(cell_of(QStringLiteral("database"), SpanGroupModel::kCount), QStringLiteral("12"));
    QCOMPARE(cell_of(QStringLiteral("database"), SpanGroupModel::kWorst), QStringLiteral("1"));
    panel_->drop_range();
    panel_->refresh_now();
    QCOMPARE(panel_->head().scope(), TimelineScope::kStep);
    QCOMPARE(panel_->scope(), (StepRange{2, 2}));
  }

  void groups_by_statement() {
    choose_run();
    QMetaObject::invokeMethod(panel_->findChild<QComboBox*>(), "setCurrentIndex", Q_ARG(int, 1));
    QCOMPARE(cell_of(QStringLiteral("SELECT token FROM lidar_pc WHERE x < ?"), SpanGroupModel::kCount),
             QStringLiteral("8"));
    QVERIFY(cell_of(QStringLiteral("database"), SpanGroupModel::kCount).isEmpty());
  }

  void finding_counts_and_sums_and_filters_the_table() {
    choose_run();
    QTest::keyClicks(&panel_->head().search(), QStringLiteral("lidar"));
    // 5 + 1 + 2 statements of 2 µs; steps of 100, 120, 104 and 108 µs.
    QCOMPARE(panel_->found_text(), QStringLiteral("8 spans, 16.0\u00A0µs, 3.7\u00A0% of the run"));
    QCOMPARE(panel_->table().model()->rowCount(), 0);  // no stage is called so
    QMetaObject::invokeMethod(panel_->findChild<QComboBox*>(), "setCurrentIndex", Q_ARG(int, 1));
    QCOMPARE(panel_->table().model()->rowCount(), 1);
    QTest::keyClick(&panel_->head().search(), Qt::Key_Escape);
    QVERIFY(panel_->found_text().isEmpty());
    QVERIFY(panel_->table().model()->rowCount() > 5);
    QTest::keyClicks(&panel_->head().search(), QStringLiteral("<b>"));
    QCOMPARE(panel_->found_text(), QStringLiteral("nothing found in the run"));
  }

  void enter_goes_from_match_to_match() {
    choose_run();
    QTest::keyClicks(&panel_->head().search(), QStringLiteral("controller"));
    const auto selected = [this] { return panel_->timeline().scene().selected.step; };
    for (const int step : {0, 1, 2, 3, 0}) {
      QTest::keyClick(&panel_->head().search(), Qt::Key_Return);
      QCOMPARE(selected(), step);
    }
    QTest::keyClick(&panel_->head().search(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(selected(), 3);
    QVERIFY(panel_->details_text().startsWith(QStringLiteral("propagation: controller · step 3 · total 20.0")));
  }

  void a_click_asks_for_the_step_without_moving_the_view() {
    choose_run();
    QSignalSpy wished(panel_.get(), &TimelinePanel::stepWished);
    QObject::connect(panel_.get(), &TimelinePanel::stepWished, panel_.get(), &TimelinePanel::set_cursor);
    const double begin = panel_->timeline().scene().camera.begin();
    const QRect area = panel_->timeline().rows_area();
    QTest::mouseClick(&panel_->timeline(), Qt::LeftButton, Qt::NoModifier, {area.right() - 30, area.top() + 5});
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished[0][0].toInt(), 3);
    QCOMPARE(panel_->timeline().scene().camera.begin(), begin);
    QCOMPARE(panel_->timeline().scene().cursor, 3);
  }

  void a_row_of_the_table_leads_to_its_worst_step() {
    choose_run();
    QSignalSpy wished(panel_.get(), &TimelinePanel::stepWished);
    panel_->table().setCurrentIndex(row_of(QStringLiteral("database")));
    QTest::keyClick(&panel_->table(), Qt::Key_Return);
    QCOMPARE(wished.size(), 1);
    QCOMPARE(wished[0][0].toInt(), 1);
    QCOMPARE(panel_->data().span(panel_->timeline().scene().selected)->stage, Stage::kDatabase);
  }

  void the_flame_graph_is_of_the_same_steps() {
    choose_run();
    choose(QStringLiteral("Flame"));
    QCOMPARE(panel_->flame().tree().steps, (StepRange{0, 3}));
    QCOMPARE(panel_->flame().tree().nodes[0].total_ns, 432'000);
  }

  void grows_with_the_run() {
    auto tape = std::make_shared<SpanTape>(4);
    ProfiledRun growing;
    growing.spans = tape;
    panel_->begin(&growing);
    panel_->refresh_now();
    QCOMPARE(panel_->data().steps(), 0);
    for (int k = 0; k < 2; ++k) {
      const auto spans = made_up_step(k * 1'000'000, k);
      tape->append(spans);
      growing.steps.push_back(timing_of_spans(spans));
      panel_->run_grew();
    }
    QTRY_COMPARE(panel_->data().steps(), 2);
    panel_->begin(nullptr);
  }

  void hidden_it_does_nothing_until_it_is_shown() {
    panel_->hide();
    run_ = run_with_spans({1, 1});
    panel_->begin(&run_);
    QTest::qWait(150);
    QCOMPARE(panel_->data().steps(), 0);
    panel_->show();
    QTRY_COMPARE(panel_->data().steps(), 2);
  }

  void says_which_steps_lack_spans_and_what_was_not_recorded() {
    run_.steps[2].total_ns[static_cast<std::size_t>(Stage::kDatabase)] += 50'000;
    panel_->refresh_now();
    QVERIFY(panel_->details_text().contains(QStringLiteral("1 of these steps had more spans than were kept")));
    ProfiledRun without;
    without.steps.resize(3);
    panel_->begin(&without);
    panel_->refresh_now();
    QVERIFY(panel_->data().empty());
    QVERIFY(panel_->timeline().reason().contains(QStringLiteral("not recorded")));
    panel_->begin(nullptr);
    panel_->refresh_now();
    QVERIFY(panel_->timeline().reason().startsWith(QStringLiteral("No steps yet")));
  }

 private:
  void choose(const QString& button) {
    for (auto* one : panel_->findChildren<QToolButton*>())
      if (one->text() == button) return one->click();
    QFAIL("no such button");
  }
  void choose_run() { choose(QStringLiteral("Run")); }
  QModelIndex row_of(const QString& name) const {
    const QAbstractItemModel& model = *panel_->table().model();
    for (int row = 0; row < model.rowCount(); ++row)
      if (model.index(row, 0).data().toString() == name) return model.index(row, 0);
    return {};
  }
  QString cell_of(const QString& name, int column) const {
    const QModelIndex row = row_of(name);
    return row.siblingAtColumn(column).data().toString();
  }

  ProfiledRun run_;
  std::unique_ptr<TimelinePanel> panel_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::TimelinePanelTest)
#include "timeline_panel_test.moc"

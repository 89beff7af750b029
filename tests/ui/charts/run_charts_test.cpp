#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QtTest>

#include "made_up_run.h"
#include "ui/charts/donut_content.h"
#include "ui/charts/donut_legend.h"
#include "ui/charts/share_donut.h"
#include "ui/charts/stage_table.h"

namespace stepscope::ui {

namespace {

// Two steps of 100 and 300 µs, three quarters planner, one quarter propagation.
std::vector<FramePtr> two_steps() {
  const auto step = [](int k, std::int64_t wall) {
    return frame_of(k, timing_of(wall, {{Stage::kPlanner, wall * 3 / 4}, {Stage::kController, wall / 4}}));
  };
  return {step(0, 100'000), step(1, 300'000)};
}

}  // namespace

// Donut and table of a run's statistics.
class RunChartsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void slices_are_the_groups_that_cost_time() {
    const std::vector<DonutSlice> slices = donut_slices(statistics_of_frames(two_steps()));
    const std::vector<DonutSlice> expected{{StageGroup::kPlanner, 0.75, 150'000.0},  // 300 µs over 2 steps
                                           {StageGroup::kPropagation, 0.25, 50'000.0}};
    QCOMPARE(slices, expected);
    QCOMPARE(donut_csv(slices),
             QStringLiteral("stage,share,ns_per_step\nplanner,0.75,150000\npropagation,0.25,50000\n"));
    QVERIFY(donut_slices(RunStatistics{}).empty());
  }

  void an_empty_donut_says_why() {
    ShareDonut donut;
    donut.resize(320, 240);
    static_cast<QWidget&>(donut).show();
    const auto* reason = donut.findChild<QLabel*>();
    QVERIFY(reason->isVisible() && reason->text().startsWith(QStringLiteral("No steps yet")));
    donut.show(statistics_of_frames(two_steps()));
    QVERIFY(!reason->isVisible());
    donut.show_reason(QStringLiteral("The run was stopped before its first step"));
    QVERIFY(reason->isVisible());
    QCOMPARE(reason->text(), QStringLiteral("The run was stopped before its first step"));
    donut.show(statistics_of_frames({frame_of(0, StepTiming{})}));
    QVERIFY(reason->text().contains(QStringLiteral("no measurable time")));
  }

  void the_legend_is_never_cut_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(320, 260), QSize(320, 420), QSize(480, 260), QSize(700, 220), QSize(250, 300)})
      QTest::addRow("%dx%d", size.width(), size.height()) << size;
  }
  void the_legend_is_never_cut() {
    QFETCH(QSize, size);
    ShareDonut donut;
    donut.show(statistics_of_frames(made_up_run(50, 200e3)));
    donut.resize(size);
    static_cast<QWidget&>(donut).show();
    QVERIFY(QTest::qWaitForWindowExposed(&donut));
    const auto* legend = donut.findChild<DonutLegend*>();
    QVERIFY(legend->width() >= legend->sizeHint().width());
    QVERIFY(legend->height() >= legend->sizeHint().height());
    QVERIFY(donut.rect().contains(legend->geometry()));
    for (const QWidget* other : donut.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
      if (other != legend && other->isVisible()) QVERIFY(!other->geometry().intersects(legend->geometry()));
  }

  void the_mark_of_the_sorted_column_leaves_its_title_alone() {
    StageTable table;
    table.resize(700, 200);
    table.show(statistics_of_frames(two_steps()));
    static_cast<QWidget&>(table).show();
    QHeaderView* header = table.horizontalHeader();
    const int column = 2, width = header->sectionSize(column);
    const auto title = [&] {  // below the mark
      const QRect section(header->sectionViewportPosition(column), 6, width, header->height() - 6);
      return header->viewport()->grab(section).toImage();
    };
    const QImage before = title();
    table.sortByColumn(column, Qt::DescendingOrder);
    QCoreApplication::processEvents();
    QCOMPARE(header->sectionSize(column), width);
    QVERIFY(title() == before);
    const QRect above(header->sectionViewportPosition(column), 0, width, 6);
    const QImage marked = header->viewport()->grab(above).toImage();
    table.sortByColumn(column + 1, Qt::DescendingOrder);
    QCoreApplication::processEvents();
    QVERIFY(header->viewport()->grab(above).toImage() != marked);
  }

  void the_table_copies_all_or_the_selection() {
    StageTable table;
    table.show(statistics_of_frames(two_steps()));
    static_cast<QWidget&>(table).show();
    const QStringList all = table.selected_as_tsv().split(QLatin1Char('\n'));
    QCOMPARE(all.first(),
             QStringLiteral("stage\tsteps\tmean µs\tp50 µs\tp95 µs\tp99 µs\tmax µs\tself share %\tself µs"));
    QCOMPARE(all[1], QStringLiteral("whole step\t2\t200\t200\t290\t298\t300\t100\t"));
    QCOMPARE(all[2], QStringLiteral("planner\t2\t150\t150\t217.5\t223.5\t225\t75\t150"));  // p95 = 75 + 0.95·150
    QCOMPARE(all.size(), 6);  // header, step, planner, controller, unaccounted and the end

    table.selectRow(1);
    QTest::keySequence(&table, QKeySequence::Copy);
    const QStringList copied = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(copied, QStringList({all[0], all[2], QString()}));
  }

  void the_table_is_saved_in_the_order_shown() {
    StageTable table;
    table.show(statistics_of_frames(two_steps()));
    table.sortByColumn(StageTableModel::kMean, Qt::AscendingOrder);
    QStringList stages;
    for (const QString& line : table.csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
      stages << line.section(QLatin1Char(','), 0, 0);
    QCOMPARE(stages, QStringList({"stage", "whole step", "unaccounted", "propagation: controller", "planner"}));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RunChartsTest)
#include "run_charts_test.moc"

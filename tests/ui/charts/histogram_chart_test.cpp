#include "ui/charts/histogram_chart.h"

#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/charts/name_rows.h"

namespace stepscope::ui {

namespace {

// 100 values: 1 … 100 µs.
HistogramContent hundred() {
  HistogramContent content{.title = QStringLiteral("whole step"), .budgets = StepBudgets{}};
  for (std::int64_t i = 1; i <= 100; ++i) content.values_ns.push_back(i * 1'000);
  content.summary = distribution_of(content.values_ns);
  return content;
}

}  // namespace

// Driven as a person does, at pixels of the plot, the child that takes the mouse.
class HistogramChartTest : public QObject {
  Q_OBJECT

 private:
  static void present(HistogramChart& chart, const HistogramContent& content, BinScale scale = BinScale::kLinear) {
    chart.resize(800, 240);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    chart.show(content, scale);
    QCoreApplication::processEvents();
  }
  static QWidget* plot_of(HistogramChart& chart) { return chart.childAt(chart.width() / 2, chart.height() / 2); }
  static void drag(HistogramChart& chart, int from, int to) {
    QWidget* plot = plot_of(chart);
    QTest::mousePress(plot, Qt::LeftButton, {}, {from, 80});
    QTest::mouseMove(plot, {(from + to) / 2, 80});
    QTest::mouseMove(plot, {to, 80});
    QTest::mouseRelease(plot, Qt::LeftButton, {}, {to, 80});
  }

 private Q_SLOTS:
  void dragging_picks_whole_bins_and_a_click_drops_them() {
    HistogramChart chart;
    present(chart, hundred());
    QSignalSpy changed(&chart, &HistogramChart::rangeChanged);
    drag(chart, 400, 250);  // leftwards: the range still ascends
    QVERIFY(chart.range().has_value());
    QVERIFY(changed.count() >= 1);
    const DurationRange range = *chart.range();
    QVERIFY(range.from_ns < range.to_ns);
    const std::vector<double>& edges = chart.histogram().edges_ns;
    QVERIFY(std::find(edges.begin(), edges.end(), range.from_ns) != edges.end());
    QVERIFY(std::find(edges.begin(), edges.end(), range.to_ns) != edges.end());
    // What is listed is what the bars in the range count.
    std::int64_t counted = 0;
    for (std::size_t i = 0; i < chart.histogram().counts.size(); ++i)
      if (edges[i] >= range.from_ns && edges[i + 1] <= range.to_ns) counted += chart.histogram().counts[i];
    QCOMPARE(static_cast<std::int64_t>(values_in(chart.content(), range).size()), counted);
    QVERIFY(counted > 5 && counted < 50);

    QTest::mouseClick(plot_of(chart), Qt::LeftButton, {}, {600, 80});
    QVERIFY(!chart.range().has_value());
  }

  void an_end_of_the_range_is_dragged_on() {
    HistogramChart chart;
    present(chart, hundred());
    drag(chart, 250, 400);
    const DurationRange before = *chart.range();
    QWidget* plot = plot_of(chart);
    int grip = -1;
    for (int x = 380; x < 440 && grip < 0; ++x) {
      QTest::mouseMove(plot, {x, 80});
      if (plot->cursor().shape() == Qt::SizeHorCursor) grip = x;
    }
    QVERIFY(grip > 0);
    drag(chart, grip + 2, 600);
    QCOMPARE(chart.range()->from_ns, before.from_ns);
    QVERIFY(chart.range()->to_ns > before.to_ns + 10'000);
  }

  void keys_pick_the_slowest_and_move_on() {
    HistogramChart chart;
    present(chart, hundred());
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(chart.range().has_value());
    QCOMPARE(values_in(chart.content(), *chart.range()).back(), std::size_t{99});  // the longest is in it
    const double from = chart.range()->from_ns;
    QTest::keyClick(&chart, Qt::Key_Right);  // there is nothing beyond
    QCOMPARE(chart.range()->from_ns, from);
    QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(chart.range()->from_ns < from);
    const double width = chart.range()->to_ns - chart.range()->from_ns;
    QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(chart.range()->to_ns - chart.range()->from_ns > 1.5 * width);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.range().has_value());
  }

  void the_caption_has_every_figure_with_its_unit() {
    HistogramChart chart;
    present(chart, hundred());
    const QString caption = chart.caption();
    for (const char* part : {"whole step", "100 steps", "mean 50.5", "p50 50.5", "p95 95.0", "p99 99.0", "max 100",
                             "100 ms budget", "× the median"})
      QVERIFY2(caption.contains(QString::fromUtf8(part)), qPrintable(caption));
    HistogramContent with_zeros = hundred();
    with_zeros.values_ns.push_back(0);
    chart.show(with_zeros, BinScale::kLogarithmic);
    QVERIFY(chart.caption().contains(QStringLiteral("1 steps of 0 ns")));
  }

  void names_of_close_quantiles_never_cover_each_other() {
    NameRows rows(QRect(0, 0, 200, 100), 2, 10);
    QCOMPARE(rows.take(100, 30, 0), QRect(101, 0, 30, 10));
    QCOMPARE(rows.take(110, 30, 0), QRect(111, 10, 30, 10));  // the other row
    QCOMPARE(rows.take(100, 30, 0), QRect(70, 0, 30, 10));    // left of its line
    QCOMPARE(rows.take(105, 30, 1), QRect(75, 10, 30, 10));
    QVERIFY(rows.take(108, 30, 1).isNull());                  // no room: the caption has its value
    QCOMPARE(rows.take(190, 30, 1), QRect(160, 10, 30, 10));  // inside the frame
  }

  void says_why_it_is_empty() {
    HistogramChart chart;
    present(chart, {});
    QVERIFY(chart.caption().isEmpty() || !chart.childAt(400, 120)->inherits("QCustomPlot"));
    HistogramContent nothing{.title = QStringLiteral("map I/O"), .values_ns = {0, 0}};
    nothing.summary = distribution_of(nothing.values_ns);
    chart.show(nothing, BinScale::kLogarithmic);
    QCoreApplication::processEvents();
    QVERIFY(!chart.childAt(400, 120)->inherits("QCustomPlot"));
    QSignalSpy changed(&chart, &HistogramChart::rangeChanged);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(changed.count(), 0);
  }

  void one_slow_step_among_many_is_seen() {
    HistogramContent content{.title = QStringLiteral("x"), .values_ns = std::vector<std::int64_t>(100'000, 10'000)};
    content.values_ns.push_back(95'000);
    content.summary = distribution_of(content.values_ns);
    HistogramChart chart;
    present(chart, content);
    chart.grab();
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(values_in(content, *chart.range()), std::vector<std::size_t>{100'000});
    chart.drop_range();
    const QImage picture = chart.grab().toImage();
    const QColor bar = Theme::light_theme().accent;
    bool seen = false;
    for (int x = 680; x < 760 && !seen; ++x)
      for (int y = 120; y < 220 && !seen; ++y) seen = picture.pixelColor(x, y) == bar;
    QVERIFY(seen);
  }

  void exports_what_is_shown() {
    QTemporaryDir folder;
    HistogramChart chart;
    present(chart, hundred());
    for (const char* name : {"a.png", "a.svg", "a.csv"})
      QCOMPARE(save_chart(chart.exporter(), folder.filePath(QString::fromLatin1(name))), QString());
    QFile table(folder.filePath(QStringLiteral("a.csv")));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray csv = table.readAll();
    QVERIFY(csv.startsWith("from_ns,to_ns,steps,cumulative_share\n"));
    QCOMPARE(csv.count('\n'), static_cast<qsizetype>(chart.histogram().counts.size()) + 1);
    QVERIFY(csv.endsWith(",1\n"));
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::HistogramChartTest)
#include "histogram_chart_test.moc"

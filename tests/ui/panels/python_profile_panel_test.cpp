#include "ui/panels/python_profile_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include "ui/panels/data_table.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

ProfiledFunction function(std::string file, std::int64_t line, std::string name, std::int64_t calls, double own_s) {
  return {.file = std::move(file),
          .line = line,
          .name = std::move(name),
          .calls = calls,
          .primitive_calls = calls,
          .own_s = own_s,
          .cumulative_s = own_s};
}

// 10 steps: propagation 1 s, planner 3 s, database 2 s, a helper that nobody names 0.5 s, called by propagate.
PythonProfilePtr profile() {
  ProfileTable table{{function("nuplan/simulation.py", 120, "propagate", 10, 1.0),
                      function("simulation/planner/<b>.py", 5, "compute_planner_trajectory", 10, 3.0),
                      function("query_session.py", 7, "execute_many", 240, 1.5),
                      function("~", 0, "<method 'execute' of 'sqlite3.Cursor' objects>", 10, 0.5),
                      function("helpers.py", 1, "helper", 30, 0.5)}};
  table.functions[3].callers = {{.caller = 2, .calls = 10, .own_s = 0.5, .cumulative_s = 0.5}};
  table.functions[4].callers = {{.caller = 0, .calls = 30, .own_s = 0.5, .cumulative_s = 0.5}};
  return std::make_shared<const PythonProfile>(profile_of(std::move(table), "simple.stats"));
}

RunStatistics run() {
  StepTiming timing;
  timing.wall_ns = 2'000'000;
  timing.self_ns[static_cast<std::size_t>(Stage::kPlanner)] = 2'000'000;
  timing.total_ns = timing.self_ns;
  return statistics_of(std::vector<StepTiming>(4, timing), 0.1);
}

QStringList column(const DataTable& table, int which) {
  QStringList texts;
  for (int row = 0; row < table.model()->rowCount(); ++row)
    texts << table.model()->index(row, which).data().toString().trimmed();
  return texts;
}

}  // namespace

class PythonProfilePanelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void empty_it_says_what_to_do() {
    PythonProfilePanel panel;
    panel.show();
    QSignalSpy wished(&panel, &PythonProfilePanel::importWished);
    for (auto* button : panel.findChildren<QPushButton*>())
      if (button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wished.count(), 1);
  }

  void stages_stand_beside_the_run() {
    PythonProfilePanel panel;
    panel.show_profile(profile());
    QCOMPARE(column(panel.stages(), PythonStageModel::kStage),
             QStringList(
                 {"database", "planner", "propagation", "the loop itself", "a step", "unaccounted", "whole profile"}));
    QCOMPARE(column(panel.stages(), PythonStageModel::kPython),
             QStringList({"200", "300", "150", "0", "650", "0", "650"}));
    QCOMPARE(column(panel.stages(), PythonStageModel::kStepscope).filter(QStringLiteral("–")).size(), 7);
    panel.show_run(run(), QStringLiteral("simple, open-loop-boxes"));
    QCOMPARE(column(panel.stages(), PythonStageModel::kStepscope)[1], QStringLiteral("2.00"));
    QCOMPARE(column(panel.stages(), PythonStageModel::kRatio)[1], QStringLiteral("150"));
    QVERIFY(panel.stages().csv().startsWith(QStringLiteral("stage,s,share %,Python ms/step,Stepscope ms/step,ratio")));
    panel.show_run({}, {});
    QCOMPARE(column(panel.stages(), PythonStageModel::kRatio)[1], QStringLiteral("–"));
  }

  void functions_are_found_and_chosen() {
    PythonProfilePanel panel;
    panel.show_profile(profile());
    const auto names = [&panel] { return column(panel.functions(), PythonFunctionModel::kFunction); };
    QCOMPARE(names().front(), QStringLiteral("compute_planner_trajectory (<b>.py:5)"));
    panel.findChild<QLineEdit*>()->setText(QStringLiteral("SESSION many"));
    QCOMPARE(names(), QStringList({"execute_many (query_session.py:7)"}));
    panel.findChild<QLineEdit*>()->clear();
    auto* choice = panel.findChild<QComboBox*>();
    choice->setCurrentIndex(1);
    QCOMPARE(names(), QStringList({"helper (helpers.py:1)"}));
    QCOMPARE(column(panel.functions(), PythonFunctionModel::kStage), QStringList({"callers: propagation"}));
    choice->setCurrentIndex(choice->findText(QStringLiteral("propagation")));
    QCOMPARE(names(), QStringList({"propagate (simulation.py:120)", "helper (helpers.py:1)"}));
  }

  void names_stay_text() {
    PythonProfilePanel panel;
    panel.show_profile(profile());
    const QAbstractItemModel& model = *panel.functions().model();
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(QStringLiteral("&lt;b&gt;.py")));
    QVERIFY(!tip.contains(QStringLiteral("<b>")));
    for (const QLabel* label : panel.findChildren<QLabel*>()) QVERIFY(label->textFormat() != Qt::RichText);
  }

  void resumptions_are_explained() {
    PythonProfilePanel panel;
    panel.show_profile(profile());
    QStringList texts;
    for (const QLabel* label : panel.findChildren<QLabel*>()) texts << label->text();
    QVERIFY(texts.join(QLatin1Char('\n')).contains(QStringLiteral("240 (24.0 per step) calls of row generators")));
    const auto* sentences = panel.findChild<QListWidget*>();
    QVERIFY(!sentences->findItems(QStringLiteral("They are no queries"), Qt::MatchContains).isEmpty());
  }

  void nothing_is_cut_in_a_small_window() {
    PythonProfilePanel panel;
    panel.set_theme(Theme::dark_theme());
    panel.show_profile(profile());
    panel.resize(520, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
      if (!label->isVisible()) continue;
      QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    const DataTable& table = panel.stages();
    QVERIFY(table.isVisible());
  }
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::PythonProfilePanelTest)
#include "python_profile_panel_test.moc"

#include "ui/window/python_profile_room.h"

#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>
#include <fstream>

#include "tests/support/files.h"
#include "tests/ui/support/driven_window.h"
#include "tests/ui/support/own_home.h"
#include "ui/bridge/text.h"
#include "ui/panels/data_table.h"
#include "ui/panels/error_bar.h"
#include "ui/panels/python_profile_panel.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

namespace {

namespace fs = std::filesystem;
using test::kPatienceMs;

// {("simulation.py", 5, "propagate"): (10, 10, 2.0, 2.0, {})}, as Python writes it.
std::string one_function() {
  const std::string ten("i\x0a\0\0\0", 5), two("g\0\0\0\0\0\0\0\x40", 9);
  return "{)\x03z\x0dsimulation.pyi" + std::string("\x05\0\0\0", 4) + "z\x09propagate)\x05" + ten + ten + two + two +
         "{0" + "0";
}

}  // namespace

class PythonProfileRoomTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    std::ofstream(home_.path() / "a.stats", std::ios::binary) << one_function();
    std::ofstream(home_.path() / "foreign.stats", std::ios::binary) << "SQLite format 3";
  }

  void a_file_dropped_on_the_window_is_shown() {
    MainWindow window(test::quick_options());
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path_text(home_.path() / "a.stats"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    PythonProfilePanel* panel = window.parts().python_profile;
    QTRY_VERIFY_WITH_TIMEOUT(panel->profile() != nullptr, kPatienceMs);
    QCOMPARE(panel->profile()->steps, 10);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), kPatienceMs);
    QVERIFY(!panel->run());
  }

  void a_foreign_file_is_said_and_what_is_shown_stays() {
    MainWindow window(test::quick_options());
    window.show();
    PythonProfilePanel* panel = window.parts().python_profile;
    QSignalSpy said(&window.python_profiles(), &PythonProfileRoom::said);
    window.open(home_.path() / "a.stats");
    QTRY_VERIFY_WITH_TIMEOUT(panel->profile() != nullptr, kPatienceMs);
    const PythonProfilePtr shown = panel->profile();
    said.clear();
    window.open(home_.path() / "foreign.stats");
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, kPatienceMs);
    const QString text = said.front().at(1).toString();
    QVERIFY2(text.contains(QStringLiteral("foreign.stats")) && text.contains(QStringLiteral("no profile")),
             qPrintable(text));
    QVERIFY(window.parts().error_bar->isVisible());
    QCOMPARE(panel->profile(), shown);
  }

  void the_run_of_the_window_stands_beside_it() {
    MainWindow window(test::quick_options());
    window.show();
    window.open(home_.path() / "a.stats");
    PythonProfilePanel* panel = window.parts().python_profile;
    QTRY_VERIFY_WITH_TIMEOUT(panel->profile() != nullptr, kPatienceMs);
    window.workbench().autoplay_next();
    window.open(test::mini_root());
    QTRY_COMPARE_WITH_TIMEOUT(window.workbench().phase(), Phase::kFinished, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(panel->run().has_value(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(panel->run()->step.count, std::int64_t{window.workbench().view().size()}, kPatienceMs);
    const QAbstractItemModel& rows = *panel->stages().model();
    bool found = false;
    for (int row = 0; row < rows.rowCount(); ++row) {
      if (rows.index(row, PythonStageModel::kStage).data().toString() != QStringLiteral("a step")) continue;
      found = true;
      QVERIFY(rows.index(row, PythonStageModel::kRatio).data().toString() != QStringLiteral("–"));
    }
    QVERIFY(found);

    window.python_profiles().save(home_.path() / "saved.md");
    std::ifstream saved(home_.path() / "saved.md");
    const std::string page((std::istreambuf_iterator<char>(saved)), {});
    QVERIFY(page.find("Python / Stepscope") != std::string::npos);
  }

  void the_menu_offers_it() {
    MainWindow window(test::quick_options());
    QCOMPARE(window.actions().import_profile->text(), QStringLiteral("&Import Python profile…"));
  }

 private:
  test::OwnHome home_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::PythonProfileRoomTest)
#include "python_profile_room_test.moc"

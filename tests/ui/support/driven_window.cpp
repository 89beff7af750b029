#include "tests/ui/support/driven_window.h"

#include <QAction>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/files.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/window/actions.h"

namespace stepscope::test {

ui::StartOptions quick_options() {
  ui::StartOptions options;
  options.speed = 0.0;
  options.width = 1280;
  options.height = 860;
  options.theme = QStringLiteral("light");
  return options;
}

bool open_mini(ui::MainWindow& window) {
  window.open(mini_root());
  return QTest::qWaitFor([&window] { return window.workbench().scenario() != nullptr; }, kPatienceMs);
}

void set_planner(ui::MainWindow& window, const char* planner) {
  ui::RunSetup setup = window.workbench().setup();
  setup.request.planner = planner;
  setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
  window.workbench().set_setup(setup);
}

bool run_to_end(ui::MainWindow& window) {
  QSignalSpy finished(&window.workbench().session(), &ui::SimulationSession::runFinished);
  window.actions().run->trigger();
  return QTest::qWaitFor([&finished] { return !finished.empty(); }, kPatienceMs);
}

bool run_and_keep(ui::MainWindow& window) {
  const auto& runs = window.parts().runs->runs();
  const int before = runs.rowCount();
  QSignalSpy kept(&window.workbench().session(), &ui::SimulationSession::runKept);
  window.actions().run->trigger();
  return QTest::qWaitFor([&kept] { return !kept.empty(); }, kPatienceMs) &&
         QTest::qWaitFor([&] { return runs.rowCount() > before && runs.run_at(0).status == "reached_end"; },
                         kPatienceMs);
}

bool said(const ui::MainWindow& window, const char* words) {
  const ui::MessagesPanel& messages = *window.parts().messages;
  for (int row = 0; row < messages.count(); ++row)
    if (messages.text(row).contains(QLatin1String(words))) return true;
  return false;
}

QPushButton* bar_button(const ui::MainWindow& window, const char* text) {
  for (auto* button : window.parts().error_bar->findChildren<QPushButton*>())
    if (button->text() == QLatin1String(text) && !button->isHidden()) return button;
  qFatal("no button %s", text);
}

}  // namespace stepscope::test

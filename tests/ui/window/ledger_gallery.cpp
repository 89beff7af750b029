// Pictures of the window with the ledger of a run, to be looked at:
//   ledger_gallery <folder> [<data root> [<hex token of the scenario>]]
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QSettings>

#include "tests/support/files.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/query_panel.h"
#include "ui/window/main_window.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

constexpr int kPatienceMs = 60'000;

template <typename Condition>
bool wait_until(const Condition& condition) {
  QElapsedTimer since;
  since.start();
  while (!condition() && since.elapsed() < kPatienceMs) QApplication::processEvents(QEventLoop::AllEvents, 50);
  return condition();
}

void settle() {
  QElapsedTimer since;
  since.start();
  while (since.elapsed() < 600) QApplication::processEvents(QEventLoop::AllEvents, 50);
}

bool run(MainWindow& window, const EngineProfile& profile) {
  Workbench& bench = window.workbench();
  RunSetup setup = bench.setup();
  setup.profile = profile;
  setup.request.challenge = Challenge::kClosedLoopReactiveAgents;
  bench.set_setup(setup);
  bench.run();
  const bool ended = wait_until([&] { return bench.last_run().run != nullptr; });
  window.workbench().view().set_cursor(40);
  settle();
  return ended;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const test::TemporaryFolder home;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path_text(home.path() / "settings"));
  qputenv("XDG_CACHE_HOME", path_text(home.path() / "cache").toUtf8());
  qputenv("XDG_DATA_HOME", path_text(home.path() / "share").toUtf8());
  const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
  for (const char* theme : {"light", "dark"}) {
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
      StartOptions options;
      options.speed = 0.0;
      options.width = size.width();
      options.height = size.height();
      options.theme = QString::fromLatin1(theme);
      if (argc > 3) options.scenario = argv[3];
      MainWindow window(options);
      window.show();
      if (const auto token = Token::from_hex(options.scenario)) window.workbench().prefer(*token);
      window.open(argc > 2 ? std::filesystem::path(argv[2]) : test::mini_root());
      if (!wait_until([&] { return window.workbench().scenario() != nullptr; })) return EXIT_FAILURE;
      QueryPanel* panel = window.parts().queries;
      dock_of(panel)->raise();
      const auto save = [&](const char* what) {
        settle();
        window.grab().save(folder.filePath(
            QStringLiteral("queries-%1-%2-%3.png").arg(QString::fromLatin1(what), options.theme).arg(size.width())));
      };
      save("none");
      if (!run(window, EngineProfile::baseline())) return EXIT_FAILURE;
      save("all");
      Q_EMIT window.parts().strip->rangeSelected(20, 49);
      save("range");
      panel->set_scope(QueryScope::kLoading);
      save("loading");
      panel->set_scope(QueryScope::kRun);
      if (!run(window, EngineProfile{})) return EXIT_FAILURE;
      save("fast");
    }
  }
  return EXIT_SUCCESS;
}

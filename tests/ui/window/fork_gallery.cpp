// Pictures of a run that is forked, to be looked at:
//   fork_gallery <folder> [<data root> [<hex token of the scenario> [<step>]]]
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QMenu>
#include <QSettings>
#include <cstdlib>

#include "tests/support/files.h"
#include "ui/bridge/text.h"
#include "ui/panels/runs_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/fork_dialog.h"
#include "ui/window/fork_room.h"
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
  while (since.elapsed() < 900) QApplication::processEvents(QEventLoop::AllEvents, 50);
}

// Until so many runs are listed.
bool listed(MainWindow& window, int runs) {
  return wait_until([&] {
    return window.parts().runs->runs().rowCount() == runs && !window.workbench().session().active() &&
           window.parts().runs->runs().run_at(0).status != "running";
  });
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const test::TemporaryFolder home;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, path_text(home.path() / "settings"));
  qputenv("XDG_CACHE_HOME", path_text(home.path() / "cache").toUtf8());
  qputenv("XDG_DATA_HOME", path_text(home.path() / "share").toUtf8());
  const QDir folder(QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
  const int step = argc > 4 ? std::atoi(argv[4]) : 20;
  for (const char* theme : {"light", "dark"}) {
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
      StartOptions options;
      options.speed = 0.0;
      options.width = size.width();
      options.height = size.height();
      options.theme = QString::fromLatin1(theme);
      options.store = home.path() / (std::string(theme) + std::to_string(size.width()) + ".db");
      MainWindow window(options);
      window.show();
      if (argc > 3)
        if (const auto token = Token::from_hex(argv[3])) window.workbench().prefer(*token);
      window.open(argc > 2 ? std::filesystem::path(argv[2]) : test::mini_root());
      Workbench& bench = window.workbench();
      if (!wait_until([&] { return bench.scenario() != nullptr; })) return EXIT_FAILURE;
      const auto save = [&](const char* what, QWidget& widget) {
        settle();
        widget.grab().save(folder.filePath(
            QStringLiteral("fork-%1-%2-%3.png").arg(QString::fromLatin1(what), options.theme).arg(size.width())));
      };
      RunSetup setup = bench.setup();
      setup.request.planner = "simple";
      setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
      bench.set_setup(setup);
      bench.run();
      if (!listed(window, 1)) return EXIT_FAILURE;
      ForkDialog* dialog = window.forks().ask(step);
      if (dialog == nullptr) return EXIT_FAILURE;
      dialog->choose_planner("pdm-closed");
      save("dialog", *dialog);
      dialog->accept();
      if (!listed(window, 2)) return EXIT_FAILURE;
      bench.view().set_cursor(step + 20);
      window.bring_forward(window.parts().runs);
      save("tree", window);
      Q_EMIT window.parts().scene->menuWished(window.parts().scene->mapToGlobal(QPoint(200, 200)), step + 3);
      if (auto* menu = window.findChild<QMenu*>(QStringLiteral("sceneMenu"))) {
        save("menu", *menu);
        menu->close();
      }
      window.actions().fork_compare->trigger();
      save("beside", window);
    }
  }
  return EXIT_SUCCESS;
}

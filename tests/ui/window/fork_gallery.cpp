// Pictures of a run that is forked, to be looked at:
//   fork_gallery <folder> [<data root> [<hex token of the scenario> [<step>]]]
#include <QAction>
#include <QApplication>
#include <QMenu>
#include <cstdlib>

#include "tests/ui/support/window_gallery.h"
#include "ui/panels/runs_panel.h"
#include "ui/scene/scene_view.h"
#include "ui/window/actions.h"
#include "ui/window/fork_dialog.h"
#include "ui/window/fork_room.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

// Until so many runs are listed.
bool listed(MainWindow& window, int runs) {
  return test::work_until([&] {
    return window.parts().runs->runs().rowCount() == runs && !window.workbench().session().active() &&
           window.parts().runs->runs().run_at(0).status != "running";
  });
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  test::WindowGallery gallery(argc, argv, QStringLiteral("fork"));
  const int step = argc > 4 ? std::atoi(argv[4]) : 20;
  return gallery.each_look([&](MainWindow& window) {
    Workbench& bench = window.workbench();
    RunSetup setup = bench.setup();
    setup.request.planner = "simple";
    setup.request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    bench.set_setup(setup);
    bench.run();
    if (!listed(window, 1)) return false;
    ForkDialog* dialog = window.forks().ask(step);
    if (dialog == nullptr) return false;
    dialog->choose_planner("pdm-closed");
    gallery.save("dialog", *dialog);
    dialog->accept();
    if (!listed(window, 2)) return false;
    bench.view().set_cursor(step + 20);
    window.bring_forward(window.parts().runs);
    gallery.save("tree", window);
    Q_EMIT window.parts().scene->menuWished(window.parts().scene->mapToGlobal(QPoint(200, 200)), step + 3);
    if (auto* menu = window.findChild<QMenu*>(QStringLiteral("sceneMenu"))) {
      gallery.save("menu", *menu);
      menu->close();
    }
    window.actions().fork_compare->trigger();
    gallery.save("beside", window);
    return true;
  });
}

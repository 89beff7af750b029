// Pictures of the window with the ledger of a run, to be looked at:
//   ledger_gallery <folder> [<data root> [<hex token of the scenario>]]
#include <QApplication>
#include <QDockWidget>

#include "tests/ui/support/window_gallery.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/query_panel.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

bool run(MainWindow& window, const EngineProfile& profile) {
  Workbench& bench = window.workbench();
  RunSetup setup = bench.setup();
  setup.profile = profile;
  setup.request.challenge = Challenge::kClosedLoopReactiveAgents;
  bench.set_setup(setup);
  bench.run();
  const bool ended = test::work_until([&] { return bench.last_run().run != nullptr; });
  bench.view().set_cursor(40);
  return ended;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  test::WindowGallery gallery(argc, argv, QStringLiteral("queries"));
  return gallery.each_look([&](MainWindow& window) {
    QueryPanel* panel = window.parts().queries;
    dock_of(panel)->raise();
    gallery.save("none", window);
    if (!run(window, EngineProfile::baseline())) return false;
    gallery.save("all", window);
    Q_EMIT window.parts().strip->rangeSelected(20, 49);
    gallery.save("range", window);
    panel->set_scope(QueryScope::kLoading);
    gallery.save("loading", window);
    panel->set_scope(QueryScope::kRun);
    if (!run(window, EngineProfile{})) return false;
    gallery.save("fast", window);
    return true;
  });
}

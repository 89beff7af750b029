#include "ui/window/timeline_room.h"

#include <QDockWidget>

#include "ui/charts/step_strip.h"
#include "ui/panels/timeline_panel.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

void wire_timeline(Workbench& bench, WindowParts& parts) {
  RunView& view = bench.view();
  TimelinePanel* panel = parts.timeline;
  QObject::connect(&view, &RunView::profileBegun, panel, [panel, &view] { panel->begin(&view.profile()); });
  QObject::connect(&view, &RunView::profileGrew, panel, &TimelinePanel::run_grew);
  QObject::connect(&view, &RunView::profileCompleted, panel, &TimelinePanel::run_grew);
  QObject::connect(&view, &RunView::cursorMoved, panel, &TimelinePanel::set_cursor);
  QObject::connect(parts.strip, &StepStrip::rangeSelected, panel, [panel](int first, int last) {
    panel->set_range({first, last});
  });
  QObject::connect(parts.strip, &StepStrip::rangeCleared, panel, &TimelinePanel::drop_range);
  QObject::connect(dock_of(panel), &QDockWidget::visibilityChanged, panel, &TimelinePanel::set_in_front);
  QObject::connect(panel, &TimelinePanel::stepWished, &view, &RunView::set_cursor);
}

}  // namespace stepscope::ui

#include "ui/window/panel_table.h"

#include <QDockWidget>
#include <QMainWindow>

#include "ui/charts/object_inspector.h"
#include "ui/charts/share_donut.h"
#include "ui/charts/step_strip.h"
#include "ui/panels/ablation_panel.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/dataset_browser.h"
#include "ui/panels/distribution_panel.h"
#include "ui/panels/messages_panel.h"
#include "ui/panels/python_profile_panel.h"
#include "ui/panels/query_panel.h"
#include "ui/panels/raster_panel.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/score_panel.h"
#include "ui/panels/slow_step_panel.h"
#include "ui/panels/statistics_panel.h"
#include "ui/panels/timeline_panel.h"
#include "ui/window/window_parts.h"

namespace stepscope::ui {

namespace {

template <typename Content>
Panel panel(const char* name, const QString& title, PanelPlace place, const char* shortcut, Content* content) {
  Panel made{.name = name,
             .title = title,
             .place = place,
             .shortcut = QKeySequence(QLatin1String(shortcut)),
             .content = content,
             .set_theme = [content](const Theme& theme) { content->set_theme(theme); },
             .on_failure = [](const QObject&, const Panel::Report&) {}};
  if constexpr (requires { &Content::exportFailed; })
    made.on_failure = [content](const QObject& receiver, const Panel::Report& report) {
      QObject::connect(content, &Content::exportFailed, &receiver, report);
    };
  return made;
}

QString tr(const char* text) { return QMainWindow::tr(text); }

}  // namespace

std::vector<Panel> panel_table(const WindowParts& parts) {
  using enum PanelPlace;
  // Ctrl+2 is the scene's.
  return {panel("dataset", tr("Dataset"), kLeft, "Ctrl+1", parts.browser),
          panel("object", tr("Object"), kRight, "Ctrl+3", parts.inspector),
          panel("score", tr("Score"), kRight, "Ctrl+4", parts.score),
          panel("rasters", tr("Rasters"), kRight, "Ctrl+Shift+R", parts.rasters),
          panel("shares", tr("Shares"), kRight, "Ctrl+5", parts.shares),
          panel("steps", tr("Steps"), kSteps, "Ctrl+6", parts.strip),
          panel("statistics", tr("Statistics"), kLower, "Ctrl+7", parts.statistics),
          panel("distribution", tr("Distribution"), kLower, "Ctrl+Shift+D", parts.distribution),
          panel("timeline", tr("Timeline"), kLower, "Ctrl+T", parts.timeline),
          panel("slow_step", tr("Slow step"), kLower, "Ctrl+Shift+S", parts.slow_step),
          panel("queries", tr("Queries"), kLower, "Ctrl+Shift+Q", parts.queries),
          panel("compare", tr("Compare"), kLower, "Ctrl+Shift+C", parts.compare),
          panel("ablation", tr("Ablation"), kLower, "Ctrl+Shift+A", parts.ablation),
          panel("batch", tr("Batch"), kLower, "Ctrl+8", parts.batch),
          panel("runs", tr("Runs"), kLower, "Ctrl+0", parts.runs),
          panel("python_profile", tr("Python profile"), kLower, "Ctrl+Shift+P", parts.python_profile),
          panel("messages", tr("Messages"), kLower, "Ctrl+9", parts.messages)};
}

QDockWidget* dock_of(const QWidget* content) { return qobject_cast<QDockWidget*>(content->parentWidget()); }

}  // namespace stepscope::ui

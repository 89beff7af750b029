#pragma once

#include <QColor>
#include <QString>

#include "core/features/raster_channel.h"
#include "core/probe/stage.h"
#include "core/world/tracked_object.h"
#include "core/world/traffic_light.h"

namespace stepscope::ui {

// One table of colours for the whole window. The same stage has the same colour everywhere (Okabe–Ito, safe for colour
// blindness), in both themes.
struct Theme {
  QString name;  // "light" or "dark"
  bool dark{false};

  // Window
  QColor window, panel, border, text, muted_text, accent, selection, error, warning;
  // Charts
  QColor chart_background, chart_grid, budget_line, deadline_line, cursor;
  // Scene: a quiet map, objects carry the colour
  QColor scene_background, drivable_area, lane, lane_connector, lane_line, intersection_outline, crosswalk, walkway,
      carpark, stop_line, baseline_path, route;
  QColor ego, ego_outline, expert_path, planned_trajectory, history_tail, picked;

  QColor object(ObjectType type) const;
  QColor light(LightColour colour) const;
  static QColor stage(StageGroup group);
  // Of a channel of a raster network where its pixels are 1; past agents are those of agents, paler.
  QColor raster(RasterChannel channel) const;

  // Of run 0 … 3 (A … D) that are looked at beside each other; A's is that of the ego.
  QColor arm(int run) const;
  // The same theme for the scene of one of them: its ego, plan and past in its colour.
  Theme for_arm(int run) const;

  static const Theme& light_theme();
  static const Theme& dark_theme();
};

}  // namespace stepscope::ui

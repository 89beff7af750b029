#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>
#include <bitset>
#include <vector>

#include "core/world/step_frame.h"
#include "ui/scene/layers.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Which things have appeared since the scenario was opened. Only grows, so that the legend does not flicker.
struct SeenItems {
  std::bitset<kObjectTypeCount> types;
  bool ego{false}, moving{false}, plan{false}, lights{false}, expert{false}, route{false}, fork{false};

  void add(const StepFrame& frame);
};

struct LegendEntry {
  enum class Sign { kEgo, kObject, kVelocity, kPlan, kExpertPath, kHistory, kReplayed, kFork, kLights, kRoute };
  Sign sign{Sign::kEgo};
  ObjectType type{ObjectType::kVehicle};  // kObject
  QString text;
};

// Entries of what has appeared and is switched on, the ego first.
std::vector<LegendEntry> legend_entries(const SeenItems& seen, SceneLayers layers);

// Draws the entries in columns at the upper left of `area`; nothing if they would cover too much of it.
void draw_legend(QPainter& painter, const Theme& theme, const std::vector<LegendEntry>& entries, const QRectF& area);

}  // namespace stepscope::ui

#pragma once

#include <QColor>
#include <QPainter>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// Fills a rectangle in the colour of a group; time that nothing accounts for is hatched, so that it is never mistaken
// for a stage.
inline void fill_stage(QPainter& painter, const QRect& rect, StageGroup group, const Theme& theme) {
  if (group != StageGroup::kUnaccounted) {
    painter.fillRect(rect, Theme::stage(group));
    return;
  }
  painter.fillRect(rect, theme.chart_grid);
  painter.fillRect(rect, QBrush(Theme::stage(group), Qt::BDiagPattern));
}

}  // namespace stepscope::ui

#pragma once

#include <QPainter>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// Black or white on the colour of a stage, whichever reads better; the theme's own on hatching.
inline QColor text_on_stage(StageGroup group, const Theme& theme) {
  if (group == StageGroup::kUnaccounted) return theme.text;
  const QColor colour = Theme::stage(group);
  const double brightness = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue();
  return brightness > 125.0 ? QColor(Qt::black) : QColor(Qt::white);
}

// A name inside a box, cut where it does not fit, left out where nothing of it would be said. `behind`: wiped before.
inline void draw_stage_label(QPainter& painter, const QRect& box, const QString& text, const QColor& ink,
                             const QColor& behind) {
  constexpr int kNarrowest = 22;  // px
  const QRect inner = box.adjusted(3, 0, -2, 0);
  if (box.width() < kNarrowest) return;
  const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
  if (shown.size() < 3) return;  // a letter and dots say nothing
  if (behind.isValid()) {
    const QRect words = painter.fontMetrics().boundingRect(inner, Qt::AlignVCenter | Qt::AlignLeft, shown);
    painter.fillRect(words.adjusted(-2, 0, 2, 0).intersected(box), behind);
  }
  painter.setPen(ink);
  painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, shown);
}

}  // namespace stepscope::ui

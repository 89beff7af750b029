#pragma once

#include <QPainter>

#include "ui/theme/theme.h"

namespace stepscope::ui {

inline constexpr int kNarrowestLabel = 22;  // px, a box narrower than that has no name

// Black or white on the colour of a stage, whichever reads better; the theme's own on hatching.
inline QColor text_on_stage(StageGroup group, const Theme& theme) {
  if (group == StageGroup::kUnaccounted) return theme.text;
  const QColor colour = Theme::stage(group);
  const double brightness = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue();
  return brightness > 125.0 ? QColor(Qt::black) : QColor(Qt::white);
}

// A name and its time inside a box: the name alone where both do not fit, cut where it does not either, nothing where
// nothing would be said. `behind`: wiped before.
inline void draw_stage_label(QPainter& painter, const QRect& box, const QString& name, const QString& time,
                             const QColor& ink, const QColor& behind) {
  const QRect inner = box.adjusted(3, 0, -2, 0);
  if (box.width() < kNarrowestLabel) return;
  const QFontMetrics metrics = painter.fontMetrics();
  QString shown = name + QLatin1Char(' ') + time;
  if (metrics.horizontalAdvance(shown) > inner.width()) shown = metrics.elidedText(name, Qt::ElideRight, inner.width());
  if (shown.size() < 3) return;  // a letter and dots say nothing
  if (behind.isValid()) {
    const QRect words = metrics.boundingRect(inner, Qt::AlignVCenter | Qt::AlignLeft, shown);
    painter.fillRect(words.adjusted(-2, 0, 2, 0).intersected(box), behind);
  }
  painter.setPen(ink);
  painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, shown);
}

}  // namespace stepscope::ui

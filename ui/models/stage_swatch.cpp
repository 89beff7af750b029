#include "ui/models/stage_swatch.h"

#include <QPainter>
#include <QPixmap>

#include "ui/theme/theme.h"

namespace stepscope::ui {

QIcon stage_swatch(StageGroup group) {
  QPixmap pixmap(24, 24);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  const bool hatched = group == StageGroup::kUnaccounted;
  painter.fillRect(pixmap.rect(), QBrush(Theme::stage(group), hatched ? Qt::BDiagPattern : Qt::SolidPattern));
  painter.setPen(QPen(Theme::stage(group), 3));
  painter.drawRect(pixmap.rect());
  painter.end();
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected);
  return icon;
}

}  // namespace stepscope::ui

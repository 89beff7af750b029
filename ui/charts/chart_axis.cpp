#include "ui/charts/chart_axis.h"

namespace stepscope::ui {

void paint_axis(QCPAxis* axis, const Theme& theme, const QFont& font) {
  axis->setBasePen(QPen(theme.border));
  axis->setTickPen(QPen(theme.border));
  axis->setSubTicks(false);
  axis->setTickLabelColor(theme.muted_text);
  axis->setLabelColor(theme.muted_text);
  axis->setTickLabelFont(font);
  axis->setLabelFont(font);
  axis->grid()->setPen(QPen(theme.chart_grid));
  axis->grid()->setZeroLinePen(QPen(theme.border));
}

}  // namespace stepscope::ui

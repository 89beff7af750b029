#include "ui/charts/donut_legend.h"

#include <QPainter>
#include <algorithm>

#include "ui/charts/stage_brush.h"
#include "ui/charts/strip_text.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

constexpr int kSwatch = 10;
constexpr int kGap = 6;
constexpr int kColumnGap = 10;

DurationUnit unit_of(const std::vector<DonutSlice>& slices) {
  double longest = 0.0;
  for (const DonutSlice& slice : slices) longest = std::max(longest, slice.ns_per_step);
  return duration_unit_for(longest);
}

}  // namespace

DonutLegend::DonutLegend(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setAccessibleName(tr("Shares of the stages"));
}

void DonutLegend::show_slices(std::vector<DonutSlice> slices) {
  slices_ = std::move(slices);
  QStringList lines;
  for (const DonutSlice& slice : slices_)
    lines << group_name(slice.group) + QLatin1Char(' ') + share_text(slice.share) + QStringLiteral(", ") +
                 duration_text(slice.ns_per_step);
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
  updateGeometry();
  update();
}

void DonutLegend::set_columns(DonutColumns columns) {
  columns_ = columns;
  update();
}

void DonutLegend::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

int DonutLegend::row_height() const { return fontMetrics().height() + 4; }

QString DonutLegend::time_text(const DonutSlice& slice) const {
  return three_digits(in_unit(slice.ns_per_step, unit_of(slices_)));
}

QString DonutLegend::unit_title() const { return tr("%1/step").arg(unit_symbol(unit_of(slices_))); }

DonutLegend::Widths DonutLegend::wanted() const {
  const QFontMetrics metrics = fontMetrics();
  Widths widths{0, std::max(metrics.horizontalAdvance(share_text(0.999)), metrics.horizontalAdvance(tr("share"))), 0};
  int time = metrics.horizontalAdvance(unit_title());
  for (const DonutSlice& slice : slices_) {
    widths.name = std::max(widths.name, metrics.horizontalAdvance(group_name(slice.group)));
    widths.share = std::max(widths.share, metrics.horizontalAdvance(share_text(slice.share)));
    time = std::max(time, metrics.horizontalAdvance(time_text(slice)));
  }
  if (columns_ == DonutColumns::kAll) widths.time = kColumnGap + time;
  return widths;
}

QSize DonutLegend::sizeHint() const {
  const Widths widths = wanted();
  const int rows = static_cast<int>(slices_.size()) + 1;
  return {kSwatch + kGap + widths.name + kColumnGap + widths.share + widths.time + 2, rows * row_height()};
}

QSize DonutLegend::minimumSizeHint() const {
  const Widths widths = wanted();
  return {kSwatch + kGap + 40 + kColumnGap + widths.share + widths.time, row_height()};
}

void DonutLegend::paintEvent(QPaintEvent*) {
  if (slices_.empty()) return;
  QPainter painter(this);
  const Widths widths = wanted();
  const int line = row_height();
  // The columns keep together at the left however wide the widget is: a number far from its name is hard to read.
  const int right = std::min(width(), sizeHint().width());
  const int time_left = right - widths.time;
  const int share_left = time_left - widths.share;
  const int name_left = kSwatch + kGap;
  const int name_width = share_left - kColumnGap - name_left + 2;

  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(share_left, 0, widths.share, line), Qt::AlignRight | Qt::AlignVCenter, tr("share"));
  if (widths.time > 0)
    painter.drawText(QRect(time_left, 0, widths.time, line), Qt::AlignRight | Qt::AlignVCenter, unit_title());
  int y = line;
  for (const DonutSlice& slice : slices_) {
    fill_stage(painter, QRect(0, y + (line - kSwatch) / 2, kSwatch, kSwatch), slice.group, theme_);
    painter.setPen(theme_.text);
    painter.drawText(QRect(name_left, y, name_width, line), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(group_name(slice.group), Qt::ElideRight, name_width));
    painter.drawText(QRect(share_left, y, widths.share, line), Qt::AlignRight | Qt::AlignVCenter,
                     share_text(slice.share));
    if (widths.time > 0)
      painter.drawText(QRect(time_left, y, widths.time, line), Qt::AlignRight | Qt::AlignVCenter, time_text(slice));
    y += line;
  }
}

}  // namespace stepscope::ui

#include "ui/charts/stage_legend.h"

#include <QPainter>

#include "ui/charts/stage_brush.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kSwatch = 10;
constexpr int kSwatchGap = 5;
constexpr int kItemGap = 14;

}  // namespace

StageLegend::StageLegend(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setAccessibleName(tr("Colours of the stages"));
}

void StageLegend::show_groups(const std::vector<StageGroup>& groups) {
  if (groups == groups_) return;
  groups_ = groups;
  updateGeometry();
  update();
}

void StageLegend::show_remark(const QString& remark) {
  if (remark == remark_) return;
  remark_ = remark;
  updateGeometry();
  update();
}

void StageLegend::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

int StageLegend::row_height() const { return fontMetrics().height() + 4; }

std::vector<StageLegend::Item> StageLegend::layout_for(int width) const {
  std::vector<Item> items;
  const int height = row_height();
  int x = 0;
  int y = 0;
  for (const StageGroup group : groups_) {
    const int text_width = fontMetrics().horizontalAdvance(group_name(group)) + 2;
    const int item_width = kSwatch + kSwatchGap + text_width;
    if (x > 0 && x + item_width > width) {
      x = 0;
      y += height;
    }
    items.push_back({QRect(x, y + (height - kSwatch) / 2, kSwatch, kSwatch),
                     QRect(x + kSwatch + kSwatchGap, y, text_width, height)});
    x += item_width + kItemGap;
  }
  if (remark_.isEmpty()) return items;
  const int remark_width = std::min(width, fontMetrics().horizontalAdvance(remark_) + 2);
  if (x > 0 && x + remark_width > width) y += height;
  items.push_back({QRect(), QRect(width - remark_width, y, remark_width, height)});
  return items;
}

int StageLegend::heightForWidth(int width) const {
  const std::vector<Item> items = layout_for(width);
  return items.empty() ? row_height() : items.back().text.bottom() + 1;
}

QSize StageLegend::sizeHint() const { return {600, heightForWidth(std::max(width(), 200))}; }
QSize StageLegend::minimumSizeHint() const { return {160, row_height()}; }

void StageLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const std::vector<Item> items = layout_for(width());
  painter.setPen(theme_.text);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    fill_stage(painter, items[i].swatch, groups_[i], theme_);
    painter.drawText(items[i].text, Qt::AlignLeft | Qt::AlignVCenter, group_name(groups_[i]));
  }
  if (remark_.isEmpty()) return;
  painter.setPen(theme_.budget_line);
  const QRect place = items.back().text;
  painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                   fontMetrics().elidedText(remark_, Qt::ElideRight, place.width()));
}

}  // namespace stepscope::ui

#include "ui/charts/stage_legend.h"

#include <QPainter>
#include <algorithm>

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
  changed();
}

void StageLegend::show_remark(const QString& remark, const QString& shorter) {
  if (remark == remark_) return;
  remark_ = remark;
  short_remark_ = shorter;
  changed();
}

void StageLegend::set_most_rows(int rows) {
  if (rows == most_rows_) return;
  most_rows_ = rows;
  changed();
}

void StageLegend::changed() {
  QStringList names;
  for (const StageGroup group : groups_) names << group_name(group);
  if (!remark_.isEmpty()) names << remark_;
  setToolTip(names.join(QLatin1Char('\n')));
  updateGeometry();
  update();
}

void StageLegend::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

int StageLegend::row_height() const { return fontMetrics().height() + 4; }

int StageLegend::item_width(StageGroup group) const {
  return kSwatch + kSwatchGap + fontMetrics().horizontalAdvance(group_name(group)) + 2;
}

StageLegend::Layout StageLegend::layout_for(int width) const {
  Layout layout;
  const int height = row_height();
  const int more_width = fontMetrics().horizontalAdvance(QStringLiteral("+ 99"));
  QPoint at;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const bool last_row = at.y() == (most_rows_ - 1) * height;
    const bool last_item = i + 1 == groups_.size();
    const int needed = item_width(groups_[i]) + (last_row && !last_item ? kItemGap + more_width : 0);
    if (at.x() > 0 && at.x() + needed > width) {
      if (last_row) {
        layout.more = QRect(at, QSize(more_width, height));
        at.rx() += more_width + kItemGap;
        break;
      }
      at = QPoint(0, at.y() + height);
    }
    layout.items.push_back(at);
    at.rx() += item_width(groups_[i]) + kItemGap;
  }
  layout.height = at.y() + height;
  place_remark(layout, width, at);
  return layout;
}

// In the row where the items end if one of the wordings fits there, else in a row of its own if one is left.
void StageLegend::place_remark(Layout& layout, int width, QPoint end) const {
  if (remark_.isEmpty()) return;
  const int height = row_height();
  const auto place = [&](const QString& text, QPoint from) {
    const int needed = fontMetrics().horizontalAdvance(text) + 2;
    if (from.x() + needed > width) return false;
    layout.remark_text = text;
    layout.remark = QRect(width - needed, from.y(), needed, height);
    layout.height = std::max(layout.height, from.y() + height);
    return true;
  };
  if (place(remark_, end) || place(short_remark_, end)) return;
  const QPoint next(0, end.y() + height);
  if (layout.height / height < most_rows_ && !place(remark_, next)) place(short_remark_, next);
}

int StageLegend::heightForWidth(int width) const { return layout_for(width).height; }
QSize StageLegend::sizeHint() const { return {600, heightForWidth(std::max(width(), 200))}; }
QSize StageLegend::minimumSizeHint() const { return {160, row_height()}; }

void StageLegend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Layout layout = layout_for(width());
  const int height = row_height();
  painter.setPen(theme_.text);
  for (std::size_t i = 0; i < layout.items.size(); ++i) {
    const QRect item(layout.items[i], QSize(item_width(groups_[i]), height));
    fill_stage(painter, QRect(item.left(), item.top() + (height - kSwatch) / 2, kSwatch, kSwatch), groups_[i], theme_);
    painter.drawText(item.adjusted(kSwatch + kSwatchGap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     group_name(groups_[i]));
  }
  painter.setPen(theme_.muted_text);
  if (!layout.more.isEmpty())
    painter.drawText(layout.more, Qt::AlignLeft | Qt::AlignVCenter,
                     tr("+ %1").arg(groups_.size() - layout.items.size()));
  painter.setPen(theme_.budget_line);
  painter.drawText(layout.remark, Qt::AlignRight | Qt::AlignVCenter, layout.remark_text);
}

}  // namespace stepscope::ui

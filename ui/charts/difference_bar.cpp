#include "ui/charts/difference_bar.h"

#include <QPainter>
#include <algorithm>

namespace stepscope::ui {

namespace {
constexpr int kBarHeight = 3, kLeastWidth = 110;
}

void DifferenceBar::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyledItemDelegate::paint(painter, option, index);
  const QVariant value = index.data(role_);
  if (!value.isValid()) return;
  const double length = std::clamp(value.toDouble(), -1.0, 1.0);
  const QRect cell = option.rect.adjusted(4, 0, -4, -1);
  const int middle = cell.center().x();
  const int pixels = qRound(length * (cell.width() / 2.0));
  painter->save();
  painter->setPen(Qt::NoPen);
  painter->setBrush(length >= 0.0 ? theme_.warning : theme_.accent);
  painter->drawRect(
      QRect(std::min(middle, middle + pixels), cell.bottom() - kBarHeight + 1, std::abs(pixels), kBarHeight));
  painter->setPen(theme_.border);
  painter->drawLine(middle, cell.bottom() - kBarHeight, middle, cell.bottom());
  painter->restore();
}

QSize DifferenceBar::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  return QStyledItemDelegate::sizeHint(option, index).expandedTo({kLeastWidth, 0});
}

}  // namespace stepscope::ui

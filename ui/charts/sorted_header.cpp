#include "ui/charts/sorted_header.h"

#include <QPainter>

namespace stepscope::ui {

namespace {

constexpr int kMarkWidth = 8, kMarkHeight = 4;  // px

}  // namespace

SortedHeader::SortedHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) { setSectionsClickable(true); }

void SortedHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int logical_index) const {
  QHeaderView::initStyleOptionForIndex(option, logical_index);
  option->sortIndicator = QStyleOptionHeader::None;  // that of the style is drawn over the title
}

void SortedHeader::paintSection(QPainter* painter, const QRect& rect, int logical_index) const {
  QHeaderView::paintSection(painter, rect, logical_index);
  if (!isSortIndicatorShown() || sortIndicatorSection() != logical_index) return;
  const int middle = rect.center().x(), top = rect.top() + 1, bottom = top + kMarkHeight;
  const bool ascending = sortIndicatorOrder() == Qt::AscendingOrder;
  const int base = ascending ? bottom : top, tip = ascending ? top : bottom;
  const QPolygon mark({{middle - kMarkWidth / 2, base}, {middle + kMarkWidth / 2, base}, {middle, tip}});
  painter->save();
  painter->setClipRect(rect);  // the style leaves another one
  painter->setPen(Qt::NoPen);
  painter->setBrush(palette().color(QPalette::Text));
  painter->drawPolygon(mark);
  painter->restore();
}

}  // namespace stepscope::ui

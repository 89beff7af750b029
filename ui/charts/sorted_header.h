#pragma once

#include <QHeaderView>

namespace stepscope::ui {

// The header of a table whose titles stand at the right, over their numbers: what it is sorted by is marked above the
// title, not over its end. GUI thread.
class SortedHeader : public QHeaderView {
  Q_OBJECT

 public:
  explicit SortedHeader(QWidget* parent);

 protected:
  void initStyleOptionForIndex(QStyleOptionHeader* option, int logical_index) const override;
  void paintSection(QPainter* painter, const QRect& rect, int logical_index) const override;
};

}  // namespace stepscope::ui

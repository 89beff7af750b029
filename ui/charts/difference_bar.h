#pragma once

#include <QStyledItemDelegate>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// A cell with a small bar under its text: from the middle to the right where the value is more, to the left where it is
// less. Reads the bar's length, −1 … 1, from `role`.
class DifferenceBar : public QStyledItemDelegate {
 public:
  explicit DifferenceBar(int role, QObject* parent = nullptr) : QStyledItemDelegate(parent), role_(role) {}

  void set_theme(const Theme& theme) { theme_ = theme; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  int role_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui

#pragma once

#include <QListView>
#include <QStyledItemDelegate>

#include "ui/models/violation_list_model.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Draws a reason in words that wrap: when and which metric, what happened, value against threshold, what it cost.
class ViolationPainter : public QStyledItemDelegate {
  Q_OBJECT

 public:
  explicit ViolationPainter(QObject* parent) : QStyledItemDelegate(parent) {}

  void set_theme(const Theme& theme) { theme_ = theme; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  Theme theme_{Theme::light_theme()};
};

// "Why?": what cost score. A click or Return goes there. Ctrl+C copies the selected reasons. GUI thread.
class ViolationList : public QListView {
  Q_OBJECT

 public:
  explicit ViolationList(QWidget* parent = nullptr);

  void show(const ShownScore& score);
  using QWidget::show;
  void set_theme(const Theme& theme);
  // Selects a metric's first reason and returns its row; −1: it has none.
  int select_first_of(std::string_view metric);
  const ViolationListModel& reasons() const { return model_; }

 Q_SIGNALS:
  void reasonActivated(int row);
  void exportFailed(const QString& problem);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QList<int> rows_to_copy() const;
  void copy() const;
  void save_csv();

  ViolationListModel model_;
  ViolationPainter painter_;
};

}  // namespace stepscope::ui

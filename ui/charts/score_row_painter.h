#pragma once

#include <QStyledItemDelegate>

#include "ui/models/score_list_model.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Draws a metric in two lines: name, weight and score; below them a bar of the score and how the score came down over
// the steps, with the time cursor. Full, partial and lost scores differ in colour and in pattern.
class ScoreRowPainter : public QStyledItemDelegate {
  Q_OBJECT

 public:
  ScoreRowPainter(const ScoreListModel& model, QObject* parent);

  void set_theme(const Theme& theme) { theme_ = theme; }
  // −1: none.
  void set_cursor(int step) { cursor_ = step; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paint_heading(QPainter& painter, const QRect& area, const QString& title) const;
  void paint_metric(QPainter& painter, const QRect& area, const ScoreListModel::Row& row) const;
  void paint_bar(QPainter& painter, const QRect& area, double score) const;
  void paint_course(QPainter& painter, const QRect& area, const Metric& metric) const;

  const ScoreListModel& model_;
  Theme theme_{Theme::light_theme()};
  int cursor_{-1};
};

// How a score is filled: solid green at 1, amber stripes between, vermilion cross-hatching at 0.
QBrush score_brush(double score);

}  // namespace stepscope::ui

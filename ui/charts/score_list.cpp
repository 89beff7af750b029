#include "ui/charts/score_list.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace stepscope::ui {

namespace {

QString metric_of(const QModelIndex& index) { return index.data(ScoreListModel::kMetricRole).toString(); }

}  // namespace

ScoreList::ScoreList(QWidget* parent) : QListView(parent), painter_(model_, this) {
  setModel(&model_);
  setItemDelegate(&painter_);
  setFrameShape(QFrame::NoFrame);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setResizeMode(QListView::Adjust);
  setAccessibleName(tr("Scores of the metrics"));
  QObject::connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
    if (const QString metric = metric_of(index); !metric.isEmpty()) Q_EMIT metricActivated(metric);
  });
}

void ScoreList::show(const ScorecardPtr& card) {
  const std::string before = selected() == nullptr ? std::string() : selected()->name;
  model_.show(card);
  if (!before.empty()) select(before);
}

void ScoreList::set_cursor(int step) {
  painter_.set_cursor(step);
  viewport()->update();
}

void ScoreList::set_theme(const Theme& theme) {
  painter_.set_theme(theme);
  QPalette colours = palette();
  colours.setColor(QPalette::Base, theme.panel);
  setPalette(colours);
  viewport()->update();
}

const Metric* ScoreList::selected() const {
  const QModelIndex current = currentIndex();
  return current.isValid() ? model_.row(current.row()).metric : nullptr;
}

void ScoreList::select(std::string_view metric) {
  const int row = model_.row_of(metric);
  if (row >= 0) setCurrentIndex(model_.index(row));
}

void ScoreList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QListView::currentChanged(current, previous);
  if (const QString metric = metric_of(current); !metric.isEmpty()) Q_EMIT metricSelected(metric);
}

void ScoreList::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && selected() != nullptr)
    Q_EMIT metricActivated(metric_of(currentIndex()));
  else
    QListView::keyPressEvent(event);
}

ChartExport ScoreList::exporter() {
  return {.name = QStringLiteral("scores"),
          .size = [this] { return viewport()->size(); },
          .draw = [this](QPainter& painter) { viewport()->render(&painter); },
          .csv = [this] { return model_.csv(); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void ScoreList::contextMenuEvent(QContextMenuEvent* event) {
  if (model_.rowCount() == 0) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui

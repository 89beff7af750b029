#include "ui/charts/stage_table.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <numeric>

#include "ui/charts/chart_export.h"
#include "ui/charts/sorted_header.h"

namespace stepscope::ui {

StageTable::StageTable(QWidget* parent) : QTableView(parent) {
  setHorizontalHeader(new SortedHeader(this));
  order_.setSourceModel(&model_);
  setModel(&order_);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setShowGrid(false);
  setWordWrap(false);
  setFrameShape(QFrame::NoFrame);
  setSortingEnabled(true);
  horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);   // as they run in a step, until a header is clicked
  horizontalHeader()->setSortIndicatorClearable(true);
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setMinimumSectionSize(44);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  setIconSize(QSize(12, 12));
  setAccessibleName(tr("Times of the stages"));
  set_theme(theme_);
  QObject::connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StageTable::announce);
}

void StageTable::announce(const QModelIndex& current) {
  if (current.isValid()) Q_EMIT stageChosen(model_.source(order_.mapToSource(current).row()));
}

void StageTable::show(const RunStatistics& statistics) { model_.show(statistics); }

void StageTable::set_theme(const Theme& theme) {
  theme_ = theme;
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.window);
  colours.setColor(QPalette::Base, theme.panel);
  colours.setColor(QPalette::Text, theme.text);
  colours.setColor(QPalette::Button, theme.window);
  colours.setColor(QPalette::ButtonText, theme.muted_text);
  colours.setColor(QPalette::Highlight, theme.selection);
  colours.setColor(QPalette::HighlightedText, theme.text);
  setPalette(colours);
  horizontalHeader()->setPalette(colours);
  viewport()->update();
}

QString StageTable::rows_as_text(const QList<int>& rows, QChar separator, int role) const {
  QStringList lines;
  QStringList cells;
  for (int column = 0; column < order_.columnCount(); ++column)
    cells << order_.headerData(column, Qt::Horizontal).toString();
  lines << cells.join(separator);
  for (const int row : rows) {
    cells.clear();
    for (int column = 0; column < order_.columnCount(); ++column)
      cells << order_.index(row, column).data(role).toString();
    lines << cells.join(separator);
  }
  return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString StageTable::csv() const {
  QList<int> rows(order_.rowCount());
  std::iota(rows.begin(), rows.end(), 0);
  return rows_as_text(rows, QLatin1Char(','), StageTableModel::kFileRole);
}

QString StageTable::selected_as_tsv() const {
  QList<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  if (rows.isEmpty()) {
    rows.resize(order_.rowCount());
    std::iota(rows.begin(), rows.end(), 0);
  }
  return rows_as_text(rows, QLatin1Char('\t'), StageTableModel::kFileRole);
}

void StageTable::copy() const { QGuiApplication::clipboard()->setText(selected_as_tsv()); }

void StageTable::save_csv() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save"), QStringLiteral("stages.csv"),
                                                    tr("Comma-separated values (*.csv)"));
  if (file.isEmpty()) return;
  const QString problem = save_text(csv(), file);
  if (!problem.isEmpty()) Q_EMIT exportFailed(problem);
}

void StageTable::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy))
    copy();
  else
    QTableView::keyPressEvent(event);
}

void StageTable::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  connect(menu.addAction(tr("Copy rows")), &QAction::triggered, this, &StageTable::copy);
  connect(menu.addAction(tr("Save table…")), &QAction::triggered, this, &StageTable::save_csv);
  menu.exec(event->globalPos());
}

void StageTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  if (model_.rowCount() > 0) return;
  QPainter painter(viewport());
  painter.setPen(theme_.muted_text);
  painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                   tr("No steps yet: run a scenario to see what its stages cost"));
}

}  // namespace stepscope::ui

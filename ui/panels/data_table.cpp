#include "ui/panels/data_table.h"

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
#include <utility>

#include "ui/charts/chart_export.h"
#include "ui/charts/sorted_header.h"
#include "ui/models/csv_text.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

DataTable::DataTable(int file_role, QString file_name, QWidget* parent)
    : QTableView(parent), file_role_(file_role), file_name_(std::move(file_name)) {
  setHorizontalHeader(new SortedHeader(this));
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setShowGrid(false);
  setWordWrap(false);
  setTextElideMode(Qt::ElideRight);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  horizontalHeader()->setHighlightSections(false);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  QObject::connect(this, &QTableView::doubleClicked, this, &DataTable::rowOpened);
}

void DataTable::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Base, theme.panel);
  colours.setColor(QPalette::PlaceholderText, theme.muted_text);
  setPalette(colours);
  viewport()->update();
}

void DataTable::set_empty_text(const QString& text) {
  empty_text_ = text;
  viewport()->update();
}

QList<int> DataTable::all_rows() const {
  QList<int> rows(model()->rowCount());
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

QStringList DataTable::cells(int row) const {
  QStringList texts;
  for (int column = 0; column < model()->columnCount(); ++column) {
    const QVariant value =
        row < 0 ? model()->headerData(column, Qt::Horizontal) : model()->index(row, column).data(file_role_);
    texts << value.toString().replace(QLatin1Char('\n'), QLatin1Char(' '));
  }
  return texts;
}

QString DataTable::csv() const {
  QString text = csv_line(cells(-1));
  for (const int row : all_rows()) text += csv_line(cells(row));
  return text;
}

QString DataTable::selected_as_tsv() const {
  QList<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  if (rows.isEmpty()) rows = all_rows();
  QString text = cells(-1).join(QLatin1Char('\t')) + QLatin1Char('\n');
  for (const int row : rows) text += cells(row).join(QLatin1Char('\t')) + QLatin1Char('\n');
  return text;
}

void DataTable::copy() const { QGuiApplication::clipboard()->setText(selected_as_tsv()); }

void DataTable::ask_and_save() {
  const QString file = QFileDialog::getSaveFileName(this, tr("Save"), file_name_, tr("Comma-separated values (*.csv)"));
  if (file.isEmpty()) return;
  const QString problem = save_text(csv(), file);
  if (!problem.isEmpty()) Q_EMIT exportFailed(problem);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (event->matches(QKeySequence::Copy))
    copy();
  else if (enter && currentIndex().isValid())
    Q_EMIT rowOpened(currentIndex());
  else
    QTableView::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent* event) {
  if (model()->rowCount() == 0) return;
  QMenu menu(this);
  menu.addActions(actions());
  menu.addSeparator();
  QObject::connect(menu.addAction(tr("Copy rows")), &QAction::triggered, this, &DataTable::copy);
  QObject::connect(menu.addAction(tr("Save table…")), &QAction::triggered, this, &DataTable::ask_and_save);
  menu.exec(event->globalPos());
}

void DataTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  if (model()->rowCount() > 0 || empty_text_.isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, empty_text_);
}

}  // namespace stepscope::ui

#include "ui/charts/object_inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTableWidget>
#include <QVBoxLayout>

namespace stepscope::ui {

ObjectInspector::ObjectInspector(QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), table_(new QTableWidget(0, 2, this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(title_);
  layout->addWidget(table_, 1);
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  title_->setWordWrap(true);
  title_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  table_->horizontalHeader()->hide();
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->verticalHeader()->setMinimumSectionSize(fontMetrics().height() + 6);
  table_->setShowGrid(false);
  table_->setWordWrap(true);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->setAccessibleName(tr("Values of the picked object"));
  table_->installEventFilter(this);
  table_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(table_, &QWidget::customContextMenuRequested, this, &ObjectInspector::open_menu);
  setAutoFillBackground(true);
  setAccessibleName(tr("Inspector"));
  set_theme(Theme::light_theme());
  clear();
}

void ObjectInspector::show_rows(const QString& title, const InspectorRows& rows) {
  title_->setText(title);
  table_->setVisible(!rows.empty());
  table_->setRowCount(static_cast<int>(rows.size()));
  for (int row = 0; row < table_->rowCount(); ++row) {
    const auto& [name, value] = rows[static_cast<std::size_t>(row)];
    const QString texts[] = {name, value};
    for (int column = 0; column < 2; ++column) {
      QTableWidgetItem* item = table_->item(row, column);
      if (item == nullptr) {
        table_->setItem(row, column, item = new QTableWidgetItem);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
      }
      if (column == 0) item->setForeground(palette().color(QPalette::PlaceholderText));
      if (item->text() != texts[column]) item->setText(texts[column]);
    }
  }
}

void ObjectInspector::clear() { show_rows(tr("Nothing picked: click an object in the scene"), {}); }

void ObjectInspector::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.panel);
  colours.setColor(QPalette::Base, theme.panel);
  colours.setColor(QPalette::WindowText, theme.text);
  colours.setColor(QPalette::Text, theme.text);
  colours.setColor(QPalette::PlaceholderText, theme.muted_text);
  colours.setColor(QPalette::Highlight, theme.selection);
  colours.setColor(QPalette::HighlightedText, theme.text);
  setPalette(colours);
  table_->setPalette(colours);
  for (int row = 0; row < table_->rowCount(); ++row)
    if (QTableWidgetItem* name = table_->item(row, 0)) name->setForeground(theme.muted_text);
}

QString ObjectInspector::all_text() const {
  QString text;
  for (int row = 0; row < table_->rowCount(); ++row)
    text += table_->item(row, 0)->text() + QLatin1Char('\t') + table_->item(row, 1)->text() + QLatin1Char('\n');
  return text;
}

QString ObjectInspector::selected_text() const {
  QStringList texts;
  for (int row = 0; row < table_->rowCount(); ++row)
    for (int column = 0; column < 2; ++column)
      if (table_->item(row, column)->isSelected()) texts << table_->item(row, column)->text();
  return texts.isEmpty() ? all_text() : texts.join(QLatin1Char('\n'));
}

void ObjectInspector::copy() const { QGuiApplication::clipboard()->setText(selected_text()); }
void ObjectInspector::copy_all() const { QGuiApplication::clipboard()->setText(all_text()); }

void ObjectInspector::open_menu(const QPoint& at) {
  QMenu menu(this);
  connect(menu.addAction(tr("Copy value")), &QAction::triggered, this, &ObjectInspector::copy);
  connect(menu.addAction(tr("Copy all")), &QAction::triggered, this, &ObjectInspector::copy_all);
  menu.exec(table_->viewport()->mapToGlobal(at));
}

bool ObjectInspector::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copy();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace stepscope::ui

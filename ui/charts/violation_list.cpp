#include "ui/charts/violation_list.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <algorithm>
#include <numeric>

#include "ui/charts/chart_export.h"

namespace stepscope::ui {

namespace {

constexpr int kSide = 8, kAbove = 4;

struct Line {
  QString text;
  enum class Look { kStrong, kPlain, kMuted } look;
};

std::vector<Line> lines_of(const QModelIndex& index) {
  using Look = Line::Look;
  return {{QStringLiteral("%1 · %2").arg(index.data(ViolationListModel::kMetricRole).toString(),
                                         index.data(ViolationListModel::kWhenRole).toString()),
           Look::kStrong},
          {index.data(Qt::DisplayRole).toString(), Look::kPlain},
          {index.data(ViolationListModel::kAgainstRole).toString(), Look::kMuted},
          {index.data(ViolationListModel::kWithoutRole).toString(), Look::kMuted}};
}

QFont font_of(const Line& line, QFont font) {
  font.setBold(line.look == Line::Look::kStrong);
  return font;
}

constexpr int kWrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

int height_of(const Line& line, const QFont& font, int width) {
  return QFontMetrics(font_of(line, font)).boundingRect(QRect(0, 0, width, 10'000), kWrapped, line.text).height();
}

// Room beside a scroll bar, there or not: a line that fits must not wrap when the bar appears.
int text_width(const QStyleOptionViewItem& option) {
  if (option.widget == nullptr) return std::max(80, option.rect.width() - 2 * kSide);
  const int bar = option.widget->style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, option.widget);
  return std::max(80, option.widget->width() - bar - 2 * kSide);
}

}  // namespace

QSize ViolationPainter::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const int width = text_width(option);
  int height = 2 * kAbove;
  for (const Line& line : lines_of(index)) height += height_of(line, option.font, width);
  return {width, height};
}

void ViolationPainter::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  painter->fillRect(option.rect, option.state & QStyle::State_Selected ? theme_.selection : theme_.panel);
  painter->setPen(option.state & QStyle::State_HasFocus ? theme_.accent : theme_.border);
  if (option.state & QStyle::State_HasFocus)
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
  else
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
  QRect room(option.rect.left() + kSide, option.rect.top() + kAbove, text_width(option), 0);
  for (const Line& line : lines_of(index)) {
    painter->setFont(font_of(line, option.font));
    painter->setPen(line.look == Line::Look::kMuted ? theme_.muted_text : theme_.text);
    room.setHeight(height_of(line, option.font, room.width()));
    painter->drawText(room, kWrapped, line.text);
    room.translate(0, room.height());
  }
  painter->restore();
}

ViolationList::ViolationList(QWidget* parent) : QListView(parent), painter_(this) {
  setModel(&model_);
  setItemDelegate(&painter_);
  setFrameShape(QFrame::NoFrame);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setResizeMode(QListView::Adjust);
  setAccessibleName(tr("Why score was lost"));
  QObject::connect(this, &QListView::clicked, this,
                   [this](const QModelIndex& index) { Q_EMIT reasonActivated(index.row()); });
}

void ViolationList::show(const ShownScore& score) { model_.show(score); }

void ViolationList::set_theme(const Theme& theme) {
  painter_.set_theme(theme);
  QPalette colours = palette();
  colours.setColor(QPalette::Base, theme.panel);
  setPalette(colours);
  viewport()->update();
}

int ViolationList::select_first_of(std::string_view metric) {
  const int row = model_.first_of(metric);
  if (row < 0) {
    clearSelection();
    return row;
  }
  setCurrentIndex(model_.index(row));
  scrollTo(model_.index(row), QAbstractItemView::PositionAtTop);
  return row;
}

QList<int> ViolationList::rows_to_copy() const {
  QList<int> rows;
  for (const QModelIndex& index : selectionModel()->selectedRows()) rows << index.row();
  std::sort(rows.begin(), rows.end());
  if (rows.isEmpty()) {
    rows.resize(model_.rowCount());
    std::iota(rows.begin(), rows.end(), 0);
  }
  return rows;
}

void ViolationList::copy() const { QGuiApplication::clipboard()->setText(model_.text(rows_to_copy())); }

void ViolationList::save_csv() {
  const QString file =
      QFileDialog::getSaveFileName(this, tr("Save"), QStringLiteral("why.csv"), tr("Comma-separated values (*.csv)"));
  if (file.isEmpty()) return;
  const QString problem = save_text(model_.csv(), file);
  if (!problem.isEmpty()) Q_EMIT exportFailed(problem);
}

void ViolationList::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (event->matches(QKeySequence::Copy))
    copy();
  else if (enter && currentIndex().isValid())
    Q_EMIT reasonActivated(currentIndex().row());
  else
    QListView::keyPressEvent(event);
}

void ViolationList::contextMenuEvent(QContextMenuEvent* event) {
  if (model_.rowCount() == 0) return;
  QMenu menu(this);
  QObject::connect(menu.addAction(tr("Copy reasons")), &QAction::triggered, this, &ViolationList::copy);
  QObject::connect(menu.addAction(tr("Save reasons…")), &QAction::triggered, this, &ViolationList::save_csv);
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui

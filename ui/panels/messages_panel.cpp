#include "ui/panels/messages_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTime>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kTime = 0, kSeverity = 1, kText = 2;
constexpr int kKeptMessages = 5000;

}  // namespace

MessagesPanel::MessagesPanel(QWidget* parent)
    : QWidget(parent),
      theme_(&Theme::light_theme()),
      model_(new QStandardItemModel(0, 3, this)),
      view_(new QTreeView(this)) {
  model_->setHorizontalHeaderLabels({tr("Time"), tr("Kind"), tr("Message")});
  view_->setModel(model_);
  view_->setRootIsDecorated(false);
  view_->setUniformRowHeights(true);
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setTextElideMode(Qt::ElideMiddle);
  view_->setFrameShape(QFrame::NoFrame);
  view_->setAccessibleName(tr("Messages"));
  view_->header()->setStretchLastSection(true);
  view_->setColumnWidth(kTime, fontMetrics().horizontalAdvance(QStringLiteral("00:00:00")) + 24);
  view_->setColumnWidth(kSeverity, fontMetrics().horizontalAdvance(tr("warning")) + 48);

  auto* copy = new QAction(tr("Copy"), view_);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  auto* all = new QAction(tr("Copy all"), view_);
  view_->addActions({copy, all});
  view_->setContextMenuPolicy(Qt::ActionsContextMenu);
  QObject::connect(copy, &QAction::triggered, this, &MessagesPanel::copy_selected);
  QObject::connect(all, &QAction::triggered, this, &MessagesPanel::copy_all);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(view_);
}

void MessagesPanel::add(Severity severity, const QString& text) {
  const QString kind = severity == Severity::kError     ? tr("error")
                       : severity == Severity::kWarning ? tr("warning")
                                                        : tr("info");
  auto* time = new QStandardItem(QTime::currentTime().toString(QStringLiteral("HH:mm:ss")));
  auto* severity_item = new QStandardItem(kind);
  severity_item->setData(static_cast<int>(severity), Qt::UserRole);
  auto* text_item = new QStandardItem(text);
  text_item->setToolTip(tip_text(text));
  model_->appendRow({time, severity_item, text_item});
  if (model_->rowCount() > kKeptMessages) model_->removeRow(0);
  colour(model_->rowCount() - 1);
  if (severity == Severity::kError) ++errors_;
  view_->scrollToBottom();
  Q_EMIT countChanged(model_->rowCount(), errors_);
}

void MessagesPanel::set_theme(const Theme& theme) {
  theme_ = &theme;
  for (int row = 0; row < model_->rowCount(); ++row) colour(row);
}

int MessagesPanel::count() const { return model_->rowCount(); }

QString MessagesPanel::text(int row) const { return model_->item(row, kText)->text(); }

void MessagesPanel::colour(int row) {
  QStandardItem* item = model_->item(row, kSeverity);
  const auto severity = static_cast<Severity>(item->data(Qt::UserRole).toInt());
  const QColor colour = severity == Severity::kError     ? theme_->error
                        : severity == Severity::kWarning ? theme_->warning
                                                         : theme_->muted_text;
  const QString icon = severity == Severity::kError     ? QStringLiteral("error")
                       : severity == Severity::kWarning ? QStringLiteral("warning")
                                                        : QStringLiteral("info");
  item->setForeground(colour);
  item->setIcon(coloured_icon(icon, colour, colour));
  model_->item(row, kTime)->setForeground(theme_->muted_text);
}

QString MessagesPanel::line(int row) const {
  return QStringLiteral("%1\t%2\t%3")
      .arg(model_->item(row, kTime)->text(), model_->item(row, kSeverity)->text(), model_->item(row, kText)->text());
}

void MessagesPanel::copy_selected() {
  auto rows = view_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const QModelIndex& index : rows) lines << line(index.row());
  QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void MessagesPanel::copy_all() {
  QStringList lines;
  for (int row = 0; row < model_->rowCount(); ++row) lines << line(row);
  QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace stepscope::ui

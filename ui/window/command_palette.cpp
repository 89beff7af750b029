#include "ui/window/command_palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/window/fuzzy.h"

namespace stepscope::ui {

namespace {

QString name_of(const QAction& action) { return QString(action.text()).remove(QLatin1Char('&')); }

}  // namespace

CommandPalette::CommandPalette(std::vector<QAction*> actions, QWidget* parent)
    : QDialog(parent), actions_(std::move(actions)), input_(new QLineEdit(this)), list_(new QListWidget(this)) {
  setWindowTitle(tr("Command palette"));
  setWindowFlag(Qt::FramelessWindowHint);
  setObjectName(QStringLiteral("commandPalette"));
  input_->setPlaceholderText(tr("Type what you want to do"));
  input_->setAccessibleName(tr("Command"));
  input_->installEventFilter(this);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setUniformItemSizes(true);
  list_->setAccessibleName(tr("Commands"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(input_);
  column->addWidget(list_);
  resize(460, 380);
  if (parent != nullptr)
    move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, std::min(90, parent->height() / 8))));
  QObject::connect(input_, &QLineEdit::textChanged, this, &CommandPalette::fill);
  QObject::connect(input_, &QLineEdit::returnPressed, this, &CommandPalette::do_selected);
  QObject::connect(list_, &QListWidget::itemClicked, this, &CommandPalette::do_selected);
  fill({});
}

void CommandPalette::fill(const QString& typed) {
  std::vector<std::pair<int, int>> fitting;  // (−score, index): stable order among equals
  for (int i = 0; i < static_cast<int>(actions_.size()); ++i) {
    const int score = fuzzy_score(typed, name_of(*actions_[static_cast<std::size_t>(i)]));
    if (score >= 0) fitting.emplace_back(-score, i);
  }
  std::sort(fitting.begin(), fitting.end());
  list_->clear();
  for (const auto& [score, i] : fitting) {
    const QAction& action = *actions_[static_cast<std::size_t>(i)];
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    auto* item = new QListWidgetItem(
        keys.isEmpty() ? name_of(action) : QStringLiteral("%1    %2").arg(name_of(action), keys), list_);
    item->setData(Qt::UserRole, i);
    item->setToolTip(action.toolTip());
    if (!action.isEnabled()) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
  }
  list_->setCurrentRow(0);
}

QStringList CommandPalette::shown() const {
  QStringList names;
  for (int row = 0; row < list_->count(); ++row)
    names << name_of(*actions_[static_cast<std::size_t>(list_->item(row)->data(Qt::UserRole).toInt())]);
  return names;
}

void CommandPalette::do_selected() {
  const QListWidgetItem* item = list_->currentItem();
  if (item == nullptr || !(item->flags() & Qt::ItemIsEnabled)) return;
  QAction* action = actions_[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
  accept();
  action->trigger();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != input_ || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Up && key != Qt::Key_Down) return QDialog::eventFilter(watched, event);
  const int row = list_->currentRow() + (key == Qt::Key_Up ? -1 : 1);
  list_->setCurrentRow(std::clamp(row, 0, std::max(0, list_->count() - 1)));
  return true;
}

}  // namespace stepscope::ui

#include "ui/panels/timeline_head.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

#include "ui/panels/elided_label.h"

namespace stepscope::ui {

TimelineHead::TimelineHead(QWidget* parent)
    : QWidget(parent),
      scopes_(new QButtonGroup(this)),
      pages_(new QButtonGroup(this)),
      idle_(new QToolButton(this)),
      search_(new QLineEdit(this)),
      found_(new ElidedLabel(this)),
      grouping_(new QComboBox(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(6, 2, 6, 2);
  row->setSpacing(2);
  row->addWidget(add_choice(*pages_, 0, tr("Timeline"), tr("Spans by time, one lane per thread")));
  row->addWidget(add_choice(*pages_, 1, tr("Flame"), tr("Spans merged by path over the chosen steps")));
  row->addSpacing(8);
  row->addWidget(add_choice(*scopes_, 0, tr("Step"), tr("The step under the cursor")));
  row->addWidget(add_choice(*scopes_, 1, tr("Range"), tr("The steps dragged over in Steps")));
  row->addWidget(add_choice(*scopes_, 2, tr("Run"), tr("All steps")));
  row->addSpacing(8);
  idle_->setText(tr("Idle"));
  idle_->setCheckable(true);
  idle_->setAutoRaise(true);
  idle_->setToolTip(tr("Show the time between steps, in which the run waited, in full length"));
  row->addWidget(idle_);
  search_->setPlaceholderText(tr("Find: stage, SQL"));
  search_->setClearButtonEnabled(true);
  search_->setAccessibleName(tr("Find spans"));
  search_->setToolTip(tr("Spans whose name has all of these words. Enter: the next one; Shift+Enter: the previous"));
  search_->setMinimumWidth(90);
  search_->setMaximumWidth(36 * fontMetrics().averageCharWidth());
  search_->installEventFilter(this);
  row->addWidget(search_, 2);
  found_->setAccessibleName(tr("Spans found"));
  row->addWidget(found_, 3);
  grouping_->addItem(tr("by stage"), QVariant::fromValue(static_cast<int>(SpanGrouping::kStage)));
  grouping_->addItem(tr("by statement"), QVariant::fromValue(static_cast<int>(SpanGrouping::kStatement)));
  grouping_->setAccessibleName(tr("Groups of the table"));
  grouping_->setToolTip(tr("What a row of the table is: a stage, or of the database a statement"));
  row->addWidget(grouping_);
  scopes_->button(0)->setChecked(true);
  pages_->button(0)->setChecked(true);
  show_has_range(false);
  QObject::connect(scopes_, &QButtonGroup::idClicked, this, &TimelineHead::scopeChosen);
  QObject::connect(pages_, &QButtonGroup::idClicked, this, &TimelineHead::pageChosen);
  QObject::connect(idle_, &QToolButton::toggled, this, &TimelineHead::idleChosen);
  QObject::connect(search_, &QLineEdit::textChanged, this, &TimelineHead::wordsChanged);
  QObject::connect(grouping_, &QComboBox::currentIndexChanged, this, &TimelineHead::groupingChosen);
}

QToolButton* TimelineHead::add_choice(QButtonGroup& group, int id, const QString& text, const QString& tip) {
  auto* button = new QToolButton(this);
  button->setText(text);
  button->setToolTip(tip);
  button->setCheckable(true);
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::TabFocus);
  group.addButton(button, id);
  return button;
}

TimelineScope TimelineHead::scope() const { return static_cast<TimelineScope>(scopes_->checkedId()); }
TimelinePage TimelineHead::page() const { return static_cast<TimelinePage>(pages_->checkedId()); }
SpanGrouping TimelineHead::grouping() const { return static_cast<SpanGrouping>(grouping_->currentData().toInt()); }
Idle TimelineHead::idle() const { return idle_->isChecked() ? Idle::kShown : Idle::kCut; }
QString TimelineHead::words() const { return search_->text(); }

void TimelineHead::show_scope(TimelineScope scope) { scopes_->button(static_cast<int>(scope))->setChecked(true); }
void TimelineHead::show_page(TimelinePage page) { pages_->button(static_cast<int>(page))->setChecked(true); }

void TimelineHead::show_has_range(bool has) {
  QAbstractButton* range = scopes_->button(static_cast<int>(TimelineScope::kRange));
  range->setEnabled(has);
  range->setToolTip(has ? tr("The steps dragged over in Steps")
                        : tr("No range: drag over bars in Steps to choose one"));
}

void TimelineHead::show_found(const QString& text) { found_->set_full_text(text); }

bool TimelineHead::eventFilter(QObject* watched, QEvent* event) {
  if (watched == search_ && event->type() == QEvent::KeyPress) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
      Q_EMIT matchWished(!key.modifiers().testFlag(Qt::ShiftModifier));
      return true;
    }
    if (key.key() == Qt::Key_Escape && !search_->text().isEmpty()) {
      search_->clear();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace stepscope::ui

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>
#include <cmath>

#include "ui/charts/budget_dialog.h"
#include "ui/charts/step_strip.h"
#include "ui/charts/strip_plot.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

constexpr double kZoomPerNotch = 0.8;
constexpr double kZoomPerKey = 0.64;
constexpr double kWheelNotch = 120.0;  // Qt: eighths of a degree per notch of the wheel

}  // namespace

// While the strip has the keyboard, undo means its zoom and range; a shortcut of the window must not take the key.
bool StepStrip::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if ((key->matches(QKeySequence::Undo) && history_.can_undo()) ||
        (key->matches(QKeySequence::Redo) && history_.can_redo())) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

bool StepStrip::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_) return QWidget::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      press(static_cast<QMouseEvent*>(event));
      break;
    case QEvent::MouseMove:
      move(static_cast<QMouseEvent*>(event));
      break;
    case QEvent::MouseButtonRelease:
      release(static_cast<QMouseEvent*>(event));
      break;
    case QEvent::MouseButtonDblClick:
      remember(StripChange::kShowAll);
      show_all();
      return true;
    case QEvent::Wheel:
      turn_wheel(static_cast<QWheelEvent*>(event));
      return true;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void StepStrip::press(QMouseEvent* event) {
  if (data_.empty() || drag_ != Drag::kNone) return;
  pressed_ = event->pos();
  if (event->button() == Qt::MiddleButton) {
    remember(StripChange::kPan);
    drag_ = Drag::kPan;
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  setFocus(Qt::MouseFocusReason);
  drag_ = Drag::kPressed;
  if (const auto line = plot_->line_at(event->pos())) {
    line_ = *line;
    drag_ = Drag::kLinePressed;
  }
}

// A press becomes a drag when the pointer has moved far enough: along a line of the budgets sideways, too.
void StepStrip::begin_drag(QPoint moved) {
  const int distance = QApplication::startDragDistance();
  if (drag_ == Drag::kLinePressed && std::abs(moved.y()) >= distance / 2) {
    drag_ = Drag::kLine;
    plot_->hold_scale(true);
  } else if ((drag_ == Drag::kPressed || drag_ == Drag::kLinePressed) && std::abs(moved.x()) >= distance) {
    remember(StripChange::kSelection);
    drag_ = Drag::kRange;
  }
}

void StepStrip::move(QMouseEvent* event) {
  const int pixel = event->pos().x();
  begin_drag(event->pos() - pressed_);
  switch (drag_) {
    case Drag::kRange:
      plot_->set_selection(std::minmax({plot_->step_at(pressed_.x()), plot_->step_at(pixel)}));
      return schedule();
    case Drag::kLine:
      return drag_line(event->pos().y());
    case Drag::kPan:
      plot_->pan(pressed_.x() - pixel);
      pressed_ = event->pos();
      return schedule();
    case Drag::kPressed:
    case Drag::kLinePressed:
    case Drag::kNone:
      return hover(event);
  }
}

void StepStrip::hover(QMouseEvent* event) {
  const QPoint place = event->pos(), beside = event->globalPosition().toPoint() + QPoint(8, 12);
  const bool on_line = plot_->line_at(place).has_value();
  plot_->setCursor(on_line ? Qt::SizeVerCursor : Qt::ArrowCursor);
  if (const Bookmark* bookmark = plot_->bookmark_at(place))
    return QToolTip::showText(beside, bookmark_text(*bookmark).toHtmlEscaped(), plot_);
  if (on_line) return QToolTip::showText(beside, tr("Drag to move this line; right click to type it"), plot_);
  const StripColumn* column = plot_->column_at(place.x());
  if (column == nullptr) return QToolTip::hideText();
  QToolTip::showText(beside, strip_tooltip(data_, *column, plot_->budgets()), plot_);
}

void StepStrip::drag_line(int y) {
  StepBudgets budgets = plot_->budgets();
  const std::int64_t wished = plot_->duration_at(y);
  // Neither line passes the other.
  if (line_ == BudgetLine::kBudget)
    budgets.budget_ns = std::min(wished, budgets.limit_ns);
  else
    budgets.limit_ns = std::max(wished, budgets.budget_ns);
  plot_->set_budgets(budgets.made_valid());
  schedule();
}

void StepStrip::release(QMouseEvent* event) {
  const Drag ended = std::exchange(drag_, Drag::kNone);
  if (ended == Drag::kNone || ended == Drag::kPan) return;
  if (ended == Drag::kLine) {
    plot_->hold_scale(false);
    schedule();
    Q_EMIT budgetsChanged(plot_->budgets());
    return;
  }
  if (event->button() != Qt::LeftButton) return;
  if (ended == Drag::kRange) return announce_range();
  clear_range();
  // A click beside the bars means the nearest one; in a column of many the worst is meant, for it is what is drawn.
  const StripColumn* column = plot_->column_at(pressed_.x());
  choose(column == nullptr ? plot_->reachable_at(pressed_.x()) : data_.step(column->worst));
}

void StepStrip::turn_wheel(QWheelEvent* event) {
  const QPoint angle = event->angleDelta();
  const bool sideways = angle.x() != 0 || event->modifiers().testFlag(Qt::ShiftModifier);
  remember(sideways ? StripChange::kPan : StripChange::kZoom);
  if (sideways)
    plot_->pan(-(angle.x() != 0 ? angle.x() : angle.y()));
  else
    plot_->zoom(std::pow(kZoomPerNotch, angle.y() / kWheelNotch), static_cast<int>(event->position().x()));
  schedule();
}

void StepStrip::zoom_at_cursor(double factor) {
  remember(StripChange::kZoom);
  plot_->zoom(factor, plot_->pixel_of(cursor_));
  schedule();
}

void StepStrip::choose(int step) {
  if (data_.empty()) return;
  step = std::clamp(step, data_.first_step(), std::max(data_.last_step(), plot_->reach() - 1));
  set_cursor(step);
  Q_EMIT stepClicked(step);
}

void StepStrip::select_from(int step) {
  const auto before = plot_->selection();
  select(step, before ? std::max(step, before->second) : step);
}

void StepStrip::select_to(int step) {
  const auto before = plot_->selection();
  select(before ? std::min(step, before->first) : step, step);
}

void StepStrip::select(int first, int last) {
  if (data_.empty() || first < data_.first_step() || last > data_.last_step()) return;
  remember(StripChange::kSelection);
  plot_->set_selection(std::pair(first, last));
  schedule();
  announce_range();
}

void StepStrip::clear_range() {
  if (!plot_->selection()) return;
  remember(StripChange::kSelection);
  plot_->set_selection(std::nullopt);
  schedule();
  announce_range();
}

void StepStrip::show_all() {
  drag_ = Drag::kNone;
  plot_->show_all();
  schedule();
}

void StepStrip::set_full_heights(bool full) {
  plot_->set_tall_bars(full ? TallBars::kFull : TallBars::kCut);
  schedule();
}

void StepStrip::announce_range() {
  if (plot_->selection())
    Q_EMIT rangeSelected(plot_->selection()->first, plot_->selection()->second);
  else
    Q_EMIT rangeCleared();
}

void StepStrip::remember(StripChange change) {
  if (!data_.empty()) history_.record(plot_->view(), change, clock_.elapsed());
}

void StepStrip::undo() { return_to(history_.undo(plot_->view())); }
void StepStrip::redo() { return_to(history_.redo(plot_->view())); }

void StepStrip::return_to(const std::optional<StripView>& view) {
  if (!view) return;
  const bool other_range = view->selection != plot_->selection();
  plot_->restore(*view);
  schedule();
  if (other_range) announce_range();
}

void StepStrip::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Undo)) return undo();
  if (event->matches(QKeySequence::Redo)) return redo();
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  const int stride = shift ? 10 : 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return choose(cursor_ - stride);
    case Qt::Key_Right:
      return choose(cursor_ + stride);
    case Qt::Key_Home:
      return choose(data_.first_step());
    case Qt::Key_End:
      return choose(std::max(data_.last_step(), plot_->reach() - 1));
    case Qt::Key_N:
      if (const auto step = data_.next_slow_step(cursor_)) choose(*step);
      return;
    case Qt::Key_P:
      if (const auto step = data_.previous_slow_step(cursor_)) choose(*step);
      return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom_at_cursor(kZoomPerKey);
    case Qt::Key_Minus:
      return zoom_at_cursor(1.0 / kZoomPerKey);
    case Qt::Key_B:
      if (cursor_ < 0) return;
      if (shift)
        Q_EMIT noteWished(cursor_);
      else
        Q_EMIT bookmarkWished(cursor_);
      return;
    case Qt::Key_Escape:
      return clear_range();
    default:
      QWidget::keyPressEvent(event);
  }
}

void StepStrip::ask_for_budgets() {
  auto* dialog = new BudgetDialog(plot_->budgets(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &BudgetDialog::chosen, this, [this](const StepBudgets& budgets) {
    set_budgets(budgets);
    Q_EMIT budgetsChanged(budgets);
  });
  dialog->open();
}

void StepStrip::add_step_actions(QMenu& menu, int step) {
  const bool marked = std::any_of(plot_->bookmarks().begin(), plot_->bookmarks().end(),
                                  [step](const Bookmark& bookmark) { return bookmark.step == step; });
  QAction* toggle =
      menu.addAction(marked ? tr("Remove the bookmark of step %1").arg(step) : tr("Bookmark step %1").arg(step));
  QAction* note = menu.addAction(tr("Note on step %1…").arg(step));
  QObject::connect(toggle, &QAction::triggered, this, [this, step] { Q_EMIT bookmarkWished(step); });
  QObject::connect(note, &QAction::triggered, this, [this, step] { Q_EMIT noteWished(step); });
  menu.addSeparator();
  QAction* fork = menu.addAction(tr("Fork at step %1…").arg(step));
  QObject::connect(fork, &QAction::triggered, this, [this, step] { Q_EMIT forkWished(step); });
  menu.addSeparator();
}

void StepStrip::add_view_actions(QMenu& menu) {
  QObject::connect(menu.addAction(tr("Show all steps")), &QAction::triggered, this, [this] {
    remember(StripChange::kShowAll);
    show_all();
  });
  QAction* back = menu.addAction(tr("Undo zoom or range"));
  QAction* again = menu.addAction(tr("Redo zoom or range"));
  back->setShortcut(QKeySequence::Undo);
  again->setShortcut(QKeySequence::Redo);
  back->setEnabled(history_.can_undo());
  again->setEnabled(history_.can_redo());
  QObject::connect(back, &QAction::triggered, this, &StepStrip::undo);
  QObject::connect(again, &QAction::triggered, this, &StepStrip::redo);
  QAction* full = menu.addAction(tr("Full height of tall bars"));
  full->setCheckable(true);
  full->setChecked(plot_->tall_bars() == TallBars::kFull);
  QObject::connect(full, &QAction::toggled, this, &StepStrip::set_full_heights);
  QObject::connect(menu.addAction(tr("Budget lines…")), &QAction::triggered, this, &StepStrip::ask_for_budgets);
  menu.addSeparator();
}

void StepStrip::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  const QPoint place = plot_->mapFrom(this, event->pos());
  const StripColumn* column = event->reason() == QContextMenuEvent::Mouse ? plot_->column_at(place.x()) : nullptr;
  const int step = column != nullptr ? data_.step(column->worst) : cursor_;
  if (step >= 0) add_step_actions(menu, step);
  add_view_actions(menu);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui

#include "ui/window/bookmark_desk.h"

#include <QAction>
#include <QInputDialog>
#include <QMenu>

#include "ui/bridge/run_view.h"
#include "ui/charts/step_strip.h"
#include "ui/window/actions.h"

namespace stepscope::ui {

namespace {

constexpr qsizetype kListed = 30;      // in the menu
constexpr qsizetype kTextListed = 60;  // letters

// An ampersand in a note is not a mnemonic.
QString menu_text(const Bookmark& bookmark) {
  QString text = bookmark_text(bookmark);
  if (text.size() > kTextListed) text = text.first(kTextListed) + QStringLiteral("…");
  return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

}  // namespace

BookmarkDesk::BookmarkDesk(Bookmarks& bookmarks, RunView& view, WindowActions& actions, const WindowParts& parts,
                           QWidget& window)
    : QObject(&window), bookmarks_(bookmarks), view_(view), actions_(actions), parts_(parts), window_(window) {
  QObject::connect(&bookmarks_, &Bookmarks::changed, this, &BookmarkDesk::show_all);
  QObject::connect(parts_.strip, &StepStrip::bookmarkWished, this, &BookmarkDesk::toggle);
  QObject::connect(parts_.strip, &StepStrip::noteWished, this, &BookmarkDesk::ask_for_note);
  QObject::connect(actions_.bookmark, &QAction::triggered, this, [this] { toggle(view_.cursor()); });
  QObject::connect(actions_.bookmark_note, &QAction::triggered, this, [this] { ask_for_note(view_.cursor()); });
  QObject::connect(actions_.next_bookmark, &QAction::triggered, this,
                   [this] { go_to(bookmarks_.after(view_.cursor())); });
  QObject::connect(actions_.previous_bookmark, &QAction::triggered, this,
                   [this] { go_to(bookmarks_.before(view_.cursor())); });
  show_all();
}

void BookmarkDesk::toggle(int step) {
  if (step >= 0 && step < view_.size()) bookmarks_.toggle(step);
}

void BookmarkDesk::ask_for_note(int step) {
  if (step < 0 || step >= view_.size()) return;
  auto* dialog = new QInputDialog(&window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setInputMode(QInputDialog::TextInput);
  dialog->setWindowTitle(tr("Bookmark"));
  dialog->setLabelText(tr("Note on step %1:").arg(step));
  dialog->setTextValue(bookmarks_.note(step));
  dialog->resize(420, dialog->sizeHint().height());
  QObject::connect(dialog, &QInputDialog::textValueSelected, this,
                   [this, step](const QString& text) { bookmarks_.set_note(step, text.trimmed()); });
  dialog->open();
}

void BookmarkDesk::go_to(std::optional<int> step) {
  if (step) view_.set_cursor(*step);
}

void BookmarkDesk::show_all() {
  const std::vector<Bookmark>& all = bookmarks_.all();
  parts_.strip->set_bookmarks(all);
  actions_.next_bookmark->setEnabled(!all.empty());
  actions_.previous_bookmark->setEnabled(!all.empty());
  QMenu& menu = *actions_.bookmarks_menu;
  menu.clear();
  menu.setEnabled(!all.empty());
  for (const Bookmark& bookmark : all) {
    if (menu.actions().size() == kListed) {
      menu.addAction(tr("… and %1 more").arg(static_cast<qsizetype>(all.size()) - kListed))->setEnabled(false);
      break;
    }
    QObject::connect(menu.addAction(menu_text(bookmark)), &QAction::triggered, this,
                     [this, step = bookmark.step] { view_.set_cursor(step); });
  }
}

}  // namespace stepscope::ui

#pragma once

#include <QObject>

#include "ui/models/bookmarks.h"
#include "ui/window/window_parts.h"

namespace stepscope::ui {

class RunView;
class WindowActions;

// Sets, notes and lists the bookmarks of the shown run: keys, menu and strip. GUI thread.
class BookmarkDesk : public QObject {
  Q_OBJECT

 public:
  // All outlive the desk's use: it is a child of the window that owns them.
  BookmarkDesk(Bookmarks& bookmarks, RunView& view, WindowActions& actions, const WindowParts& parts, QWidget& window);

  void toggle(int step);
  // Asks for the note of a step, in a dialog that does not block.
  void ask_for_note(int step);

 private:
  void show_all();
  void go_to(std::optional<int> step);

  Bookmarks& bookmarks_;
  RunView& view_;
  WindowActions& actions_;
  WindowParts parts_;
  QWidget& window_;
};

}  // namespace stepscope::ui

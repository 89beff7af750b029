#pragma once

class QKeyEvent;
class QObject;

namespace stepscope::ui {

// Whether the focused widget uses this key itself, so that the window's shortcut for it must wait: arrows and Home/End
// in lists and trees, Space on a button.
bool widget_needs_key(const QObject* widget, const QKeyEvent& event);
// Whether a field of text would keep a key that the window promises everywhere: under X11 Ctrl+E (the report) and
// Ctrl+K (every action) would go to the end of a line, or delete up to there.
bool window_needs_key(const QObject* widget, const QKeyEvent& event);

}  // namespace stepscope::ui

#pragma once

class QMainWindow;

namespace stepscope::ui {

struct WindowParts;

// Makes the docks around the middle and the bar at the top.
void make_docks(QMainWindow& window, WindowParts& parts);

// Puts every panel where it is at the first start: dataset left, object and shares right, steps below, statistics and
// messages below them; in a low window the three share one place.
void apply_default_layout(QMainWindow& window, WindowParts& parts);

// A panel in a group of tabs needs no title of its own: the tab names it and can be dragged out.
void hide_titles_of_tabs(QMainWindow& window, const WindowParts& parts);

}  // namespace stepscope::ui

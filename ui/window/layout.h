#pragma once

class QMainWindow;

namespace stepscope::ui {

struct WindowParts;

// Makes the docks around the middle and the bar at the top.
void make_docks(QMainWindow& window, WindowParts& parts);

// Puts every panel where it is at the first start: dataset left, object and score right down to the
// lower edge, steps below, statistics, batch and messages below them with the shares beside; in a low window the lower
// ones share one place and the shares stand with the score.
void apply_default_layout(QMainWindow& window, WindowParts& parts);

// The panels that are in front of those that share their place. Tabs exist only once the window is shown.
void raise_first_panels(const WindowParts& parts);

// A panel in a group of tabs needs no title of its own: the tab names it and can be dragged out.
void hide_titles_of_tabs(QMainWindow& window, const WindowParts& parts);

}  // namespace stepscope::ui

#pragma once

#include "ui/window/window_settings.h"

class QMainWindow;

namespace stepscope::ui {

struct WindowParts;

// Makes the docks around the middle and the bar at the top.
void make_docks(QMainWindow& window, WindowParts& parts);

// Puts every panel where the table of panels says it is at the first start.
void apply_default_layout(QMainWindow& window, WindowParts& parts);

// Tall panels below at the cost of the scene, for reading long tables and deep timelines; if they are tall already, as
// high as at the first start. Where they were moved elsewhere nothing happens.
void toggle_tall_panels(QMainWindow& window, const WindowParts& parts);

// As it was saved; panels that are newer than that stand behind others of their place. False: it could not be read, and
// nothing has changed.
bool restore_layout(QMainWindow& window, WindowParts& parts, const SavedLayout& saved);
SavedLayout layout_of(const QMainWindow& window, const WindowParts& parts);

// The panels that are in front of those that share their place. Tabs exist only once the window is shown.
void raise_first_panels(const WindowParts& parts);

// A panel in a group of tabs needs no title of its own: the tab names it and can be dragged out. Tabs that do not fit
// beside each other can be scrolled.
void hide_titles_of_tabs(QMainWindow& window, const WindowParts& parts);

}  // namespace stepscope::ui

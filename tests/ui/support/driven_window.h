#pragma once

#include "ui/window/main_window.h"

class QPushButton;

// A window that a test works with as a user would. What waits, waits no longer than kPatienceMs, and is false then.
namespace stepscope::test {

inline constexpr int kPatienceMs = 60'000;

// Runs as quick as they go, light, and of a size that is not remembered, so that the window has its default layout.
ui::StartOptions quick_options();

// The small log that comes with the tests, until its scenario is there.
[[nodiscard]] bool open_mini(ui::MainWindow& window);
// What the next run is made with; in closed loop among recorded objects.
void set_planner(ui::MainWindow& window, const char* planner);
// A run as its action starts it, until it has ended.
[[nodiscard]] bool run_to_end(ui::MainWindow& window);
// The same, until it stands in the list of runs, too.
[[nodiscard]] bool run_and_keep(ui::MainWindow& window);

// Whether one of the messages has these words.
bool said(const ui::MainWindow& window, const char* words);
// In the bar above the scene, by its text. Ends the program if there is none.
QPushButton* bar_button(const ui::MainWindow& window, const char* text);

}  // namespace stepscope::test

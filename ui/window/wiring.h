#pragma once

namespace stepscope::ui {

class MainWindow;
class RunFeed;
class WindowActions;
class Workbench;
struct WindowParts;

// Every connection between the parts of the window.
void wire(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed);

}  // namespace stepscope::ui

#pragma once

namespace stepscope::ui {

class BatchRoom;
class MainWindow;
class RunFeed;
class WindowActions;
class Workbench;
struct WindowParts;

// Every connection between the parts of the window.
void wire(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed,
          BatchRoom& batches);

}  // namespace stepscope::ui

#pragma once

namespace stepscope::ui {

class MainWindow;
class RunFeed;
class WindowActions;
class Workbench;
struct WindowParts;

// The present run: its scenario and scene, the controls, the cursor, and the figures of its steps.
void wire_run(MainWindow& window, Workbench& bench, WindowActions& actions, WindowParts& parts, RunFeed& feed);

}  // namespace stepscope::ui

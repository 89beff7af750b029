#pragma once

namespace stepscope::ui {

class Workbench;
struct WindowParts;

// The timeline follows the run, the cursor and the range of the step strip, and moves the cursor.
void wire_timeline(Workbench& bench, WindowParts& parts);

}  // namespace stepscope::ui

#pragma once

#include <vector>

class QAction;
class QWidget;

namespace stepscope::ui {

// Every action that has a key, as a table. Does not block.
void show_keys(const std::vector<QAction*>& actions, QWidget* parent);

// What this is, its version, and the licences of what it is made of. Does not block.
void show_about(QWidget* parent);

}  // namespace stepscope::ui

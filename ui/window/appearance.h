#pragma once

#include <QString>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// "light", "dark"; anything else: as the desktop was when the program started.
const Theme& theme_named(const QString& name);

// Fusion style with the theme's palette and style sheet, for the whole program.
void apply_appearance(const Theme& theme);

}  // namespace stepscope::ui

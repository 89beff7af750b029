#pragma once

// Only sources of charts include this (it brings in QCustomPlot).

#include <qcustomplot.h>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// Lines, numbers and grid of an axis in the theme's colours.
void paint_axis(QCPAxis* axis, const Theme& theme, const QFont& font);

}  // namespace stepscope::ui

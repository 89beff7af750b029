#pragma once

#include <QIcon>

#include "core/probe/stage.h"

namespace stepscope::ui {

// The colour of a group for a table, the same in a selected row (where a plain colour would be tinted). Unaccounted
// time is hatched.
QIcon stage_swatch(StageGroup group);

}  // namespace stepscope::ui

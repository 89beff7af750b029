#pragma once

#include <QString>

#include "ui/bridge/model_inspector.h"

namespace stepscope::ui {

// What is known of a model, a fact a line; of a broken one, first of all why it is broken.
QString model_text(const ModelReport& report);

}  // namespace stepscope::ui

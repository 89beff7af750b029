#pragma once

#include <QString>

namespace stepscope::ui {

// A text for a tooltip in which names from data stand. Tooltips take whatever looks like markup for markup; a log that is
// called "<script>" stays text. Texts that do not look like it come back as they are.
QString tip_text(const QString& plain);

}  // namespace stepscope::ui

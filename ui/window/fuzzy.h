#pragma once

#include <QString>

namespace stepscope::ui {

// How well `typed` fits `text`: its letters must occur in order, upper and lower case alike. Higher is better (letters
// that begin words or follow each other count more); negative: does not fit. Nothing typed fits everything equally.
int fuzzy_score(const QString& typed, const QString& text);

}  // namespace stepscope::ui

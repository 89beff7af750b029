#pragma once

#include <QString>
#include <QStringList>

namespace stepscope::ui {

// One line of a CSV file (RFC 4180): fields with a comma, a quote or a line break are quoted. Ends with a line break.
QString csv_line(const QStringList& fields);

}  // namespace stepscope::ui

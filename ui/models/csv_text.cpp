#include "ui/models/csv_text.h"

namespace stepscope::ui {

namespace {

bool needs_quotes(const QString& field) {
  for (const QChar c : field)
    if (c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n') || c == QLatin1Char('\r')) return true;
  return false;
}

}  // namespace

QString csv_line(const QStringList& fields) {
  QStringList out;
  for (const QString& field : fields) {
    if (needs_quotes(field))
      out << QLatin1Char('"') + QString(field).replace(QLatin1String("\""), QLatin1String("\"\"")) + QLatin1Char('"');
    else
      out << field;
  }
  return out.join(QLatin1Char(',')) + QLatin1Char('\n');
}

}  // namespace stepscope::ui

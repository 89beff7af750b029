#include "ui/theme/tip_text.h"

#include <QTextDocument>

namespace stepscope::ui {

QString tip_text(const QString& plain) {
  if (!Qt::mightBeRichText(plain)) return plain;
  return QStringLiteral("<p style='white-space:pre'>%1</p>").arg(plain.toHtmlEscaped());
}

}  // namespace stepscope::ui

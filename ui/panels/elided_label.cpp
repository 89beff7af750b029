#include "ui/panels/elided_label.h"

#include <algorithm>

#include "ui/theme/tip_text.h"

namespace stepscope::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ElidedLabel::set_full_text(const QString& text) {
  if (text == full_text_) return;
  full_text_ = text;
  setAccessibleName(text);
  elide();
  updateGeometry();
}

void ElidedLabel::set_explanation(const QString& explanation) {
  explanation_ = explanation;
  elide();
}

QSize ElidedLabel::sizeHint() const {
  const QMargins margins = contentsMargins();
  int longest = 0;
  for (const QString& line : full_text_.split(QLatin1Char('\n')))
    longest = std::max(longest, fontMetrics().horizontalAdvance(line));
  return {longest + margins.left() + margins.right() + 2, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
  return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 22), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::elide() {
  QStringList lines = full_text_.split(QLatin1Char('\n'));
  for (QString& line : lines) line = fontMetrics().elidedText(line, Qt::ElideRight, contentsRect().width());
  const QString shown = lines.join(QLatin1Char('\n'));
  if (shown != text()) setText(shown);
  QString tip = shown == full_text_ ? QString() : full_text_;
  if (!explanation_.isEmpty()) tip += (tip.isEmpty() ? QString() : QStringLiteral("\n")) + explanation_;
  setToolTip(tip_text(tip));
}

}  // namespace stepscope::ui

#include "ui/panels/elided_label.h"

#include <algorithm>

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
  return {fontMetrics().horizontalAdvance(full_text_) + margins.left() + margins.right() + 2,
          QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
  return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 22), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::elide() {
  const QString shown = fontMetrics().elidedText(full_text_, Qt::ElideRight, contentsRect().width());
  if (shown != text()) setText(shown);
  QString tip = shown == full_text_ ? QString() : full_text_;
  if (!explanation_.isEmpty()) tip += (tip.isEmpty() ? QString() : QStringLiteral("\n")) + explanation_;
  setToolTip(tip);
}

}  // namespace stepscope::ui

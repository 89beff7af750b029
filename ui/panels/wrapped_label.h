#pragma once

#include <QLabel>

namespace stepscope::ui {

// Sentences that may hold names from data: plain text over as many lines as it takes, to be selected and copied.
inline QLabel* wrapped_label(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace stepscope::ui

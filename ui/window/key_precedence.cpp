#include "ui/window/key_precedence.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace stepscope::ui {

bool widget_needs_key(const QObject* widget, const QKeyEvent& event) {
  if ((event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier) return false;
  switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
      return qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
             qobject_cast<const QComboBox*>(widget) != nullptr;
    case Qt::Key_Space:
      return qobject_cast<const QAbstractButton*>(widget) != nullptr;
    default:
      return false;
  }
}

bool window_needs_key(const QObject* widget, const QKeyEvent& event) {
  if (!event.modifiers().testFlag(Qt::ControlModifier)) return false;
  if (event.key() != Qt::Key_E && event.key() != Qt::Key_K) return false;
  return qobject_cast<const QLineEdit*>(widget) != nullptr || qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
         qobject_cast<const QTextEdit*>(widget) != nullptr;
}

}  // namespace stepscope::ui

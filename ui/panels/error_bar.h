#pragma once

#include <QFrame>
#include <QString>
#include <QTimer>
#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace stepscope::ui {

struct Theme;

enum class Severity { kInfo, kWarning, kError };

// What can be done about a message, at once: a button.
struct BarAction {
  QString text;
  std::function<void()> act;
};

// One line at the top of the window about something that went wrong; gone with its ✕ or Escape. Mere information goes
// by itself.
class ErrorBar : public QFrame {
  Q_OBJECT

 public:
  explicit ErrorBar(QWidget* parent = nullptr);

  // With actions it stays longer. One that is clicked dismisses the message.
  void show_message(Severity severity, const QString& text, const std::vector<BarAction>& actions = {});
  // Takes a message back that is no longer so, if it is still the one that is shown.
  void withdraw(const QString& text);
  QString text() const;
  void set_theme(const Theme& theme);

 Q_SIGNALS:
  void detailsWished();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void colour();

  const Theme* theme_;
  Severity severity_{Severity::kError};
  QLabel* icon_;
  QLabel* text_;
  QHBoxLayout* actions_;
  QToolButton* copy_;
  QToolButton* close_;
  QTimer away_;
};

}  // namespace stepscope::ui

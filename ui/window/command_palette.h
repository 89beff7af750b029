#pragma once

#include <QDialog>
#include <vector>

class QAction;
class QLineEdit;
class QListWidget;

namespace stepscope::ui {

// Every action of the window, found by typing parts of its name; Return does it.
class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  CommandPalette(std::vector<QAction*> actions, QWidget* parent);

  // Names in the order shown for what is typed, for those who read along.
  QStringList shown() const;
  QLineEdit& input() { return *input_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill(const QString& typed);
  void do_selected();

  std::vector<QAction*> actions_;
  QLineEdit* input_;
  QListWidget* list_;
};

}  // namespace stepscope::ui

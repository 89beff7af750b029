#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace stepscope::ui {

struct Theme;

// What the middle of the window shows while nothing is open: play the demo, open a folder, open one of the last ones.
class StartPage : public QWidget {
  Q_OBJECT

 public:
  explicit StartPage(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  // Folders opened before, the latest first.
  void show_recent(const QStringList& folders);
  // A line below the choices: what is going on.
  void show_note(const QString& text);

 Q_SIGNALS:
  void demoWished();
  void openWished();
  void recentWished(const QString& folder);

 private:
  QPushButton* make_card(const QString& title, const QString& text);

  QPushButton* demo_;
  QPushButton* open_;
  QLabel* recent_title_;
  QVBoxLayout* recent_;
  QLabel* note_;
};

}  // namespace stepscope::ui

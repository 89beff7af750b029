#pragma once

#include <QWidget>

#include "ui/panels/error_bar.h"

class QStandardItemModel;
class QTreeView;

namespace stepscope::ui {

struct Theme;

// Everything the program had to say since it started: when, how bad, what. Selected lines can be copied.
class MessagesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit MessagesPanel(QWidget* parent = nullptr);

  void add(Severity severity, const QString& text);
  void set_theme(const Theme& theme);
  int count() const;
  QString text(int row) const;

 Q_SIGNALS:
  void countChanged(int messages, int errors);

 private:
  void copy_selected();
  void copy_all();
  QString line(int row) const;
  void colour(int row);

  const Theme* theme_;
  QStandardItemModel* model_;
  QTreeView* view_;
  int errors_{0};
};

}  // namespace stepscope::ui

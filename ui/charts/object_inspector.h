#pragma once

#include <QWidget>

#include "ui/charts/inspector_rows.h"
#include "ui/theme/theme.h"

class QLabel;
class QTableWidget;

namespace stepscope::ui {

// Names and values of the thing that was picked in the scene. Values are selected by clicking and copied by Ctrl+C or
// the context menu. Keeps its selection while the same thing is shown step after step. GUI thread.
class ObjectInspector : public QWidget {
  Q_OBJECT

 public:
  explicit ObjectInspector(QWidget* parent = nullptr);

  void show_rows(const QString& title, const InspectorRows& rows);
  void show_content(const InspectorContent& content) { show_rows(content.title, content.rows); }
  // Nothing is picked.
  void clear();
  void set_theme(const Theme& theme);

  // The selected values (all rows as name–tab–value lines without a selection).
  QString selected_text() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void copy() const;
  void copy_all() const;
  void open_menu(const QPoint& at);
  QString all_text() const;

  QLabel* title_;          // children of this widget
  QTableWidget* table_;
};

}  // namespace stepscope::ui

#pragma once

#include <QTableView>

namespace stepscope::ui {

struct Theme;

// A table of numbers: sortable, rows selected, Ctrl+C copies the selected rows (all without a selection) with their
// headers, the context menu has the table's actions() and saves all as CSV, an empty one says why. GUI thread.
class DataTable : public QTableView {
  Q_OBJECT

 public:
  // `file_role`: role of a cell's text with full precision. `file_name`: what is proposed for the CSV.
  DataTable(int file_role, QString file_name, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_empty_text(const QString& text);
  const QString& empty_text() const { return empty_text_; }

  // Rows in the order shown.
  QString csv() const;
  QString selected_as_tsv() const;
  void ask_and_save();

 Q_SIGNALS:
  void exportFailed(const QString& problem);
  // Return or double click on a row of the model.
  void rowOpened(const QModelIndex& index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QList<int> all_rows() const;
  QStringList cells(int row) const;  // −1: the headers
  void copy() const;

  int file_role_;
  QString file_name_, empty_text_;
};

}  // namespace stepscope::ui

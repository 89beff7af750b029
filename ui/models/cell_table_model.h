#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <optional>
#include <vector>

#include "ui/theme/theme.h"

namespace stepscope::ui {

// How a cell is written: as usual, greyed (its tip says why), or as a warning.
enum class CellTone { kPlain, kMuted, kBad };

// One cell: what is read, what is written into files, what is painted.
struct TableCell {
  QString text;
  QString raw;                // full precision, without unit; empty: the text
  QString tip;                // empty: none
  std::optional<double> bar;  // −1 … 1: a bar from the middle of the cell, to the right where it is more
  bool number{false};         // aligned right
  CellTone tone{CellTone::kPlain};
};

struct CellRow {
  std::vector<TableCell> cells;
  int step{-1};  // that the row leads to
};

struct TableContent {
  QStringList headers;
  std::vector<CellRow> rows;  // each as many cells as there are headers
};

// A table that is made as a whole, by whoever knows what it says. GUI thread.
class CellTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role { kFileRole = Qt::UserRole + 1, kBarRole };

  explicit CellTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(TableContent content);
  // Colours of the tones.
  void set_theme(const Theme& theme);
  const TableContent& content() const { return content_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  TableContent content_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui

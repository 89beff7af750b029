#include "ui/models/cell_table_model.h"

#include <utility>

#include "ui/theme/tip_text.h"

namespace stepscope::ui {

void CellTableModel::show(TableContent content) {
  beginResetModel();
  content_ = std::move(content);
  endResetModel();
}

void CellTableModel::set_theme(const Theme& theme) {
  theme_ = theme;
  if (rowCount() > 0 && columnCount() > 0)
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

int CellTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(content_.rows.size());
}

int CellTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(content_.headers.size());
}

QVariant CellTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const TableCell& cell =
      content_.rows[static_cast<std::size_t>(index.row())].cells[static_cast<std::size_t>(index.column())];
  switch (role) {
    case Qt::DisplayRole:
      return cell.text;
    case kFileRole:
      return cell.raw.isEmpty() ? cell.text : cell.raw;
    case kBarRole:
      return cell.bar ? QVariant(*cell.bar) : QVariant();
    case Qt::ToolTipRole:
      return cell.tip.isEmpty() ? QVariant() : tip_text(cell.tip);
    case Qt::ForegroundRole:
      if (cell.tone == CellTone::kPlain) return {};
      return cell.tone == CellTone::kMuted ? theme_.muted_text : theme_.error;
    case Qt::TextAlignmentRole:
      return static_cast<int>((cell.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= content_.headers.size()) return {};
  if (role == Qt::DisplayRole) return content_.headers[section];
  if (role == Qt::TextAlignmentRole && !content_.rows.empty())
    return static_cast<int>(
        (content_.rows.front().cells[static_cast<std::size_t>(section)].number ? Qt::AlignRight : Qt::AlignLeft) |
        Qt::AlignVCenter);
  return {};
}

}  // namespace stepscope::ui

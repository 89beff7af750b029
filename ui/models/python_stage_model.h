#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "core/pstats/beside.h"

namespace stepscope::ui {

using PythonProfilePtr = std::shared_ptr<const PythonProfile>;

// The stages of a Python profile, beside those of a run if there is one. In the order of a step. GUI thread.
class PythonStageModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kStage, kSeconds, kShare, kPython, kStepscope, kRatio, kColumnCount };
  enum Role { kFileRole = Qt::UserRole + 1 };  // with full precision

  explicit PythonStageModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // Null shows nothing; without `run` the last two columns are empty.
  void show(const PythonProfilePtr& profile, const std::optional<RunStatistics>& run);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  static std::optional<double> number(const StageBeside& row, int column);
  static QString text(const StageBeside& row, int column);

  std::vector<StageBeside> rows_;
};

}  // namespace stepscope::ui

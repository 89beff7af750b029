#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

// A step in a list: its number, when it was, how long it (or a stage of it) took.
struct ListedStep {
  int step{0};
  double time_s{0.0};  // simulated, since the run's first step
  std::int64_t ns{0};
  bool operator==(const ListedStep&) const = default;
};

// Steps as a table that sorts itself, longest first until a header is clicked. GUI thread.
class StepListModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kStep, kTime, kDuration, kColumnCount };
  enum Role { kFileRole = Qt::UserRole + 1 };  // number as a text with full precision, for files

  explicit StepListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void show(std::vector<ListedStep> steps);
  const std::vector<ListedStep>& steps() const { return steps_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  void put_in_order();

  std::vector<ListedStep> steps_;
  int sort_column_{kDuration};
  Qt::SortOrder order_{Qt::DescendingOrder};
  DurationUnit unit_{DurationUnit::kMilliseconds};
};

}  // namespace stepscope::ui

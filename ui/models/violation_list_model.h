#pragma once

#include <QAbstractListModel>
#include <vector>

#include "ui/models/score_list_model.h"

namespace stepscope::ui {

// "Why?": everything that cost score, in the order of the metrics in the score list, then by step. GUI thread.
class ViolationListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  struct Row {
    const Metric* metric{nullptr};  // both of the card
    const MetricViolation* violation{nullptr};
  };
  // Texts that a line is drawn from: "step 42 · 4.2 s", the sentence, what is against what, what it cost.
  enum Role { kWhenRole = Qt::UserRole + 1, kMetricRole, kAgainstRole, kWithoutRole };

  explicit ViolationListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  void show(const ShownScore& score);
  const Row& row(int index) const { return rows_[static_cast<std::size_t>(index)]; }
  // First violation of a metric; −1: none.
  int first_of(std::string_view metric) const;
  QString csv() const;
  // The rows as lines of text for the clipboard.
  QString text(const QList<int>& rows) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

 private:
  QString when(const MetricViolation& violation) const;

  ShownScore score_;
  std::vector<Row> rows_;
};

}  // namespace stepscope::ui

#pragma once

#include <QAbstractListModel>
#include <QMetaType>
#include <memory>
#include <vector>

#include "core/base/sim_time.h"
#include "core/metrics/scorecard.h"

namespace stepscope::ui {

using ScorecardPtr = std::shared_ptr<const Scorecard>;

// A score on the run's clock.
struct ShownScore {
  ScorecardPtr card;
  SimTime begin;                // of step 0
  double step_interval_s{0.1};  // between steps
  QString note;                 // what it is a score of, where that is not a whole run

  double step_of(SimTime time) const { return seconds_between(begin, time) / step_interval_s; }
};

// The metrics of a scorecard as a list: multipliers, sub-scores by falling weight, those without a score, each part
// below a heading. GUI thread.
class ScoreListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum class Kind : std::uint8_t { kHeading, kMultiplier, kWeighted, kUnscored };
  struct Row {
    Kind kind{Kind::kHeading};
    QString title;
    double weight{0.0};             // kWeighted
    double weights{0.0};            // kWeighted: sum of all
    const Metric* metric{nullptr};  // of the card; null: heading
  };
  // Reference's name of the metric; empty for a heading.
  enum Role { kMetricRole = Qt::UserRole + 1 };

  explicit ScoreListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  // Null shows nothing.
  void show(const ScorecardPtr& card);
  const ScorecardPtr& card() const { return card_; }
  const Row& row(int index) const { return rows_[static_cast<std::size_t>(index)]; }
  // −1: not there.
  int row_of(std::string_view metric) const;
  // A line per metric: name, kind, weight, score, why it has none, number of violations.
  QString csv() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  ScorecardPtr card_;  // keeps what the rows point to
  std::vector<Row> rows_;
};

// "multiplier: 0.5", "weight 5 of 16: 0.873", "not computed: …"
QString score_row_text(const ScoreListModel::Row& row);

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::Culprit)

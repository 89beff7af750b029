#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <memory>
#include <vector>

#include "core/batch/batch.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// The jobs of a batch, one row each, while it runs and afterwards: what is run, how it ended and why, score, the parts
// of the score, time per step. GUI thread.
class BatchTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kType, kPlanner, kChallenge, kScore, kStatus, kStepMs, kLog, kToken, kFirstPart };
  // Value to sort by; number as a text with full precision, for files.
  enum Role { kSortRole = Qt::UserRole + 1, kFileRole };
  enum class Progress : std::uint8_t { kWaiting, kRunning, kDone };

  explicit BatchTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  // Null shows nothing.
  void show(const std::shared_ptr<const BatchPlan>& plan);
  void start(std::size_t job);
  void finish(std::size_t job, const JobResult& result);
  // What has not been run will not be: the batch has ended.
  void end();
  void set_theme(const Theme& theme);

  const std::shared_ptr<const BatchPlan>& plan() const { return plan_; }
  const std::vector<JobResult>& results() const { return results_; }
  Progress progress(std::size_t job) const { return progress_[job]; }

  // Jobs that have ended, by how.
  struct Counts {
    std::size_t done{0}, reached_end{0}, kept{0}, failed{0}, skipped{0};
  };
  const Counts& counts() const { return counts_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  QString text(std::size_t job, int column) const;
  QString status_text(std::size_t job) const;
  std::optional<double> number(std::size_t job, int column) const;
  std::optional<double> part(std::size_t job, int column) const;
  QVariant colour(std::size_t job, int column) const;
  void changed(std::size_t job);

  std::shared_ptr<const BatchPlan> plan_;
  std::vector<JobResult> results_;
  std::vector<Progress> progress_;
  std::vector<std::string> parts_;  // metrics of the columns from kFirstPart on
  Counts counts_;
  bool ended_{false};
  Theme theme_{Theme::light_theme()};
};

// Jobs that contain every word of a text in any of their columns, sorted by number or name; a job without a value comes
// last in either order.
class BatchTableOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit BatchTableOrder(QObject* parent = nullptr);

  void set_words(const QString& words);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  QStringList words_;
};

// "done", "failed" …
QString job_status_text(JobStatus status);

}  // namespace stepscope::ui

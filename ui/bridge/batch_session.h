#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <thread>
#include <vector>

#include "core/batch/batch.h"

namespace stepscope::ui {

// A batch to start: which scenarios of which dataset, with which requests.
struct BatchWish {
  DatasetPtr dataset;
  ScenarioFilter filter;
  // Scenarios that a filter chose may be passed over if their log is too short, even where it named them by token.
  std::vector<RunRequest> requests;
  EngineProfile profile;
  std::filesystem::path out;
  std::filesystem::path store;  // that the runs are kept in, too; empty: none
  int threads{0};
};

using BatchPlanPtr = std::shared_ptr<const BatchPlan>;

// Something that happened to a job.
struct BatchEvent {
  std::size_t job{0};
  std::optional<JobResult> result;  // none: it has started
};

struct FinishedBatch {
  BatchPlanPtr plan;  // null: nothing could be chosen
  bool cancelled{false};
  std::optional<Error> error;  // why it did not begin, or why its tables could not be written
};

// One batch at a time on threads of its own. Lives on the GUI thread; what happens is collected and delivered a few
// times a second. Cancelling leaves complete runs in the folder, where the next batch finds them.
class BatchSession : public QObject {
  Q_OBJECT

 public:
  explicit BatchSession(QObject* parent = nullptr);
  ~BatchSession() override;  // cancels and joins

  // Does nothing while a batch goes on.
  void start(BatchWish wish);
  void cancel();
  bool active() const { return batch_ != nullptr; }
  // Since start().
  qint64 elapsed_ms() const { return elapsed_.isValid() ? elapsed_.elapsed() : 0; }

 Q_SIGNALS:
  // The scenarios are being chosen.
  void started();
  // They are: these jobs follow.
  void planned(const stepscope::ui::BatchPlanPtr& plan);
  // Oldest first, each exactly once.
  void progressed(const std::vector<stepscope::ui::BatchEvent>& events);
  void finished(const stepscope::ui::FinishedBatch& finished);

 private:
  struct Batch;
  void work(const std::shared_ptr<Batch>& batch);  // worker thread
  void drain();
  void end(const std::shared_ptr<Batch>& batch);

  MapCache maps_;
  std::shared_ptr<Batch> batch_;
  std::thread worker_;
  QTimer drain_timer_;
  QElapsedTimer elapsed_;
  std::vector<BatchEvent> events_;
};

}  // namespace stepscope::ui

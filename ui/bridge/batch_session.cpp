#include "ui/bridge/batch_session.h"

#include <QThread>
#include <utility>

#include "core/base/mailbox.h"
#include "core/batch/batch_tables.h"

namespace stepscope::ui {

namespace {

constexpr int kDrainEveryMs = 200;
constexpr std::size_t kExpectedEvents = 256;

class MailboxObserver final : public BatchObserver {
 public:
  explicit MailboxObserver(Mailbox<BatchEvent>& mailbox) : mailbox_(mailbox) {}
  void on_job_started(std::size_t job) override { mailbox_.post({job, std::nullopt}); }
  void on_job_finished(std::size_t job, const JobResult& result) override { mailbox_.post({job, result}); }

 private:
  Mailbox<BatchEvent>& mailbox_;
};

Error nothing_chosen() {
  return Error{.file = {}, .place = {}, .field = {}, .reason = "the batch has no scenario: the filter lets none pass"};
}

}  // namespace

// What window and worker share of one batch.
struct BatchSession::Batch {
  BatchWish wish;
  RunControl control;
  Mailbox<BatchEvent> mailbox{kExpectedEvents};
  FinishedBatch finished;  // the worker's until it has been joined
};

BatchSession::BatchSession(QObject* parent) : QObject(parent) {
  drain_timer_.setInterval(kDrainEveryMs);
  QObject::connect(&drain_timer_, &QTimer::timeout, this, &BatchSession::drain);
}

BatchSession::~BatchSession() {
  cancel();
  if (worker_.joinable()) worker_.join();
}

void BatchSession::start(BatchWish wish) {
  Q_ASSERT(QThread::currentThread() == thread());
  if (batch_) return;
  batch_ = std::make_shared<Batch>();
  batch_->wish = std::move(wish);
  elapsed_.start();
  drain_timer_.start();
  Q_EMIT started();
  worker_ = std::thread([this, batch = batch_] { work(batch); });
}

void BatchSession::work(const std::shared_ptr<Batch>& batch) {
  const auto go = [&]() -> Status {
    auto chosen = select_scenarios(*batch->wish.dataset, batch->wish.filter);
    if (!chosen.ok()) return chosen.error();
    if (chosen.value().empty()) return nothing_chosen();
    auto plan = std::make_shared<BatchPlan>();
    plan->maps = batch->wish.dataset->paths.maps;
    plan->scenarios = std::move(chosen).value();
    for (ChosenScenario& scenario : plan->scenarios) scenario.named = false;  // tokens stand for the browser's filter
    plan->requests = batch->wish.requests;
    plan->profile = batch->wish.profile;
    plan->out = batch->wish.out;
    plan->store = batch->wish.store;
    plan->threads = batch->wish.threads;
    batch->finished.plan = plan;
    QMetaObject::invokeMethod(
        this, [this, plan = BatchPlanPtr(plan)] { Q_EMIT planned(plan); }, Qt::QueuedConnection);
    MailboxObserver observer(batch->mailbox);
    const auto results = run_batch(*plan, maps_, batch->control, &observer);
    if (!results.ok()) return results.error();
    return write_batch_tables(*plan, results.value());
  };
  if (const Status status = go(); !status.ok()) batch->finished.error = status.error();
  batch->finished.cancelled = batch->control.stopped();
  QMetaObject::invokeMethod(
      this, [this, batch] { end(batch); }, Qt::QueuedConnection);
}

void BatchSession::drain() {
  Q_ASSERT(QThread::currentThread() == thread());
  if (!batch_) return;
  batch_->mailbox.drain(events_);
  if (!events_.empty()) Q_EMIT progressed(events_);
}

void BatchSession::end(const std::shared_ptr<Batch>& batch) {
  if (worker_.joinable()) worker_.join();
  drain_timer_.stop();
  drain();
  batch_.reset();
  Q_EMIT finished(batch->finished);
}

void BatchSession::cancel() {
  if (batch_) batch_->control.stop();
}

}  // namespace stepscope::ui

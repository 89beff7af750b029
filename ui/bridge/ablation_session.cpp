#include "ui/bridge/ablation_session.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <map>
#include <utility>

#include "core/ablation/ablated_scenarios.h"
#include "core/ablation/ablation_runner.h"
#include "core/ablation/ablation_state.h"
#include "core/ablation/ablation_tally.h"
#include "core/base/run_control.h"
#include "core/record/build_info.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

constexpr qint64 kProgressEveryMs = 100, kTallyEveryMs = 1000;

Error folder_error(const std::filesystem::path& folder, const std::error_code& code) {
  return {.file = folder.string(), .place = {}, .field = {}, .reason = "cannot be created: " + code.message()};
}

}  // namespace

struct AblationSession::Work {
  AblationWish wish;
  RunControl control;
};

// Between the runs, on their thread: keeps what was measured and tells the window.
class AblationSession::Teller final : public AblationObserver {
 public:
  Teller(AblationSession& session, const std::shared_ptr<Work>& work, const AblationPlan& plan,
         const AblatedScenarios& scenarios, AblationState& state)
      : session_(session), work_(work), plan_(plan), state_(state), groups_(state.groups()) {
    conditions_ = scenarios.conditions(plan.options);
    load_before_ = load_average();
  }

  void on_progress(const AblationProgress& progress) override {
    if (since_progress_.isValid() && since_progress_.elapsed() < kProgressEveryMs) return;
    since_progress_.start();
    post([progress](AblationSession& session) { Q_EMIT session.progressed(progress); });
  }

  Status on_group(const MeasuredGroup& group) override {
    if (Status kept = state_.add(group); !kept.ok()) return kept;
    groups_.push_back(group);
    if (since_tally_.isValid() && since_tally_.elapsed() < kTallyEveryMs) return {};
    since_tally_.start();
    post([result = result_of(groups_, {})](AblationSession& session) { Q_EMIT session.measured(result); });
    return {};
  }

  AblationResultPtr result_of(std::span<const MeasuredGroup> groups,
                              const std::map<std::size_t, std::string>& failed) const {
    auto result = std::make_shared<AblationResult>(tally(plan_, groups, failed));
    result->conditions = conditions_;
    result->load_before = load_before_;
    result->load_after = load_average();
    return result;
  }

 private:
  template <typename Tell>
  void post(Tell tell) {
    QMetaObject::invokeMethod(
        &session_,
        [session = &session_, work = work_, tell = std::move(tell)] {
          if (session->work_ == work) tell(*session);
        },
        Qt::QueuedConnection);
  }

  AblationSession& session_;
  std::shared_ptr<Work> work_;
  const AblationPlan& plan_;
  AblationState& state_;
  std::vector<MeasuredGroup> groups_;
  AblationConditions conditions_;
  double load_before_{-1.0};
  QElapsedTimer since_progress_, since_tally_;
};

namespace {

// Opens what was measured of the same before, or begins.
Result<AblationState> open_state(const AblationWish& wish, const AblationPlan& plan,
                                 const AblatedScenarios& scenarios) {
  AblationIdentity identity = identity_of(plan);
  const auto data = scenarios.identity(wish.request);
  if (!data.ok()) return data.error();
  identity.insert(identity.end(), data.value().begin(), data.value().end());
  std::error_code code;
  std::filesystem::create_directories(wish.folder, code);
  if (code) return folder_error(wish.folder, code);
  const std::filesystem::path file = wish.folder / (hash_of(identity) + ".jsonl");
  if (wish.anew) std::filesystem::remove(file, code);
  if (std::filesystem::exists(file, code)) return AblationState::resume(file, identity, plan);
  return AblationState::begin(file, identity);
}

}  // namespace

AblationSession::AblationSession(QObject* parent) : QObject(parent) {}

AblationSession::~AblationSession() { join(); }

void AblationSession::join() {
  if (work_) work_->control.stop();
  if (thread_.joinable()) thread_.join();
  work_.reset();
}

void AblationSession::start(AblationWish wish) {
  if (active()) return;
  work_ = std::make_shared<Work>();
  work_->wish = std::move(wish);
  Q_EMIT started();
  thread_ = std::thread([this, work = work_] {
    FinishedAblation finished;
    const auto measure = [&]() -> Status {
      const AblationWish& w = work->wish;
      auto plan = plan_ablation(
          {.request = w.request, .switches = w.switches, .scenarios = 1, .pairs = w.pairs, .seed = w.seed},
          means_of(w.request));
      if (!plan.ok()) return plan.error();
      const AblatedScenarios scenarios({w.scenario}, w.maps);
      auto state = open_state(w, plan.value(), scenarios);
      if (!state.ok()) return state.error();
      const QTemporaryDir logs;
      Teller teller(*this, work, plan.value(), scenarios, state.value());
      const AblationOutcome outcome = run_ablation({.plan = plan.value(),
                                                    .scenario_of = scenarios.source(),
                                                    .log_folder = to_path(logs.path()),
                                                    .done = state.value().groups()},
                                                   work->control, &teller);
      std::map<std::size_t, std::string> failed;
      for (const auto& [arm, failure] : outcome.failures) failed[arm] = failure.error.text();
      for (const auto& [arm, reason] : failed) finished.problems << to_qt(reason);
      if (outcome.ended && outcome.failures.empty()) finished.problems << error_text(*outcome.ended);
      finished.stopped = outcome.stopped;
      finished.result = teller.result_of(outcome.groups, failed);
      return {};
    };
    if (const Status status = measure(); !status.ok()) finished.problems << error_text(status.error());
    QMetaObject::invokeMethod(
        this,
        [this, work, finished] {
          if (work != work_) return;
          join();
          Q_EMIT this->finished(finished);
        },
        Qt::QueuedConnection);
  });
}

void AblationSession::cancel() {
  if (work_) work_->control.stop();
}

}  // namespace stepscope::ui

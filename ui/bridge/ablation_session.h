#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <thread>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/ablation_result.h"
#include "core/scenario/scenario.h"

namespace stepscope::ui {

// An ablation to make.
struct AblationWish {
  RunRequest request;
  std::vector<AblatedSwitch> switches;
  int pairs{kUsualAblationPairs};
  std::uint64_t seed{1};
  ScenarioPtr scenario;
  std::filesystem::path maps;    // folder that its map is from
  std::filesystem::path folder;  // where what was measured is kept, so that it can be gone on with; created if missing
  bool anew{false};              // what was measured before is dropped
};

using AblationResultPtr = std::shared_ptr<const AblationResult>;

// How an ablation ended.
struct FinishedAblation {
  AblationResultPtr result;  // null: nothing could be measured
  bool stopped{false};
  QStringList problems;  // arms that failed, why it ended early; one sentence each
};

// Measures what the engine's switches save, on a thread of its own. What was measured is kept run by run: a wish for
// the same one goes on where the last ended. GUI thread; one at a time.
class AblationSession : public QObject {
  Q_OBJECT

 public:
  explicit AblationSession(QObject* parent = nullptr);
  ~AblationSession() override;  // cancels and joins

  // Does nothing while one is active.
  void start(AblationWish wish);
  // After the step in flight; what is complete is delivered and kept.
  void cancel();
  bool active() const { return work_ != nullptr; }

 Q_SIGNALS:
  void started();
  void progressed(const stepscope::AblationProgress& progress);
  // What was measured so far, at most every second.
  void measured(const stepscope::ui::AblationResultPtr& result);
  void finished(const stepscope::ui::FinishedAblation& finished);

 private:
  struct Work;
  class Teller;
  void join();

  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::AblationResultPtr)

#pragma once

#include <QObject>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "core/batch/batch.h"
#include "core/metrics/scorecard.h"
#include "core/simulation/run_outcome.h"
#include "core/world/step_frame.h"
#include "ui/bridge/background.h"

namespace stepscope::ui {

// A run of a batch, to be looked at again.
struct StoredRunWish {
  ChosenScenario scenario;
  RunRequest request;
  EngineProfile profile;
  std::filesystem::path folder;  // with its files
  std::filesystem::path maps;
};

// A run as its folder tells it: scenario, frames with their timing, score and how it ended.
struct ReopenedRun {
  ScenarioPtr scenario;
  std::vector<FramePtr> frames;
  std::shared_ptr<const Scorecard> score;  // null: the folder has none
  RunOutcome outcome;
  std::vector<std::string> notes;  // what the run said about itself and its scenario
  // Why the frames could not be read; then there are none, and the run has to be made again.
  std::optional<Error> unreadable;
};

// An error names what even the scenario lacks. Frames that cannot be read are no error, see ReopenedRun.
Result<ReopenedRun> reopen_run(const StoredRunWish& wish, MapCache& maps);

// Reopens runs on a thread of its own. GUI thread; the latest wish wins.
class StoredRunLoader : public QObject {
  Q_OBJECT

 public:
  explicit StoredRunLoader(QObject* parent = nullptr);
  ~StoredRunLoader() override;

  void load(const StoredRunWish& wish);
  // Nothing is delivered of what was asked for so far.
  void forget() { ++latest_; }

 Q_SIGNALS:
  void loaded(const stepscope::ui::ReopenedRun& run, const stepscope::ui::StoredRunWish& wish);
  void failed(const stepscope::Error& error);

 private:
  MapCache maps_;
  std::atomic<int> latest_{0};
  Background background_;
};

}  // namespace stepscope::ui

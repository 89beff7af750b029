#pragma once

#include <QObject>
#include <memory>
#include <thread>

#include "core/pairing/pair_runner.h"
#include "ui/bridge/compared_times.h"

namespace stepscope::ui {

// A measurement of two arms, with what it says.
struct Measurement {
  Arm a, b;
  PairSession session;
  ComparedTimes times;  // of whole runs
  bool logs{false};     // every run wrote its simulation log, which is gone again
};
using MeasurementPtr = std::shared_ptr<const Measurement>;

struct MeasureWish {
  Arm a, b;
  ScenarioPtr scenario;
  int pairs{10}, same_pairs{6};
  std::uint64_t seed{1};
  bool logs{false};  // every run writes its simulation log; also if the arms write it differently
};

// Measures two arms in interleaved pairs on a thread of its own. GUI thread; one at a time.
class MeasureSession : public QObject {
  Q_OBJECT

 public:
  explicit MeasureSession(QObject* parent = nullptr);
  ~MeasureSession() override;  // cancels and joins

  // Cancels one that is going on; nothing of it is delivered.
  void start(const MeasureWish& wish);
  // Whole pairs that were made until then are delivered.
  void cancel();
  bool active() const { return work_ != nullptr; }

 Q_SIGNALS:
  // A few times a second.
  void progressed(const stepscope::PairProgress& progress);
  void finished(const stepscope::ui::MeasurementPtr& measurement);

 private:
  struct Work;
  void join();

  std::shared_ptr<Work> work_;
  std::thread thread_;
};

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::MeasurementPtr)

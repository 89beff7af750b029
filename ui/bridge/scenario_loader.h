#pragma once

#include <QObject>
#include <atomic>
#include <filesystem>
#include <string>

#include "core/map/map_cache.h"
#include "core/scenario/scenario.h"
#include "ui/bridge/background.h"

namespace stepscope::ui {

// Which scenario to open and where its map is.
struct ScenarioWish {
  ScenarioId id;
  std::string type;
  std::string location;        // of the log
  std::filesystem::path maps;  // folder with the map index
};

// Opens scenarios with their maps on a thread of its own; maps stay in memory. GUI thread; the latest wish wins.
class ScenarioLoader : public QObject {
  Q_OBJECT

 public:
  explicit ScenarioLoader(QObject* parent = nullptr);
  ~ScenarioLoader() override;

  void load(const ScenarioWish& wish);
  // Nothing is delivered of what was asked for so far.
  void forget();
  bool busy() const { return busy_; }

 Q_SIGNALS:
  void started(const stepscope::ui::ScenarioWish& wish);
  void loaded(const stepscope::ScenarioPtr& scenario, double milliseconds);
  void failed(const stepscope::Error& error, const stepscope::ui::ScenarioWish& wish);

 private:
  struct Loaded;

  MapCache maps_;
  std::atomic<int> latest_{0};  // number of the latest wish: earlier ones are skipped
  bool busy_{false};
  Background background_;
};

}  // namespace stepscope::ui

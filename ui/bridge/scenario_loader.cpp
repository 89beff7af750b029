#include "ui/bridge/scenario_loader.h"

#include <chrono>
#include <optional>

namespace stepscope::ui {

namespace {

Result<ScenarioPtr> load_now(MapCache& maps, const ScenarioWish& wish) {
  auto map = maps.get(wish.maps, wish.location);
  if (!map.ok()) return map.error();
  return Scenario::load(wish.id, wish.type, ScenarioExtraction::for_type(wish.type), map.value());
}

}  // namespace

struct ScenarioLoader::Loaded {
  std::optional<Result<ScenarioPtr>> result;  // none: overtaken by a later wish
  double milliseconds{0.0};
};

ScenarioLoader::ScenarioLoader(QObject* parent) : QObject(parent), background_(*this) {}

ScenarioLoader::~ScenarioLoader() { ++latest_; }

void ScenarioLoader::forget() {
  ++latest_;
  busy_ = false;
}

void ScenarioLoader::load(const ScenarioWish& wish) {
  const int number = ++latest_;
  busy_ = true;
  Q_EMIT started(wish);
  background_.run(
      [this, wish, number] {
        Loaded loaded;
        if (number != latest_) return loaded;
        const auto begin = std::chrono::steady_clock::now();
        loaded.result = load_now(maps_, wish);
        loaded.milliseconds =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        return loaded;
      },
      [this, wish, number](Loaded loaded) {
        if (number != latest_ || !loaded.result) return;
        busy_ = false;
        if (loaded.result->ok())
          Q_EMIT this->loaded(loaded.result->value(), loaded.milliseconds);
        else
          Q_EMIT failed(loaded.result->error(), wish);
      });
}

}  // namespace stepscope::ui

#include "core/map/on_demand_map.h"

#include <utility>

#include "core/base/clock.h"
#include "core/probe/span.h"

namespace stepscope {

void RoadMap::OnDemand::need(MapGroup group) {
  if (there_[static_cast<std::size_t>(group)].load(std::memory_order_acquire)) return;
  const std::scoped_lock lock(mutex_);
  read(group);
}

void RoadMap::OnDemand::need_all() {
  if (all_there_.load(std::memory_order_acquire)) return;
  const std::scoped_lock lock(mutex_);
  if (all_there_.load(std::memory_order_relaxed)) return;
  for (const MapGroup group : kMapGroups) read(group);
  std::vector<std::string> warnings = reader_->warnings();
  warnings.insert(warnings.end(), resolving_.begin(), resolving_.end());
  map_.content_.warnings = std::move(warnings);
  all_there_.store(true, std::memory_order_release);
}

std::vector<MapReading> RoadMap::OnDemand::readings() const {
  const std::scoped_lock lock(mutex_);
  return readings_;
}

void RoadMap::OnDemand::read(MapGroup group) {
  auto& there = there_[static_cast<std::size_t>(group)];
  if (there.load(std::memory_order_relaxed)) return;
  for (const MapGroup needed : needed_groups(group)) read(needed);
  auto& problem = problems_[static_cast<std::size_t>(group)];
  if (!problem) {
    if (Status status = fill(group); !status.ok()) problem = status.error();
  }
  if (problem) throw MapUnreadable(*problem);
  there.store(true, std::memory_order_release);
}

Status RoadMap::OnDemand::fill(MapGroup group) {
  const ScopedSpan span(Stage::kMapIo);
  const SteadyClock clock;
  const std::int64_t begin = clock.now_ns();
  if (!reader_) {
    auto package = GeoPackage::open(map_.content_.file);
    if (!package.ok()) return package.error();
    package_.emplace(std::move(package).value());
    map_.content_.projection = package_->projection;
    reader_.emplace(*package_, map_.content_);
  }
  const std::int64_t rows = reader_->rows();
  if (Status status = reader_->read(group); !status.ok()) return status;
  if (group == MapGroup::kLaneGraph && map_.content_.lanes.empty())
    return no_lanes(map_.content_.file, reader_->warnings());
  map_.finish(group);
  if (group == MapGroup::kLaneGraph) resolving_ = std::exchange(map_.content_.warnings, {});
  const StepProbe* probe = StepProbe::current();
  readings_.push_back({.group = group,
                       .step = probe != nullptr ? probe->step() : -1,
                       .rows = reader_->rows() - rows,
                       .ns = clock.now_ns() - begin});
  return {};
}

}  // namespace stepscope

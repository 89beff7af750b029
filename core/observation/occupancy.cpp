#include "core/observation/occupancy.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/probe/counting.h"

namespace stepscope {

namespace {

double gap(const Bounds& a, const Bounds& b) {
  const double dx = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
  const double dy = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
  return std::sqrt(dx * dx + dy * dy);
}

}  // namespace

void Occupancy::clear() {
  present_.assign(present_.size(), false);
  grid_.clear();
}

void Occupancy::reserve(std::size_t entries, std::size_t with_path, std::size_t points) {
  if (entries == 0) return;
  footprint(static_cast<std::uint32_t>(entries - 1));
  for (Footprint& footprint : footprints_) footprint.reserve_outline();
  for (std::size_t i = 0; i < with_path; ++i) footprints_[i].reserve(points);
  grid_.reserve(entries, 9);
  near_.reserve(entries);
  tree_.reserve(entries);
  by_gap_.reserve(entries);
}

Footprint& Occupancy::footprint(std::uint32_t entry) {
  while (entry >= footprints_.size()) footprints_.emplace_back(corridors_);
  if (entry >= present_.size()) present_.resize(entry + std::size_t{1}, false);
  return footprints_[entry];
}

void Occupancy::set(std::uint32_t entry, const OrientedBox& box, std::span<const Point2> line) {
  Footprint& where = footprint(entry);
  where.set(box, line);
  present_[entry] = true;
  grid_.set(entry, where.reach());
}

void Occupancy::set(std::uint32_t entry, const Area& area) {
  Footprint& where = footprint(entry);
  where.set(area);
  present_[entry] = true;
  grid_.set(entry, where.reach());
}

void Occupancy::remove(std::uint32_t entry) {
  if (entry >= present_.size()) return;
  present_[entry] = false;
  grid_.remove(entry);
}

void Occupancy::meeting(Corridor& corridor, std::vector<std::uint32_t>& out) {
  out.clear();
  if (search_ == NeighbourSearch::kAll) {
    std::size_t looked_at = 0;
    for (std::uint32_t i = 0; i < footprints_.size(); ++i) {
      if (!present_[i]) continue;
      ++looked_at;
      if (footprints_[i].meets(corridor)) out.push_back(i);
    }
    count_in_step(&StepCounters::lead_checks, looked_at);
    return;
  }
  grid_.query(corridor.reach(), near_);
  count_in_step(&StepCounters::lead_checks, near_.size());
  for (const std::uint32_t i : near_)
    if (footprints_[i].meets(corridor)) out.push_back(i);
}

Occupancy::Nearest Occupancy::nearest(std::uint32_t entry, std::span<const std::uint32_t> others) {
  Footprint& self = footprints_[entry];
  Nearest nearest{.entry = others.front(), .distance = std::numeric_limits<double>::infinity()};
  by_gap_.clear();
  for (const std::uint32_t other : others) by_gap_.emplace_back(gap(self.reach(), footprints_[other].reach()), other);
  std::sort(by_gap_.begin(), by_gap_.end());
  for (const auto& [least, other] : by_gap_) {
    if (least > nearest.distance) break;
    const double d = self.distance_to(footprints_[other], nearest.distance);
    if (!(d < nearest.distance)) continue;
    nearest = {.entry = other, .distance = d};
    if (d == 0.0) return nearest_of_meeting(entry, others);
  }
  return nearest;
}

// At least one of `others` meets the entry. With one alone the choice is clear.
Occupancy::Nearest Occupancy::nearest_of_meeting(std::uint32_t entry, std::span<const std::uint32_t> others) {
  Footprint& self = footprints_[entry];
  std::size_t meeting = 0, last = 0;
  tree_.clear();
  for (const std::uint32_t other : others) {
    const bool meets = self.meets(footprints_[other]);
    if (meets) last = tree_.size();
    meeting += meets;
    tree_.push_back({.bounds = {}, .distance = meets ? 0.0 : std::numeric_limits<double>::infinity()});
  }
  if (meeting == 1) return {.entry = others[last], .distance = 0.0};
  for (std::size_t i = 0; i < tree_.size(); ++i) {
    Footprint& other = footprints_[others[i]];
    tree_[i].bounds = other.bounds();
    if (tree_[i].distance > 0.0) tree_[i].distance = self.distance_to(other, tree_[i].distance);
  }
  return {.entry = others[nearest_in_packed_tree(tree_, self.bounds())], .distance = 0.0, .ambiguous = true};
}

}  // namespace stepscope

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/metrics/collisions.h"
#include "core/metrics/object_words.h"

namespace stepscope {

namespace {

// Objects that count together, in the reference's order.
struct VictimClass {
  const char* name;
  const char* unit;
  int allowed;  // n collisions cost n / (allowed + 1)
};
constexpr std::array<VictimClass, 3> kClasses{{{"VRUs", "collisions with vulnerable road users", 0},
                                               {"vehicles", "collisions with vehicles", 0},
                                               {"objects", "collisions with objects", 1}}};

std::size_t class_of(ObjectType type) {
  if (type == ObjectType::kPedestrian || type == ObjectType::kBicycle) return 0;
  return type == ObjectType::kVehicle ? 1 : 2;
}

using Counts = std::array<int, kClasses.size()>;

double score_of(const Counts& counts) {
  double score = 1.0;
  for (std::size_t c = 0; c < kClasses.size(); ++c)
    score *= std::max(0.0, 1.0 - static_cast<double>(counts[c]) / (kClasses[c].allowed + 1));
  return score;
}

std::string sentence(const Collision& collision) {
  const std::string_view whom = with_article(collision.type);
  switch (collision.kind) {
    case CollisionKind::kFront:
      return fmt::format("front of the ego hits {} at {:.1f} m/s", whom, collision.ego_speed);
    case CollisionKind::kLateral:
      return fmt::format("side of the ego hits {} at {:.1f} m/s while not within one lane", whom, collision.ego_speed);
    default:
      return fmt::format("ego hits {} that stands still, at {:.1f} m/s", whom, collision.ego_speed);
  }
}

}  // namespace

Metric collision_metric(std::size_t samples, const Collisions& collisions) {
  Metric metric{.name = "no_ego_at_fault_collisions", .score_unit = "float"};
  Counts counts{};
  std::array<std::vector<double>, kClasses.size()> energies;
  metric.score_so_far.reserve(samples);
  for (const Collision& collision : collisions.all()) {
    if (!collision.at_fault) continue;
    metric.score_so_far.resize(static_cast<std::size_t>(collision.step), score_of(counts));
    const std::size_t c = class_of(collision.type);
    ++counts[c];
    energies[c].push_back(collision.energy);
    metric.violations.push_back({.step = collision.step,
                                 .last_step = collision.step,
                                 .what = sentence(collision),
                                 .culprit = collision.track,
                                 .value = static_cast<double>(counts[c]),
                                 .threshold = 0.0,
                                 .unit = kClasses[c].unit});
  }
  metric.score = score_of(counts);
  metric.score_so_far.resize(samples, *metric.score);

  std::size_t next = 0;
  for (const Collision& collision : collisions.all()) {
    if (!collision.at_fault) continue;
    Counts without = counts;
    --without[class_of(collision.type)];
    metric.violations[next++].score_without = score_of(without);
  }

  std::int64_t all = 0;
  for (const int count : counts) all += count;
  metric.statistics = {{"no_ego_at_fault_collisions", all == 0}, {"number_of_all_at_fault_collisions", all}};
  for (std::size_t c = 0; c < kClasses.size(); ++c)
    metric.statistics.push_back(
        {fmt::format("number_of_at_fault_collisions_with_{}", kClasses[c].name), std::int64_t{counts[c]}});
  for (std::size_t c = 0; c < kClasses.size(); ++c) {
    if (energies[c].empty()) continue;
    double sum = 0.0;
    for (const double energy : energies[c]) sum += energy;
    const auto statistic = [&](const char* which, double value) {
      metric.statistics.push_back({fmt::format("{}_collision_energy_with_{}", which, kClasses[c].name), value});
    };
    statistic("max", *std::ranges::max_element(energies[c]));
    statistic("min", *std::ranges::min_element(energies[c]));
    statistic("mean", sum / static_cast<double>(energies[c].size()));
  }
  return metric;
}

}  // namespace stepscope

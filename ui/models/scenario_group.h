#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace stepscope::ui {

// Rising numbers of scenarios, kept as runs of neighbours: the untagged ones of a thousand logs are a thousand runs.
class ScenarioRuns {
 public:
  struct Run {
    std::uint32_t first;     // scenario
    std::uint32_t position;  // of that scenario in this list
  };

  // Adds `count` numbers from `first` on, which must lie behind those that are there.
  void add(std::uint32_t first, std::uint32_t count) {
    if (count == 0) return;
    if (runs_.empty() || first != runs_.back().first + (size_ - runs_.back().position)) runs_.push_back({first, size_});
    size_ += count;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  std::uint32_t operator[](std::size_t position) const {
    const auto run = std::prev(std::upper_bound(runs_.begin(), runs_.end(), position,
                                                [](std::size_t wanted, const Run& r) { return wanted < r.position; }));
    return run->first + static_cast<std::uint32_t>(position) - run->position;
  }

  // Where a scenario is in this list.
  std::optional<std::size_t> find(std::uint32_t scenario) const {
    auto run = std::upper_bound(runs_.begin(), runs_.end(), scenario,
                                [](std::uint32_t wanted, const Run& r) { return wanted < r.first; });
    if (run == runs_.begin()) return std::nullopt;
    const std::uint32_t end = run == runs_.end() ? size_ : run->position;
    --run;
    const std::uint32_t position = run->position + (scenario - run->first);
    return position < end ? std::optional<std::size_t>(position) : std::nullopt;
  }

  // Calls on_run(first, count) for each run.
  template <typename OnRun>
  void for_each_run(const OnRun& on_run) const {
    for (std::size_t i = 0; i < runs_.size(); ++i)
      on_run(runs_[i].first, (i + 1 < runs_.size() ? runs_[i + 1].position : size_) - runs_[i].position);
  }

 private:
  std::vector<Run> runs_;
  std::uint32_t size_{0};
};

}  // namespace stepscope::ui

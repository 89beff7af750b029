#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace stepscope {

// The pictures of a step, in the order in which a network reads them.
enum class RasterChannel : std::size_t { kEgo = 0, kAgents = 1, kRoadMap = 2, kBaselinePaths = 3 };
inline constexpr std::array kRasterChannels{RasterChannel::kEgo, RasterChannel::kAgents, RasterChannel::kRoadMap,
                                            RasterChannel::kBaselinePaths};
std::string_view channel_name(RasterChannel channel);  // "ego", "agents", "roadmap", "baseline_paths"

// Four square pictures in one buffer of shape (channel, row, column). Row 0 is farthest ahead of the ego, column 0
// farthest to its left. Reused from step to step.
class RasterFeatures {
 public:
  // Makes room; what was drawn is lost if the size changes.
  void resize(int size_px);

  int size_px() const { return size_px_; }
  std::span<const float> values() const { return values_; }
  std::span<float> channel(RasterChannel channel);
  std::span<const float> channel(RasterChannel channel) const;

 private:
  std::size_t pixels() const { return static_cast<std::size_t>(size_px_) * static_cast<std::size_t>(size_px_); }

  int size_px_{0};
  std::vector<float> values_;
};

}  // namespace stepscope

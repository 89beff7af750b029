#include "core/features/raster_channel.h"

#include <algorithm>

namespace stepscope {

namespace {

constexpr std::array<std::string_view, kRasterChannelCount> kNames{
    "ego", "agents", "roadmap", "baseline_paths", "route", "ego_speed", "past_agents", "red_lights", "speed_limit"};

}  // namespace

std::string_view channel_name(RasterChannel channel) { return kNames[static_cast<std::size_t>(channel)]; }

std::optional<RasterChannel> channel_from_name(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<RasterChannel>(found - kNames.begin());
}

}  // namespace stepscope

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepscope {

// A picture that a network may read. The first four are the reference's, in its order; the others are for networks that
// ask for them, so that they can know where to go, how fast they are and what is about to change.
enum class RasterChannel : std::uint8_t {
  kEgo,
  kAgents,
  kRoadMap,
  kBaselinePaths,
  kRoute,       // polygons of the route's lanes and lane connectors: 1
  kEgoSpeed,    // every pixel: speed of the rear axle in m/s, times RasterParameters::speed_scale
  kPastAgents,  // agents as they were one second ago, around the ego as it is now: 1
  kRedLights,   // baselines of lane connectors whose light is red: 1
  kSpeedLimit,  // polygons of the route's lanes and lane connectors: their limit, scaled as kEgoSpeed; 0: none known
};
inline constexpr std::size_t kRasterChannelCount = static_cast<std::size_t>(RasterChannel::kSpeedLimit) + 1;

inline constexpr std::array kReferenceChannels{RasterChannel::kEgo, RasterChannel::kAgents, RasterChannel::kRoadMap,
                                               RasterChannel::kBaselinePaths};

// "ego", "agents", "roadmap", "baseline_paths", "route", "ego_speed", "past_agents", "red_lights", "speed_limit"
std::string_view channel_name(RasterChannel channel);
std::optional<RasterChannel> channel_from_name(std::string_view name);

}  // namespace stepscope

#pragma once

#include <cstdint>
#include <string_view>

namespace stepscope {

// Colour of a light, with the reference's numbers.
enum class LightColour : std::uint8_t { kGreen = 0, kYellow = 1, kRed = 2, kUnknown = 3 };

// Exact, case-sensitive; anything else than green, yellow and red is unknown.
inline LightColour light_colour_from_text(std::string_view text) {
  if (text == "green") return LightColour::kGreen;
  if (text == "yellow") return LightColour::kYellow;
  if (text == "red") return LightColour::kRed;
  return LightColour::kUnknown;
}

// State of the light that governs one lane connector at one moment.
struct TrafficLightStatus {
  std::int64_t lane_connector{0};  // feature id in map layer lane_connectors
  LightColour colour{LightColour::kUnknown};
  bool operator==(const TrafficLightStatus&) const = default;
};

}  // namespace stepscope

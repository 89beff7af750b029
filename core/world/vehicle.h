#pragma once

namespace stepscope {

// Dimensions of the ego vehicle, metres.
struct VehicleParameters {
  double width{2.297};
  double front_length{4.049};  // rear axle → front bumper
  double rear_length{1.127};   // rear axle → rear bumper
  double wheel_base{3.089};
  double height{1.777};
  double cog_position_from_rear_axle{1.67};

  double length() const { return front_length + rear_length; }
  double rear_axle_to_centre() const { return length() / 2.0 - rear_length; }
  bool operator==(const VehicleParameters&) const = default;
};

// The one vehicle nuPlan logs were recorded with ("pacifica").
inline constexpr VehicleParameters kPacifica{};

}  // namespace stepscope

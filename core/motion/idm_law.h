#pragma once

namespace stepscope {

// Parameters of the intelligent driver model.
struct IdmParameters {
  double target_velocity{10.0};       // m/s, > 0
  double min_gap_to_lead_agent{1.0};  // m
  double headway_time{1.5};           // s
  double accel_max{1.0};              // m/s², > 0
  double decel_max{3.0};              // m/s², > 0
  double exponent{4.0};               // how late it slows down towards target_velocity
  bool operator==(const IdmParameters&) const = default;
};

// Where along its path a driver is, m, and how fast, m/s.
struct IdmState {
  double progress{0.0};
  double velocity{0.0};
};

// What is ahead: its progress on the driver's path, m, its velocity along that path, m/s, and how much of it reaches
// from its progress towards the driver, m.
struct IdmLead {
  double progress{0.0};
  double velocity{0.0};
  double length_rear{0.0};
};

// Acceleration, m/s², not limited: a_max·(1 − (v/v0)^exponent − (s*/s)²) with s* = gap + v·T + v·(v −
// v_lead)/(2·√(a_max·d_max)) and s = max(gap to the lead, gap) (M. Treiber, A. Hennecke, D. Helbing 2000, "Congested
// traffic states in empirical observations and microscopic simulations"). As in the reference s* is not limited from
// below, so that a lead that drives away fast brakes, too.
double idm_acceleration(const IdmParameters& parameters, const IdmState& state, const IdmLead& lead);

// One forward Euler step of dt seconds: the progress grows by the old velocity, the velocity by the acceleration
// limited to [−decel_max, accel_max]. The velocity may become negative.
IdmState idm_step(const IdmParameters& parameters, const IdmState& state, const IdmLead& lead, double dt);

}  // namespace stepscope

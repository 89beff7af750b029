#pragma once

#include <cstdint>
#include <vector>

#include "core/synthesis/city.h"

namespace stepscope::synthesis {

enum class Lamp { kGreen, kYellow, kRed };

// Fixed-time signals. Opposite avenue approaches go together, their left turns in a phase of their own (protected);
// every other approach has a phase alone. Each green ends with yellow and a pause in which everything is red.
class SignalPlan {
 public:
  static constexpr double kYellow = 3.2, kAllRed = 1.3;  // seconds

  SignalPlan(const City& city, std::uint64_t seed);

  // Of a connector of a junction with signals.
  Lamp lamp(int connector, double time) const;
  // How long people may still walk over a crosswalk, 0 while they must wait. They walk while only turning traffic,
  // which yields to them, comes across.
  double walk_left(int crosswalk, double time) const;

 private:
  struct Phase {
    std::vector<int> connectors;
    double green{0.0};
    double length() const { return green + kYellow + kAllRed; }
  };
  struct Cycle {
    std::vector<Phase> phases;
    double offset{0.0}, length{0.0};
  };
  struct Moment {
    std::size_t phase;
    double within;  // since its green began
  };
  static Moment moment(const Cycle& cycle, double time);

  std::vector<Cycle> cycles_;     // per junction; empty without signals
  std::vector<int> junction_of_;  // per connector
  std::vector<int> phase_of_;     // per connector
  std::vector<int> crosswalk_junction_;
  std::vector<std::vector<bool>> walk_phases_;  // per crosswalk
};

}  // namespace stepscope::synthesis

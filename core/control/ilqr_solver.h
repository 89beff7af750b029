#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/base/clock.h"
#include "core/world/vehicle.h"

namespace stepscope {

// State of the kinematic bicycle that the solver plans with, rear axle in the map frame: m, rad, m/s, rad.
struct IlqrState {
  double x{0.0}, y{0.0}, heading{0.0};
  double velocity{0.0};
  double steering_angle{0.0};
};

// What moves it from one state to the next.
struct IlqrInput {
  double acceleration{0.0};   // m/s²
  double steering_rate{0.0};  // rad/s
};

struct IlqrParameters {
  double step{0.2};                                               // s
  std::array<double, 5> state_weights{1.0, 1.0, 10.0, 0.0, 0.0};  // x, y, heading, velocity, steering angle
  std::array<double, 2> input_weights{1.0, 10.0};                 // acceleration, steering rate
  double state_trust{1.0};                                        // keeps an iteration near the one before
  double input_trust{1.0};
  int max_iterations{20};
  double convergence{1e-6};  // change of all inputs (Frobenius norm) below which an iteration is the last
  // Seconds after which no further iteration begins; the one that took too long still counts. None: results must not
  // depend on how fast the machine is. (The reference stops after 0.05 s, so that what it drives differs from machine
  // to machine.)
  std::optional<double> max_solve_time;
  double max_acceleration{3.0};          // both ways
  double max_steering_angle{1.047197};   // both ways, as the reference rounds π/3
  double max_steering_rate{0.5};         // both ways
  double min_linearised_velocity{0.01};  // a slower vehicle is linearised as if it went this fast
  double wheel_base{kPacifica.wheel_base};
};

// Iterative LQR for following N+1 reference states with N inputs (W. Li, E. Todorov, Iterative linear quadratic
// regulator design for nonlinear biological movement systems, 2004; with a quadratic trust region). Minimises
//
//   Σ (z_i − r_i)ᵀ·Q·(z_i − r_i) + Σ u_iᵀ·R·u_i,   z_{i+1} = f(z_i, u_i) one Euler step of the bicycle,
//
// differences of headings wrapped, inputs and steering angle within their limits: an input beyond them is replaced by
// that which the vehicle carries out. Each iteration linearises f along the one before, goes backwards for an affine
// policy δu = K·δz + k, and drives it forwards.
class IlqrSolver {
 public:
  static constexpr std::size_t kMaxSteps = 64;

  // `clock` is asked only where the parameters limit the time.
  explicit IlqrSolver(const IlqrParameters& parameters = {}, const Clock* clock = nullptr);
  ~IlqrSolver();

  const IlqrParameters& parameters() const { return parameters_; }
  // Starts from `inputs` (N of them, 1 … kMaxSteps; `reference` has N+1 states) at `start`. Allocates nothing.
  void solve(std::span<const IlqrState> reference, const IlqrState& start, std::span<const IlqrInput> inputs);

  // Of the last solution.
  std::span<const IlqrState> states() const { return states_; }  // N+1
  std::span<const IlqrInput> inputs() const { return inputs_; }  // N, as carried out
  std::span<const double> costs() const { return costs_; }       // of the start and after each iteration

  // The state after one step; `input` becomes that which is carried out.
  IlqrState advance(const IlqrState& state, IlqrInput& input) const;

 private:
  struct Workspace;  // policy, and what of states_ is needed more than once

  // States from inputs_.
  void drive();
  // Errors of states_ against the reference; their cost and that of inputs_ is added to costs_.
  void compare(std::span<const IlqrState> reference);
  void backward();
  // Fills the next inputs and states with what the policy makes of the present ones; returns how much the inputs
  // change.
  double forward();

  IlqrParameters parameters_;
  const Clock* clock_;
  std::unique_ptr<Workspace> workspace_;
  std::vector<IlqrState> states_, next_states_;
  std::vector<IlqrInput> inputs_, next_inputs_;
  std::vector<double> costs_;
};

}  // namespace stepscope

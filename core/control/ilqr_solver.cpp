#include "core/control/ilqr_solver.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

using StateVector = Eigen::Matrix<double, 5, 1>;
using StateMatrix = Eigen::Matrix<double, 5, 5>;
using InputVector = Eigen::Vector2d;
using InputMatrix = Eigen::Matrix2d;
using Gain = Eigen::Matrix<double, 2, 5>;

constexpr int kHeading = 2, kVelocity = 3, kSteering = 4;  // places in a StateVector

StateVector difference(const IlqrState& a, const IlqrState& b) {
  return {a.x - b.x, a.y - b.y, wrap_angle(a.heading - b.heading), a.velocity - b.velocity,
          a.steering_angle - b.steering_angle};
}

InputVector vector_of(const IlqrInput& input) { return {input.acceleration, input.steering_rate}; }

// The dear part of a step.
struct Angles {
  double sin_heading{0.0}, cos_heading{1.0};
  double tan_steering{0.0};

  static Angles of(const IlqrState& state) {
    return {std::sin(state.heading), std::cos(state.heading), std::tan(state.steering_angle)};
  }
};

// f(z, u); `input` becomes that which is carried out.
IlqrState advanced(const IlqrState& state, const Angles& angles, IlqrInput& input, const IlqrParameters& p) {
  input.acceleration = std::clamp(input.acceleration, -p.max_acceleration, p.max_acceleration);
  input.steering_rate = std::clamp(input.steering_rate, -p.max_steering_rate, p.max_steering_rate);
  const double steering =
      std::clamp(state.steering_angle + input.steering_rate * p.step, -p.max_steering_angle, p.max_steering_angle);
  input.steering_rate = (steering - state.steering_angle) / p.step;
  return {.x = state.x + state.velocity * angles.cos_heading * p.step,
          .y = state.y + state.velocity * angles.sin_heading * p.step,
          .heading = wrap_angle(state.heading + state.velocity * angles.tan_steering / p.wheel_base * p.step),
          .velocity = state.velocity + input.acceleration * p.step,
          .steering_angle = steering};
}

// ∂f/∂z. (∂f/∂u is 0 but for the step: acceleration → velocity, steering rate → steering angle.)
StateMatrix jacobian(const IlqrState& state, const Angles& angles, const IlqrParameters& p) {
  double velocity = state.velocity;
  if (std::abs(velocity) < p.min_linearised_velocity)
    velocity = std::copysign(p.min_linearised_velocity, velocity + 0.0);
  StateMatrix a = StateMatrix::Identity();
  a(0, kHeading) = -velocity * angles.sin_heading * p.step;
  a(0, kVelocity) = angles.cos_heading * p.step;
  a(1, kHeading) = velocity * angles.cos_heading * p.step;
  a(1, kVelocity) = angles.sin_heading * p.step;
  a(kHeading, kVelocity) = angles.tan_steering / p.wheel_base * p.step;
  // 1/cos² = 1 + tan²
  a(kHeading, kSteering) = velocity * p.step / p.wheel_base * (1.0 + angles.tan_steering * angles.tan_steering);
  return a;
}

}  // namespace

struct IlqrSolver::Workspace {
  std::array<Gain, kMaxSteps> gain;
  std::array<InputVector, kMaxSteps> offset;
  std::array<Angles, kMaxSteps> angles, next_angles;  // of states
  std::array<StateVector, kMaxSteps + 1> error;       // of states
};

IlqrSolver::IlqrSolver(const IlqrParameters& parameters, const Clock* clock)
    : parameters_(parameters), clock_(clock), workspace_(std::make_unique<Workspace>()) {
  states_.reserve(kMaxSteps + 1);
  next_states_.reserve(kMaxSteps + 1);
  inputs_.reserve(kMaxSteps);
  next_inputs_.reserve(kMaxSteps);
  costs_.reserve(static_cast<std::size_t>(parameters.max_iterations) + 1);
}

IlqrSolver::~IlqrSolver() = default;

IlqrState IlqrSolver::advance(const IlqrState& state, IlqrInput& input) const {
  return advanced(state, Angles::of(state), input, parameters_);
}

void IlqrSolver::solve(std::span<const IlqrState> reference, const IlqrState& start,
                       std::span<const IlqrInput> inputs) {
  assert(!inputs.empty() && inputs.size() <= kMaxSteps && reference.size() == inputs.size() + 1);
  inputs_.assign(inputs.begin(), inputs.end());
  next_inputs_.resize(inputs.size());
  states_.resize(reference.size());
  next_states_.resize(reference.size());
  states_[0] = next_states_[0] = start;
  costs_.clear();
  const bool limited = parameters_.max_solve_time && clock_ != nullptr;
  const std::int64_t begin_ns = limited ? clock_->now_ns() : 0;

  drive();
  compare(reference);
  for (int iteration = 0; iteration < parameters_.max_iterations; ++iteration) {
    backward();
    const double change = forward();
    inputs_.swap(next_inputs_);
    states_.swap(next_states_);
    std::swap(workspace_->angles, workspace_->next_angles);
    compare(reference);
    // As in the reference, what the last iteration found counts, too.
    if (change < parameters_.convergence) break;
    if (limited && static_cast<double>(clock_->now_ns() - begin_ns) * 1e-9 >= *parameters_.max_solve_time) break;
  }
}

void IlqrSolver::drive() {
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    workspace_->angles[i] = Angles::of(states_[i]);
    states_[i + 1] = advanced(states_[i], workspace_->angles[i], inputs_[i], parameters_);
  }
}

void IlqrSolver::compare(std::span<const IlqrState> reference) {
  const StateVector q(parameters_.state_weights.data());
  const InputVector r(parameters_.input_weights.data());
  double cost = 0.0;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    workspace_->error[i] = difference(states_[i], reference[i]);
    cost += workspace_->error[i].cwiseAbs2().dot(q);
  }
  for (const IlqrInput& input : inputs_) cost += vector_of(input).cwiseAbs2().dot(r);
  costs_.push_back(cost);
}

// From the end to the beginning: with the value of the rest ½·δzᵀ·P·δz + ρᵀ·δz, the best δu = K·δz + k at each step.
void IlqrSolver::backward() {
  const IlqrParameters& p = parameters_;
  const StateVector q(p.state_weights.data());
  const InputVector r(p.input_weights.data());
  const StateVector q_trusted = q.array() + p.state_trust;
  const InputVector r_trusted = r.array() + p.input_trust;

  const std::size_t n = inputs_.size();
  StateMatrix value = q_trusted.asDiagonal();
  StateVector slope = q.cwiseProduct(workspace_->error[n]);
  for (std::size_t i = n; i-- > 0;) {
    const StateMatrix a = jacobian(states_[i], workspace_->angles[i], p);
    const InputVector u = vector_of(inputs_[i]);

    // B has two entries, so that B·x and Bᵀ·x only pick rows.
    const Gain b_value = p.step * value.bottomRows<2>();  // BᵀP
    InputMatrix curvature = p.step * b_value.rightCols<2>();
    curvature.diagonal() += r_trusted;
    const InputMatrix inverse = curvature.inverse();
    const InputVector b_slope = p.step * slope.tail<2>();
    const Gain gain = -inverse * (b_value * a);
    const InputVector offset = -inverse * (r.cwiseProduct(u) + b_slope);
    workspace_->gain[i] = gain;
    workspace_->offset[i] = offset;

    StateMatrix closed = a;  // A + BK
    closed.bottomRows<2>() += p.step * gain;
    slope = (q.cwiseProduct(workspace_->error[i]) +
             gain.transpose() * (r.cwiseProduct(u) + r_trusted.cwiseProduct(offset)) +
             closed.transpose() * (b_value.transpose() * offset + slope))
                .eval();
    StateMatrix next = closed.transpose() * (value * closed);
    next.noalias() += gain.transpose() * (r_trusted.asDiagonal() * gain);
    next.diagonal() += q_trusted;
    value = next;
  }
}

double IlqrSolver::forward() {
  StateVector deviation = StateVector::Zero();
  double change = 0.0;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    const InputVector wanted = vector_of(inputs_[i]) + workspace_->gain[i] * deviation + workspace_->offset[i];
    next_inputs_[i] = {.acceleration = wanted[0], .steering_rate = wanted[1]};
    workspace_->next_angles[i] = Angles::of(next_states_[i]);
    next_states_[i + 1] = advanced(next_states_[i], workspace_->next_angles[i], next_inputs_[i], parameters_);
    deviation = difference(next_states_[i + 1], states_[i + 1]);
    change += (vector_of(next_inputs_[i]) - vector_of(inputs_[i])).squaredNorm();
  }
  return std::sqrt(change);
}

}  // namespace stepscope

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

IlqrState moved(const IlqrState& state, const StateVector& by) {
  return {.x = state.x + by[0],
          .y = state.y + by[1],
          .heading = state.heading + by[kHeading],
          .velocity = state.velocity + by[kVelocity],
          .steering_angle = state.steering_angle + by[kSteering]};
}

InputVector vector_of(const IlqrInput& input) { return {input.acceleration, input.steering_rate}; }

// ∂f/∂z. (∂f/∂u is 0 but for the step: acceleration → velocity, steering rate → steering angle.)
StateMatrix jacobian(const IlqrState& state, const IlqrParameters& p) {
  double velocity = state.velocity;
  if (std::abs(velocity) < p.min_linearised_velocity)
    velocity = std::copysign(p.min_linearised_velocity, velocity + 0.0);
  const double sin = std::sin(state.heading), cos = std::cos(state.heading);
  const double cos_steering = std::cos(state.steering_angle);
  StateMatrix a = StateMatrix::Identity();
  a(0, kHeading) = -velocity * sin * p.step;
  a(0, kVelocity) = cos * p.step;
  a(1, kHeading) = velocity * cos * p.step;
  a(1, kVelocity) = sin * p.step;
  a(kHeading, kVelocity) = std::tan(state.steering_angle) / p.wheel_base * p.step;
  a(kHeading, kSteering) = velocity * p.step / (p.wheel_base * cos_steering * cos_steering);
  return a;
}

}  // namespace

struct IlqrSolver::Workspace {
  std::array<Gain, kMaxSteps> gain;
  std::array<InputVector, kMaxSteps> offset;
};

IlqrSolver::IlqrSolver(const IlqrParameters& parameters, const Clock* clock)
    : parameters_(parameters), clock_(clock), workspace_(std::make_unique<Workspace>()) {
  states_.reserve(kMaxSteps + 1);
  inputs_.reserve(kMaxSteps);
  next_inputs_.reserve(kMaxSteps);
  costs_.reserve(static_cast<std::size_t>(parameters.max_iterations) + 1);
}

IlqrSolver::~IlqrSolver() = default;

IlqrState IlqrSolver::advance(const IlqrState& state, IlqrInput& input) const {
  const IlqrParameters& p = parameters_;
  input.acceleration = std::clamp(input.acceleration, -p.max_acceleration, p.max_acceleration);
  input.steering_rate = std::clamp(input.steering_rate, -p.max_steering_rate, p.max_steering_rate);
  const double steering =
      std::clamp(state.steering_angle + input.steering_rate * p.step, -p.max_steering_angle, p.max_steering_angle);
  input.steering_rate = (steering - state.steering_angle) / p.step;
  return {
      .x = state.x + state.velocity * std::cos(state.heading) * p.step,
      .y = state.y + state.velocity * std::sin(state.heading) * p.step,
      .heading = wrap_angle(state.heading + state.velocity * std::tan(state.steering_angle) / p.wheel_base * p.step),
      .velocity = state.velocity + input.acceleration * p.step,
      .steering_angle = steering};
}

void IlqrSolver::solve(std::span<const IlqrState> reference, const IlqrState& start,
                       std::span<const IlqrInput> inputs) {
  assert(!inputs.empty() && inputs.size() <= kMaxSteps && reference.size() == inputs.size() + 1);
  inputs_.assign(inputs.begin(), inputs.end());
  next_inputs_.resize(inputs.size());
  states_.resize(reference.size());
  states_[0] = start;
  costs_.clear();
  const bool limited = parameters_.max_solve_time && clock_ != nullptr;
  const std::int64_t begin_ns = limited ? clock_->now_ns() : 0;

  drive();
  costs_.push_back(cost(reference));
  for (int iteration = 0; iteration < parameters_.max_iterations; ++iteration) {
    backward(reference);
    if (forward() < parameters_.convergence) break;
    if (limited && static_cast<double>(clock_->now_ns() - begin_ns) * 1e-9 >= *parameters_.max_solve_time) break;
    inputs_.swap(next_inputs_);
    drive();
    costs_.push_back(cost(reference));
  }
}

// States from inputs.
void IlqrSolver::drive() {
  for (std::size_t i = 0; i < inputs_.size(); ++i) states_[i + 1] = advance(states_[i], inputs_[i]);
}

double IlqrSolver::cost(std::span<const IlqrState> reference) const {
  const StateVector q(parameters_.state_weights.data());
  const InputVector r(parameters_.input_weights.data());
  double sum = 0.0;
  for (std::size_t i = 0; i < states_.size(); ++i) sum += difference(states_[i], reference[i]).cwiseAbs2().dot(q);
  for (const IlqrInput& input : inputs_) sum += vector_of(input).cwiseAbs2().dot(r);
  return sum;
}

// From the end to the beginning: with the value of the rest ½·δzᵀ·P·δz + ρᵀ·δz, the best δu = K·δz + k at each step.
void IlqrSolver::backward(std::span<const IlqrState> reference) {
  const IlqrParameters& p = parameters_;
  const StateVector q(p.state_weights.data());
  const InputVector r(p.input_weights.data());
  const StateVector q_trusted = q.array() + p.state_trust;
  const InputVector r_trusted = r.array() + p.input_trust;

  const std::size_t n = inputs_.size();
  StateMatrix value = q_trusted.asDiagonal();
  StateVector slope = q.cwiseProduct(difference(states_[n], reference[n]));
  for (std::size_t i = n; i-- > 0;) {
    const StateMatrix a = jacobian(states_[i], p);
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
    const StateVector error = difference(states_[i], reference[i]);
    slope = (q.cwiseProduct(error) + gain.transpose() * (r.cwiseProduct(u) + r_trusted.cwiseProduct(offset)) +
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
    IlqrInput input{.acceleration = wanted[0], .steering_rate = wanted[1]};
    deviation = difference(advance(moved(states_[i], deviation), input), states_[i + 1]);
    next_inputs_[i] = input;
    change += (vector_of(input) - vector_of(inputs_[i])).squaredNorm();
  }
  return std::sqrt(change);
}

}  // namespace stepscope

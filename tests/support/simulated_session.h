#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "core/comparison/measured_run.h"
#include "core/comparison/pair_order.h"

namespace stepscope {

// How made-up runs differ; standard deviations of logarithms unless said otherwise.
struct SimulatedNoise {
  double difficulty{0.4};  // of a step, the same for A and B and in every pair
  double step{0.05};       // of a step in a run, following the step before with rho
  double rho{0.7};
  double spike_share{0.02};  // steps that take twice as long
  double run{0.02};          // offset of all steps of a run: memory layout, clocks
  double stage{0.02};        // of the share that planner and database have in a run
  double pair{0.0};          // offset of both runs of a pair: what the machine did at the time
  double drift{0.0};         // from the first run to the last: 0.03 is 3 %
  double second{0.0};        // of the run of a pair that goes second
};

// A session of measurements whose truth is known.
struct SimulatedSession {
  int pairs{10};
  int steps{150};
  int scenarios{1};
  double ratio{1.0};  // B / A, of every step
  SimulatedNoise noise;
  bool blocked{false};      // all of A first, then all of B: how not to do it
  bool only_totals{false};  // the runs' steps are left out but for two empty ones
};

namespace simulation {

// About half of it planner, a quarter database.
struct Shares {
  double planner{0.5}, database{0.25};
};

inline StepTiming step_of(std::int64_t ns, Shares shares) {
  StepTiming step{.wall_ns = ns, .cpu_ns = ns};
  const auto at = [](StageTimes& times, Stage stage) -> std::int64_t& {
    return times[static_cast<std::size_t>(stage)];
  };
  at(step.self_ns, Stage::kPlanner) = std::llround(shares.planner * static_cast<double>(ns));
  at(step.self_ns, Stage::kDatabase) = std::llround(shares.database * static_cast<double>(ns));
  at(step.self_ns, Stage::kStep) = ns - at(step.self_ns, Stage::kPlanner) - at(step.self_ns, Stage::kDatabase);
  step.total_ns = step.self_ns;
  at(step.total_ns, Stage::kStep) = ns;
  return step;
}

inline MeasuredRun run_of(const SimulatedSession& session, const std::vector<double>& difficulty, double level,
                          std::mt19937_64& random) {
  const SimulatedNoise& noise = session.noise;
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  MeasuredRun run;
  run.before_ns = 500'000'000;
  run.steps.resize(session.only_totals ? 2 : difficulty.size());
  const double offset = noise.run * normal(random);
  const Shares shares{.planner = 0.5 * std::exp(noise.stage * normal(random)),
                      .database = 0.25 * std::exp(noise.stage * normal(random))};
  double carried = normal(random);
  for (std::size_t k = 0; k < difficulty.size(); ++k) {
    carried = noise.rho * carried + std::sqrt(1.0 - noise.rho * noise.rho) * normal(random);
    const double spike = uniform(random) < noise.spike_share ? 2.0 : 1.0;
    const double cold = k == 0 ? 10.0 : 1.0;
    const double ns = 2e6 * cold * spike * std::exp(difficulty[k] + level + offset + noise.step * carried);
    run.loop_ns += std::llround(ns);
    if (!session.only_totals) run.steps[k] = step_of(std::llround(ns), shares);
  }
  run.after_ns = run.loop_ns / 50;
  return run;
}

}  // namespace simulation

// Always the same for a seed.
inline std::vector<RunPair> simulated_pairs(const SimulatedSession& session, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<std::vector<double>> difficulty(static_cast<std::size_t>(session.scenarios));
  for (std::vector<double>& steps : difficulty)
    for (int k = 0; k < session.steps; ++k) steps.push_back(session.noise.difficulty * normal(random));
  const std::vector<PairOrder> order = pair_order(session.pairs, seed);
  const double runs = 2.0 * session.pairs;
  std::vector<RunPair> out;
  for (int i = 0; i < session.pairs; ++i) {
    RunPair pair{.order = session.blocked ? PairOrder::kAFirst : order[static_cast<std::size_t>(i)],
                 .scenario = i % session.scenarios};
    const bool a_first = pair.order == PairOrder::kAFirst;
    const int place_a = session.blocked ? i : 2 * i + (a_first ? 0 : 1);
    const int place_b = session.blocked ? session.pairs + i : 2 * i + (a_first ? 1 : 0);
    const std::vector<double>& steps = difficulty[static_cast<std::size_t>(pair.scenario)];
    const auto level = [&](int place, bool second) {
      return session.noise.drift * place / (runs - 1.0) + (second ? session.noise.second : 0.0);
    };
    const double moment = session.noise.pair * normal(random);
    pair.a = simulation::run_of(session, steps, moment + level(place_a, !a_first), random);
    pair.b = simulation::run_of(session, steps, moment + std::log(session.ratio) + level(place_b, a_first), random);
    pair.a.began_ns = place_a * std::int64_t{1'000'000'000};
    pair.b.began_ns = place_b * std::int64_t{1'000'000'000};
    out.push_back(std::move(pair));
  }
  return out;
}

}  // namespace stepscope

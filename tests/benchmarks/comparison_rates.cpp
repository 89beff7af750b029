// How often a comparison is wrong, on made-up sessions whose truth is known: verdicts from pairs of runs beside the
// same question put to the steps of one pair, and to runs made one way after the other; and what other noise floors
// than the one that is used would do (floor_rates.h).
//   comparison_rates [trials]
#include <fmt/core.h>

#include <cmath>
#include <cstdlib>

#include "core/comparison/noise_floor.h"
#include "core/comparison/student_t.h"
#include "tests/benchmarks/floor_rates.h"
#include "tests/support/simulated_session.h"

namespace {

using namespace stepscope;

// As if every step were a measurement of its own: Student's test of the log-ratios of the steps of one pair.
bool steps_differ(const RunPair& pair) {
  double sum = 0.0, squares = 0.0;
  const auto count = static_cast<double>(pair.a.steps.size());
  for (std::size_t k = 0; k < pair.a.steps.size(); ++k) {
    const double ratio = static_cast<double>(pair.b.steps[k].wall_ns) / static_cast<double>(pair.a.steps[k].wall_ns);
    sum += std::log(ratio);
    squares += std::log(ratio) * std::log(ratio);
  }
  const double mean = sum / count, variance = (squares - sum * mean) / (count - 1.0);
  return std::abs(mean) > student_t_quantile(0.975, count - 1.0) * std::sqrt(variance / count);
}

struct Shares {
  double left_out{0.0};             // the interval leaves out 1
  double faster{0.0}, slower{0.0};  // said, with A/A pairs beside
  double equivalent{0.0}, covered{0.0};
};

Shares shares_of(SimulatedSession session, int trials) {
  session.only_totals = true;
  Shares out;
  for (int i = 0; i < trials; ++i) {
    const auto seed = static_cast<std::uint64_t>(i);
    SimulatedSession same = session;
    same.pairs = same_pairs_for(session.pairs);
    same.ratio = 1.0;
    Answer answer = answer_of(simulated_pairs(session, seed));
    out.left_out += (answer.total.interval->contains(1.0) ? 0.0 : 1.0) / trials;
    const NoiseFloor floor = noise_floor_of(simulated_pairs(same, 1'000'000 + seed), answer, {});
    answer = held_against(answer, floor.total);
    out.faster += (answer.verdict == Verdict::kFaster ? 1.0 : 0.0) / trials;
    out.slower += (answer.verdict == Verdict::kSlower ? 1.0 : 0.0) / trials;
    out.equivalent += (answer.verdict == Verdict::kEquivalent ? 1.0 : 0.0) / trials;
    out.covered += (answer.total.interval->contains(session.ratio) ? 1.0 : 0.0) / trials;
  }
  return out;
}

double by_steps(SimulatedSession session, int trials) {
  session.noise.drift /= 2.0 * session.pairs - 1.0;  // from one run of the session to the next
  session.pairs = 1;
  int differ = 0;
  for (int i = 0; i < trials; ++i)
    differ += steps_differ(simulated_pairs(session, static_cast<std::uint64_t>(i))[0]) ? 1 : 0;
  return static_cast<double>(differ) / trials;
}

}  // namespace

int main(int argc, char** argv) {
  const int trials = argc > 1 ? std::max(std::atoi(argv[1]), 1) : 1000;
  const SimulatedNoise quiet{.run = 0.005}, drifting{.run = 0.005, .drift = 0.03}, usual{.run = 0.02};
  const struct {
    const char* truth;
    SimulatedSession session;
  } rows[] = {
      {"equal, 0.5 % from run to run", {.steps = 1000, .noise = quiet}},
      {"equal, 2 %", {.steps = 1000, .noise = usual}},
      {"equal, 0.5 %, 3 % drift", {.steps = 1000, .noise = drifting}},
      {"B takes 3 % less, 2 %", {.steps = 1000, .ratio = 0.97, .noise = usual}},
      {"B takes 3 % less, 0.5 %, 3 % drift", {.steps = 1000, .ratio = 0.97, .noise = drifting}},
  };
  fmt::print(
      "| truth | steps of one pair | A…A B…B | leaves out 1 | faster | slower | equivalent | interval holds |\n");
  fmt::print("|---|--:|--:|--:|--:|--:|--:|--:|\n");
  for (const auto& row : rows) {
    SimulatedSession blocked = row.session;
    blocked.blocked = true;
    const Shares pairs = shares_of(row.session, trials), in_blocks = shares_of(blocked, trials);
    fmt::print("| {} | {:.2f} | {:.2f} | {:.3f} | {:.4f} | {:.4f} | {:.3f} | {:.3f} |\n", row.truth,
               by_steps(row.session, trials), in_blocks.left_out, pairs.left_out, pairs.faster, pairs.slower,
               pairs.equivalent, pairs.covered);
    std::fflush(stdout);
  }
  print_floor_rates(trials);
  return 0;
}

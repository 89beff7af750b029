#include "core/metrics/comfort_metrics.h"

#include <gtest/gtest.h>

#include "tests/support/golden_metric.h"
#include "tests/support/golden_states.h"

namespace stepscope {
namespace {

std::vector<MetricSample> samples_of(const nlohmann::json& egos) {
  std::vector<MetricSample> samples;
  for (const auto& ego : egos) samples.push_back({.ego = test::ego_from(ego), .objects = {}});
  return samples;
}

// `steps` states 0.1 s apart at 5 m/s.
std::vector<MetricSample> steady_ride(std::size_t steps) {
  std::vector<MetricSample> samples(steps);
  for (std::size_t k = 0; k < steps; ++k) {
    samples[k].ego.time = {1'600'000'000'000'000 + static_cast<std::int64_t>(k) * 100'000};
    samples[k].ego.vx = 5.0;
  }
  return samples;
}

TEST(ComfortSignals, EqualTheReference) {
  const std::pair<const char*, ComfortSignal> names[] = {{"mag_jerk", ComfortSignal::kJerk},
                                                         {"lat_acceleration", ComfortSignal::kLatAcceleration},
                                                         {"lon_acceleration", ComfortSignal::kLonAcceleration},
                                                         {"lon_jerk", ComfortSignal::kLonJerk},
                                                         {"yaw_acceleration", ComfortSignal::kYawAcceleration},
                                                         {"yaw_rate", ComfortSignal::kYawRate}};
  constexpr double kLastDecimal = 1.5e-8;  // both are rounded to 8 decimals, now and then to different sides
  const auto cases = test::golden("comfort_extractors.json.gz")["cases"];
  ASSERT_EQ(cases.size(), 10U);
  for (const auto& c : cases) {
    const auto samples = samples_of(c["ego"]);
    auto extractor = ComfortExtractor::create(samples);
    ASSERT_TRUE(extractor.ok());
    ComfortSignals signals;
    extractor.value().extract(samples.size(), signals);
    for (std::size_t k = 0; k < samples.size(); ++k) {
      EXPECT_NEAR(signals.acceleration[k], c["mag_acceleration"][k], kLastDecimal) << "acceleration, sample " << k;
      for (const auto& [name, signal] : names)
        EXPECT_NEAR(signals.of(signal)[k], c[name][k], kLastDecimal) << name << ", sample " << k;
    }
  }
}

// What is taken from the end of a ride alone, or settled before, is what the whole ride gives: bit by bit.
TEST(ComfortSignals, OfABeginningAreThoseOfItsEndAndWhatWasSettledBefore) {
  const auto cases = test::golden("comfort_extractors.json.gz")["cases"];
  ASSERT_EQ(cases.size(), 10U);
  for (const auto& c : cases) {
    const auto samples = samples_of(c["ego"]);
    if (samples.size() < ComfortExtractor::kEnd) continue;
    auto extractor = ComfortExtractor::create(samples);
    ASSERT_TRUE(extractor.ok());
    ComfortSignals whole, end, per_sample;
    extractor.value().extract_per_sample(per_sample);
    const std::pair<ComfortSignal, int> derivatives[] = {
        {ComfortSignal::kJerk, 1},    {ComfortSignal::kLatAcceleration, 0}, {ComfortSignal::kLonAcceleration, 0},
        {ComfortSignal::kLonJerk, 1}, {ComfortSignal::kYawAcceleration, 2}, {ComfortSignal::kYawRate, 1}};
    for (std::size_t n = ComfortExtractor::kEnd; n <= samples.size(); ++n) {
      extractor.value().extract(n, whole);
      extractor.value().extract_end(n, end);
      const double step = extractor.value().step(n);
      for (const auto& [signal, derivative] : derivatives) {
        const double scale = derivative == 0 ? 1.0 : derivative == 1 ? step : step * step;
        for (std::size_t k = 0; k < n; ++k) {
          const double parts = k + ComfortExtractor::kUnsettled < n
                                   ? rounded_to_8_decimals(per_sample.of(signal)[k] / scale)
                                   : end.of(signal)[k + ComfortExtractor::kEnd - n];
          ASSERT_EQ(parts, whole.of(signal)[k]) << comfort_bound(signal).title << ", value " << k << " of " << n;
        }
      }
    }
  }
}

TEST(ComfortMetrics, EqualTheReferenceInWholeRuns) {
  std::vector<std::filesystem::path> files = test::golden_files("sims", "__closed_loop");
  for (const auto& file : test::golden_files("metric_histories", "")) files.push_back(file);
  ASSERT_FALSE(files.empty());
  for (const auto& file : files) {
    SCOPED_TRACE(file.filename().string());
    const auto run = test::read_json(file);
    const auto& expected = run.at("metric_results").at("metrics");
    const ComfortMetrics actual = comfort_metrics(samples_of(run.at("ego")));
    ASSERT_EQ(actual.signals.size(), kComfortSignals);
    for (const Metric& metric : actual.signals) test::expect_metric(metric, expected.at(metric.name)[0]);
    test::expect_metric(actual.verdict, expected.at("ego_is_comfortable")[0]);
    EXPECT_EQ(actual.verdict.violations.empty(), *actual.verdict.score == 1.0);
    ASSERT_EQ(actual.verdict.score_so_far.size(), run.at("ego").size());
    EXPECT_EQ(actual.verdict.score_so_far.back(), *actual.verdict.score);
  }
}

TEST(ComfortMetrics, SayWhichSignalLeavesItsBoundsWhenAndByHowMuch) {
  auto samples = steady_ride(60);
  // Braking with 3 m/s², and with 5 at steps 20 … 39.
  for (std::size_t k = 0; k < samples.size(); ++k) samples[k].ego.ax = k >= 20 && k < 40 ? -5.0 : -3.0;
  const Metric verdict = comfort_metrics(samples).verdict;
  EXPECT_EQ(verdict.score, 0.0);
  ASSERT_FALSE(verdict.violations.empty());
  const MetricViolation& first = verdict.violations.front();
  EXPECT_EQ(first.threshold, -4.05);
  EXPECT_EQ(first.unit, "m/s²");
  // Weights (−3, 3, 7, 9, 9, 7, 3, −3)/32 of samples i−3 … i+4. Step 19 has the last four of them at 5 m/s²:
  // −3 − 2·16/32 = −4; step 20 the last five: −3 − 2·25/32 = −4.5625.
  EXPECT_EQ(first.step, 20);
  // The extreme has all but the first of them, which is negative, at 5 m/s²: −3 − 2·35/32, first at step 22.
  EXPECT_NEAR(first.value, -5.1875, 1e-8);
  EXPECT_NE(first.what.find("step 22"), std::string::npos) << first.what;
  // Step 38 (samples 35 … 42) has the first five of them at 5 m/s², step 39 only four.
  EXPECT_EQ(first.last_step, 38);
  EXPECT_NE(first.what.find("longitudinal acceleration"), std::string::npos) << first.what;
}

TEST(ComfortMetrics, OnlyTheRemovalOfTheOnlyViolationHelps) {
  auto samples = steady_ride(40);
  for (MetricSample& sample : samples) sample.ego.ay = 5.0;  // lateral acceleration; no jerk: it does not change
  Metric verdict = comfort_metrics(samples).verdict;
  ASSERT_EQ(verdict.violations.size(), 1U);
  EXPECT_EQ(verdict.violations[0].score_without, 1.0);
  EXPECT_EQ(verdict.violations[0].step, 0);
  EXPECT_EQ(verdict.violations[0].last_step, 39);
  EXPECT_NEAR(verdict.violations[0].value, 5.0, 1e-8);
  EXPECT_EQ(verdict.violations[0].threshold, 4.89);

  for (MetricSample& sample : samples) sample.ego.ax = 2.5;  // longitudinal, too
  verdict = comfort_metrics(samples).verdict;
  ASSERT_EQ(verdict.violations.size(), 2U);
  for (const MetricViolation& violation : verdict.violations) EXPECT_EQ(violation.score_without, 0.0);
}

TEST(ComfortMetrics, TheScoreSoFarIsThatOfTheRunUpToThere) {
  auto samples = steady_ride(60);
  for (std::size_t k = 30; k < 60; ++k) samples[k].ego.ax = 3.0;
  const Metric whole = comfort_metrics(samples).verdict;
  ASSERT_EQ(whole.score_so_far.size(), 60U);
  for (const std::size_t n : {4U, 10U, 30U, 31U, 32U, 33U, 34U, 35U, 40U, 45U, 60U})
    EXPECT_EQ(whole.score_so_far[n - 1], comfort_metrics(std::span(samples).first(n)).verdict.score) << n;
  EXPECT_EQ(whole.score_so_far[29], 1.0);
  EXPECT_EQ(whole.score_so_far[59], 0.0);
}

TEST(ComfortMetrics, AShortRunShrinksTheWindowsAndAVeryShortOneIsAnError) {
  for (const std::size_t steps : {4U, 5U, 7U, 8U, 14U, 15U}) {
    const ComfortMetrics metrics = comfort_metrics(steady_ride(steps));
    EXPECT_EQ(metrics.verdict.score, 1.0) << steps;
    for (const Metric& metric : metrics.signals) EXPECT_EQ(metric.series->values.size(), steps);
  }
  for (const std::size_t steps : {0U, 1U, 3U}) {
    const ComfortMetrics metrics = comfort_metrics(steady_ride(steps));
    EXPECT_FALSE(metrics.verdict.score.has_value());
    EXPECT_NE(metrics.verdict.error.find("at least 4"), std::string::npos) << metrics.verdict.error;
    ASSERT_EQ(metrics.signals.size(), kComfortSignals);
    for (const Metric& metric : metrics.signals) EXPECT_FALSE(metric.error.empty());
  }
}

TEST(ComfortMetrics, ARideThatStandsStillInTimeIsAnError) {
  auto samples = steady_ride(20);
  samples[7].ego.time = samples[6].ego.time;
  EXPECT_NE(comfort_metrics(samples).verdict.error.find("step 7"), std::string::npos);
}

}  // namespace
}  // namespace stepscope

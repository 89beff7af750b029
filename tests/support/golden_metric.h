#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/metrics/metric.h"
#include "tests/support/files.h"

namespace stepscope::test {

inline constexpr double kScoreTolerance = 1e-9;
inline constexpr double kNumberTolerance = 1e-6;  // statistics and series

// Files below golden/<folder> of tests/data and, when it is there, of the shared folder whose name contains `part`.
inline std::vector<std::filesystem::path> golden_files(const std::string& folder, const std::string& part) {
  std::vector<std::filesystem::path> roots{data_folder()};
  if (const auto shared = shared_folder()) roots.push_back(*shared);
  std::vector<std::filesystem::path> files;
  for (const auto& root : roots) {
    if (!is_directory(root / "golden" / folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(root / "golden" / folder))
      if (entry.path().filename().string().find(part) != std::string::npos) files.push_back(entry.path());
  }
  return files;
}

inline double number(const std::variant<bool, std::int64_t, double>& value) {
  return std::visit([](auto v) { return static_cast<double>(v); }, value);
}
inline double number(const nlohmann::json& value) {
  return value.is_boolean() ? static_cast<double>(value.get<bool>()) : value.get<double>();
}

// The metric has the reference's score, statistics and series.
inline void expect_metric(const Metric& actual, const nlohmann::json& expected,
                          double score_tolerance = kScoreTolerance) {
  SCOPED_TRACE(actual.name);
  EXPECT_EQ(actual.name, expected.at("name").get<std::string>());
  EXPECT_EQ(actual.error, "");
  ASSERT_EQ(actual.score.has_value(), !expected.at("score").is_null());
  if (actual.score) {
    EXPECT_NEAR(*actual.score, number(expected.at("score")), score_tolerance);
  }
  EXPECT_EQ(actual.score_unit, expected.at("score_unit").is_null() ? "" : expected.at("score_unit").get<std::string>());
  const nlohmann::json& statistics = expected.at("statistics");
  EXPECT_EQ(actual.statistics.size(), statistics.size());
  for (const MetricStatistic& statistic : actual.statistics) {
    ASSERT_TRUE(statistics.contains(statistic.name)) << statistic.name;
    EXPECT_EQ(std::holds_alternative<bool>(statistic.value), statistics[statistic.name].is_boolean()) << statistic.name;
    EXPECT_NEAR(number(statistic.value), number(statistics[statistic.name]), kNumberTolerance) << statistic.name;
  }
  ASSERT_EQ(actual.series.has_value(), expected.contains("series"));
  if (!actual.series) return;
  const nlohmann::json& series = expected.at("series");
  EXPECT_EQ(actual.series->unit, series.at("unit").get<std::string>());
  ASSERT_EQ(actual.series->values.size(), series.at("values").size());
  for (std::size_t k = 0; k < actual.series->values.size(); ++k) {
    EXPECT_EQ(actual.series->times[k].us, series.at("time_stamps")[k].get<std::int64_t>()) << "sample " << k;
    EXPECT_NEAR(actual.series->values[k], number(series.at("values")[k]), kNumberTolerance) << "sample " << k;
  }
}

}  // namespace stepscope::test

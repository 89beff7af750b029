#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/metrics/scorecard.h"

namespace stepscope {

// Text of metrics.json: scores, final score, weights and multipliers, and every metric with its statistics, series and
// violations; see docs/command_line.md. Numbers read back to the same double; infinity and NaN, which JSON lacks, are
// the texts "inf", "-inf" and "nan". `sample_times`: of the samples that were scored, for the violations' times.
std::string metrics_json(const Scorecard& card, std::span<const SimTime> sample_times);

// The inverse. An error names the file, the metric and the field.
Result<Scorecard> parse_metrics_json(const std::string& text, const std::filesystem::path& file);
Result<Scorecard> read_metrics_json(const std::filesystem::path& file);

}  // namespace stepscope

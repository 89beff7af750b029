#pragma once

#include <QString>
#include <span>

#include "core/lockstep/drive_difference.h"
#include "ui/models/curves.h"

namespace stepscope::ui {

// 0 … 3: "A" … "D".
QString run_letter(int run);

// "2.13 m apart · 1.20 m/s slower", for the line above a scene; "at the same place" where nothing is.
QString difference_text(const DriveDifference& difference);
// All of it, one line each, with units.
QString difference_details(const DriveDifference& difference);

// Where B (`run`) parts from A, or that it does not: one sentence. `over`: no more steps will come.
QString parting_text(int run, std::span<const DriveDifference> differences, const std::optional<Divergence>& parted,
                     const DivergenceLimits& limits, double step_interval_s, bool over);

// What of the differences a chart shows.
enum class DifferenceMeasure { kPosition, kHeading, kSpeed, kPlans, kAgents };
QString measure_text(DifferenceMeasure measure);  // "distance of the egos, m"
Curve difference_curve(int run, std::span<const DriveDifference> differences, DifferenceMeasure measure);
// The limit of that measure; none of plans and agents.
std::optional<double> limit_of(const DivergenceLimits& limits, DifferenceMeasure measure);

}  // namespace stepscope::ui

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/comparison/comparison.h"

namespace stepscope {

// What the two ways are called in sentences. Not escaped.
struct WayNames {
  std::string a{"A"}, b{"B"};
};

// "faster", "inconclusive": for people and files.
std::string_view verdict_title(Verdict verdict);

// One sentence: "B is 3.1 % faster than A (2.0 to 4.2 %, 10 pairs, p = 0.002)." Percent are shares of A's time. From a
// factor of 2 on "B is 2.31 times as fast as A (…)". Of an inconclusive answer whether the interval or the floor keeps
// it from being more.
std::string headline(const Answer& answer, const WayNames& names = {});
// The headline, what it comes to on scenarios like these, and up to three stages that differ for certain, the largest
// difference first.
std::vector<std::string> result_words(const RunComparison& comparison, const WayNames& names = {});
// How it was measured and computed, one sentence each.
std::vector<std::string> method_words(const RunComparison& comparison, const WayNames& names = {});
// What is wrong with the session: an alarmed A/A, order, drift, a busy machine, outliers.
// Perhaps nothing.
std::vector<std::string> warning_words(const RunComparison& comparison, const WayNames& names = {});
// What to do next, one sentence each: how many pairs it takes, what to look at.
std::vector<std::string> next_step_words(const RunComparison& comparison, const WayNames& names = {});

// "3.1 % less", "0.4 % more", "equal", "9.60 times as much": a ratio as a share of A's time.
std::string share_words(double ratio);
// The same with what and whose: "3.1 % less time than A", "as much time as A", "9.60 times as much time as A".
std::string against_words(double ratio, std::string_view what, std::string_view other);
// "p = 0.002", "p < 0.001".
std::string p_words(double p);

}  // namespace stepscope

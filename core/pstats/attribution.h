#pragma once

#include <optional>
#include <vector>

#include "core/pstats/profile_part.h"
#include "core/pstats/profile_table.h"

namespace stepscope {

// Where the own time of every function goes.
//
// A function that a rule names keeps its own time. The time of any other goes to the parts of those who called it: its
// own time is split by what its callers' calls took (the table of callers holds own time per caller), and a caller
// that is not named itself stands for its own callers, by the cumulative time that it spent on behalf of each. What
// reaches no named function is unaccounted. Comprehensions, generator expressions and lambdas belong to the function
// they stand in (the nearest one above them in their file), whoever calls them: "sum" calls those of all.
//
// It is an attribution, not a tree: a profile knows pairs of caller and called, not whole paths. If one unnamed helper
// is called by two parts, what it calls in turn is split between them as the helper's time is, although one of them
// may have caused more of it.
struct Attribution {
  std::vector<std::optional<ProfilePart>> named;  // per function: what a rule says
  std::vector<PartTimes> own_s;                   // per function: its own time by part; sums to the function's
  PartTimes total_s{};                            // sums to the time of the whole profile
};
Attribution attribute(const ProfileTable& table);

// The part that most of a function's own time goes to.
ProfilePart largest_part(const PartTimes& times);

}  // namespace stepscope

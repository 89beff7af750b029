#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/pstats/profile_part.h"
#include "core/pstats/profile_table.h"

namespace stepscope {

// Which functions of the Python simulator do the work of which part of a step.
struct StageRule {
  // "simulation.py": a file of that name, in whatever folder. "planning/metrics/": files in that folder or below it.
  // "~": built-in functions. Backslashes in a profile's paths count as slashes.
  std::string_view file;
  // The function: whole name, "*" for all, "*sqlite3*" for names that contain it.
  std::string_view function;
  ProfilePart part;
};

// The rules for nuplan-devkit and what it calls, raw-SQL and older (SQLAlchemy) data layer. The first that fits
// decides.
std::span<const StageRule> stage_rules();

// Comprehensions, generator expressions and lambdas: what they are for is known by the function they stand in.
bool stands_in_another(const ProfiledFunction& function);

// The part of a function by itself; nothing for one that works for whoever calls it, or stands in another.
std::optional<ProfilePart> part_of(const ProfiledFunction& function);

// Whether `path` is the file, or lies in the folder, that a rule names.
bool file_fits(std::string_view path, std::string_view file);

}  // namespace stepscope

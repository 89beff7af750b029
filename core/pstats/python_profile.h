#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/pstats/attribution.h"
#include "core/pstats/profile_table.h"
#include "core/pstats/query_counts.h"

namespace stepscope {

// A cProfile of the Python reference simulator, in the words of Stepscope's own timings.
struct PythonProfile {
  std::string name;  // of the file, without folders
  ProfileTable table;
  Attribution attribution;
  QueryCounts queries;
  std::int64_t steps{0};   // of all simulations in the profile; 0: not found
  std::string steps_from;  // "calls of propagate" …, "given" or ""
  double profiled_s{0.0};  // own time of all functions

  double part_s(ProfilePart part) const { return attribution.total_s[index_of(part)]; }
  double share(ProfilePart part) const { return profiled_s > 0.0 ? part_s(part) / profiled_s : 0.0; }
  double per_step(double amount) const { return steps > 0 ? amount / static_cast<double>(steps) : 0.0; }
  double in_step_s() const;  // of the parts that every step pays, unaccounted included
};

// `steps`: to divide by, if the profile cannot tell or shall not.
PythonProfile profile_of(ProfileTable table, std::string name, std::optional<std::int64_t> steps = {});
Result<PythonProfile> import_python_profile(const std::filesystem::path& file, std::optional<std::int64_t> steps = {});

// "execute_many (query_session.py:7)", "<method 'execute' of 'sqlite3.Cursor' objects>": in one line, without control
// characters, the path without folders.
std::string function_text(const ProfiledFunction& function);

// Indices of the functions with the most own time, longest first, at most `most`.
std::vector<std::size_t> longest_functions(const PythonProfile& profile, std::size_t most);

// "database", "features and others": where a function's own time goes.
std::string stage_text(const PythonProfile& profile, std::size_t function);

// What a reader must know to read the numbers right, a sentence or two each, the most important first: what the
// resumptions of row generators are and how many statements were executed; what a profiler does to times; what is not
// in the profile. Names from the profile are in them as they are: escape them in a markup.
std::vector<std::string> profile_sentences(const PythonProfile& profile);

}  // namespace stepscope

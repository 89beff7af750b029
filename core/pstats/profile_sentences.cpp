#include <fmt/format.h>

#include <algorithm>

#include "core/pstats/python_profile.h"
#include "core/pstats/quantity.h"
#include "core/pstats/stage_rules.h"

namespace stepscope {

namespace {

constexpr std::size_t kNamedAtMost = 3;

// By where it lies, or as the step that the runner calls wherever that lies.
bool is_of_simulator(const ProfiledFunction& function) {
  return file_fits(function.file, "nuplan/") || file_fits(function.file, "tuplan_garage/") ||
         file_fits(function.file, "simulation/planner/") ||
         (file_fits(function.file, "simulation.py") &&
          (function.name == "propagate" || function.name == "get_planner_input"));
}

class Sentences {
 public:
  explicit Sentences(const PythonProfile& profile) : profile_(profile), queries_(profile.queries) {}

  std::vector<std::string> write() {
    say_foreign();
    if (profile_.steps == 0)
      say("The number of steps is not in the profile (no call of the simulator's propagate, get_planner_input or "
          "compute_trajectory): times are of the whole profile until it is given.");
    say_counts();
    say_generators();
    say_older_layer();
    say_unknown();
    say_once();
    say("A profiler slows Python down, small functions most: shares and counts are to be trusted, times are too long. "
        "Quote ratios from runs without a profiler.");
    say("A profile knows who called whom, not whole paths: the time of a function that no stage claims goes to its "
        "callers' stages by what their calls took. Collections that the garbage collector begins by itself are no "
        "calls; their time is inside whatever function was running.");
    return std::move(all_);
  }

 private:
  void say(std::string sentence) { all_.push_back(std::move(sentence)); }
  const ProfiledFunction& function(const RowGenerator& generator) const {
    return profile_.table.functions[generator.function];
  }
  std::string name(const RowGenerator& generator) const { return function_text(function(generator)); }

  // "1 228 (8.24 per step)"
  std::string counted(std::int64_t count) const {
    if (profile_.steps == 0) return count_text(count);
    return fmt::format("{} ({} per step)", count_text(count),
                       three_digits(profile_.per_step(static_cast<double>(count))));
  }

  // A profile of something else is read all the same: somebody may have simulated with code of his own. Rules name
  // parts of Python's library, too (imports, sqlite3, copies), which any program calls.
  void say_foreign() {
    if (std::ranges::any_of(profile_.table.functions, is_of_simulator)) return;
    const bool named =
        std::ranges::any_of(profile_.attribution.named, [](const auto& part) { return part.has_value(); });
    say(
        fmt::format("None of the {} functions in {} is one of the reference simulator: this is a profile of something "
                    "else, or of code that was renamed. {}",
                    count_text(static_cast<std::int64_t>(profile_.table.functions.size())), profile_.name,
                    named ? "What is told of stages is what any program does, such as importing modules."
                          : "All of its time is unaccounted for."));
  }

  void say_counts() {
    if (!queries_.built_ins)
      return say("Built-in functions were not profiled: executed statements and connections are not in this file.");
    if (queries_.statements == 0 && queries_.connections == 0)
      return say("No statement was executed and no database opened while the profile was made.");
    say(fmt::format("Executed statements: {}. Connections opened: {}. Those of scenarios being set up are among them.",
                    counted(queries_.statements), counted(queries_.connections)));
  }

  void say_generators() {
    if (queries_.resumptions == 0 || !queries_.built_ins) return;
    std::string names, handing_on;
    std::size_t layers = 0;
    for (const RowGenerator& g : queries_.generators) {
      if (g.kind == RowGenerator::Kind::kExecutes) names += (names.empty() ? "" : ", ") + name(g);
      if (g.kind == RowGenerator::Kind::kHandsOn && ++layers <= kNamedAtMost)
        handing_on += fmt::format("{}{} ({} calls)", handing_on.empty() ? "" : ", ", name(g), count_text(g.calls));
    }
    std::string sentence = fmt::format(
        "{} has {} calls. They are no queries: a profiler counts every resumption of a generator as a call, and this "
        "one "
        "is resumed once for each row and once more at the end of a statement. They are {} rows of {} statements",
        names, counted(queries_.resumptions), count_text(queries_.rows), count_text(generator_statements()));
    if (queries_.statements > 0)
      sentence += fmt::format(
          "; read as queries they would be {} times what was executed",
          three_digits(static_cast<double>(queries_.resumptions) / static_cast<double>(queries_.statements)));
    sentence += ".";
    if (!handing_on.empty())
      sentence += fmt::format(" The same rows are counted again in {}{}, which hand{} them on.", handing_on,
                              layers > kNamedAtMost ? fmt::format(" and {} more", layers - kNamedAtMost) : "",
                              layers == 1 ? "s" : "");
    say(std::move(sentence));
  }
  std::int64_t generator_statements() const {
    std::int64_t sum = 0;
    for (const RowGenerator& g : queries_.generators)
      if (g.kind == RowGenerator::Kind::kExecutes) sum += g.statements;
    return sum;
  }

  void say_older_layer() {
    if (queries_.lazy_loads > 0)
      return say(fmt::format(
          "This is the older data layer (SQLAlchemy): {} objects were loaded lazily, a statement each. Unlike "
          "resumptions of a row generator these are statements that were really executed.",
          counted(queries_.lazy_loads)));
    if (queries_.object_relational) say("An object-relational layer (SQLAlchemy) was at work, without lazy loads.");
  }

  void say_unknown() {
    std::size_t named = 0;
    for (const RowGenerator& g : queries_.generators)
      if (g.kind == RowGenerator::Kind::kUnknown && ++named <= kNamedAtMost)
        say(
            fmt::format("{} has {} calls and executed {} statements: a generator of rows, or a cache. Its calls are "
                        "not taken for statements.",
                        name(g), count_text(g.calls), count_text(g.statements)));
  }

  void say_once() {
    const double log_s = profile_.part_s(ProfilePart::kRecording);
    if (log_s <= 0.0) return;
    say(
        fmt::format("The log is made once, at the end, and took {} s ({} % of the profile); it is no part of a step. A "
                    "log that holds the planner holds the weights of its network.",
                    three_digits(log_s), three_digits(100.0 * profile_.share(ProfilePart::kRecording))));
  }

  const PythonProfile& profile_;
  const QueryCounts& queries_;
  std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> profile_sentences(const PythonProfile& profile) { return Sentences(profile).write(); }

}  // namespace stepscope

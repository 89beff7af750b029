// The command line: computes headless whatever the window computes. Its interface is described in docs/command_line.md.
#include <fmt/core.h>

#include <csignal>
#include <exception>
#include <optional>
#include <vector>

#include "app/cli/command.h"
#include "core/learning/wait_policy.h"
#include "core/record/build_info.h"

namespace stepscope::cli {

void add_common_options(Parser& parser, CommonOptions& options) {
  parser.add_flag("--json", options.json, "print a machine-readable result on standard output, nothing else there");
  parser.add_flag("--quiet", options.quiet, "no progress and no notes");
}

namespace {

int run(int argc, char** argv) {
  Parser app("Stepscope: simulates driving planners on nuPlan logs and shows where every millisecond of a step goes.",
             fmt::format("stepscope {} ({})", build_info().version, build_info().git_revision));
  const std::vector<Command> commands{
      add_demo_command(app),    add_scenarios_command(app),      add_simulate_command(app), add_fork_command(app),
      add_batch_command(app),   add_compare_command(app),        add_metrics_command(app),  add_report_command(app),
      add_raster_command(app),  add_import_profile_command(app), add_explain_command(app),  add_runs_command(app),
      add_queries_command(app), add_train_command(app),          add_model_command(app),    add_profiles_command(app),
      add_ablate_command(app)};
  if (const std::optional<int> code = app.parse(argc, argv)) return *code == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  for (const Command& command : commands)
    if (command.parser->parsed()) return static_cast<int>(command.run());
  return static_cast<int>(ExitCode::kUsage);
}

}  // namespace
}  // namespace stepscope::cli

int main(int argc, char** argv) {
  stepscope::let_openmp_sleep(argv);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that gets too large is an error of its writing, not our end
  try {
    return stepscope::cli::run(argc, argv);
  } catch (const std::exception& exception) {  // out of memory and our own mistakes
    fmt::print(stderr, "error: {}\n", exception.what());
    return 70;
  }
}

// The command line: computes headless whatever the window computes. Its interface is described in docs/command_line.md.
#include <fmt/core.h>

#include <csignal>
#include <exception>
#include <vector>

#include "app/cli/command.h"
#include "core/learning/wait_policy.h"
#include "core/record/build_info.h"

namespace stepscope::cli {

void add_common_options(CLI::App& parser, CommonOptions& options) {
  parser.add_flag("--json", options.json, "print a machine-readable result on standard output, nothing else there");
  parser.add_flag("--quiet", options.quiet, "no progress and no notes");
}

namespace {

// The deepest command that was named and wants another word after it, or null.
const CLI::App* without_subcommand(const CLI::App& app) {
  if (app.get_subcommands().empty()) return app.get_require_subcommand_min() > 0 ? &app : nullptr;
  return without_subcommand(*app.get_subcommands().front());
}

// What CLI11 leaves open: which words there are, and which it did not understand.
std::string more_about(const CLI::App& app) {
  std::string words, unknown;
  for (const std::string& word : app.remaining(true)) unknown += (unknown.empty() ? "" : " ") + word;
  if (const CLI::App* asked = without_subcommand(app); asked != nullptr)
    for (const CLI::App* sub : asked->get_subcommands([](const CLI::App*) { return true; }))
      words += (words.empty() ? asked->get_name() + (asked->get_name().empty() ? "" : " ") + "knows: " : ", ") +
               sub->get_name();
  if (!unknown.empty()) unknown = "not understood: " + unknown + "\n";
  return unknown + words + (words.empty() ? "" : "\n");
}

int run(int argc, char** argv) {
  CLI::App app{
      "Stepscope: simulates driving planners on nuPlan logs and shows where every millisecond of a step goes."};
  app.set_version_flag("--version", fmt::format("stepscope {} ({})", build_info().version, build_info().git_revision));
  app.require_subcommand(1);
  const std::vector<Command> commands{
      add_demo_command(app),    add_scenarios_command(app),      add_simulate_command(app), add_fork_command(app),
      add_batch_command(app),   add_compare_command(app),        add_metrics_command(app),  add_report_command(app),
      add_raster_command(app),  add_import_profile_command(app), add_explain_command(app),  add_runs_command(app),
      add_queries_command(app), add_train_command(app),          add_model_command(app),    add_profiles_command(app),
      add_ablate_command(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    if (code != 0 && dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr)  // that one says it itself
      fmt::print(stderr, "{}", more_about(app));
    return code == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }
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

#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"

namespace stepscope::cli {

// Each adds one subcommand to `app`; the returned function runs it after parsing, if it was chosen.
struct Command {
  CLI::App* parser{nullptr};
  std::function<ExitCode()> run;
};

Command add_ablate_command(CLI::App& app);
Command add_demo_command(CLI::App& app);
Command add_scenarios_command(CLI::App& app);
Command add_simulate_command(CLI::App& app);
Command add_fork_command(CLI::App& app);
Command add_batch_command(CLI::App& app);
Command add_metrics_command(CLI::App& app);
Command add_report_command(CLI::App& app);
Command add_raster_command(CLI::App& app);
Command add_train_command(CLI::App& app);
Command add_import_profile_command(CLI::App& app);
Command add_explain_command(CLI::App& app);
Command add_runs_command(CLI::App& app);
Command add_queries_command(CLI::App& app);
Command add_model_command(CLI::App& app);
Command add_compare_command(CLI::App& app);
Command add_profiles_command(CLI::App& app);

// --json and --quiet.
void add_common_options(CLI::App& parser, CommonOptions& options);

}  // namespace stepscope::cli

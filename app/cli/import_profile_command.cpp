#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/named_run.h"
#include "app/cli/profile_text.h"
#include "app/cli/store_options.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/report/profile_markdown.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::string file;
  std::string beside;
  StoreOptions store;
  std::int64_t steps{0};
  std::string out;
};

ExitCode run(const Options& options) {
  const Console console(options.common);
  const auto refuse = [&console](const Error& error) {
    console.error(error);
    return ExitCode::kBadInput;
  };
  const auto profile = import_python_profile(
      options.file, options.steps > 0 ? std::optional<std::int64_t>(options.steps) : std::nullopt);
  if (!profile.ok()) return refuse(profile.error());
  std::optional<RunStatistics> statistics;
  std::string run_name;
  if (!options.beside.empty()) {
    const auto named = named_run(options.beside);
    if (!named.ok()) return refuse(named.error());
    const auto stored =
        read_named_run(named.value(), named.value().id ? reading_store(options.store, console) : fs::path());
    if (!stored.ok()) return refuse(stored.error());
    const ProfiledRun& shown = stored.value();
    statistics = statistics_of(shown.steps, shown.step_interval_s);
    run_name = fmt::format("{}, {}, log {}, profile {}", shown.facts.planner, shown.facts.challenge, shown.facts.log,
                           shown.facts.profile);
  }
  const RunStatistics* const beside = statistics ? &*statistics : nullptr;
  console.result(profile_text(profile.value(), beside));
  auto json = profile_json(profile.value(), beside);
  if (!options.out.empty()) {
    std::error_code code;
    fs::create_directories(options.out, code);
    const fs::path file = fs::path(options.out) / "python_profile.md";
    if (Status status = write_file(file, profile_markdown(profile.value(), beside, run_name)); !status.ok())
      return refuse(status.error());
    console.result("written: " + file.string());
    json["markdown"] = file.string();
  }
  console.result_json(json_text(json, 1));
  return ExitCode::kDone;
}

}  // namespace

Command add_import_profile_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand(
      "import-profile", "Reads a cProfile of the Python reference simulator and shows it in the words of the stages");
  parser->add_option("profile", options->file, "a .stats file that Python's cProfile wrote")->required();
  parser->add_option("--beside", options->beside, "run folder, or run of the store as run:ID, to show beside it");
  parser->add_option("--steps", options->steps, "steps to divide by, instead of those found in the profile")
      ->check(positive());
  parser->add_option("--out", options->out, "folder for python_profile.md");
  add_store_options(*parser, options->store, StoreUse::kReading);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

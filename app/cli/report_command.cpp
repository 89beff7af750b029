#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/run_folders.h"
#include "core/record/json_text.h"
#include "core/record/run_reader.h"
#include "core/record/text_file.h"
#include "core/report/markdown.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  std::string out;
  std::string formats{"md"};
};

ExitCode run(const Options& options) {
  const Console console(options.common);
  if (options.formats != "md") {
    console.error(Error{.file = {},
                        .place = "--format",
                        .field = {},
                        .reason = "\"" + options.formats + "\": this version writes md only"});
    return ExitCode::kUsage;
  }
  std::vector<ProfiledRun> runs;
  for (const std::string& folder : options.runs) {
    for (const fs::path& path : run_folders(folder)) {
      auto stored = read_run_folder(path);
      if (!stored.ok()) {
        console.error(stored.error());
        return ExitCode::kBadInput;
      }
      runs.push_back(std::move(stored).value());
    }
  }
  std::error_code code;
  fs::create_directories(options.out, code);
  const fs::path file = fs::path(options.out) / "report.md";
  if (Status status = write_file(file, markdown_report(runs)); !status.ok()) {
    console.error(status.error());
    return ExitCode::kBadInput;
  }
  console.result("report: " + file.string());
  console.result_json(json_text(nlohmann::json{{"report", file.string()}, {"runs", runs.size()}}));
  return ExitCode::kDone;
}

}  // namespace

Command add_report_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = app.add_subcommand("report", "Writes the timing report of one or more runs");
  parser->add_option("runs", options->runs, "run folders, or folders that hold run folders")->required();
  parser->add_option("--format", options->formats, "md")->capture_default_str();
  parser->add_option("--out", options->out, "folder for the report")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

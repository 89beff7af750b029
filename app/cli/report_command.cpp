#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/run_folders.h"
#include "core/map/map_cache.h"
#include "core/record/json_text.h"
#include "core/record/run_reader.h"
#include "core/report/scene_sources.h"
#include "core/report/write_report.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  std::string out, expectations;
  std::string formats{"md"};
};

// What could be read; a damaged run is said and does not keep the others from their report.
class Runs {
 public:
  explicit Runs(const Console& console) : console_(console), maps_(std::make_shared<MapCache>()) {}

  void add_folder(const fs::path& folder) {
    auto stored = read_run_folder(folder);
    if (!stored.ok()) {
      console_.error(stored.error());
      damaged_.push_back(stored.error().text());
      return;
    }
    FolderScenes scenes = scenes_of(folder, maps_);
    runs_.push_back({.run = std::make_shared<const ProfiledRun>(std::move(stored).value()),
                     .source = folder.filename().string(),
                     .scene = std::move(scenes.source),
                     .why_no_scene = std::move(scenes.why_not)});
  }

  std::vector<ReportedRun> take() { return std::move(runs_); }
  bool empty() const { return runs_.empty(); }
  const std::vector<std::string>& damaged() const { return damaged_; }

 private:
  const Console& console_;
  std::shared_ptr<MapCache> maps_;
  std::vector<ReportedRun> runs_;
  std::vector<std::string> damaged_;
};

ExitCode say(const Console& console, const WrittenReport& written, std::size_t runs,
             const std::vector<std::string>& damaged) {
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  for (const fs::path& file : written.files) {
    console.result("report: " + file.string());
    files.push_back(file.string());
  }
  for (const std::string& note : written.notes) console.note("note: " + note);
  const std::string first = written.files.empty() ? std::string() : written.files.front().string();
  console.result_json(json_text(nlohmann::ordered_json{
      {"report", first}, {"files", files}, {"runs", runs}, {"damaged", damaged}, {"notes", written.notes}}));
  return damaged.empty() ? ExitCode::kDone : ExitCode::kBadInput;
}

ExitCode run(const Options& options) {
  const Console console(options.common);
  const auto formats = formats_of(options.formats);
  if (!formats.ok()) {
    console.error(formats.error());
    return ExitCode::kUsage;
  }
  ReportOptions about;
  if (!options.expectations.empty()) {
    auto expected = read_expectations(options.expectations);
    if (!expected.ok()) {
      console.error(expected.error());
      return ExitCode::kBadInput;
    }
    about.expectations = std::move(expected).value();
  }
  Runs runs(console);
  for (const std::string& name : options.runs)
    for (const fs::path& folder : run_folders(name)) runs.add_folder(folder);
  if (runs.empty()) return ExitCode::kBadInput;
  const BottleneckReport report = bottleneck_report(runs.take(), about);
  const auto written = write_report(report, formats.value(), options.out);
  if (!written.ok()) {
    console.error(written.error());
    return ExitCode::kBadInput;
  }
  return say(console, written.value(), report.runs.size(), runs.damaged());
}

}  // namespace

Command add_report_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = app.add_subcommand("report", "Writes the timing report of one or more runs");
  parser->add_option("runs", options->runs, "run folders, or folders that hold run folders")->required();
  parser->add_option("--format", options->formats, "list of md, html, json, csv, trace")->capture_default_str();
  parser->add_option("--expect", options->expectations, "file of what was expected, for the surprises");
  parser->add_option("--out", options->out, "folder for the report")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

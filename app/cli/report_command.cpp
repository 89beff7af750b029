#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/reported_runs.h"
#include "core/ablation/measured_savings.h"
#include "core/files/json_text.h"
#include "core/report/write_report.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  std::string out, store, expectations, savings;
  std::string formats{"md"};
};

ExitCode say(const Console& console, const WrittenReport& written, std::size_t runs,
             const std::vector<std::string>& damaged) {
  if (written.files.empty()) {
    console.error(make_error("nothing was written: " + (written.notes.empty() ? "" : written.notes.front())));
    return ExitCode::kBadInput;
  }
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
  ReportedRuns runs(console, options.store);
  for (const std::string& name : options.runs) runs.add(name);
  if (runs.empty()) return ExitCode::kBadInput;
  std::vector<ReportedRun> reported = runs.take();
  if (!options.savings.empty()) {
    const auto savings = read_savings(options.savings);
    if (!savings.ok()) {
      console.error(savings.error());
      return ExitCode::kBadInput;
    }
    add_savings(savings.value(), reported);
    for (const ReportedRun& run : reported)
      if (!run.why_no_savings.empty()) console.note("note: " + run.source + ": " + run.why_no_savings);
  }
  const BottleneckReport report = bottleneck_report(std::move(reported), about);
  const auto written = write_report(report, formats.value(), options.out);
  if (!written.ok()) {
    console.error(written.error());
    return ExitCode::kBadInput;
  }
  return say(console, written.value(), report.runs.size(), runs.damaged());
}

}  // namespace

Command add_report_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("report", "Writes the timing report of one or more runs");
  parser
      ->add_option("runs", options->runs, "run folders, folders that hold run folders, or runs of the store as run:ID")
      ->required();
  parser->add_option("--store", options->store, "file of the run store; the user's own without it");
  parser->add_option("--format", options->formats, "list of md, html, pdf, json, csv, trace")->capture_default_str();
  parser->add_option("--expect", options->expectations, "file of what was expected, for the surprises");
  parser->add_option("--savings", options->savings,
                     "ablation.json: what switches were measured to save, for the roadmap");
  parser->add_option("--out", options->out, "folder for the report")->required();
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

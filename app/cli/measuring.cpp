#include "app/cli/measuring.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace stepscope::cli {

Result<std::unique_ptr<Measuring>> Measuring::prepare(const CompareOptions& options, Console& console, ExitCode& code) {
  auto dataset = open_dataset(options.data, console);
  if (!dataset.ok()) {
    code = ExitCode::kBadInput;
    return dataset.error();
  }
  auto chosen = choose(*dataset.value(), options.selection, console);
  if (!chosen.ok()) {
    code = refusal_code(chosen.error());
    return chosen.error();
  }
  return std::unique_ptr<Measuring>(new Measuring(console, std::move(dataset).value(), std::move(chosen).value()));
}

Measuring::~Measuring() {
  std::error_code code;
  if (!logs_.empty()) std::filesystem::remove_all(logs_, code);
}

Result<std::filesystem::path> Measuring::log_folder(bool wanted) {
  if (!wanted || !logs_.empty()) return logs_;
  std::error_code code;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(code);
  std::string name = (parent / "stepscope-compare-XXXXXX").string();
  if (code || mkdtemp(name.data()) == nullptr)
    return Error{.file = parent.string(),
                 .place = "folder for the logs of the runs",
                 .field = {},
                 .reason = "cannot be made: " + (code ? code.message() : std::string(std::strerror(errno)))};
  logs_ = name;
  return logs_;
}

Result<ScenarioPtr> Measuring::load(std::size_t number) {
  if (loaded_ != nullptr && loaded_number_ == number) return loaded_;
  const ChosenScenario& chosen = chosen_[number];
  auto map = maps_.get(dataset_->paths.maps, chosen.location);
  if (!map.ok()) return map.error();
  auto scenario = Scenario::load(chosen.id, chosen.type, chosen.extraction, map.value());
  if (!scenario.ok()) return scenario.error();
  loaded_ = std::move(scenario).value();
  loaded_number_ = number;
  return loaded_;
}

ScenarioSource Measuring::source() {
  return [this](std::size_t number, const EngineProfile&) { return load(number); };
}

PairProgressSink Measuring::progress() {
  return [this](const PairProgress& progress) {
    std::string line = progress.what;
    if (chosen_.size() > 1) line = fmt::format("scenario {} of {}, {}", progress.scenario + 1, chosen_.size(), line);
    line += fmt::format(", run {} of {}", progress.runs_done + 1, progress.runs);
    if (progress.left_s > 0.0) line += fmt::format(", {:.0f} s left", progress.left_s);
    console_.progress_line(line);
  };
}

ExitCode Measuring::tell(const std::vector<PairProblem>& problems) const {
  ExitCode worst = ExitCode::kDone;
  for (const PairProblem& problem : problems) {
    const ChosenScenario& chosen = chosen_[problem.scenario];
    if (!chosen.named && problem.error.place == "scenario " + chosen.id.token.hex()) {
      console_.note("passed over: " + problem.error.text());
      continue;
    }
    console_.error(problem.error);
    const ExitCode code =
        problem.kind == PairProblem::Kind::kPlanner ? ExitCode::kPlannerFailed : refusal_code(problem.error);
    if (static_cast<int>(code) > static_cast<int>(worst)) worst = code;
  }
  return worst;
}

}  // namespace stepscope::cli

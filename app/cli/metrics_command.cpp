#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/named_run.h"
#include "app/cli/run_folders.h"
#include "app/cli/run_places.h"
#include "app/cli/score_text.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/record/metrics_json.h"
#include "core/record/rescore.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  DataOptions data;
};

Result<std::optional<Scorecard>> rewrite(const fs::path& run, const RunPlaces& places, MapCache& maps) {
  const auto data = places.of(run);
  if (!data.ok()) return data.error();
  auto rescored = rescore(run, data.value(), maps);
  if (!rescored.ok()) return rescored.error();
  std::optional<Scorecard>& card = rescored.value().card;
  if (card) {
    const std::string text = metrics_json(*card, rescored.value().sample_times);
    if (Status status = write_file(run / "metrics.json", text); !status.ok()) return status.error();
  }
  return std::move(card);
}

ExitCode run(const Options& options) {
  Console console(options.common);
  const auto places = RunPlaces::from(options.data);
  if (!places.ok()) {
    console.error(places.error());
    return ExitCode::kBadInput;
  }
  std::vector<fs::path> folders;
  for (const std::string& name : options.runs) {
    if (const auto named = named_run(name); named.ok() && named.value().id) {
      console.error(
          {.file = {},
           .place = name,
           .field = {},
           .reason = fmt::format("metrics are computed again of run folders; `runs show {}` tells the score that "
                                 "the store has of a run",
                                 *named.value().id)});
      return ExitCode::kUsage;
    }
    for (fs::path& folder : run_folders(name)) folders.push_back(std::move(folder));
  }
  MapCache maps;
  ExitCode code = ExitCode::kDone;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < folders.size(); ++i) {
    console.progress("scoring", i, folders.size());
    const auto card = rewrite(folders[i], places.value(), maps);
    if (!card.ok() || !console.json()) console.end_progress();
    if (!card.ok()) {
      console.error(card.error());
      code = ExitCode::kBadInput;
      continue;
    }
    const std::string name = folders[i].string();
    if (!card.value()) {
      console.note("no step to score: " + name);
      continue;
    }
    console.result(score_text(name, *card.value()));
    list.push_back(
        {{"folder", name},
         {"final_score", has_score(card.value()) ? nlohmann::ordered_json(card.value()->final_score) : nullptr},
         {"scores", scores_json(*card.value())}});
  }
  console.end_progress();
  console.result_json(json_text(list, 1));
  return code;
}

}  // namespace

Command add_metrics_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("metrics", "Computes the metrics of saved runs again");
  parser->add_option("runs", options->runs, "run folders, or folders that hold run folders")->required();
  add_place_options(*parser, options->data);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

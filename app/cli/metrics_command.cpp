#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/run_folders.h"
#include "app/cli/score_text.h"
#include "app/cli/selection.h"
#include "core/record/json_text.h"
#include "core/record/metrics_json.h"
#include "core/record/rescore.h"
#include "core/record/text_file.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  DataOptions data;
};

// Where the data of runs are: as their manifests say, unless options name other places.
class Places {
 public:
  static Result<Places> from(const DataOptions& options) {
    Places places;
    places.named_.db = options.db;
    places.named_.maps = options.maps;
    const std::string& source = options.db.empty() ? options.data : options.db;
    if (source.empty()) return places;
    auto root = find_data_root(source, options.maps);
    if (!root.ok()) return root.error();
    places.named_.maps = root.value().maps;
    if (options.db.empty()) places.logs_ = std::move(root.value().logs);
    return places;
  }
  Result<DataPlaces> of(const fs::path& run) const {
    if (logs_.empty()) return named_;
    const auto manifest = read_manifest(run);
    if (!manifest.ok()) return manifest.error();
    const std::string& log = manifest.value().identity.log;
    for (const fs::path& db : logs_)
      if (db.stem() == log) return DataPlaces{.db = db, .maps = named_.maps};
    return Error{.file = (run / "manifest.json").string(),
                 .place = "scenario",
                 .field = "log",
                 .reason = "the data have no log " + log};
  }

 private:
  DataPlaces named_;
  std::vector<fs::path> logs_;
};

Result<std::optional<Scorecard>> rewrite(const fs::path& run, const Places& places, MapCache& maps) {
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
  const auto places = Places::from(options.data);
  if (!places.ok()) {
    console.error(places.error());
    return ExitCode::kBadInput;
  }
  std::vector<fs::path> folders;
  for (const std::string& named : options.runs)
    for (fs::path& folder : run_folders(named)) folders.push_back(std::move(folder));
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

Command add_metrics_command(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  CLI::App* parser = app.add_subcommand("metrics", "Computes the metrics of saved runs again");
  parser->add_option("runs", options->runs, "run folders, or folders that hold run folders")->required();
  auto* db = parser->add_option("--db", options->data.db, "the log, if it is not where it was");
  parser->add_option("--maps", options->data.maps, "maps folder, if it is not where it was");
  parser->add_option("--data", options->data.data, "data root with log and maps, if they are not where they were")
      ->excludes(db);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

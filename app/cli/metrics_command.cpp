#include <fmt/core.h>

#include <memory>

#include "app/cli/command.h"
#include "app/cli/kept_parent.h"
#include "app/cli/named_run.h"
#include "app/cli/run_folders.h"
#include "app/cli/run_places.h"
#include "app/cli/score_text.h"
#include "app/cli/store_options.h"
#include "core/assembly/run_score.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/record/metrics_json.h"
#include "core/record/rescore.h"
#include "core/store/run_store.h"

namespace stepscope::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  CommonOptions common;
  std::vector<std::string> runs;
  StoreOptions store;
  DataOptions data;
};

// A run to score again: a folder, or one of the store.
struct Asked {
  fs::path folder;
  std::optional<RunId> id;

  std::string name() const { return id ? fmt::format("run:{}", *id) : folder.string(); }
};

class Scorer {
 public:
  Scorer(const Options& options, const Console& console) : options_(options), console_(console) {}

  Result<std::optional<Scorecard>> score(const Asked& run) {
    return run.id ? of_store(*run.id) : of_folder(run.folder);
  }

 private:
  // Writes the folder's metrics.json anew.
  Result<std::optional<Scorecard>> of_folder(const fs::path& run) {
    const auto places = RunPlaces::from(options_.data);
    if (!places.ok()) return places.error();
    const auto data = places.value().of(run);
    if (!data.ok()) return data.error();
    auto rescored = rescore(run, data.value(), maps_);
    if (!rescored.ok()) return rescored.error();
    std::optional<Scorecard>& card = rescored.value().card;
    if (card) {
      const std::string text = metrics_json(*card, rescored.value().sample_times);
      if (Status status = write_file(run / "metrics.json", text); !status.ok()) return status.error();
    }
    return std::move(card);
  }

  // The store keeps the score that the run had.
  Result<std::optional<Scorecard>> of_store(RunId id) {
    if (!store_) {
      auto opened = RunStore::open(reading_store(options_.store, console_));
      if (!opened.ok()) return opened.error();
      store_.emplace(std::move(opened).value());
    }
    const auto run = stored_parent(*store_, id, options_.data, maps_);
    if (!run.ok()) return run.error();
    if (run.value().frames.empty()) return std::optional<Scorecard>();
    MetricInput input{.scenario = *run.value().scenario, .samples = {}};
    for (const FramePtr& frame : run.value().frames) {
      if (frame->trajectory.size() == 0)
        return Error{.file = store_->file().string(),
                     .place = fmt::format("run {}, step {}", id, frame->step),
                     .field = "trajectory",
                     .reason = "its plan was not kept: metrics cannot be computed again"};
      input.samples.push_back({.ego = frame->ego, .objects = frame->objects, .plan = &frame->trajectory});
    }
    return std::optional(stepscope::score(input, metric_set(run.value().request.challenge)));
  }

  const Options& options_;
  const Console& console_;
  MapCache maps_;
  std::optional<RunStore> store_;
};

Result<std::vector<Asked>> asked_for(const std::vector<std::string>& names) {
  std::vector<Asked> asked;
  for (const std::string& name : names) {
    const auto named = named_run(name);
    if (!named.ok()) return named.error();
    if (named.value().id)
      asked.push_back({.folder = {}, .id = named.value().id});
    else
      for (fs::path& folder : run_folders(name)) asked.push_back({.folder = std::move(folder), .id = {}});
  }
  return asked;
}

ExitCode run(const Options& options) {
  Console console(options.common);
  const auto asked = asked_for(options.runs);
  if (!asked.ok()) {
    console.error(asked.error());
    return ExitCode::kBadInput;
  }
  if (const auto places = RunPlaces::from(options.data); !places.ok()) {
    console.error(places.error());
    return ExitCode::kBadInput;
  }
  Scorer scorer(options, console);
  ExitCode code = ExitCode::kDone;
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < asked.value().size(); ++i) {
    const Asked& run = asked.value()[i];
    console.progress("scoring", i, asked.value().size());
    const auto card = scorer.score(run);
    if (!card.ok() || !console.json()) console.end_progress();
    if (!card.ok()) {
      console.error(card.error());
      code = ExitCode::kBadInput;
      continue;
    }
    if (!card.value()) {
      console.note("no step to score: " + run.name());
      continue;
    }
    console.result(score_text(run.name(), *card.value()));
    nlohmann::ordered_json row;
    if (run.id)
      row["run"] = *run.id;
    else
      row["folder"] = run.name();
    row["final_score"] = has_score(card.value()) ? nlohmann::ordered_json(card.value()->final_score) : nullptr;
    row["scores"] = scores_json(*card.value());
    list.push_back(std::move(row));
  }
  console.end_progress();
  console.result_json(json_text(list, 1));
  return code;
}

}  // namespace

Command add_metrics_command(Parser& app) {
  const auto options = std::make_shared<Options>();
  Parser* parser = app.add_subcommand("metrics", "Computes the metrics of saved runs again");
  parser->add_option("runs", options->runs, "run folders, folders that hold run folders, or run:ID of the store")
      ->required();
  add_store_options(*parser, options->store, StoreUse::kReading);
  add_place_options(*parser, options->data);
  add_common_options(*parser, options->common);
  return {parser, [options] { return run(*options); }};
}

}  // namespace stepscope::cli

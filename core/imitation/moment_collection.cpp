#include "core/imitation/moment_collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "core/imitation/batch_feed.h"
#include "core/planning/planner_list.h"

namespace stepscope {

namespace {

constexpr const char* kLog = "log";
constexpr const char* kNetworkPlanner = "ml-raster";

std::function<Result<std::unique_ptr<Planner>>()> maker(const std::string& id, const PlannerParameters& parameters) {
  return [id, parameters]() -> Result<std::unique_ptr<Planner>> {
    const PlannerEntry* entry = find_planner(id);
    if (entry == nullptr) return make_error("this version has no planner \"" + id + "\"");
    return entry->make(parameters, PlannerMeans{});
  };
}

}  // namespace

std::string first_planner(const ImitationRequest& request) {
  const auto planner = std::ranges::find_if(request.experts, [](const std::string& id) { return id != kLog; });
  return planner == request.experts.end() ? std::string() : *planner;
}

Status check_expert(const std::string& expert, const PlannerParameters& parameters) {
  if (expert == kLog) return {};
  const PlannerEntry* entry = find_planner(expert);
  if (entry != nullptr && !entry->oracle && expert != kNetworkPlanner) {
    if (auto made = entry->make(parameters, PlannerMeans{}); !made.ok()) return made.error();
    return {};
  }
  std::string known = kLog;
  for (const PlannerEntry& other : planner_list())
    if (!other.oracle && other.id != kNetworkPlanner) known += ", " + other.id;
  return Error{.file = {},
               .place = "training",
               .field = "expert",
               .reason = "\"" + expert + "\" cannot be one; there are: " + known};
}

MomentCollection::MomentCollection(const ImitationRequest& request, MapCache& maps, RunControl& control,
                                   ImitationObserver& observer)
    : request_(request), maps_(maps), control_(control), observer_(observer) {}

Status MomentCollection::collect() {
  if (Status read = read_logs(); !read.ok()) return read;
  if (Status parted = split(); !parted.ok()) return parted;
  for (const std::string& expert : request_.experts) {
    if (expert != kLog) {
      if (Status asked = ask_planner(expert); !asked.ok()) return asked;
      continue;
    }
    const std::size_t first = set_.moments.size();
    for (std::uint32_t stretch = 0; stretch < set_.stretches.size(); ++stretch)
      add_recorded_moments(set_, stretch, request_.every);
    share_out(first);
  }
  return {};
}

Status MomentCollection::read_logs() {
  std::vector<DatasetPtr> datasets;
  for (const std::filesystem::path& data : request_.data) {
    auto paths = find_data_root(data);
    if (!paths.ok()) return paths.error();
    datasets.push_back(index_dataset(paths.value(), default_index_cache(), [this](const IndexProgress& progress) {
      observer_.on_preparing("reading logs", progress.done, progress.total);
    }));
    for (const LogProblem& problem : datasets.back()->problems) observer_.on_note("left out: " + problem.error.text());
  }
  std::vector<std::string> notes;
  auto loaded = load_stretches(cut_stretches(datasets, request_.stretches), maps_, notes,
                               [this](std::size_t done, std::size_t total) {
                                 observer_.on_preparing("reading scenarios", done, total);
                                 return !control_.stopped();
                               });
  for (const std::string& note : notes) observer_.on_note("left out: " + note);
  if (!loaded.ok()) return loaded.error();
  for (LoadedStretch& stretch : loaded.value()) set_.add_stretch(std::move(stretch.scenario), stretch.log);
  return {};
}

// Among the logs of which a stretch is there.
Status MomentCollection::split() {
  std::vector<std::size_t> logs;
  for (const MomentSet::Stretch& stretch : set_.stretches)
    if (logs.empty() || logs.back() != stretch.log) logs.push_back(stretch.log);
  auto validating = validation_logs(logs.size(), request_.validation_share, request_.training.seed);
  if (!validating.ok()) return validating.error();
  log_validates_.assign(logs.empty() ? 0 : logs.back() + 1, false);
  for (std::size_t i = 0; i < logs.size(); ++i) log_validates_[logs[i]] = validating.value()[i];
  logs_ = logs.size();
  validation_log_count_ = static_cast<std::size_t>(std::ranges::count(validating.value(), true));
  return {};
}

Status MomentCollection::ask_planner(const std::string& expert) {
  std::vector<std::uint32_t> all = ordered_examples(set_.stretches.size());
  for (int drive_number = 0; drive_number < request_.drives; ++drive_number) {
    const std::size_t first = set_.moments.size();
    const std::uint64_t seed =
        derived_seed(request_.training.seed, 0x4472697665, static_cast<std::uint64_t>(drive_number));
    if (Status done =
            drive({.expert = maker(expert, request_.expert_parameters), .driver = {}}, all, seed, expert + " drives");
        !done.ok())
      return done;
    share_out(first);
  }
  return {};
}

Status MomentCollection::drive_with(const std::filesystem::path& model, int round, MomentExamples& examples) {
  std::vector<std::uint32_t> stretches;
  for (std::uint32_t i = 0; i < set_.stretches.size(); ++i)
    if (!validates(i)) stretches.push_back(i);
  const std::size_t first = set_.moments.size();
  const std::uint64_t seed = derived_seed(request_.training.seed, 0x526F756E64, static_cast<std::uint64_t>(round));
  const RolloutPlanners planners{.expert = maker(first_planner(request_), request_.expert_parameters),
                                 .driver = maker(kNetworkPlanner, {{"model", model.string()}})};
  if (Status done = drive(planners, stretches, seed, fmt::format("round {}: the network drives", round)); !done.ok())
    return done;
  for (std::size_t m = first; m < set_.moments.size(); ++m) examples.add(static_cast<std::uint32_t>(m));
  return {};
}

Status MomentCollection::drive(const RolloutPlanners& planners, std::span<const std::uint32_t> stretches,
                               std::uint64_t seed, const std::string& what) {
  RolloutOptions options = request_.rollouts;
  options.poses = request_.training.contract.poses;
  options.interval_s = request_.training.contract.interval_s;
  options.seed = seed;
  if (options.threads == 0) options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  auto summary =
      add_planner_moments(set_, stretches, planners, options, control_,
                          [&](std::size_t done, std::size_t total) { observer_.on_preparing(what, done, total); });
  if (!summary.ok()) return summary.error();
  const RolloutSummary& drives = summary.value();
  std::string sentence = fmt::format("{}: {} moments of {} drives, {} of which touched something", what, drives.moments,
                                     drives.drives, drives.touched);
  if (drives.failed > 0) sentence += fmt::format(", {} ended early ({})", drives.failed, drives.first_problem);
  observer_.on_note(sentence);
  return {};
}

void MomentCollection::share_out(std::size_t first_moment) {
  for (std::size_t m = first_moment; m < set_.moments.size(); ++m)
    (validates(set_.moments[m].stretch) ? validated_ : learned_).push_back(static_cast<std::uint32_t>(m));
}

}  // namespace stepscope

#include "core/report/bottleneck.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "core/analysis/distribution.h"
#include "core/probe/counters.h"

namespace stepscope {

namespace {

constexpr double kLeastShare = 0.01;
constexpr std::size_t kWorstShown = 3;
constexpr std::size_t kStatementsShown = 4;
constexpr std::size_t kContrastsShown = 3;
constexpr double kLeastContrast = 0.1;  // of the usual value
constexpr double kLeastCorrelation = 0.2;
constexpr double kOrdinary = 0.1;  // of the usual time: not slow

// `network`: the planner asks one; otherwise its features and what it makes of them are its own.
const char* cause_of(Stage stage, bool network) {
  switch (stage) {
    case Stage::kStep:
      return "Time that no span covers: calls between the stages, and interruptions of the thread.";
    case Stage::kInputPreparation:
    case Stage::kInputTime:
    case Stage::kInputHistory:
      return "Gathers what the planner is told: time, history of ego and objects. Every planner pays it.";
    case Stage::kInputLights:
      return "Gathers the state of the traffic lights. Every planner pays it.";
    case Stage::kPlanner:
      return "The planner's own work, without what it asks of others.";
    case Stage::kFeatures:
      return network ? "Turns the scene into the pictures that the network sees."
                     : "Gathers what the planner works on: the map around the ego, the other road users.";
    case Stage::kFeatureMap:
      return "Fills the map's lanes, crossings and stop lines into the pictures.";
    case Stage::kFeatureAgents:
      return "Fills the boxes of other road users into the pictures.";
    case Stage::kFeatureEgo:
      return "Fills what the network is told of the ego itself into the pictures.";
    case Stage::kFeatureBaselines:
      return "Draws the middle lines of lanes and lane connectors into the pictures.";
    case Stage::kFeatureCoordinates:
      return "Turns the map's outlines from the map's frame into pixels.";
    case Stage::kInference:
      return "Runs the network.";
    case Stage::kPostprocess:
      return network ? "Turns what the network says into a trajectory."
                     : "Judges what the planner has proposed, to choose from it.";
    case Stage::kPropagation:
    case Stage::kPropagationTime:
    case Stage::kHistoryUpdate:
      return "Moves the simulation on by a step: time and history. Every planner pays it.";
    case Stage::kController:
      return "Follows the plan with the vehicle's model. Every planner pays it.";
    case Stage::kObservation:
      return "Moves the other road users on by a step. Every planner pays it.";
    case Stage::kRecording:
      return "Keeps the step for the files of the run.";
    case Stage::kPublish:
      return "Hands the step to whoever watches.";
    case Stage::kDatabase:
      return "Reads the log: statements prepared, executed, rows fetched.";
    case Stage::kMapIo:
      return "Reads the map.";
  }
  return "";
}

std::size_t place(Stage stage) { return static_cast<std::size_t>(stage); }

std::int64_t off_cpu(const StepTiming& step) { return std::max<std::int64_t>(step.wall_ns - step.cpu_ns, 0); }

// The steps but the cold first one, seen by one of their stages.
class StageSteps {
 public:
  StageSteps(std::span<const StepTiming> own, std::size_t first, Stage stage)
      : steps_(own.size() > 1 ? own.subspan(1) : own), first_(first + (own.size() - steps_.size())), stage_(stage) {
    order_ = slowest_first(steps_, stage);
    std::vector<std::int64_t> off;
    for (const StepTiming& step : steps_) off.push_back(off_cpu(step));
    usual_off_cpu_ = quantile_in(off, 0.5);
    std::vector<std::int64_t> self;
    for (const StepTiming& step : steps_) self.push_back(step.self_ns[place(stage)]);
    usual_ = quantile_in(self, 0.5);
  }

  bool waited(std::size_t i) const { return excess(i) > kOrdinary * usual_ && off(i) >= 0.5 * excess(i); }
  // Worst steps of `b`, those that worked and those that waited.
  void take_worst(const ProfiledRun& run, Bottleneck& b) const;
  double waiting_share() const {
    double more = 0.0, waiting = 0.0;
    for (std::size_t i = 0; i < twentieth(); ++i) {
      more += excess(order_[i]);
      waiting += std::clamp(off(order_[i]), 0.0, std::max(excess(order_[i]), 0.0));
    }
    return more > kOrdinary * usual_ * static_cast<double>(twentieth()) ? waiting / more : 0.0;
  }
  std::vector<CounterContrast> contrasts() const;

 private:
  static std::vector<std::size_t> slowest_first(std::span<const StepTiming> steps, Stage stage);
  double excess(std::size_t i) const { return static_cast<double>(steps_[i].self_ns[place(stage_)]) - usual_; }
  double off(std::size_t i) const { return static_cast<double>(off_cpu(steps_[i])) - usual_off_cpu_; }
  std::size_t twentieth() const { return std::max<std::size_t>(steps_.size() / 20, 1); }

  std::span<const StepTiming> steps_;
  std::size_t first_;  // of the run: number of steps_[0]
  Stage stage_;
  std::vector<std::size_t> order_;
  double usual_off_cpu_{0.0}, usual_{0.0};
};

std::vector<std::size_t> StageSteps::slowest_first(std::span<const StepTiming> steps, Stage stage) {
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return steps[a].self_ns[place(stage)] > steps[b].self_ns[place(stage)];
  });
  return order;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double n = static_cast<double>(x.size());
  const double mx = std::accumulate(x.begin(), x.end(), 0.0) / n, my = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
    xy += (x[i] - mx) * (y[i] - my);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : 0.0;
}

std::vector<CounterContrast> StageSteps::contrasts() const {
  const auto& steps = steps_;
  const std::size_t worst = twentieth();
  std::vector<double> self(steps.size());
  for (std::size_t k = 0; k < steps.size(); ++k) self[k] = static_cast<double>(steps[k].self_ns[place(stage_)]);
  std::vector<CounterContrast> contrasts;
  for (const CounterText& counter : kCounters) {
    std::vector<double> values(steps.size());
    for (std::size_t k = 0; k < steps.size(); ++k) values[k] = static_cast<double>(steps[k].counters.*counter.value);
    CounterContrast contrast{.title = std::string(counter.title), .correlation = correlation(values, self)};
    for (std::size_t i = 0; i < worst; ++i) contrast.in_worst += values[order_[i]] / static_cast<double>(worst);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    contrast.usual = *middle;
    if (std::abs(contrast.correlation) < kLeastCorrelation) continue;
    if (std::abs(contrast.in_worst - contrast.usual) >= kLeastContrast * std::max(contrast.usual, 1.0))
      contrasts.push_back(std::move(contrast));
  }
  std::stable_sort(contrasts.begin(), contrasts.end(), [](const CounterContrast& a, const CounterContrast& b) {
    return std::abs(a.correlation) > std::abs(b.correlation);
  });
  contrasts.resize(std::min(contrasts.size(), kContrastsShown));
  return contrasts;
}

// Executions below a stage: their site names it among the open stages, "step › planner › features (table)".
bool asked_by(const std::string& site, std::string_view stage) {
  std::string_view stages = std::string_view(site).substr(0, site.find(" ("));
  constexpr std::string_view kSeparator = " › ";
  for (std::size_t begin = 0; begin <= stages.size();) {
    const std::size_t end = std::min(stages.find(kSeparator, begin), stages.size());
    if (stages.substr(begin, end - begin) == stage) return true;
    begin = end + kSeparator.size();
  }
  return false;
}

std::vector<StatementCost> statements_of(const ProfiledRun& run, Stage stage) {
  std::vector<StatementCost> costs;
  if (stage == Stage::kDatabase || stage == Stage::kStep) {
    if (stage == Stage::kDatabase) costs = run.statements;
  } else {
    const StatementLog& log = run.statement_log;
    std::vector<bool> here;
    for (const std::string& site : log.sites) here.push_back(asked_by(site, stage_title(stage)));
    std::map<std::int32_t, StatementCost> by_text;
    for (const StatementExecution& e : log.executions) {
      if (e.site < 0 || static_cast<std::size_t>(e.site) >= here.size() || !here[static_cast<std::size_t>(e.site)])
        continue;
      if (e.statement < 0 || static_cast<std::size_t>(e.statement) >= log.texts.size()) continue;
      StatementCost& cost = by_text[e.statement];
      cost.sql = log.texts[static_cast<std::size_t>(e.statement)].sql;
      ++cost.calls;
      cost.rows += e.rows;
      cost.total_ns += e.ns;
      cost.connections += e.connections;
      cost.repeats += e.repeat ? 1 : 0;
    }
    for (auto& [number, cost] : by_text) costs.push_back(std::move(cost));
  }
  std::stable_sort(costs.begin(), costs.end(),
                   [](const StatementCost& a, const StatementCost& b) { return a.total_ns > b.total_ns; });
  costs.resize(std::min(costs.size(), kStatementsShown));
  return costs;
}

double seconds_at(const ProfiledRun& run, std::size_t step) {
  if (step < run.times.size()) return seconds_between(run.times.front(), run.times[step]);
  return static_cast<double>(step) * run.step_interval_s;
}

void StageSteps::take_worst(const ProfiledRun& run, Bottleneck& b) const {
  for (const std::size_t i : order_) {
    const StepTiming& step = steps_[i];
    if (b.worst.size() == kWorstShown || step.self_ns[place(stage_)] <= 0) return;
    (waited(i) ? b.waited : b.worst)
        .push_back({.step = first_ + i,
                    .self_ns = step.self_ns[place(stage_)],
                    .wall_ns = step.wall_ns,
                    .off_cpu_ns = off_cpu(step),
                    .time_s = seconds_at(run, first_ + i)});
  }
}

}  // namespace

std::vector<Bottleneck> bottlenecks_of(const ProfiledRun& run, const RunStatistics& statistics, std::size_t most) {
  const bool network =
      std::ranges::find(statistics.stages, Stage::kInference, &StageRow::stage) != statistics.stages.end();
  std::vector<StageRow> rows = statistics.stages;
  std::erase_if(rows, [](const StageRow& row) { return row.share < kLeastShare; });
  std::stable_sort(rows.begin(), rows.end(), [](const StageRow& a, const StageRow& b) { return a.share > b.share; });
  rows.resize(std::min(rows.size(), most));
  std::vector<Bottleneck> found;
  const std::span<const StepTiming> own = run.own_steps();
  for (const StageRow& row : rows) {
    const StageSteps steps(own, run.first_own_step(), row.stage);
    Bottleneck b{.row = row, .waiting_share = steps.waiting_share(), .cause = cause_of(row.stage, network)};
    steps.take_worst(run, b);
    if (own.size() > 1) b.cold_ns = own.front().self_ns[place(row.stage)];
    b.statements = statements_of(run, row.stage);
    b.contrasts = steps.contrasts();
    found.push_back(std::move(b));
  }
  return found;
}

}  // namespace stepscope

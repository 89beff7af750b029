#include "app/cli/fork_words.h"

#include <fmt/format.h>

#include "core/metrics/has_score.h"

namespace stepscope::cli {

namespace {

std::string number(const std::optional<double>& score) { return score ? fmt::format("{:.4f}", *score) : "none"; }

std::optional<double> final_score(const std::optional<Scorecard>& card) {
  return has_score(card) ? std::optional(card->final_score) : std::nullopt;
}

std::optional<double> score_of(const std::optional<Scorecard>& card, const std::string& metric) {
  const Metric* found = card ? card->find(metric) : nullptr;
  return found != nullptr ? found->score : std::nullopt;
}

std::vector<std::string> changed_metrics(const ForkComparison& c) {
  std::vector<std::string> names;
  if (!c.before || !c.after) return names;
  for (const Metric& metric : c.after->metrics)
    if (score_of(c.before, metric.name) != metric.score) names.push_back(metric.name);
  return names;
}

nlohmann::ordered_json or_null(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nullptr;
}

}  // namespace

ForkComparison compare_with_parent(const ForkParent& parent, const AssembledRun& fork,
                                   std::optional<Scorecard> parent_score, std::optional<Scorecard> score) {
  ForkComparison comparison{.apart = {}, .before = std::move(parent_score), .after = std::move(score)};
  std::vector<DriveDifference> differences;
  const std::size_t both = std::min(parent.frames.size(), fork.tape().size());
  for (std::size_t k = 0; k < both; ++k) differences.push_back(difference_of(*parent.frames[k], *fork.tape().frame(k)));
  comparison.apart = first_divergence(differences, {});
  return comparison;
}

std::vector<std::string> comparison_words(const ForkComparison& c, const std::string& parent) {
  std::vector<std::string> lines;
  lines.push_back(c.apart ? fmt::format("apart from {} at step {}: {:.2f} m, {:.2f} m/s", parent, c.apart->step,
                                        c.apart->difference.ego_m, c.apart->difference.speed_mps)
                          : fmt::format("nowhere apart from {}", parent));
  lines.push_back(fmt::format("score {} → {}", number(final_score(c.before)), number(final_score(c.after))));
  for (const std::string& name : changed_metrics(c))
    lines.push_back(
        fmt::format("  {} {} → {}", name, number(score_of(c.before, name)), number(score_of(c.after, name))));
  return lines;
}

nlohmann::ordered_json comparison_json(const ForkComparison& c) {
  nlohmann::ordered_json metrics = nlohmann::ordered_json::object();
  for (const std::string& name : changed_metrics(c))
    metrics[name] = {or_null(score_of(c.before, name)), or_null(score_of(c.after, name))};
  return {{"apart_at", c.apart ? nlohmann::ordered_json(c.apart->step) : nullptr},
          {"final_score", or_null(final_score(c.before))},
          {"changed_metrics", metrics}};
}

}  // namespace stepscope::cli

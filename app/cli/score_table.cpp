#include "app/cli/score_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "core/report/number_text.h"

namespace stepscope::cli {

namespace {

constexpr std::size_t kColumn = 18;

std::string short_challenge(Challenge challenge) {
  switch (challenge) {
    case Challenge::kOpenLoopBoxes:
      return "open loop";
    case Challenge::kClosedLoopNonreactiveAgents:
      return "closed, recorded";
    case Challenge::kClosedLoopReactiveAgents:
      return "closed, reactive";
  }
  return {};
}

std::string cell(const BatchScore& score) {
  const std::string mark = score.failed > 0 ? "*" : " ";
  return score.scored > 0 ? fmt::format("{:.4f}{}", score.mean_score, mark) : "-" + mark;
}

}  // namespace

std::string score_table(const BatchPlan& plan, std::span<const BatchScore> scores) {
  constexpr const char* kAll = "all types";
  std::map<std::string, std::size_t> scenarios;  // by type; "" first
  std::size_t width = std::string_view(kAll).size(), failed = 0, unscored = 0;
  for (const BatchScore& score : scores) {
    scenarios[score.type] = score.scenarios;
    width = std::max(width, score.type.size());
    if (!score.type.empty()) continue;
    failed += score.failed;
    unscored += score.unscored;
  }
  std::string text = fmt::format("{:<{}}  {:>9}", "mean score", width, "scenarios");
  for (const RunRequest& request : plan.requests) text += fmt::format("  {:>{}}", request.planner, kColumn);
  text += fmt::format("\n{:<{}}  {:>9}", "", width, "");
  for (const RunRequest& request : plan.requests)
    text += fmt::format("  {:>{}}", short_challenge(request.challenge), kColumn);
  text += "\n";
  const auto add_row = [&](const std::string& type, const std::string& title) {
    text += fmt::format("{:<{}}  {:>9}", title, width, scenarios[type]);
    for (const BatchScore& score : scores)
      if (score.type == type) text += fmt::format("  {:>{}}", cell(score), kColumn);
    text += "\n";
  };
  for (const auto& [type, count] : scenarios)
    if (!type.empty()) add_row(type, type);
  add_row("", kAll);
  if (failed > 0)
    text += fmt::format("* without {} that failed; scores.csv says why\n",
                        counted(static_cast<std::int64_t>(failed), "run"));
  if (unscored > 0)
    text += fmt::format("  without {} that no metric could be computed of; scores.csv says why\n",
                        counted(static_cast<std::int64_t>(unscored), "run"));
  return text;
}

}  // namespace stepscope::cli

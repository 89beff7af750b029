#include "ui/models/batch_choice.h"

#include <QCoreApplication>

namespace stepscope::ui {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("BatchChoice", text); }

std::vector<Token> shown_tokens(const Dataset& dataset, const ScenarioSearch& shown, bool with_untagged) {
  std::vector<Token> tokens;
  const ScenarioMatcher matcher(shown);
  for (const LogSummary& log : dataset.logs) {
    const LogMatch match = matcher.in(log);
    const std::size_t end = with_untagged ? log.scenarios.size() : log.scenarios.tagged();
    for (std::size_t row = 0; row < end; ++row)
      if (match.accepts(row)) tokens.push_back(log.scenarios.token(row));
  }
  return tokens;
}

}  // namespace

QString BatchChoice::problem() const {
  if (planners.empty()) return translated("choose a planner");
  if (challenges.empty()) return translated("choose a challenge");
  if (folder.trimmed().isEmpty()) return translated("choose a folder for the results");
  if (!(share_percent > 0.0)) return translated("a share of 0 % leaves no scenario");
  return {};
}

std::optional<ScenarioFilter> batch_filter(const Dataset& dataset, const ScenarioSearch& shown,
                                           const BatchChoice& choice) {
  ScenarioFilter filter;
  filter.untagged = choice.untagged == UntaggedMoments::kIncluded || shown.type == QLatin1String("unknown");
  if (!shown.empty()) {
    filter.tokens = shown_tokens(dataset, shown, filter.untagged);
    if (filter.tokens.empty()) return std::nullopt;
    filter.untagged = true;  // the tokens have decided
  }
  if (choice.most_per_type > 0) filter.most_per_type = static_cast<std::size_t>(choice.most_per_type);
  if (choice.most > 0) filter.most = static_cast<std::size_t>(choice.most);
  if (choice.share_percent < 100.0) filter.share = choice.share_percent / 100.0;
  filter.shuffle_seed = choice.seed;
  return filter;
}

std::vector<RunRequest> batch_requests(const BatchChoice& choice, const RunRequest& setup) {
  std::vector<RunRequest> requests;
  for (const std::string& planner : choice.planners) {
    for (const Challenge challenge : choice.challenges) {
      RunRequest request;
      request.planner = planner;
      request.challenge = challenge;
      if (challenge != Challenge::kOpenLoopBoxes) request.controller = setup.controller;
      if (challenge == Challenge::kClosedLoopReactiveAgents) request.agents = setup.agents;
      if (planner == setup.planner) request.parameters = setup.parameters;
      requests.push_back(request);
    }
  }
  return requests;
}

}  // namespace stepscope::ui

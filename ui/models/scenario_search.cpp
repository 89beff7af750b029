#include "ui/models/scenario_search.h"

#include <algorithm>

namespace stepscope::ui {

namespace {

constexpr int kTokenDigits = 16;

bool allows(const QString& wanted, const std::string& value) {
  return wanted.isEmpty() || wanted == QString::fromStdString(value);
}

TokenPart part_of_token(const QString& word) {
  bool is_hex = false;
  const std::uint64_t digits = word.toULongLong(&is_hex, 16);
  const bool only_digits = std::all_of(word.begin(), word.end(), [](QChar c) {
    return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
  });
  if (!is_hex || !only_digits || word.size() > kTokenDigits) return {};
  return {.digits = digits, .length = static_cast<int>(word.size())};
}

// Words found in either.
std::vector<bool> joined(std::vector<bool> a, const std::vector<bool>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] || b[i];
  return a;
}

}  // namespace

bool LogMatch::accepts(const Verdict& verdict, std::size_t row) const {
  const Token token = scenarios_->token(row);
  return verdict.possible && std::all_of(verdict.in_token.begin(), verdict.in_token.end(),
                                         [token](const TokenPart& part) { return part.occurs_in(token); });
}

bool LogMatch::accepts(std::size_t row) const { return accepts(of_set_[scenarios_->set(row)], row); }

std::size_t LogMatch::count(std::size_t first, std::size_t end) const {
  const std::size_t tagged = std::clamp(scenarios_->tagged(), first, end);
  std::size_t accepted = 0;
  for (std::size_t row = first; row < tagged; ++row) {
    const Verdict& verdict = of_set_[scenarios_->set(row)];
    accepted += verdict.in_token.empty() ? verdict.possible : accepts(verdict, row);
  }
  const Verdict& untagged = of_set_.front();
  if (!untagged.possible) return accepted;
  if (untagged.in_token.empty()) return accepted + (end - tagged);
  for (std::size_t row = tagged; row < end; ++row) accepted += accepts(untagged, row);
  return accepted;
}

ScenarioMatcher::ScenarioMatcher(const ScenarioSearch& filter)
    : filter_(filter), words_(filter.text.toLower().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
  for (const QString& word : words_) parts_.push_back(part_of_token(word));
}

std::vector<bool> ScenarioMatcher::words_in(const std::string& text) const {
  std::vector<bool> found(static_cast<std::size_t>(words_.size()), false);
  if (words_.isEmpty()) return found;
  const QString lower = QString::fromStdString(text).toLower();
  for (std::size_t i = 0; i < found.size(); ++i) found[i] = lower.contains(words_[static_cast<qsizetype>(i)]);
  return found;
}

LogMatch ScenarioMatcher::in(const LogSummary& log) const {
  const ScenarioList& scenarios = log.scenarios;
  LogMatch match(scenarios);
  match.of_set_.resize(scenarios.set_count());
  const bool possible = allows(filter_.log, log.name) && allows(filter_.location, log.location);
  const std::vector<bool> in_log = joined(words_in(log.name), words_in(log.location));
  std::vector<std::vector<bool>> in_type;
  if (possible && !words_.isEmpty())
    for (const std::string& type : scenarios.columns().types) in_type.push_back(words_in(type));
  for (std::size_t set = 0; set < scenarios.set_count(); ++set) {
    LogMatch::Verdict& verdict = match.of_set_[set];
    verdict.possible = possible && allows(filter_.type, scenarios.type_of_set(set));
    if (!verdict.possible || words_.isEmpty()) continue;
    std::vector<bool> found = in_log;
    if (set == 0) found = joined(std::move(found), words_in(scenarios.type_of_set(set)));
    for (const std::uint32_t type : scenarios.types_of_set(set)) found = joined(std::move(found), in_type[type]);
    for (std::size_t word = 0; word < found.size(); ++word) {
      if (found[word]) continue;
      if (parts_[word].length == 0) verdict.possible = false;
      verdict.in_token.push_back(parts_[word]);
    }
  }
  return match;
}

}  // namespace stepscope::ui

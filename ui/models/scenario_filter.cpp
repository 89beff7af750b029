#include "ui/models/scenario_filter.h"

#include <algorithm>

namespace stepscope::ui {

namespace {

bool allows(const QString& wanted, const QString& value) { return wanted.isEmpty() || wanted == value; }

}  // namespace

ScenarioMatcher::ScenarioMatcher(const ScenarioFilter& filter)
    : filter_(filter), words_(filter.text.toLower().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {}

bool ScenarioMatcher::accepts(const ScenarioKey& key) const {
  if (!allows(filter_.type, key.type) || !allows(filter_.log, key.log) || !allows(filter_.location, key.location))
    return false;
  return std::all_of(words_.begin(), words_.end(), [&key](const QString& word) { return key.searched.contains(word); });
}

}  // namespace stepscope::ui

#pragma once

#include <QString>
#include <QStringList>

namespace stepscope::ui {

// What a scenario is searched by, lower case where text is searched.
struct ScenarioKey {
  QString type, log, location;
  QString searched;     // type, tags, log, location and token in one lower-case line
};

// A choice among scenarios. Empty parts let everything through.
struct ScenarioFilter {
  QString text;         // every word must occur somewhere: "left 0061"; upper and lower case are alike
  QString type, log, location;

  bool empty() const { return text.trimmed().isEmpty() && type.isEmpty() && log.isEmpty() && location.isEmpty(); }
  bool operator==(const ScenarioFilter&) const = default;
};

// A filter made ready to be asked many times.
class ScenarioMatcher {
 public:
  explicit ScenarioMatcher(const ScenarioFilter& filter);
  bool accepts(const ScenarioKey& key) const;

 private:
  ScenarioFilter filter_;
  QStringList words_;
};

}  // namespace stepscope::ui

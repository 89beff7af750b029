#pragma once

#include <QAbstractItemModel>
#include <QMetaType>
#include <vector>

#include "core/dataset/data_root.h"
#include "ui/models/scenario_group.h"

namespace stepscope::ui {

// A scenario as chosen in the browser.
struct ScenarioChoice {
  QString db;  // path of the log
  ScenarioRow row;
  QString log, location;
};

enum class ScenarioGrouping { kByType, kByLog };

// The scenarios of a dataset as a tree of two levels: groups (scenario types or logs) with their scenarios below.
// Groups are sorted by name; "unknown" (frames without a tag) comes last. Logs that could not be read are groups
// without children that carry the problem. Made for millions of scenarios: they are numbered across the logs, nothing
// is kept per scenario, and texts are made when they are asked for. GUI thread.
class ScenarioTreeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  // kName: group title; of a scenario the log when grouped by type, the type when grouped by log.
  // kOffset: the anchor's time since the log's first frame, s.
  enum Column { kName, kOffset, kSteps, kAgents, kLocation, kColumnCount };
  // kChoiceRole: ScenarioChoice of a scenario row. kKeyRole: name of the group, or hex token of the scenario.
  // kCountRole: scenarios in the group, shown or not.
  enum Role { kChoiceRole = Qt::UserRole + 1, kSortRole, kKeyRole, kCountRole, kIsGroupRole, kIsUntaggedRole };

  explicit ScenarioTreeModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

  // Null shows nothing.
  void show(DatasetPtr dataset);
  void set_grouping(ScenarioGrouping grouping);
  ScenarioGrouping grouping() const { return grouping_; }

  int scenario_count() const { return static_cast<int>(starts_.back()); }
  // Different values among the scenarios, sorted, "unknown" last: what a filter can choose from.
  QStringList types() const;
  QStringList logs() const;
  QStringList locations() const;

  // A scenario and the log that it is in.
  struct Place {
    const LogSummary* log;
    std::size_t row;  // in log->scenarios
  };
  Place place_of(std::uint32_t scenario) const;
  const DatasetPtr& dataset() const { return dataset_; }
  // Number of a log's first scenario.
  std::uint32_t first_scenario(std::size_t log) const { return starts_[log]; }
  // Number of the log that a scenario is in.
  std::size_t log_of(std::uint32_t scenario) const;
  // Scenarios of the group in this row, in the model's order.
  const ScenarioRuns& group_scenarios(int row) const { return groups_[static_cast<std::size_t>(row)].scenarios; }
  // Index of the scenario with this token (first one), invalid if there is none.
  QModelIndex index_of(Token token) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  using QObject::parent;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Group {
    QString name;
    QString problem;  // of a log that could not be read
    ScenarioRuns scenarios;
  };

  void number_scenarios();
  void build_groups();
  std::vector<Group> groups_by_type() const;
  std::vector<Group> groups_by_log() const;
  QStringList different(std::string LogSummary::*part) const;
  QModelIndex index_in_groups(std::uint32_t scenario) const;
  const Group* group_at(const QModelIndex& index) const;
  QVariant group_data(const Group& group, int column, int role) const;
  QVariant scenario_data(const Place& place, int column, int role) const;
  QString scenario_text(const Place& place, int column) const;
  QVariant scenario_number(const Place& place, int column) const;

  DatasetPtr dataset_;
  ScenarioGrouping grouping_{ScenarioGrouping::kByType};
  std::vector<std::uint32_t> starts_{0};  // of each log: number of its first scenario; at the end their count
  std::vector<Group> groups_;
};

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::ScenarioChoice)

#pragma once

#include <QAbstractItemModel>
#include <QMetaType>
#include <vector>

#include "core/dataset/data_root.h"
#include "ui/models/scenario_filter.h"

namespace stepscope::ui {

// A scenario as chosen in the browser.
struct ScenarioChoice {
  QString db;              // path of the log
  ScenarioRow row;
  QString log, location;
};

enum class ScenarioGrouping { kByType, kByLog };

// The scenarios of a dataset as a tree of two levels: groups (scenario types or logs) with their scenarios below.
// Groups are sorted by name; "unknown" (frames without a tag) comes last. Logs that could not be read are groups
// without children that carry the problem. GUI thread.
class ScenarioTreeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  // kName: group title; of a scenario the log when grouped by type, the type when grouped by log.
  // kOffset: the anchor's time since the log's first frame, s.
  enum Column { kName, kOffset, kIterations, kAgents, kLocation, kColumnCount };
  // kChoiceRole: ScenarioChoice of a scenario row. kKeyRole: name of the group, or hex token of the scenario.
  // kCountRole: scenarios in the group, shown or not.
  enum Role { kChoiceRole = Qt::UserRole + 1, kSortRole, kKeyRole, kCountRole, kIsGroupRole, kIsUntaggedRole };

  explicit ScenarioTreeModel(QObject* parent = nullptr) : QAbstractItemModel(parent) {}

  // Null shows nothing.
  void show(DatasetPtr dataset);
  void set_grouping(ScenarioGrouping grouping);
  ScenarioGrouping grouping() const { return grouping_; }

  int scenario_count() const { return static_cast<int>(entries_.size()); }
  // Different values among the scenarios, sorted, "unknown" last: what a filter can choose from.
  QStringList types() const;
  QStringList logs() const;
  QStringList locations() const;

  // Number of the scenario at an index, -1 at a group; its searchable texts.
  int entry_at(const QModelIndex& index) const;
  const ScenarioKey& key(int entry) const { return entries_[static_cast<std::size_t>(entry)].key; }
  // Numbers of the scenarios of the group in this row.
  const std::vector<int>& group_entries(int row) const { return groups_[static_cast<std::size_t>(row)].entries; }
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
  struct Entry {
    const LogSummary* log;      // both point into dataset_
    const ScenarioRow* row;
    ScenarioKey key;
  };
  struct Group {
    QString name;
    QString problem;            // of a log that could not be read
    std::vector<int> entries;
  };

  void read_entries();
  void build_groups();
  QStringList different(QString ScenarioKey::*part) const;
  const Group* group_at(const QModelIndex& index) const;
  QVariant group_data(const Group& group, int column, int role) const;
  QVariant entry_data(const Entry& entry, int column, int role) const;
  QString entry_text(const Entry& entry, int column) const;
  QVariant entry_number(const Entry& entry, int column) const;

  DatasetPtr dataset_;
  ScenarioGrouping grouping_{ScenarioGrouping::kByType};
  std::vector<Entry> entries_;
  std::vector<Group> groups_;
};

}  // namespace stepscope::ui

Q_DECLARE_METATYPE(stepscope::ui::ScenarioChoice)

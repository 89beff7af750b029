#include "ui/models/scenario_tree_model.h"

#include <QColor>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <QSet>
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "ui/models/quantity_text.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

// Internal id of group rows; scenarios carry the row of their group.
constexpr quintptr kGroupId = ~quintptr{0};

const QString& untagged() {
  static const QString kName = QStringLiteral("unknown");
  return kName;
}

// Names in order, frames without a tag last.
bool name_less(const QString& a, const QString& b) {
  if ((a == untagged()) != (b == untagged())) return b == untagged();
  return a < b;
}

QString path_text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

QStringList sorted_names(const QSet<QString>& seen) {
  QStringList names(seen.begin(), seen.end());
  std::sort(names.begin(), names.end(), name_less);
  return names;
}

}  // namespace

void ScenarioTreeModel::show(DatasetPtr dataset) {
  beginResetModel();
  dataset_ = std::move(dataset);
  number_scenarios();
  build_groups();
  endResetModel();
}

void ScenarioTreeModel::set_grouping(ScenarioGrouping grouping) {
  if (grouping == grouping_) return;
  beginResetModel();
  grouping_ = grouping;
  build_groups();
  endResetModel();
}

void ScenarioTreeModel::number_scenarios() {
  starts_ = {0};
  if (!dataset_) return;
  for (const LogSummary& log : dataset_->logs)
    starts_.push_back(starts_.back() + static_cast<std::uint32_t>(log.scenarios.size()));
}

std::size_t ScenarioTreeModel::log_of(std::uint32_t scenario) const {
  return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), scenario) - starts_.begin()) - 1;
}

ScenarioTreeModel::Place ScenarioTreeModel::place_of(std::uint32_t scenario) const {
  const std::size_t log = log_of(scenario);
  return {&dataset_->logs[log], scenario - starts_[log]};
}

std::vector<ScenarioTreeModel::Group> ScenarioTreeModel::groups_by_type() const {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> known;
  std::vector<std::size_t> group_of_set;
  for (std::size_t l = 0; l < dataset_->logs.size(); ++l) {
    const ScenarioList& scenarios = dataset_->logs[l].scenarios;
    group_of_set.clear();
    for (std::size_t set = 0; set < scenarios.set_count(); ++set) {
      const auto [place, added] = known.emplace(scenarios.type_of_set(set), groups.size());
      if (added) groups.push_back({text(scenarios.type_of_set(set)), {}, {}});
      group_of_set.push_back(place->second);
    }
    for (std::size_t row = 0; row < scenarios.tagged(); ++row)
      groups[group_of_set[scenarios.set(row)]].scenarios.add(starts_[l] + static_cast<std::uint32_t>(row), 1);
    groups[group_of_set.front()].scenarios.add(starts_[l] + static_cast<std::uint32_t>(scenarios.tagged()),
                                               static_cast<std::uint32_t>(scenarios.size() - scenarios.tagged()));
  }
  return groups;
}

std::vector<ScenarioTreeModel::Group> ScenarioTreeModel::groups_by_log() const {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::size_t> known;  // logs in two folders may have the same name
  for (std::size_t l = 0; l < dataset_->logs.size(); ++l) {
    const auto [place, added] = known.emplace(dataset_->logs[l].name, groups.size());
    if (added) groups.push_back({text(dataset_->logs[l].name), {}, {}});
    groups[place->second].scenarios.add(starts_[l], starts_[l + 1] - starts_[l]);
  }
  return groups;
}

void ScenarioTreeModel::build_groups() {
  groups_.clear();
  if (!dataset_) return;
  groups_ = grouping_ == ScenarioGrouping::kByType ? groups_by_type() : groups_by_log();
  std::erase_if(groups_, [](const Group& group) { return group.scenarios.empty(); });
  std::stable_sort(groups_.begin(), groups_.end(),
                   [](const Group& a, const Group& b) { return name_less(a.name, b.name); });
  for (const LogProblem& problem : dataset_->problems)
    groups_.push_back({path_text(problem.db.filename()), text(problem.error.text()), {}});
}

QStringList ScenarioTreeModel::types() const {
  QSet<QString> seen;
  if (!dataset_) return {};
  for (const LogSummary& log : dataset_->logs) {
    const ScenarioList& scenarios = log.scenarios;
    for (std::size_t set = scenarios.tagged() < scenarios.size() ? 0 : 1; set < scenarios.set_count(); ++set)
      seen.insert(text(scenarios.type_of_set(set)));
  }
  return sorted_names(seen);
}

QStringList ScenarioTreeModel::logs() const { return different(&LogSummary::name); }
QStringList ScenarioTreeModel::locations() const { return different(&LogSummary::location); }

QStringList ScenarioTreeModel::different(std::string LogSummary::*part) const {
  QSet<QString> seen;
  if (!dataset_) return {};
  for (const LogSummary& log : dataset_->logs)
    if (!log.scenarios.empty()) seen.insert(text(log.*part));
  return sorted_names(seen);
}

const ScenarioTreeModel::Group* ScenarioTreeModel::group_at(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() != kGroupId) return nullptr;
  return &groups_[static_cast<std::size_t>(index.row())];
}

QModelIndex ScenarioTreeModel::index_of(Token token) const {
  if (!dataset_) return {};
  for (std::size_t l = 0; l < dataset_->logs.size(); ++l)
    if (const auto row = dataset_->logs[l].scenarios.find(token))
      return index_in_groups(starts_[l] + static_cast<std::uint32_t>(*row));
  return {};
}

QModelIndex ScenarioTreeModel::index_in_groups(std::uint32_t scenario) const {
  for (std::size_t g = 0; g < groups_.size(); ++g)
    if (const auto position = groups_[g].scenarios.find(scenario))
      return createIndex(static_cast<int>(*position), kName, quintptr{g});
  return {};
}

QModelIndex ScenarioTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  if (!parent.isValid()) return createIndex(row, column, kGroupId);
  return createIndex(row, column, static_cast<quintptr>(parent.row()));
}

QModelIndex ScenarioTreeModel::parent(const QModelIndex& child) const {
  if (!child.isValid() || child.internalId() == kGroupId) return {};
  return createIndex(static_cast<int>(child.internalId()), kName, kGroupId);
}

int ScenarioTreeModel::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(groups_.size());
  const Group* group = parent.column() == kName ? group_at(parent) : nullptr;
  return group == nullptr ? 0 : static_cast<int>(group->scenarios.size());
}

int ScenarioTreeModel::columnCount(const QModelIndex&) const { return kColumnCount; }

QVariant ScenarioTreeModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool numeric = index.column() >= kOffset && index.column() <= kAgents;
    return QVariant::fromValue(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft));
  }
  if (const Group* group = group_at(index)) return group_data(*group, index.column(), role);
  const ScenarioRuns& scenarios = groups_[index.internalId()].scenarios;
  return scenario_data(place_of(scenarios[static_cast<std::size_t>(index.row())]), index.column(), role);
}

QVariant ScenarioTreeModel::group_data(const Group& group, int column, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      if (column != kName) return {};
      if (!group.problem.isEmpty()) return tr("%1 – cannot be read").arg(group.name);
      return group.name + QStringLiteral("  ") + count_text(static_cast<std::int64_t>(group.scenarios.size()));
    case Qt::ToolTipRole:
      if (!group.problem.isEmpty()) return tip_text(group.problem);
      if (group.name == untagged()) return tr("Frames without a scenario tag");
      return tip_text(
          tr("%1: %2 scenarios").arg(group.name, count_text(static_cast<std::int64_t>(group.scenarios.size()))));
    case Qt::ForegroundRole:
      if (group.problem.isEmpty()) return {};
      return QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text);
    case kSortRole:
    case kKeyRole:
      return group.name;
    case kCountRole:
      return static_cast<int>(group.scenarios.size());
    case kIsGroupRole:
      return true;
    case kIsUntaggedRole:
      return group.name == untagged();
    default:
      return {};
  }
}

QString ScenarioTreeModel::scenario_text(const Place& place, int column) const {
  const ScenarioList& scenarios = place.log->scenarios;
  switch (column) {
    case kName:
      return text(grouping_ == ScenarioGrouping::kByType ? place.log->name : scenarios.type(place.row));
    case kOffset:
      return QString::number(seconds_between(place.log->begin, scenarios.time(place.row)), 'f', 1);
    case kSteps:
      return count_text(std::max(scenarios.iterations(place.row) - 1, 0));
    case kAgents:
      return count_text(scenarios.agents(place.row));
    case kLocation:
      return text(place.log->location);
    default:
      return {};
  }
}

QVariant ScenarioTreeModel::scenario_number(const Place& place, int column) const {
  const ScenarioList& scenarios = place.log->scenarios;
  switch (column) {
    case kOffset:
      return seconds_between(place.log->begin, scenarios.time(place.row));
    case kSteps:
      return std::max(scenarios.iterations(place.row) - 1, 0);
    case kAgents:
      return scenarios.agents(place.row);
    default:
      return scenario_text(place, column);
  }
}

QVariant ScenarioTreeModel::scenario_data(const Place& place, int column, int role) const {
  const ScenarioList& scenarios = place.log->scenarios;
  switch (role) {
    case Qt::DisplayRole:
      return scenario_text(place, column);
    case Qt::ForegroundRole:
      if (scenarios.can_be_simulated(place.row)) return {};
      return QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text);
    case Qt::ToolTipRole: {
      const ScenarioRow row = scenarios[place.row];
      if (!row.problem.empty()) return tip_text(text(row.problem));
      QStringList tags;
      for (const std::string& tag : row.tags) tags << text(tag);
      return tip_text(tr("%1\ntags: %2\ntoken %3")
                          .arg(text(row.type), tags.isEmpty() ? tr("none") : tags.join(QStringLiteral(", ")),
                               text(row.token.hex())));
    }
    case kSortRole:
      return scenario_number(place, column);
    case kKeyRole:
      return text(scenarios.token(place.row).hex());
    case kChoiceRole:
      return QVariant::fromValue(ScenarioChoice{path_text(place.log->db), scenarios[place.row], text(place.log->name),
                                                text(place.log->location)});
    case kIsGroupRole:
      return false;
    case kIsUntaggedRole:
      return place.row >= scenarios.tagged();
    default:
      return {};
  }
}

QVariant ScenarioTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (section >= kOffset && section <= kAgents ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::ToolTipRole) {
    if (section == kOffset) return tr("Time of the first iteration since the log's first frame");
    if (section == kSteps) return tr("Steps with the type's default extraction: iterations less one");
    if (section == kAgents) return tr("Objects in the first frame");
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kName:
      return grouping_ == ScenarioGrouping::kByType ? tr("type / log") : tr("log / type");
    case kOffset:
      return tr("at s");
    case kSteps:
      return tr("steps");
    case kAgents:
      return tr("objects");
    case kLocation:
      return tr("location");
    default:
      return {};
  }
}

}  // namespace stepscope::ui

#include "ui/models/scenario_tree_model.h"

#include <QColor>
#include <QFont>
#include <QGuiApplication>
#include <QHash>
#include <QPalette>
#include <QSet>
#include <algorithm>

#include "ui/models/quantity_text.h"

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

ScenarioKey key_of(const LogSummary& log, const ScenarioRow& row) {
  ScenarioKey key{.type = QString::fromStdString(row.type),
                  .log = QString::fromStdString(log.name),
                  .location = QString::fromStdString(log.location),
                  .searched = {}};
  key.searched = (key.type + QLatin1Char('\n') + key.log + QLatin1Char('\n') + key.location).toLower();
  for (const std::string& tag : row.tags)
    if (tag != row.type) key.searched += QLatin1Char('\n') + QString::fromStdString(tag).toLower();
  key.searched += QLatin1Char('\n') + QString::fromStdString(row.token.hex());
  return key;
}

}  // namespace

void ScenarioTreeModel::show(DatasetPtr dataset) {
  beginResetModel();
  dataset_ = std::move(dataset);
  read_entries();
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

void ScenarioTreeModel::read_entries() {
  entries_.clear();
  if (!dataset_) return;
  for (const LogSummary& log : dataset_->logs)
    for (const ScenarioRow& row : log.scenarios) entries_.push_back({&log, &row, key_of(log, row)});
}

void ScenarioTreeModel::build_groups() {
  groups_.clear();
  QHash<QString, std::size_t> place;
  const auto group_named = [this, &place](const QString& name) -> Group& {
    const auto found = place.constFind(name);
    if (found != place.constEnd()) return groups_[found.value()];
    place.insert(name, groups_.size());
    return groups_.emplace_back(Group{name, {}, {}});
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const ScenarioKey& key = entries_[i].key;
    group_named(grouping_ == ScenarioGrouping::kByType ? key.type : key.log).entries.push_back(static_cast<int>(i));
  }
  std::stable_sort(groups_.begin(), groups_.end(),
                   [](const Group& a, const Group& b) { return name_less(a.name, b.name); });
  if (!dataset_) return;
  for (const LogProblem& problem : dataset_->problems)
    groups_.push_back({path_text(problem.db.filename()), QString::fromStdString(problem.error.text()), {}});
}

QStringList ScenarioTreeModel::different(QString ScenarioKey::*part) const {
  QSet<QString> seen;
  for (const Entry& entry : entries_) seen.insert(entry.key.*part);
  QStringList names(seen.begin(), seen.end());
  std::sort(names.begin(), names.end(), name_less);
  return names;
}

QStringList ScenarioTreeModel::types() const { return different(&ScenarioKey::type); }
QStringList ScenarioTreeModel::logs() const { return different(&ScenarioKey::log); }
QStringList ScenarioTreeModel::locations() const { return different(&ScenarioKey::location); }

const ScenarioTreeModel::Group* ScenarioTreeModel::group_at(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() != kGroupId) return nullptr;
  return &groups_[static_cast<std::size_t>(index.row())];
}

int ScenarioTreeModel::entry_at(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == kGroupId) return -1;
  return groups_[index.internalId()].entries[static_cast<std::size_t>(index.row())];
}

QModelIndex ScenarioTreeModel::index_of(Token token) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const std::vector<int>& entries = groups_[g].entries;
    const auto found = std::find_if(entries.begin(), entries.end(), [this, token](int entry) {
      return entries_[static_cast<std::size_t>(entry)].row->token == token;
    });
    if (found != entries.end()) return createIndex(static_cast<int>(found - entries.begin()), kName, quintptr{g});
  }
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
  return group == nullptr ? 0 : static_cast<int>(group->entries.size());
}

int ScenarioTreeModel::columnCount(const QModelIndex&) const { return kColumnCount; }

QVariant ScenarioTreeModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool numeric = index.column() >= kOffset && index.column() <= kAgents;
    return QVariant::fromValue(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft));
  }
  if (const Group* group = group_at(index)) return group_data(*group, index.column(), role);
  return entry_data(entries_[static_cast<std::size_t>(entry_at(index))], index.column(), role);
}

QVariant ScenarioTreeModel::group_data(const Group& group, int column, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      if (column != kName) return {};
      if (!group.problem.isEmpty()) return tr("%1 – cannot be read").arg(group.name);
      return group.name + QStringLiteral("  ") + count_text(static_cast<std::int64_t>(group.entries.size()));
    case Qt::ToolTipRole:
      if (!group.problem.isEmpty()) return group.problem;
      if (group.name == untagged()) return tr("Frames without a scenario tag");
      return tr("%1: %2 scenarios").arg(group.name, count_text(static_cast<std::int64_t>(group.entries.size())));
    case Qt::ForegroundRole:
      if (group.problem.isEmpty()) return {};
      return QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text);
    case kSortRole:
    case kKeyRole: return group.name;
    case kCountRole: return static_cast<int>(group.entries.size());
    case kIsGroupRole: return true;
    case kIsUntaggedRole: return group.name == untagged();
    default: return {};
  }
}

QString ScenarioTreeModel::entry_text(const Entry& entry, int column) const {
  switch (column) {
    case kName: return grouping_ == ScenarioGrouping::kByType ? entry.key.log : entry.key.type;
    case kOffset: return QString::number(seconds_between(entry.log->begin, entry.row->time), 'f', 1);
    case kIterations: return count_text(entry.row->iterations);
    case kAgents: return count_text(entry.row->agents);
    case kLocation: return entry.key.location;
    default: return {};
  }
}

QVariant ScenarioTreeModel::entry_number(const Entry& entry, int column) const {
  switch (column) {
    case kOffset: return seconds_between(entry.log->begin, entry.row->time);
    case kIterations: return entry.row->iterations;
    case kAgents: return entry.row->agents;
    default: return entry_text(entry, column);
  }
}

QVariant ScenarioTreeModel::entry_data(const Entry& entry, int column, int role) const {
  switch (role) {
    case Qt::DisplayRole: return entry_text(entry, column);
    case Qt::ForegroundRole:
      if (entry.row->problem.empty()) return {};
      return QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text);
    case Qt::ToolTipRole: {
      if (!entry.row->problem.empty()) return QString::fromStdString(entry.row->problem);
      QStringList tags;
      for (const std::string& tag : entry.row->tags) tags << QString::fromStdString(tag);
      return tr("%1\ntags: %2\ntoken %3")
          .arg(entry.key.type, tags.isEmpty() ? tr("none") : tags.join(QStringLiteral(", ")),
               QString::fromStdString(entry.row->token.hex()));
    }
    case kSortRole: return entry_number(entry, column);
    case kKeyRole: return QString::fromStdString(entry.row->token.hex());
    case kChoiceRole:
      return QVariant::fromValue(
          ScenarioChoice{path_text(entry.log->db), *entry.row, entry.key.log, entry.key.location});
    case kIsGroupRole: return false;
    case kIsUntaggedRole: return entry.row->tags.empty();
    default: return {};
  }
}

QVariant ScenarioTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (section >= kOffset && section <= kAgents ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::ToolTipRole) {
    if (section == kOffset) return tr("Time of the first iteration since the log's first frame");
    if (section == kIterations) return tr("Iterations with the type's default extraction");
    if (section == kAgents) return tr("Objects in the first frame");
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kName: return grouping_ == ScenarioGrouping::kByType ? tr("type / log") : tr("log / type");
    case kOffset: return tr("at s");
    case kIterations: return tr("steps");
    case kAgents: return tr("objects");
    case kLocation: return tr("location");
    default: return {};
  }
}

}  // namespace stepscope::ui

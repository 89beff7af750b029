#include "ui/models/scenario_filter_proxy.h"

#include <algorithm>
#include <numeric>

#include "ui/models/quantity_text.h"
#include "ui/models/scenario_sort.h"

namespace stepscope::ui {

namespace {

// Internal id of group rows; scenarios carry the row of their group.
constexpr quintptr kGroupId = ~quintptr{0};

}  // namespace

ScenarioFilterProxy::ScenarioFilterProxy(ScenarioTreeModel& source, QObject* parent)
    : QAbstractProxyModel(parent), source_(source) {
  setSourceModel(&source);
  match();
  connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
  connect(&source, &QAbstractItemModel::modelReset, this, [this] {
    match();
    endResetModel();
    report();
  });
}

void ScenarioFilterProxy::set_filter(const ScenarioSearch& filter) {
  if (filter == filter_) return;
  change_layout([&] {
    filter_ = filter;
    match();
  });
  report();
}

void ScenarioFilterProxy::sort(int column, Qt::SortOrder order) {
  if (column == sort_column_ && order == sort_order_) return;
  change_layout([&] {
    sort_column_ = column;
    sort_order_ = order;
    for (Group& group : groups_) {
      group.listed.reset();
      group.plain = false;
    }
  });
}

template <typename Change>
void ScenarioFilterProxy::change_layout(const Change& change) {
  Q_EMIT layoutAboutToBeChanged();
  const QModelIndexList before = persistentIndexList();
  QModelIndexList in_source;
  for (const QModelIndex& index : before) in_source << mapToSource(index);
  change();
  QModelIndexList after;
  for (const QModelIndex& index : in_source) after << mapFromSource(index);
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged();
}

void ScenarioFilterProxy::report() { Q_EMIT countsChanged(shown_, total_count()); }

int ScenarioFilterProxy::listed_group_count() const {
  return static_cast<int>(
      std::count_if(groups_.begin(), groups_.end(), [](const Group& group) { return group.listed.has_value(); }));
}

void ScenarioFilterProxy::match() {
  matches_.clear();
  groups_.clear();
  shown_ = 0;
  if (source_.dataset()) {
    const ScenarioMatcher matcher(filter_);
    for (const LogSummary& log : source_.dataset()->logs) matches_.push_back(matcher.in(log));
  }
  for (int row = 0; row < source_.rowCount(); ++row) {
    const ScenarioRuns& scenarios = source_.group_scenarios(row);
    const int shown = count_in(scenarios);
    shown_ += shown;
    // A log that could not be read has no scenarios to match: it stays in sight until something is searched.
    if (shown > 0 || (scenarios.empty() && filter_.empty()))
      groups_.push_back({.source_row = row, .shown = shown, .listed = {}, .plain = false});
  }
}

int ScenarioFilterProxy::count_in(const ScenarioRuns& scenarios) const {
  if (filter_.empty()) return static_cast<int>(scenarios.size());
  std::size_t accepted = 0;
  std::size_t log = 0;
  scenarios.for_each_run([&](std::uint32_t first, std::uint32_t count) {
    const std::uint32_t end = first + count;
    while (first < end) {  // a run may go on in the next log
      while (source_.first_scenario(log + 1) <= first) ++log;
      const std::uint32_t start = source_.first_scenario(log), stop = std::min(end, source_.first_scenario(log + 1));
      accepted += matches_[log].count(first - start, stop - start);
      first = stop;
    }
  });
  return static_cast<int>(accepted);
}

void ScenarioFilterProxy::list(const Group& group) const {
  if (group.listed || group.plain) return;
  const ScenarioRuns& scenarios = source_.group_scenarios(group.source_row);
  std::vector<std::uint32_t> positions;
  positions.reserve(static_cast<std::size_t>(group.shown));
  std::uint32_t position = 0;
  std::size_t log = 0;
  const bool all = static_cast<std::size_t>(group.shown) == scenarios.size();
  scenarios.for_each_run([&](std::uint32_t first, std::uint32_t count) {
    for (std::uint32_t scenario = first; scenario < first + count; ++scenario, ++position) {
      while (!all && source_.first_scenario(log + 1) <= scenario) ++log;
      if (all || matches_[log].accepts(scenario - source_.first_scenario(log))) positions.push_back(position);
    }
  });
  const bool moved = sorted(scenarios, positions);
  group.plain = all && !moved;
  if (!group.plain) group.listed = std::move(positions);
}

// False if they were in order already.
bool ScenarioFilterProxy::sorted(const ScenarioRuns& scenarios, std::vector<std::uint32_t>& positions) const {
  if (sort_column_ < 0 || positions.size() < 2) return false;
  const ScenarioSortKeys keys(source_, sort_column_);
  std::vector<std::pair<std::int64_t, std::uint32_t>> keyed;
  keyed.reserve(positions.size());
  // Equal ones keep the source's order either way.
  const std::int64_t sign = sort_order_ == Qt::AscendingOrder ? 1 : -1;
  for (const std::uint32_t position : positions) keyed.emplace_back(sign * keys.of(scenarios[position]), position);
  if (std::is_sorted(keyed.begin(), keyed.end())) return false;
  std::sort(keyed.begin(), keyed.end());
  std::transform(keyed.begin(), keyed.end(), positions.begin(), [](const auto& pair) { return pair.second; });
  return true;
}

const ScenarioFilterProxy::Group* ScenarioFilterProxy::group_at(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() != kGroupId) return nullptr;
  return &groups_[static_cast<std::size_t>(index.row())];
}

QModelIndex ScenarioFilterProxy::mapToSource(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  if (const Group* group = group_at(index)) return source_.index(group->source_row, index.column());
  const Group& group = groups_[index.internalId()];
  list(group);
  const auto row = static_cast<std::size_t>(index.row());
  const int source_row = group.listed ? static_cast<int>((*group.listed)[row]) : index.row();
  return source_.index(source_row, index.column(), source_.index(group.source_row, 0));
}

QModelIndex ScenarioFilterProxy::mapFromSource(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const QModelIndex source_parent = index.parent();
  const int source_row = source_parent.isValid() ? source_parent.row() : index.row();
  const auto group = std::lower_bound(groups_.begin(), groups_.end(), source_row,
                                      [](const Group& g, int wanted) { return g.source_row < wanted; });
  if (group == groups_.end() || group->source_row != source_row) return {};
  const auto number = group - groups_.begin();
  if (!source_parent.isValid()) return createIndex(static_cast<int>(number), index.column(), kGroupId);
  list(*group);
  int row = index.row();
  if (group->listed) {
    const auto found = std::find(group->listed->begin(), group->listed->end(), static_cast<std::uint32_t>(row));
    if (found == group->listed->end()) return {};
    row = static_cast<int>(found - group->listed->begin());
  }
  return createIndex(row, index.column(), static_cast<quintptr>(number));
}

QModelIndex ScenarioFilterProxy::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  if (!parent.isValid()) return createIndex(row, column, kGroupId);
  return createIndex(row, column, static_cast<quintptr>(parent.row()));
}

QModelIndex ScenarioFilterProxy::parent(const QModelIndex& child) const {
  if (!child.isValid() || child.internalId() == kGroupId) return {};
  return createIndex(static_cast<int>(child.internalId()), ScenarioTreeModel::kName, kGroupId);
}

int ScenarioFilterProxy::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(groups_.size());
  const Group* group = parent.column() == ScenarioTreeModel::kName ? group_at(parent) : nullptr;
  return group == nullptr ? 0 : group->shown;
}

int ScenarioFilterProxy::columnCount(const QModelIndex&) const { return ScenarioTreeModel::kColumnCount; }

bool ScenarioFilterProxy::hasChildren(const QModelIndex& parent) const { return rowCount(parent) > 0; }

QVariant ScenarioFilterProxy::headerData(int section, Qt::Orientation orientation, int role) const {
  return source_.headerData(section, orientation, role);
}

QVariant ScenarioFilterProxy::data(const QModelIndex& index, int role) const {
  const Group* group = group_at(index);
  if (group == nullptr || role != Qt::DisplayRole || index.column() != ScenarioTreeModel::kName || filter_.empty())
    return QAbstractProxyModel::data(index, role);
  const std::size_t all = source_.group_scenarios(group->source_row).size();
  return source_.data(mapToSource(index), ScenarioTreeModel::kKeyRole).toString() + QStringLiteral("  ") +
         tr("%1 of %2").arg(count_text(group->shown), count_text(static_cast<std::int64_t>(all)));
}

}  // namespace stepscope::ui

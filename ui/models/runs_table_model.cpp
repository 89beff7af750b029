#include "ui/models/runs_table_model.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

#include "core/assembly/run_request.h"
#include "ui/models/quantity_text.h"
#include "ui/models/score_text.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

QString from_std(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString blanks_for_underscores(std::string_view text) {
  return from_std(text).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString challenge_text(const RunSummary& run) {
  const auto challenge = challenge_from_key(run.challenge);
  return from_std(challenge.ok() ? challenge_title(challenge.value()) : run.challenge);
}

QString source_text(RunSource source) {
  switch (source) {
    case RunSource::kLive:
      return RunsTableModel::tr("window");
    case RunSource::kHeadless:
      return RunsTableModel::tr("command line");
    case RunSource::kBatch:
      return RunsTableModel::tr("batch");
    case RunSource::kImport:
      return RunsTableModel::tr("imported");
  }
  return {};
}

QDateTime time_of(const RunSummary& run) { return QDateTime::fromMSecsSinceEpoch(run.created_ms); }

std::optional<double> number(const RunSummary& run, int column) {
  switch (column) {
    case RunsTableModel::kMeanMs:
      return run.steps > 0 ? run.mean_step_ms : std::nullopt;
    case RunsTableModel::kP95Ms:
      return run.steps > 0 ? run.p95_step_ms : std::nullopt;
    case RunsTableModel::kScore:
      return run.final_score;
    case RunsTableModel::kSize:
      return static_cast<double>(run.bytes);
    default:
      return std::nullopt;
  }
}

// "step 87 of simple", indented by how many runs it is below the first one.
QString fork_text(const RunSummary& run, const RunSummary* parent, std::size_t line) {
  if (!run.fork) return {};
  const QString text = parent != nullptr
                           ? RunsTableModel::tr("step %1 of %2").arg(run.fork->step).arg(from_std(parent->planner))
                           : RunsTableModel::tr("step %1 of a run not here").arg(run.fork->step);
  const auto depth = static_cast<int>(line) - 2;
  return QStringLiteral("%1└ %2").arg(QString(3 * std::max(depth, 0), QLatin1Char(' ')), text);
}

bool is_number(int column) {
  return column == RunsTableModel::kMeanMs || column == RunsTableModel::kP95Ms || column == RunsTableModel::kScore ||
         column == RunsTableModel::kSize;
}

}  // namespace

QString run_status_text(const RunSummary& run) {
  const QString steps =
      run.steps == 1 ? RunsTableModel::tr("1 step") : RunsTableModel::tr("%1 steps").arg(count_text(run.steps));
  if (run.status == "reached_end") return steps;
  if (run.status == "running") return RunsTableModel::tr("running: %1").arg(steps);
  if (run.status == "stopped") return RunsTableModel::tr("stopped after %1").arg(steps);
  if (run.status == "interrupted")
    return run.message.empty() ? RunsTableModel::tr("interrupted") : from_std(run.message);
  const QString status = blanks_for_underscores(run.status);
  return run.message.empty() ? status : RunsTableModel::tr("%1: %2").arg(status, from_std(run.message));
}

QString run_title(const RunSummary& run) {
  if (run.status == kDamagedRun) return RunsTableModel::tr("Run %1").arg(run.id);
  if (!run.label.empty()) return from_std(run.label);
  return QStringLiteral("%1 · %2 · %3")
      .arg(from_std(run.planner), challenge_text(run), blanks_for_underscores(run.scenario_type));
}

QString size_text(std::int64_t bytes) {
  const auto value = static_cast<double>(bytes);
  if (value < 1e6) return RunsTableModel::tr("%1 kB").arg(three_digits(value / 1e3));
  if (value < 1e9) return RunsTableModel::tr("%1 MB").arg(three_digits(value / 1e6));
  return RunsTableModel::tr("%1 GB").arg(three_digits(value / 1e9));
}

void RunsTableModel::show(std::vector<RunSummary> runs) {
  if (runs_.empty()) {
    beginResetModel();
    runs_ = std::move(runs);
    return endResetModel();
  }
  // What has gone goes, what is new comes where it belongs, the others change: views keep selection and place.
  for (int row = rowCount() - 1; row >= 0; --row) {
    const RunId id = run_at(row).id;
    if (std::ranges::find(runs, id, &RunSummary::id) != runs.end()) continue;
    beginRemoveRows({}, row, row);
    runs_.erase(runs_.begin() + row);
    endRemoveRows();
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const int row = static_cast<int>(i);
    if (i < runs_.size() && runs_[i].id == runs[i].id) continue;
    if (row_of(runs[i].id) >= 0) {  // in another order than before: begin anew
      beginResetModel();
      runs_ = std::move(runs);
      return endResetModel();
    }
    beginInsertRows({}, row, row);
    runs_.insert(runs_.begin() + row, runs[i]);
    endInsertRows();
  }
  runs_ = std::move(runs);
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void RunsTableModel::set_theme(const Theme& theme) {
  theme_ = theme;
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1), {Qt::ForegroundRole});
}

int RunsTableModel::row_of(RunId run) const {
  const auto found = std::ranges::find(runs_, run, &RunSummary::id);
  return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
}

int RunsTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunsTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

// From the run that no other one of the list was before, down to this one.
std::vector<const RunSummary*> RunsTableModel::line_of(const RunSummary& run) const {
  std::vector<const RunSummary*> line{&run};
  while (line.front()->fork && line.front()->fork->parent && line.size() <= runs_.size()) {
    const int row = row_of(*line.front()->fork->parent);
    if (row < 0) break;
    line.insert(line.begin(), &run_at(row));
  }
  return line;
}

// Sorts forks behind their run, and among each other by step.
QString RunsTableModel::place_in_tree(const RunSummary& run) const {
  constexpr int kDigits = 19;
  QString place;
  for (const RunSummary* one : line_of(run)) {
    if (!place.isEmpty()) place += QStringLiteral("%1").arg(one->fork->step, 9, 10, QLatin1Char('0'));
    place += QStringLiteral("%1").arg(static_cast<qlonglong>(one->created_ms), kDigits, 10, QLatin1Char('0'));
    place += QStringLiteral("%1").arg(static_cast<qlonglong>(one->id), kDigits, 10, QLatin1Char('0'));
  }
  return place;
}

QString RunsTableModel::tip(const RunSummary& run, int column) const {
  if (run.status == kDamagedRun) return from_std(run.message);
  if (column == kWhen) return time_of(run).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
  if (column == kLabel) return tr("Your name for this run: F2 changes it");
  if (column != kFork) return text(run, column);
  if (!run.fork) return {};
  const QString changes = run.fork->changes.empty() ? tr("nothing is changed") : from_std(run.fork->changes);
  const int row = run.fork->parent ? row_of(*run.fork->parent) : -1;
  const QString from = row < 0 ? tr("a run that is not here") : run_title(run_at(row));
  return tr("Goes on from step %1 of %2: %3").arg(run.fork->step).arg(from, changes);
}

QString RunsTableModel::text(const RunSummary& run, int column) const {
  if (run.status == kDamagedRun)  // nothing else that it says can be trusted
    return column == kStatus ? tr("run %1 is damaged").arg(run.id) : QString();
  switch (column) {
    case kWhen:
      return time_of(run).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    case kLabel:
      return from_std(run.label);
    case kFork: {
      const auto line = line_of(run);
      return fork_text(run, line.size() > 1 ? line[line.size() - 2] : nullptr, line.size());
    }
    case kPlanner:
      return from_std(run.planner);
    case kChallenge:
      return challenge_text(run);
    case kType:
      return blanks_for_underscores(run.scenario_type);
    case kStatus:
      return run_status_text(run);
    case kProfile:
      return from_std(run.profile);
    case kLog:
      return from_std(run.log);
    case kSource:
      return source_text(run.source);
    default:
      break;
  }
  const auto value = number(run, column);
  if (!value) return {};
  if (column == kScore) return score_text(*value);
  return column == kSize ? three_digits(*value / 1e3) : three_digits(*value);
}

QVariant RunsTableModel::colour(const RunSummary& run, int column) const {
  if (column == kStatus && (run.status == "failed" || run.status == kDamagedRun)) return theme_.error;
  if (column == kStatus && run.status == "interrupted") return theme_.warning;
  if (column == kStatus && run.status == "running") return theme_.muted_text;
  if (column == kScore && run.final_score == 0.0) return theme_.error;
  return {};
}

QVariant RunsTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const RunSummary& run = run_at(index.row());
  const int column = index.column();
  const bool numeric = is_number(column);
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return text(run, column);
    case Qt::ToolTipRole:
      return numeric ? QVariant() : tip_text(tip(run, column));
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
      return colour(run, column);
    case kSortRole:
      if (column == kWhen) return static_cast<qlonglong>(run.created_ms);
      if (column == kFork) return place_in_tree(run);
      if (!numeric) return text(run, column);
      if (const auto value = number(run, column)) return *value;
      return {};
    case kFileRole:
      if (column == kWhen) return time_of(run).toUTC().toString(Qt::ISODateWithMs);
      if (!numeric) return text(run, column).trimmed();
      if (const auto value = number(run, column)) return QString::number(*value, 'g', 17);
      return QString();
    default:
      return {};
  }
}

QVariant RunsTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumns) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (is_number(section) ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::ToolTipRole && section == kMeanMs) return tr("Mean time of a step, ms");
  if (role == Qt::ToolTipRole && section == kP95Ms) return tr("95 % of the steps took no longer, ms");
  if (role == Qt::ToolTipRole && section == kSize) return tr("Room in the store, kB");
  if (role != Qt::DisplayRole) return {};
  static const QString kTitles[kColumns] = {tr("made"),    tr("name"),    tr("fork of"), tr("planner"), tr("scenario"),
                                            tr("steps"),   tr("mean ms"), tr("p95 ms"),  tr("score"),   tr("challenge"),
                                            tr("profile"), tr("log"),     tr("from"),    tr("kB")};
  return kTitles[section];
}

Qt::ItemFlags RunsTableModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
  return index.column() == kLabel ? usual | Qt::ItemIsEditable : usual;
}

bool RunsTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != kLabel)
    return false;
  const RunSummary& run = run_at(index.row());
  const QString label = value.toString().trimmed();
  if (label != from_std(run.label)) Q_EMIT labelEdited(run.id, label);
  return true;
}

RunsOrder::RunsOrder(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(RunsTableModel::kSortRole);
  setDynamicSortFilter(true);
}

void RunsOrder::set_words(const QString& words) {
  words_ = words.toLower().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

bool RunsOrder::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (words_.isEmpty()) return true;
  QString all;
  for (int column = 0; column < RunsTableModel::kColumns; ++column)
    all += sourceModel()->index(row, column, parent).data().toString().toLower() + QLatin1Char('\n');
  return std::ranges::all_of(words_, [&all](const QString& word) { return all.contains(word); });
}

bool RunsOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const QVariant a = left.data(RunsTableModel::kSortRole), b = right.data(RunsTableModel::kSortRole);
  if (a.isValid() != b.isValid()) return (sortOrder() == Qt::AscendingOrder) == a.isValid();
  return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace stepscope::ui

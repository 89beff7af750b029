#include "ui/models/stage_table_model.h"

#include <QColor>
#include <QFont>
#include <algorithm>
#include <string_view>

#include "ui/models/stage_swatch.h"

namespace stepscope::ui {

namespace {

QString from_view(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool is_duration(int column) {
  return (column >= StageTableModel::kMean && column <= StageTableModel::kMax) || column == StageTableModel::kSelf;
}

QString column_help(int column) {
  switch (column) {
    case StageTableModel::kStage: return StageTableModel::tr("Stage of a step; nested stages are listed by themselves");
    case StageTableModel::kSteps: return StageTableModel::tr("Steps in which the stage ran");
    case StageTableModel::kMean: return StageTableModel::tr("Mean time per step, stages inside included");
    case StageTableModel::kP50: return StageTableModel::tr("Median over the steps, stages inside included");
    case StageTableModel::kP95: return StageTableModel::tr("95 % of the steps took at most this, stages inside included");
    case StageTableModel::kP99: return StageTableModel::tr("99 % of the steps took at most this, stages inside included");
    case StageTableModel::kMax: return StageTableModel::tr("Longest of all steps, stages inside included");
    case StageTableModel::kShare: return StageTableModel::tr("Share of all steps, by the stage's own time: adds up to 100 %");
    case StageTableModel::kSelf: return StageTableModel::tr("Mean own time per step, stages inside left out");
    default: return {};
  }
}

}  // namespace

void StageTableModel::show(const RunStatistics& statistics) {
  std::vector<Row> rows, unaccounted;
  for (const StageRow& stage : statistics.stages) {
    if (stage.stage != Stage::kStep) {
      rows.push_back({Kind::kStage, stage.stage, from_view(stage_title(stage.stage)), group_of(stage.stage), stage.steps, stage.total,
                       stage.share, stage.self.mean});
      continue;
    }
    rows.push_back({Kind::kWholeStep, Stage::kStep, tr("whole step"), StageGroup::kUnaccounted, statistics.step.count,
                     statistics.step, 1.0, statistics.step.mean});
    unaccounted.push_back({Kind::kUnaccounted, Stage::kStep, tr("unaccounted"), StageGroup::kUnaccounted, stage.steps, stage.self,
                           stage.share, stage.self.mean});
  }
  rows.insert(rows.end(), unaccounted.begin(), unaccounted.end());
  // The median step decides: one cold step of milliseconds must not turn microseconds into 0.00 ms.
  const DurationUnit unit = duration_unit_for(statistics.step.p50);
  const bool same_rows = unit == unit_ && std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                                                     [](const Row& a, const Row& b) {
                                                       return a.kind == b.kind && a.stage == b.stage;
                                                     });
  if (same_rows && !rows.empty()) {  // new figures of a run that goes on: what is selected stays so
    rows_ = std::move(rows);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  unit_ = unit;
  endResetModel();
}

TimeSource StageTableModel::source(int row) const {
  const Row& of = rows_[static_cast<std::size_t>(row)];
  return {.stage = of.stage, .kind = of.kind == Kind::kUnaccounted ? TimeKind::kSelf : TimeKind::kTotal};
}

void StageTableModel::clear() { show(RunStatistics{}); }

int StageTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int StageTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

double StageTableModel::number(const Row& row, int column) {
  switch (column) {
    case kSteps: return static_cast<double>(row.steps);
    case kMean: return row.time.mean;
    case kP50: return row.time.p50;
    case kP95: return row.time.p95;
    case kP99: return row.time.p99;
    case kMax: return row.time.max;
    case kShare: return row.share;
    case kSelf: return row.self_ns;
    default: return 0.0;
  }
}

QString StageTableModel::text(const Row& row, int column) const {
  if (column == kStage) return row.title;
  if (column == kSteps) return count_text(row.steps);
  if (column == kShare) return QString::number(100.0 * row.share, 'f', 1);
  if (column == kSelf && row.kind == Kind::kWholeStep) return QStringLiteral("–");   // its own time is the last row
  return three_digits(in_unit(number(row, column), unit_));
}

QString StageTableModel::tool_tip(const Row& row) const {
  switch (row.kind) {
    case Kind::kWholeStep: return tr("Everything between the begin and the end of a step, wall clock");
    case Kind::kUnaccounted: return tr("Time of the step that no stage covers");
    case Kind::kStage: break;
  }
  return tr("%1: %2 per step on average, of which %3 are its own")
      .arg(row.title, duration_text(row.time.mean), duration_text(row.self_ns));
}

QVariant StageTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (column == kStage ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::DecorationRole:
      if (column != kStage || row.kind == Kind::kWholeStep) return {};
      return stage_swatch(row.group);
    case Qt::FontRole: {
      if (row.kind != Kind::kWholeStep) return {};
      QFont bold;
      bold.setBold(true);
      return bold;
    }
    case Qt::ToolTipRole: return tool_tip(row);
    case kSortRole: return column == kStage ? QVariant(row.title) : QVariant(number(row, column));
    case kWholeStepRole: return row.kind == Kind::kWholeStep;
    case kFileRole:
      if (column == kStage) return row.title;
      if (column == kSelf && row.kind == Kind::kWholeStep) return QString();
      if (column == kSteps) return QString::number(row.steps);
      if (column == kShare) return QString::number(100.0 * row.share, 'g', 12);
      return QString::number(in_unit(number(row, column), unit_), 'g', 12);
    default: return {};
  }
}

QVariant StageTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::ToolTipRole) return column_help(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section == kStage ? Qt::AlignLeft : Qt::AlignRight));
  if (role != Qt::DisplayRole) return {};
  static const QString kTitles[kColumnCount] = {tr("stage"), tr("steps"), tr("mean"), tr("p50"), tr("p95"),
                                                tr("p99"),   tr("max"),   tr("self share"), tr("self")};
  if (section == kShare) return kTitles[section] + QStringLiteral(" %");
  if (is_duration(section)) return kTitles[section] + QLatin1Char(' ') + unit_symbol(unit_);
  return kTitles[section];
}

StageTableOrder::StageTableOrder(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(StageTableModel::kSortRole);
  setDynamicSortFilter(true);
}

bool StageTableOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const bool left_whole = left.data(StageTableModel::kWholeStepRole).toBool();
  const bool right_whole = right.data(StageTableModel::kWholeStepRole).toBool();
  if (left_whole != right_whole) return (sortOrder() == Qt::AscendingOrder) == left_whole;
  return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace stepscope::ui

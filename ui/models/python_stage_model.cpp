#include "ui/models/python_stage_model.h"

#include <QFont>

#include "ui/models/quantity_text.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

namespace {

using Kind = StageBeside::Kind;

QString from_view(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool is_sum(const StageBeside& row) { return row.kind == Kind::kStep || row.kind == Kind::kWhole; }

QString help(int column) {
  switch (column) {
    case PythonStageModel::kStage:
      return PythonStageModel::tr("Stage of a step, then what is paid once a run");
    case PythonStageModel::kSeconds:
      return PythonStageModel::tr("Own time in the whole profile, stages inside left out");
    case PythonStageModel::kShare:
      return PythonStageModel::tr("Share of the whole profile: stages and what is paid once add up to 100 %");
    case PythonStageModel::kPython:
      return PythonStageModel::tr("Own time of the Python simulator, mean per step, profiler included");
    case PythonStageModel::kStepscope:
      return PythonStageModel::tr("Own time in the run that the window shows, mean per step");
    case PythonStageModel::kRatio:
      return PythonStageModel::tr("Python / Stepscope. A profiler makes Python slower: quote ratios without one");
    default:
      return {};
  }
}

QString row_help(const StageBeside& row) {
  switch (row.kind) {
    case Kind::kStep:
      return PythonStageModel::tr("Sum of the stages above: what every step pays");
    case Kind::kOnce:
      return PythonStageModel::tr("Paid once a run, no part of a step; per step it is shared out");
    case Kind::kWhole:
      return PythonStageModel::tr("Everything that was profiled");
    case Kind::kPart:
      return PythonStageModel::tr("Part of the stage above");
    case Kind::kGroup:
      break;
  }
  return {};
}

}  // namespace

void PythonStageModel::show(const PythonProfilePtr& profile, const std::optional<RunStatistics>& run) {
  beginResetModel();
  rows_ = profile ? beside_rows(*profile, run ? &*run : nullptr) : std::vector<StageBeside>{};
  endResetModel();
}

int PythonStageModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int PythonStageModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

std::optional<double> PythonStageModel::number(const StageBeside& row, int column) {
  switch (column) {
    case kSeconds:
      return row.python_s;
    case kShare:
      return 100.0 * row.share;
    case kPython:
      return row.python_ms;
    case kStepscope:
      return row.stepscope_ms;
    case kRatio:
      return row.ratio;
    default:
      return std::nullopt;
  }
}

QString PythonStageModel::text(const StageBeside& row, int column) {
  if (column == kStage) return (row.kind == Kind::kPart ? QStringLiteral("    ") : QString()) + from_view(row.title);
  const auto value = number(row, column);
  if (!value) return QStringLiteral("–");
  return column == kShare ? QString::number(*value, 'f', 1) : three_digits(*value);
}

QVariant PythonStageModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const StageBeside& row = rows_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(row, column);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (column == kStage ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole: {
      if (!is_sum(row)) return {};
      QFont bold;
      bold.setBold(true);
      return bold;
    }
    case Qt::DecorationRole:
      if (column != kStage || !row.group) return {};
      return Theme::stage(*row.group);
    case Qt::ToolTipRole:
      return row_help(row);
    case kFileRole: {
      if (column == kStage) return from_view(row.title);
      const auto value = number(row, column);
      return value ? QString::number(*value, 'g', 12) : QString();
    }
    default:
      return {};
  }
}

QVariant PythonStageModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::ToolTipRole) return help(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section == kStage ? Qt::AlignLeft : Qt::AlignRight));
  if (role != Qt::DisplayRole) return {};
  const QString titles[kColumnCount] = {
      tr("stage"), tr("s"), tr("share %"), tr("Python ms/step"), tr("Stepscope ms/step"), tr("ratio")};
  return titles[section];
}

}  // namespace stepscope::ui

#include "ui/models/span_group_model.h"

#include <algorithm>

#include "ui/models/stage_swatch.h"

namespace stepscope::ui {

namespace {

bool is_duration(int column) {
  switch (column) {
    case SpanGroupModel::kSelf:
    case SpanGroupModel::kTotal:
    case SpanGroupModel::kMean:
    case SpanGroupModel::kP95:
    case SpanGroupModel::kMax:
      return true;
    default:
      return false;
  }
}

QString column_help(int column) {
  switch (column) {
    case SpanGroupModel::kName:
      return SpanGroupModel::tr("Stage, or statement of the database");
    case SpanGroupModel::kSelf:
      return SpanGroupModel::tr("Sum of the own times of all spans, spans inside left out");
    case SpanGroupModel::kShare:
      return SpanGroupModel::tr("Self time as a share of the whole steps: adds up to 100 %");
    case SpanGroupModel::kCount:
      return SpanGroupModel::tr("Number of spans");
    case SpanGroupModel::kTotal:
      return SpanGroupModel::tr("Sum of the times of all spans, spans inside included");
    case SpanGroupModel::kMean:
      return SpanGroupModel::tr("Mean time of a span, spans inside included");
    case SpanGroupModel::kP95:
      return SpanGroupModel::tr("95 % of the spans took at most this");
    case SpanGroupModel::kMax:
      return SpanGroupModel::tr("The longest span");
    case SpanGroupModel::kWorst:
      return SpanGroupModel::tr("The step that spent most time on it: Enter or a double click goes there");
    default:
      return {};
  }
}

QString name_of(const SpanGroup& group, const StatementLog& texts) {
  const std::string_view title = stage_title(group.stage);
  const QString stage = QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
  const auto number = static_cast<std::size_t>(group.statement);
  if (group.statement < 0 || number >= texts.texts.size()) return stage;
  return QString::fromStdString(texts.texts[number].sql).simplified();
}

}  // namespace

void SpanGroupModel::show(const SpanGroups& groups, const StatementLog& texts) {
  beginResetModel();
  groups_ = groups.groups;
  names_.clear();
  double longest_sum = 0.0, longest_span = 0.0;
  for (const SpanGroup& group : groups_) {
    names_.push_back(name_of(group, texts));
    longest_sum = std::max(longest_sum, static_cast<double>(group.self_ns));
    if (group.stage != Stage::kStep) longest_span = std::max(longest_span, group.mean_ns);
  }
  sum_unit_ = duration_unit_for(longest_sum);
  span_unit_ = duration_unit_for(longest_span);
  endResetModel();
}

int SpanGroupModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(groups_.size());
}

int SpanGroupModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

double SpanGroupModel::number(const SpanGroup& group, int column) {
  switch (column) {
    case kSelf:
      return static_cast<double>(group.self_ns);
    case kShare:
      return group.share;
    case kCount:
      return static_cast<double>(group.count);
    case kTotal:
      return static_cast<double>(group.total_ns);
    case kMean:
      return group.mean_ns;
    case kP95:
      return group.p95_ns;
    case kMax:
      return static_cast<double>(group.max_ns);
    case kWorst:
      return static_cast<double>(group.worst_step);
    default:
      return 0.0;
  }
}

QString SpanGroupModel::text(int row, int column) const {
  const SpanGroup& one = group(row);
  switch (column) {
    case kName:
      return names_[static_cast<std::size_t>(row)];
    case kShare:
      return QString::number(100.0 * one.share, 'f', 1);
    case kCount:
      return count_text(one.count);
    case kWorst:
      return count_text(one.worst_step);
    default:
      return three_digits(in_unit(number(one, column), unit_of(column)));
  }
}

QString SpanGroupModel::tool_tip(int row) const {
  const SpanGroup& one = group(row);
  constexpr int kLongest = 600;  // letters
  return QStringLiteral("<b>%1</b><br>").arg(names_[static_cast<std::size_t>(row)].left(kLongest).toHtmlEscaped()) +
         tr("%1 spans, %2 in all; most of it in step %3: %4")
             .arg(count_text(one.count), duration_text(static_cast<double>(one.total_ns)), count_text(one.worst_step),
                  duration_text(static_cast<double>(one.worst_step_ns)));
}

QVariant SpanGroupModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const int column = index.column();
  const SpanGroup& one = group(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text(index.row(), column);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (column == kName ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::DecorationRole:
      return column == kName ? QVariant(stage_swatch(group_of(one.stage))) : QVariant();
    case Qt::ToolTipRole:
      return tool_tip(index.row());
    case kSortRole:
      return column == kName ? QVariant(text(index.row(), column)) : QVariant(number(one, column));
    case kFileRole:
      if (column == kName) return text(index.row(), column);
      if (column == kCount || column == kWorst) return QString::number(number(one, column), 'f', 0);
      if (column == kShare) return QString::number(100.0 * one.share, 'g', 12);
      return QString::number(in_unit(number(one, column), unit_of(column)), 'g', 12);
    default:
      return {};
  }
}

QVariant SpanGroupModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::ToolTipRole) return column_help(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section == kName ? Qt::AlignLeft : Qt::AlignRight));
  if (role != Qt::DisplayRole) return {};
  static const QString kTitles[kColumnCount] = {tr("name"), tr("self"), tr("self %"), tr("spans"),     tr("total"),
                                                tr("mean"), tr("p95"),  tr("max"),    tr("worst step")};
  return is_duration(section) ? kTitles[section] + QLatin1Char(' ') + unit_symbol(unit_of(section)) : kTitles[section];
}

SpanGroupOrder::SpanGroupOrder(SpanGroupModel* model, QObject* parent) : QSortFilterProxyModel(parent), model_(*model) {
  setSourceModel(model);
  setSortRole(SpanGroupModel::kSortRole);
}

void SpanGroupOrder::set_query(const SpanQuery& query) {
  query_ = query;
  invalidateFilter();
}

bool SpanGroupOrder::filterAcceptsRow(int row, const QModelIndex&) const {
  if (!query_.asks()) return true;
  return query_.matches(model_.group(row).stage, model_.group(row).statement);
}

}  // namespace stepscope::ui

#include "ui/models/query_table_model.h"

#include <QColor>
#include <QPainter>
#include <QPixmap>
#include <algorithm>

namespace stepscope::ui {

namespace {

using Model = QueryTableModel;

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

QString plan_word(PlanGrade grade) {
  switch (grade) {
    case PlanGrade::kUnknown:
      return Model::tr("not known");
    case PlanGrade::kFine:
      return Model::tr("indexed");
    case PlanGrade::kScan:
      return Model::tr("scans a table");
  }
  return {};
}

QString column_title(int column) {
  switch (column) {
    case Model::kText:
      return Model::tr("statement");
    case Model::kCalls:
      return Model::tr("calls");
    case Model::kCallsPerStep:
      return Model::tr("calls/step");
    case Model::kRows:
      return Model::tr("rows");
    case Model::kRowsPerCall:
      return Model::tr("rows/call");
    case Model::kConnections:
      return Model::tr("connections");
    case Model::kTotal:
      return Model::tr("total %1");
    case Model::kMean:
      return Model::tr("mean %1");
    case Model::kP95:
      return Model::tr("p95 %1");
    case Model::kMax:
      return Model::tr("max %1");
    case Model::kShare:
      return Model::tr("of step %");
    case Model::kInStep:
      return Model::tr("repeats in step");
    case Model::kCacheable:
      return Model::tr("cacheable");
    case Model::kSaved:
      return Model::tr("cache saves %1");
    case Model::kPlan:
      return Model::tr("plan");
    default:
      return {};
  }
}

QString column_help(int column) {
  switch (column) {
    case Model::kText:
      return Model::tr("SQL text; parameters are not part of it");
    case Model::kCalls:
      return Model::tr(
          "Executions of the statement. Statements, rows and connections are three counts: none contains another");
    case Model::kCallsPerStep:
      return Model::tr("Executions per step of the range");
    case Model::kRows:
      return Model::tr("Rows that the database returned");
    case Model::kRowsPerCall:
      return Model::tr("Rows returned per execution");
    case Model::kConnections:
      return Model::tr("Connections opened in these steps to run it");
    case Model::kTotal:
      return Model::tr("Time of all executions: preparing and fetching every row. Opening connections is not in it");
    case Model::kMean:
      return Model::tr("Mean time per execution");
    case Model::kP95:
      return Model::tr("95 % of the executions took at most this");
    case Model::kMax:
      return Model::tr("Longest execution");
    case Model::kShare:
      return Model::tr("Share of the wall time of these steps, opening its connections included");
    case Model::kInStep:
      return Model::tr("Executions with parameters that the statement had before in the same step");
    case Model::kCacheable:
      return Model::tr("Executions with parameters that the statement had before in the run: the answer was known");
    case Model::kSaved:
      return Model::tr("Time of the cacheable executions, opening their connections included");
    case Model::kPlan:
      return Model::tr("How SQLite goes about it (EXPLAIN QUERY PLAN, asked for after the run)");
    default:
      return {};
  }
}

// A disc in a colour: beside words, never instead of them.
QPixmap mark_of(const QColor& colour) {
  QPixmap pixmap(24, 24);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(colour);
  painter.setPen(Qt::NoPen);
  painter.drawEllipse(pixmap.rect().adjusted(3, 3, -3, -3));
  return pixmap;
}

bool is_call_time(int column) { return column == Model::kMean || column == Model::kP95 || column == Model::kMax; }

}  // namespace

void QueryTableModel::show(ShownLedger ledger) {
  // The same statements with other figures keep their rows, so that a selection stays while a run goes on.
  const bool same = std::equal(ledger.statements.begin(), ledger.statements.end(), ledger_.statements.begin(),
                               ledger_.statements.end(), [](const ShownStatement& a, const ShownStatement& b) {
                                 return a.figures.statement == b.figures.statement && a.text.sql == b.text.sql;
                               });
  if (!same) beginResetModel();
  ledger_ = std::move(ledger);
  double longest_total = 0.0, longest_call = 0.0;
  for (const ShownStatement& statement : ledger_.statements) {
    longest_total = std::max(longest_total, static_cast<double>(statement.figures.sums.ns));
    longest_call = std::max(longest_call, statement.figures.time.max);
  }
  total_unit_ = duration_unit_for(longest_total);
  call_unit_ = duration_unit_for(longest_call);
  if (!same) return endResetModel();
  if (ledger_.statements.empty()) return;
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
}

void QueryTableModel::set_theme(const Theme& theme) {
  theme_ = theme;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int QueryTableModel::row_of(std::int32_t statement) const {
  const auto it = std::find_if(ledger_.statements.begin(), ledger_.statements.end(),
                               [statement](const ShownStatement& s) { return s.figures.statement == statement; });
  return it == ledger_.statements.end() ? -1 : static_cast<int>(it - ledger_.statements.begin());
}

int QueryTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(ledger_.statements.size());
}

int QueryTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

double QueryTableModel::number(const ShownStatement& statement, int column) const {
  const QuerySums& s = statement.figures.sums;
  const auto as_double = [](std::int64_t value) { return static_cast<double>(value); };
  switch (column) {
    case kCalls:
      return as_double(s.statements);
    case kCallsPerStep:
      return ratio(as_double(s.statements), static_cast<double>(ledger_.steps));
    case kRows:
      return as_double(s.rows);
    case kRowsPerCall:
      return ratio(as_double(s.rows), as_double(s.statements));
    case kConnections:
      return as_double(s.connections);
    case kTotal:
      return as_double(s.ns);
    case kMean:
      return statement.figures.time.mean;
    case kP95:
      return statement.figures.time.p95;
    case kMax:
      return statement.figures.time.max;
    case kShare:
      return statement.figures.share;
    case kInStep:
      return as_double(s.repeats_in_step);
    case kCacheable:
      return as_double(s.repeats);
    case kSaved:
      return as_double(s.repeats_ns);
    default:
      return 0.0;
  }
}

QString QueryTableModel::text(const ShownStatement& statement, int column) const {
  const double value = number(statement, column);
  if (column == kText) return statement.title;
  if (column == kPlan) return plan_word(statement.verdict.grade);
  if (ledger_.steps == 0 && (column == kCallsPerStep || column == kShare || column == kInStep))
    return QStringLiteral("–");
  if (column == kCacheable) {
    const QuerySums& s = statement.figures.sums;
    if (s.repeats == 0) return QStringLiteral("0");
    return tr("%1 (%2)").arg(count_text(s.repeats),
                             share_text(ratio(static_cast<double>(s.repeats), static_cast<double>(s.statements))));
  }
  if (column == kTotal || column == kSaved) return three_digits(in_unit(value, total_unit_));
  if (is_call_time(column)) return three_digits(in_unit(value, call_unit_));
  if (column == kCallsPerStep || column == kRowsPerCall) return three_digits(value);
  if (column == kShare) return three_digits(100.0 * value);
  return count_text(static_cast<std::int64_t>(value));
}

QString QueryTableModel::tool_tip(const ShownStatement& statement, int column) const {
  const QuerySums& s = statement.figures.sums;
  if (column == kText) return formatted_sql(QString::fromStdString(statement.text.sql));
  if (column == kPlan && statement.verdict.grade == PlanGrade::kUnknown)
    return tr("SQLite is asked for the plan when the run has ended");
  if (column == kPlan) return QString::fromStdString(statement.verdict.text);
  if (column == kCacheable && s.repeats > 0)
    return tr("%1 of %2 executions had parameters that this statement had had before in the run: the answer was "
              "known.\n"
              "A cache would have saved %3.")
        .arg(count_text(s.repeats), count_text(s.statements), duration_text(static_cast<double>(s.repeats_ns)));
  return column_help(column);
}

QVariant QueryTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ShownStatement& statement = ledger_.statements[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(statement, column);
    case kFileRole:
      if (column == kText) return QString::fromStdString(statement.text.sql);
      if (column == kPlan) return QString::fromStdString(statement.verdict.text);
      if (column == kTotal || column == kSaved)
        return QString::number(in_unit(number(statement, column), total_unit_), 'g', 15);
      if (is_call_time(column)) return QString::number(in_unit(number(statement, column), call_unit_), 'g', 15);
      return QString::number(column == kShare ? 100.0 * number(statement, column) : number(statement, column), 'g', 15);
    case kSortRole:
      if (column == kText || column == kPlan) return text(statement, column);
      return number(statement, column);
    case Qt::ToolTipRole: {
      // A tool tip that looks like markup would be read as markup: SQL has < and &.
      return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(tool_tip(statement, column).toHtmlEscaped());
    }
    case Qt::TextAlignmentRole:
      return column == kText || column == kPlan ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::DecorationRole:
      if (column == kCacheable && statement.figures.sums.repeats > 0) return mark_of(theme_.warning);
      if (column == kPlan && statement.verdict.grade == PlanGrade::kScan) return mark_of(theme_.error);
      return {};
    default:
      return {};
  }
}

QVariant QueryTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::ToolTipRole) return column_help(section);
  if (role == Qt::TextAlignmentRole)
    return section == kText || section == kPlan ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString title = column_title(section);
  if (section == kTotal || section == kSaved) return title.arg(unit_symbol(total_unit_));
  return is_call_time(section) ? title.arg(unit_symbol(call_unit_)) : title;
}

QueryTableOrder::QueryTableOrder(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(QueryTableModel::kSortRole);
}

void QueryTableOrder::set_words(const QString& words) {
  words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

bool QueryTableOrder::filterAcceptsRow(int row, const QModelIndex&) const {
  const auto* model = qobject_cast<const QueryTableModel*>(sourceModel());
  const ShownStatement& statement = model->ledger().statements[static_cast<std::size_t>(row)];
  QString all =
      QString::fromStdString(statement.text.sql) + QLatin1Char(' ') + QString::fromStdString(statement.verdict.text);
  for (const auto& [site, sums] : statement.sites) all += QLatin1Char(' ') + site;
  return std::all_of(words_.begin(), words_.end(),
                     [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

}  // namespace stepscope::ui

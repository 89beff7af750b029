#include "ui/models/python_function_model.h"

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

QString from_bytes(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString help(int column) {
  switch (column) {
    case PythonFunctionModel::kFunction:
      return PythonFunctionModel::tr("Name, file and line");
    case PythonFunctionModel::kCalls:
      return PythonFunctionModel::tr("Entries as the profiler counts them: each resumption of a generator is one");
    case PythonFunctionModel::kOwn:
      return PythonFunctionModel::tr("Time in the function itself");
    case PythonFunctionModel::kShare:
      return PythonFunctionModel::tr("Own time as a share of the whole profile");
    case PythonFunctionModel::kCumulative:
      return PythonFunctionModel::tr("Time in the function and all that it called");
    case PythonFunctionModel::kStage:
      return PythonFunctionModel::tr("Where most of the own time goes; \"callers\": no rule names the function");
    default:
      return {};
  }
}

}  // namespace

void PythonFunctionModel::show(const PythonProfilePtr& profile) {
  beginResetModel();
  profile_ = profile;
  endResetModel();
}

int PythonFunctionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !profile_ ? 0 : static_cast<int>(profile_->table.functions.size());
}

int PythonFunctionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

double PythonFunctionModel::number(std::size_t function, int column) const {
  const ProfiledFunction& f = profile_->table.functions[function];
  switch (column) {
    case kCalls:
      return static_cast<double>(f.calls);
    case kOwn:
      return f.own_s;
    case kShare:
      return profile_->profiled_s > 0.0 ? 100.0 * f.own_s / profile_->profiled_s : 0.0;
    case kCumulative:
      return f.cumulative_s;
    default:
      return 0.0;
  }
}

QString PythonFunctionModel::text(std::size_t function, int column) const {
  switch (column) {
    case kFunction:
      return from_bytes(function_text(profile_->table.functions[function]));
    case kCalls:
      return count_text(profile_->table.functions[function].calls);
    case kShare:
      return QString::number(number(function, column), 'f', 1);
    case kStage: {
      const QString stage = from_bytes(stage_text(*profile_, function));
      return profile_->attribution.named[function] ? stage : tr("callers: %1").arg(stage);
    }
    default:
      return three_digits(number(function, column));
  }
}

// A name is shown as text, whatever it looks like.
QString PythonFunctionModel::tool_tip(std::size_t function) const {
  const ProfiledFunction& f = profile_->table.functions[function];
  const QString file = f.built_in() ? tr("built-in function") : from_bytes(f.file).toHtmlEscaped();
  QString text =
      QStringLiteral("<p style='white-space:pre'>%1<br>%2</p>").arg(from_bytes(function_text(f)).toHtmlEscaped(), file);
  const PartTimes& times = profile_->attribution.own_s[function];
  for (std::size_t p = 0; p < kProfilePartCount; ++p)
    if (times[p] > 0.0)
      text += tr("%1 s %2<br>").arg(three_digits(times[p]), from_bytes(part_title(static_cast<ProfilePart>(p))));
  return text;
}

QVariant PythonFunctionModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto function = static_cast<std::size_t>(index.row());
  const int column = index.column();
  const bool is_text = column == kFunction || column == kStage;
  switch (role) {
    case Qt::DisplayRole:
      return text(function, column);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (is_text ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::ToolTipRole:
      return tool_tip(function);
    case kSortRole:
      return is_text ? QVariant(text(function, column)) : QVariant(number(function, column));
    case kFileRole:
      return is_text ? text(function, column) : QString::number(number(function, column), 'g', 12);
    case kSearchRole: {
      const ProfiledFunction& f = profile_->table.functions[function];
      return from_bytes(f.name) + QLatin1Char(' ') + from_bytes(f.file);
    }
    default:
      return {};
  }
}

QVariant PythonFunctionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= kColumnCount) return {};
  if (role == Qt::ToolTipRole) return help(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (section == kFunction || section == kStage ? Qt::AlignLeft : Qt::AlignRight));
  if (role != Qt::DisplayRole) return {};
  const QString titles[kColumnCount] = {tr("function"), tr("calls"),        tr("own s"),
                                        tr("share %"),  tr("cumulative s"), tr("stage")};
  return titles[section];
}

PythonFunctionOrder::PythonFunctionOrder(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(PythonFunctionModel::kSortRole);
}

void PythonFunctionOrder::choose(const PythonFunctionChoice& choice) {
  choice_ = choice;
  invalidateFilter();
}

bool PythonFunctionOrder::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto& functions = static_cast<const PythonFunctionModel&>(*sourceModel());
  const auto function = static_cast<std::size_t>(row);
  const Attribution& attribution = functions.profile()->attribution;
  if (choice_.kind == PythonFunctionChoice::Kind::kNoRule && attribution.named[function]) return false;
  if (choice_.kind == PythonFunctionChoice::Kind::kPart && attribution.own_s[function][index_of(choice_.part)] <= 0.0)
    return false;
  if (choice_.words.isEmpty()) return true;
  const QString name = functions.index(row, 0, parent).data(PythonFunctionModel::kSearchRole).toString();
  for (const QString& word : choice_.words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
    if (!name.contains(word, Qt::CaseInsensitive)) return false;
  return true;
}

}  // namespace stepscope::ui

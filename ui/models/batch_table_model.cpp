#include "ui/models/batch_table_model.h"

#include <algorithm>

#include "core/assembly/run_score.h"
#include "ui/models/quantity_text.h"
#include "ui/models/score_text.h"
#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {

QString from_std(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString log_name(const ChosenScenario& scenario) { return QString::fromStdString(scenario.id.db.stem().string()); }

bool is_number(int column) {
  return column == BatchTableModel::kScore || column == BatchTableModel::kStepMs ||
         column >= BatchTableModel::kFirstPart;
}

bool is_failure(JobStatus status) { return status == JobStatus::kPlannerFailed || status == JobStatus::kBadInput; }

// The metrics that a plan's challenges are judged by, multipliers first, each once.
std::vector<std::string> parts_of(const BatchPlan& plan) {
  std::vector<std::string> parts;
  const auto add = [&parts](std::string_view metric) {
    if (std::ranges::find(parts, metric) == parts.end()) parts.emplace_back(metric);
  };
  for (const RunRequest& request : plan.requests) {
    const ScoringRule& rule = scoring_rule(metric_set(request.challenge));
    for (const std::string_view metric : rule.multipliers) add(metric);
    for (const MetricWeight& weight : rule.weights) add(weight.metric);
  }
  return parts;
}

}  // namespace

QString job_status_text(JobStatus status) {
  switch (status) {
    case JobStatus::kNotRun:
      return BatchTableModel::tr("not run");
    case JobStatus::kReachedEnd:
      return BatchTableModel::tr("done");
    case JobStatus::kStopped:
      return BatchTableModel::tr("stopped");
    case JobStatus::kPlannerFailed:
      return BatchTableModel::tr("failed");
    case JobStatus::kSkipped:
      return BatchTableModel::tr("skipped");
    case JobStatus::kBadInput:
      return BatchTableModel::tr("bad input");
  }
  return {};
}

void BatchTableModel::show(const std::shared_ptr<const BatchPlan>& plan) {
  beginResetModel();
  plan_ = plan;
  counts_ = {};
  ended_ = false;
  const std::size_t jobs = plan ? plan->job_count() : 0;
  results_.assign(jobs, {});
  progress_.assign(jobs, Progress::kWaiting);
  parts_ = plan ? parts_of(*plan) : std::vector<std::string>();
  endResetModel();
}

void BatchTableModel::start(std::size_t job) {
  progress_[job] = Progress::kRunning;
  changed(job);
}

void BatchTableModel::finish(std::size_t job, const JobResult& result) {
  results_[job] = result;
  progress_[job] = Progress::kDone;
  ++counts_.done;
  if (result.status == JobStatus::kReachedEnd) ++counts_.reached_end;
  if (result.kept) ++counts_.kept;
  if (is_failure(result.status)) ++counts_.failed;
  if (result.status == JobStatus::kSkipped) ++counts_.skipped;
  changed(job);
}

void BatchTableModel::end() {
  ended_ = true;
  for (std::size_t job = 0; job < progress_.size(); ++job)
    if (progress_[job] != Progress::kDone) changed(job);
}

void BatchTableModel::set_theme(const Theme& theme) {
  theme_ = theme;
  if (!results_.empty())
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

void BatchTableModel::changed(std::size_t job) {
  const int row = static_cast<int>(job);
  Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

int BatchTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(results_.size());
}

int BatchTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kFirstPart + static_cast<int>(parts_.size());
}

QString BatchTableModel::status_text(std::size_t job) const {
  if (progress_[job] == Progress::kDone) {
    const JobResult& result = results_[job];
    const QString text =
        result.kept ? tr("%1 before").arg(job_status_text(result.status)) : job_status_text(result.status);
    return result.reason.empty() ? text : tr("%1: %2").arg(text, from_std(result.reason));
  }
  if (ended_) return job_status_text(JobStatus::kNotRun);
  return progress_[job] == Progress::kRunning ? tr("running") : tr("waiting");
}

std::optional<double> BatchTableModel::part(std::size_t job, int column) const {
  const auto& score = results_[job].score;
  if (!score) return std::nullopt;
  const std::string& metric = parts_[static_cast<std::size_t>(column - kFirstPart)];
  const auto found = std::ranges::find(score->parts, metric, &ScoreSummary::Part::metric);
  return found == score->parts.end() ? std::nullopt : std::optional(found->score);
}

std::optional<double> BatchTableModel::number(std::size_t job, int column) const {
  const JobResult& result = results_[job];
  if (column == kScore) return result.score ? std::optional(result.score->final_score) : std::nullopt;
  if (column == kStepMs) return result.steps > 0 ? std::optional(result.mean_step_ms) : std::nullopt;
  return column >= kFirstPart ? part(job, column) : std::nullopt;
}

QString BatchTableModel::text(std::size_t job, int column) const {
  const ChosenScenario& scenario = plan_->scenario_of(job);
  const RunRequest& request = plan_->request_of(job);
  switch (column) {
    case kType:
      return from_std(scenario.type).replace(QLatin1Char('_'), QLatin1Char(' '));
    case kLog:
      return log_name(scenario);
    case kToken:
      return QString::fromStdString(scenario.id.token.hex());
    case kPlanner:
      return from_std(request.planner);
    case kChallenge:
      return from_std(challenge_title(request.challenge));
    case kStatus:
      return status_text(job);
    default:
      break;
  }
  const auto value = number(job, column);
  if (!value) return {};
  return column == kStepMs ? three_digits(*value) : score_text(*value);
}

QVariant BatchTableModel::colour(std::size_t job, int column) const {
  const JobResult& result = results_[job];
  if (column == kStatus && progress_[job] == Progress::kDone) {
    if (is_failure(result.status)) return theme_.error;
    return result.status == JobStatus::kReachedEnd ? QVariant() : QVariant(theme_.warning);
  }
  if (column == kStatus) return theme_.muted_text;
  const auto value = column == kStepMs ? std::nullopt : number(job, column);
  return value && *value == 0.0 ? QVariant(theme_.error) : QVariant();
}

QVariant BatchTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto job = static_cast<std::size_t>(index.row());
  const int column = index.column();
  const bool numeric = is_number(column);
  switch (role) {
    case Qt::DisplayRole:
      return text(job, column);
    case Qt::ToolTipRole:
      return numeric ? QVariant() : tip_text(text(job, column));
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (numeric ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
      return colour(job, column);
    case kSortRole:
      if (!numeric) return text(job, column);
      if (const auto value = number(job, column)) return *value;
      return {};
    case kFileRole:
      if (!numeric) return text(job, column);
      if (const auto value = number(job, column)) return QString::number(*value, 'g', 17);
      return QString();
    default:
      return {};
  }
}

QVariant BatchTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (is_number(section) ? Qt::AlignRight : Qt::AlignLeft));
  if (section >= kFirstPart) {
    const std::string& metric = parts_[static_cast<std::size_t>(section - kFirstPart)];
    if (role == Qt::ToolTipRole) return QString::fromStdString(metric);
    return role == Qt::DisplayRole ? QVariant(metric_title(metric)) : QVariant();
  }
  if (role == Qt::ToolTipRole && section == kStepMs) return tr("Mean time of a step");
  if (role != Qt::DisplayRole) return {};
  static const QString kTitles[kFirstPart] = {tr("type"),   tr("planner"), tr("challenge"), tr("score"),
                                              tr("status"), tr("ms/step"), tr("log"),       tr("token")};
  return kTitles[section];
}

BatchTableOrder::BatchTableOrder(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(BatchTableModel::kSortRole);
  setDynamicSortFilter(true);
}

void BatchTableOrder::set_words(const QString& words) {
  words_ = words.toLower().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

bool BatchTableOrder::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (words_.isEmpty()) return true;
  QString all;
  for (int column = 0; column < BatchTableModel::kFirstPart; ++column)
    all += sourceModel()->index(row, column, parent).data().toString().toLower() + QLatin1Char('\n');
  return std::ranges::all_of(words_, [&all](const QString& word) { return all.contains(word); });
}

bool BatchTableOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const QVariant a = left.data(BatchTableModel::kSortRole), b = right.data(BatchTableModel::kSortRole);
  if (a.isValid() != b.isValid()) return (sortOrder() == Qt::AscendingOrder) == a.isValid();
  return QSortFilterProxyModel::lessThan(left, right);
}

}  // namespace stepscope::ui

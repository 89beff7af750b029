#include "ui/window/window_settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include "ui/bridge/compare_desk.h"

namespace stepscope::ui {

namespace {

// Raised when a panel goes, or when the places are others. Panels that come find their place.
constexpr int kLayoutVersion = 3;
// What the layouts of this version had before they named their panels.
constexpr const char* kFirstPanels[] = {"dataset", "object",     "score", "shares",
                                        "steps",   "statistics", "batch", "messages"};
constexpr int kKeptRecent = 10;

const QString kGeometry = QStringLiteral("window/geometry");
const QString kLayout = QStringLiteral("window/layout");
const QString kPanels = QStringLiteral("window/layout_panels");
const QString kVersion = QStringLiteral("window/layout_version");
const QString kTheme = QStringLiteral("window/theme");
const QString kSpeed = QStringLiteral("run/speed");
const QString kBudget = QStringLiteral("steps/budget_ns");
const QString kLimit = QStringLiteral("steps/limit_ns");
const QString kApartM = QStringLiteral("compare/apart_m");
const QString kApartRad = QStringLiteral("compare/apart_rad");
const QString kApartMps = QStringLiteral("compare/apart_mps");
const QString kLogarithmic = QStringLiteral("distribution/logarithmic");
const QString kBatchFolder = QStringLiteral("batch/folder");
const QString kReportFolder = QStringLiteral("report/folder");
const QString kReportFormats = QStringLiteral("report/formats");
const QString kReportExpectations = QStringLiteral("report/expectations");
const QString kReportSavings = QStringLiteral("report/savings");
const QString kAnnounced = QStringLiteral("runs/announced_ms");
const QString kRecent = QStringLiteral("recent");

QSettings settings() { return QSettings(QStringLiteral("stepscope"), QStringLiteral("stepscope")); }

}  // namespace

QByteArray WindowSettings::geometry() const { return settings().value(kGeometry).toByteArray(); }

SavedLayout WindowSettings::layout() const {
  const QSettings stored = settings();
  if (stored.value(kVersion).toInt() != kLayoutVersion) return {};
  SavedLayout layout{.state = stored.value(kLayout).toByteArray(), .panels = stored.value(kPanels).toStringList()};
  if (layout.panels.isEmpty())
    for (const char* panel : kFirstPanels) layout.panels << QString::fromLatin1(panel);
  return layout;
}

void WindowSettings::save_window(const QByteArray& geometry, const SavedLayout& layout) {
  QSettings stored = settings();
  stored.setValue(kGeometry, geometry);
  stored.setValue(kLayout, layout.state);
  stored.setValue(kPanels, layout.panels);
  stored.setValue(kVersion, kLayoutVersion);
}

QString WindowSettings::theme() const { return settings().value(kTheme, QStringLiteral("system")).toString(); }

void WindowSettings::save_theme(const QString& theme) { settings().setValue(kTheme, theme); }

double WindowSettings::speed() const { return settings().value(kSpeed, 1.0).toDouble(); }

void WindowSettings::save_speed(double speed) { settings().setValue(kSpeed, speed); }

StepBudgets WindowSettings::budgets() const {
  const QSettings stored = settings();
  const StepBudgets usual;
  return StepBudgets{.budget_ns = stored.value(kBudget, static_cast<qint64>(usual.budget_ns)).toLongLong(),
                     .limit_ns = stored.value(kLimit, static_cast<qint64>(usual.limit_ns)).toLongLong()}
      .made_valid();
}

void WindowSettings::save_budgets(const StepBudgets& budgets) {
  QSettings stored = settings();
  stored.setValue(kBudget, static_cast<qint64>(budgets.budget_ns));
  stored.setValue(kLimit, static_cast<qint64>(budgets.limit_ns));
}

DivergenceLimits WindowSettings::divergence_limits() const {
  const QSettings stored = settings();
  const auto limit = [&stored](const QString& key, double usual) {
    bool is_number = false;
    const double value = stored.value(key).toDouble(&is_number);
    return is_number && value >= 0.0 && value <= kLargestDivergenceLimit ? value : usual;
  };
  const DivergenceLimits usual;
  return {.ego_m = limit(kApartM, usual.ego_m),
          .heading_rad = limit(kApartRad, usual.heading_rad),
          .speed_mps = limit(kApartMps, usual.speed_mps)};
}

void WindowSettings::save_divergence_limits(const DivergenceLimits& limits) {
  QSettings stored = settings();
  stored.setValue(kApartM, limits.ego_m);
  stored.setValue(kApartRad, limits.heading_rad);
  stored.setValue(kApartMps, limits.speed_mps);
}

bool WindowSettings::logarithmic() const { return settings().value(kLogarithmic, true).toBool(); }

void WindowSettings::save_logarithmic(bool logarithmic) { settings().setValue(kLogarithmic, logarithmic); }

QString WindowSettings::batch_folder() const {
  const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return settings().value(kBatchFolder, documents + QStringLiteral("/stepscope-batch")).toString();
}

void WindowSettings::save_batch_folder(const QString& folder) { settings().setValue(kBatchFolder, folder); }

QString WindowSettings::report_folder() const {
  const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return settings().value(kReportFolder, documents + QStringLiteral("/stepscope-reports")).toString();
}

QStringList WindowSettings::report_formats() const {
  return settings().value(kReportFormats, QStringList{QStringLiteral("html"), QStringLiteral("md")}).toStringList();
}

void WindowSettings::save_report(const QString& folder, const QStringList& formats) {
  QSettings stored = settings();
  stored.setValue(kReportFolder, folder);
  stored.setValue(kReportFormats, formats);
}

QString WindowSettings::report_expectations() const { return settings().value(kReportExpectations).toString(); }
QString WindowSettings::report_savings() const { return settings().value(kReportSavings).toString(); }

void WindowSettings::save_report_files(const QString& expectations, const QString& savings) {
  QSettings to = settings();
  to.setValue(kReportExpectations, expectations);
  to.setValue(kReportSavings, savings);
}

qint64 WindowSettings::announced_ms() const { return settings().value(kAnnounced, 0).toLongLong(); }

void WindowSettings::save_announced_ms(qint64 made_ms) { settings().setValue(kAnnounced, made_ms); }

QStringList WindowSettings::recent() const {
  QStringList there;
  for (const QString& path : settings().value(kRecent).toStringList())
    if (QFileInfo::exists(path)) there << path;
  return there;
}

QStringList WindowSettings::add_recent(const QString& path) {
  QStringList paths = recent();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  paths.removeAll(absolute);
  paths.prepend(absolute);
  paths = paths.first(std::min<qsizetype>(paths.size(), kKeptRecent));
  settings().setValue(kRecent, paths);
  return paths;
}

}  // namespace stepscope::ui

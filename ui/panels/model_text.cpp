#include "ui/panels/model_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/learning/network_options.h"
#include "ui/bridge/text.h"
#include "ui/models/quantity_text.h"
#include "ui/rasters/raster_text.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ModelText", text); }

void add_contract(QStringList& lines, const ModelReport& report) {
  const ModelContract& contract = report.contract->contract;
  if (report.contract->assumed)
    lines << tr("There is no side entry beside the file: the reference's contract is assumed.");
  if (!contract.description.empty()) lines << to_qt(contract.description);
  lines << tr("Sees: %1").arg(parameters_text(contract.raster));
  QStringList channels;
  for (const RasterChannel channel : contract.raster.channels) channels << channel_title(channel);
  lines << tr("Channels: %1").arg(channels.join(QStringLiteral(", ")));
  lines << tr("Gives: %1 poses, %2 s apart, %3 s ahead")
               .arg(contract.poses)
               .arg(contract.interval_s)
               .arg(contract.horizon_s());
  if (!contract.training_data.empty()) lines << tr("Learned from: %1").arg(to_qt(contract.training_data));
}

void add_library(QStringList& lines, const LearningFacts& facts) {
  lines << tr("Runs with %1, %2").arg(to_qt(facts.version), to_qt(facts.blas));
  QStringList can;
  for (const ModeAvailability& mode : facts.modes) {
    const QString name = to_qt(mode_name(mode.mode));
    can << (mode.available ? name : tr("not %1 (%2)").arg(name, to_qt(mode.reason)));
  }
  if (!can.empty()) lines << tr("Inference: %1").arg(can.join(QStringLiteral(", ")));
  lines << (facts.cuda ? tr("Graphics card: yes") : tr("Graphics card: no, %1").arg(to_qt(facts.cuda_reason)));
}

}  // namespace

QString model_text(const ModelReport& report) {
  QStringList lines;
  if (report.problem) lines << tr("Cannot drive: %1").arg(error_text(*report.problem)) << QString();
  if (report.contract) {
    const QString name = to_qt(report.contract->contract.name);
    lines << (report.parameters > 0 ? tr("%1, %2 weights").arg(name, count_text(report.parameters)) : name);
    if (report.choice && report.choice->file.empty())
      lines << tr("A ResNet-50 with random weights of a fixed seed: for timing, it does not drive.");
    add_contract(lines, report);
  }
  if (report.choice && !report.choice->file.empty()) lines << tr("File: %1").arg(path_text(report.choice->file));
  if (!report.sha256.empty()) lines << tr("SHA-256: %1").arg(to_qt(report.sha256));
  if (report.library) add_library(lines, *report.library);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace stepscope::ui

#include "ui/bridge/raster_source.h"

#include <QCoreApplication>

#include "core/learning/model_contract.h"
#include "core/planning/planner_list.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("RasterSource", text); }

}  // namespace

RasterSource raster_source_of(const RunRequest& request) {
  RasterSource source{.parameters = {}, .seen = false, .title = tr("the reference's raster network"), .note = {}};
  const PlannerEntry* planner = find_planner(request.planner);
  if (planner == nullptr || !planner->model_file) {
    source.note = tr("This planner does not look at rasters; shown is what a raster network would see.");
    return source;
  }
  const auto file = planner->model_file(request.parameters);
  if (!file.ok()) {
    source.note = tr("The run's model is not there any more; shown is what the reference's network would see. %1")
                      .arg(error_text(file.error()));
    return source;
  }
  source.seen = true;
  if (file.value().empty()) {
    source.title = tr("ResNet-50, random weights");
    return source;
  }
  const auto found = read_contract(file.value());
  if (!found.ok()) {
    source.note = tr("The contract of the run's model cannot be read; shown is what the reference's network would see. "
                     "%1")
                      .arg(error_text(found.error()));
    return source;
  }
  source.parameters = found.value().contract.raster;
  source.title = to_qt(found.value().contract.name);
  if (found.value().assumed) source.note = tr("The model has no side entry: the reference's channels are assumed.");
  return source;
}

}  // namespace stepscope::ui

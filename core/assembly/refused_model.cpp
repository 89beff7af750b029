#include "core/assembly/refused_model.h"

namespace stepscope {

bool model_was_refused(const AssembledRun& run, const RunOutcome& outcome) {
  const PlannerModel* model = run.model();
  if (outcome.status != RunStatus::kFailed || model == nullptr || model->file.empty()) return false;
  return !model->network && outcome.error.file == model->file.string();  // the network was not even made
}

}  // namespace stepscope

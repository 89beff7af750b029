#include "ui/panels/offered_choices.h"

#include <QComboBox>
#include <QStandardItemModel>

#include "core/assembly/assembled_run.h"
#include "ui/bridge/text.h"

namespace stepscope::ui {

namespace {

QString refusal(const RunRequest& request) {
  const Status status = AssembledRun::check(request);
  return status.ok() ? QString() : error_text(status.error());
}

}  // namespace

std::vector<Offered<Challenge>> offered_challenges() {
  std::vector<Offered<Challenge>> offered;
  for (const Challenge challenge :
       {Challenge::kOpenLoopBoxes, Challenge::kClosedLoopNonreactiveAgents, Challenge::kClosedLoopReactiveAgents}) {
    RunRequest request;
    request.challenge = challenge;
    offered.push_back({challenge, refusal(request)});
  }
  return offered;
}

std::vector<Offered<ControllerKind>> offered_controllers() {
  std::vector<Offered<ControllerKind>> offered;
  for (const ControllerKind kind :
       {ControllerKind::kLogPlayback, ControllerKind::kPerfectTracking, ControllerKind::kLqr, ControllerKind::kIlqr}) {
    RunRequest request;
    request.challenge = Challenge::kClosedLoopNonreactiveAgents;
    request.controller = kind;
    offered.push_back({kind, refusal(request)});
  }
  return offered;
}

void refuse_item(QComboBox& combo, int index, const QString& why) {
  combo.setItemData(index, why, Qt::ToolTipRole);
  if (auto* model = qobject_cast<QStandardItemModel*>(combo.model())) model->item(index)->setEnabled(false);
}

}  // namespace stepscope::ui

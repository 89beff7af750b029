#include "ui/window/batch_room.h"

#include <set>
#include <string>

#include "ui/bridge/text.h"
#include "ui/panels/batch_panel.h"
#include "ui/panels/batch_setup.h"
#include "ui/panels/dataset_browser.h"

namespace stepscope::ui {

BatchRoom::BatchRoom(Workbench& bench, ReopenRoom& reopen, const WindowParts& parts, WindowSettings& settings,
                     QObject* parent)
    : QObject(parent), bench_(bench), reopen_(reopen), parts_(parts), settings_(settings) {
  parts_.batch->setup().show_folder(settings_.batch_folder());
}

void BatchRoom::start(const BatchChoice& choice) {
  if (!bench_.dataset() || session_.active()) return;
  const RunSetup& setup = bench_.setup();
  std::vector<RunRequest> requests = batch_requests(choice, setup.request);
  for (const RunRequest& request : requests)
    if (const Status status = AssembledRun::check(request); !status.ok())
      return Q_EMIT said(Severity::kError, error_text(status.error()));
  const auto filter = batch_filter(*bench_.dataset(), parts_.browser->filter(), choice);
  if (!filter)
    return Q_EMIT said(Severity::kError,
                       tr("The batch has no scenario: those that Dataset shows have no tag. Clear its "
                          "filter, or include untagged moments."));
  settings_.save_batch_folder(choice.folder);
  session_.start({.dataset = bench_.dataset(),
                  .filter = *filter,
                  .requests = std::move(requests),
                  .profile = setup.profile,
                  .out = to_path(choice.folder),
                  .store = bench_.session().store(),
                  .threads = choice.threads});
}

void BatchRoom::open(std::size_t job) {
  const BatchTableModel& runs = parts_.batch->runs();
  if (!runs.plan() || job >= runs.results().size()) return;
  const JobResult& result = runs.results()[job];
  if (runs.progress(job) != BatchTableModel::Progress::kDone || result.folder.empty())
    return Q_EMIT said(Severity::kInfo, result.reason.empty()
                                            ? tr("This run has nothing to show yet: it has not ended.")
                                            : tr("This run has nothing to show: %1").arg(to_qt(result.reason)));
  const BatchPlan& plan = *runs.plan();
  reopen_.open_batch_run({.scenario = plan.scenario_of(job),
                          .request = plan.request_of(job),
                          .profile = plan.profile,
                          .folder = plan.out / result.folder,
                          .maps = plan.maps});
}

void BatchRoom::take_end(const FinishedBatch& finished) {
  if (finished.error) return Q_EMIT said(Severity::kError, error_text(*finished.error));
  std::set<std::string> problems;
  for (const JobResult& result : parts_.batch->runs().results())
    problems.insert(result.store_problems.begin(), result.store_problems.end());
  for (const std::string& problem : problems) Q_EMIT said(Severity::kWarning, to_qt(problem));
  const auto& counts = parts_.batch->runs().counts();
  const QString text = tr("%1 of %2 runs done (%3 of them complete before), %4 failed, %5 skipped; tables in %6.")
                           .arg(counts.reached_end)
                           .arg(parts_.batch->runs().results().size())
                           .arg(counts.kept)
                           .arg(counts.failed)
                           .arg(counts.skipped)
                           .arg(path_text(finished.plan->out));
  Q_EMIT said(Severity::kInfo,
              finished.cancelled ? tr("Batch cancelled: %1").arg(text) : tr("Batch finished: %1").arg(text));
}

}  // namespace stepscope::ui

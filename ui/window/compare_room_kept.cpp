// Kept runs of CompareRoom.
#include <QDateTime>
#include <algorithm>
#include <utility>

#include "core/lockstep/run_place.h"
#include "ui/bridge/store_run_opener.h"
#include "ui/bridge/text.h"
#include "ui/models/runs_table_model.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/compare_setup.h"
#include "ui/window/compare_room.h"

namespace stepscope::ui {

void CompareRoom::add_kept(const std::vector<KeptRef>& runs) {
  std::size_t next = 0;
  for (int place = 0; place < kBesidePlaces && next < runs.size(); ++place) {
    if (parts_.compare->setup().choice(place).kind != BesideChoice::Kind::kNobody) continue;
    BesideChoice choice = parts_.compare->setup().choice(place);
    choice.kind = BesideChoice::Kind::kKept;
    choice.kept = runs[next++];
    parts_.compare->setup().show_choice(place, choice);
    take_choice(place);
  }
  if (next < runs.size())
    Q_EMIT said(
        Severity::kWarning,
        tr("Only %1 runs fit beside the present one; %2 were left out.").arg(kBesidePlaces).arg(runs.size() - next));
}

void CompareRoom::compare_kept(const std::vector<RunId>& runs) {
  std::vector<KeptRef> refs;
  for (const RunId run : runs) refs.push_back({.run = run, .folder = {}});
  compare_refs(refs);
}

void CompareRoom::compare_refs(const std::vector<KeptRef>& runs) {
  if (runs.empty()) return;
  if (runs.size() == 1 && bench_.view().size() > 0) return add_kept(runs);
  leave();
  after_opening_.assign(runs.begin() + 1, runs.end());
  if (runs.front().folder.empty())
    Q_EMIT openWished(runs.front().run);
  else
    Q_EMIT folderWished(runs.front().folder);
}

void CompareRoom::read_next() {
  if (waiting_.empty()) return;
  const KeptWish wish = waiting_.front();
  reader_.load(
      [store = store_, kept = wish.kept, dataset = bench_.dataset()](MapCache& maps) {
        if (!kept.folder.empty()) return open_run_folder({.folder = kept.folder, .data = {}, .dataset = dataset}, maps);
        return open_store_run({.store = store, .run = kept.run, .data = {}, .dataset = dataset}, maps);
      },
      [this, wish](const ReopenedRun& run) {
        waiting_.pop_front();
        take_kept(wish, run);
        read_next();
      });
}

void CompareRoom::take_kept(const KeptWish& wish, const ReopenedRun& run) {
  const BesideChoice& choice = parts_.compare->setup().choice(wish.place);
  if (choice.kind != BesideChoice::Kind::kKept || choice.kept != wish.kept) return;  // chosen differently meanwhile
  const auto summary = std::ranges::find(kept_, wish.kept.run, &RunSummary::id);
  const QString name = run.asked                   ? run_name(*run.asked)
                       : !wish.kept.folder.empty() ? path_text(wish.kept.folder.filename())
                       : summary == kept_.end()    ? tr("run %1").arg(wish.kept.run)
                                                   : run_title(*summary);
  BesideRun beside = beside_of(run, name);
  const RunPlace present = bench_.scenario() ? place_of(*bench_.scenario()) : place_of(bench_.view().profile());
  if (Status status = same_place(present, beside.place); !status.ok()) {
    Q_EMIT said(Severity::kError, tr("%1 cannot be put beside A: %2").arg(name, error_text(status.error())));
    return drop(wish.place);
  }
  if (run.missing)
    Q_EMIT said(Severity::kWarning, tr("The scene of %1 is not shown: %2").arg(name, error_text(*run.missing)));
  desk_.put(wish.place, std::move(beside));
}

void CompareRoom::show_kept(const std::filesystem::path& store, const std::vector<RunSummary>& runs) {
  store_ = store;
  kept_ = runs;
  offer_kept();
}

void CompareRoom::offer_kept() {
  std::vector<KeptChoice> choices;
  const ScenarioPtr& scenario = bench_.scenario();
  for (const RunSummary& run : kept_) {
    const bool here = scenario && run.token == scenario->id().token.hex() && run.log == scenario->log_name() &&
                      run.iterations == scenario->iterations() && run.steps > 0;
    if (!here) continue;
    const QString when = QDateTime::fromMSecsSinceEpoch(run.created_ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    choices.push_back(
        {.run = run.id,
         .title = QStringLiteral("%1 · %2 · %3")
                      .arg(run.label.empty() ? to_qt(run.planner) : to_qt(run.label), to_qt(run.profile), when.mid(11)),
         .explanation = tr("%1\n%2, %3").arg(run_title(run), run_status_text(run), when)});
  }
  parts_.compare->setup().show_kept(choices);
}

}  // namespace stepscope::ui

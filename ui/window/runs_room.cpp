#include "ui/window/runs_room.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QRegularExpression>
#include <QUndoCommand>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "ui/bridge/text.h"
#include "ui/panels/runs_panel.h"

namespace stepscope::ui {

namespace {

class RemoveRuns final : public QUndoCommand {
 public:
  RemoveRuns(RunLibrary& library, std::vector<RunId> runs)
      : QUndoCommand(RunsRoom::tr("deleting runs")), library_(library), runs_(std::move(runs)) {}
  QString said() const {
    if (runs_.size() == 1) return RunsRoom::tr("1 run deleted. It is gone for good at the next start.");
    return RunsRoom::tr("%1 runs deleted. They are gone for good at the next start.").arg(runs_.size());
  }
  void redo() override { library_.remove(runs_); }
  void undo() override { library_.restore(runs_); }

 private:
  RunLibrary& library_;
  std::vector<RunId> runs_;
};

class RenameRun final : public QUndoCommand {
 public:
  RenameRun(RunLibrary& library, RunId run, QString before, QString after)
      : QUndoCommand(RunsRoom::tr("naming a run")),
        library_(library),
        run_(run),
        before_(std::move(before)),
        after_(std::move(after)) {}
  void redo() override { library_.set_label(run_, after_); }
  void undo() override { library_.set_label(run_, before_); }

 private:
  RunLibrary& library_;
  RunId run_;
  QString before_, after_;
};

QString advice_for(const Error& error) {
  return RunsRoom::tr(
             "%1. Runs can still be made; move this file away to begin a new store, or name another one in "
             "STEPSCOPE_STORE.")
      .arg(error_text(error));
}

}  // namespace

RunsRoom::RunsRoom(const Rooms& rooms, const WindowParts& parts, std::filesystem::path store, QObject* parent)
    : QObject(parent), rooms_(rooms), parts_(parts), library_(std::move(store)) {
  rooms_.bench.session().set_store(library_.store());
  SimulationSession& session = rooms_.bench.session();
  QObject::connect(&session, &SimulationSession::runStarted, &library_, &RunLibrary::refresh);
  QObject::connect(&session, &SimulationSession::runKept, this, &RunsRoom::take_kept);
  undo_index_ = rooms_.undo.index();
  QObject::connect(&rooms_.undo, &QUndoStack::indexChanged, this, &RunsRoom::follow_undo);
  QObject::connect(&library_, &RunLibrary::listed, this, &RunsRoom::take);
  QObject::connect(&library_, &RunLibrary::unreadable, this, [this](const Error& error) {
    parts_.runs->show_reason(error_text(error));
    const QString text = advice_for(error);
    if (std::exchange(last_unreadable_, text) != text) Q_EMIT said(Severity::kError, text);
  });
  QObject::connect(&library_, &RunLibrary::progressed, parts_.runs, &RunsPanel::show_progress);
  QObject::connect(&library_, &RunLibrary::imported, this, &RunsRoom::take_imported);
  QObject::connect(&library_, &RunLibrary::exported, this, [this](const std::vector<std::filesystem::path>& files) {
    parts_.runs->hide_progress();
    if (files.empty()) return;
    const std::filesystem::path folder = files.front().parent_path();
    Q_EMIT offered(
        Severity::kInfo,
        files.size() == 1 ? tr("Run exported: %1").arg(path_text(files.front()))
                          : tr("%1 runs exported: %2").arg(files.size()).arg(path_text(folder)),
        {{tr("Show folder"), [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(path_text(folder))); }}});
  });
  QObject::connect(&library_, &RunLibrary::failed, this,
                   [this](const Error& error) { Q_EMIT said(Severity::kError, error_text(error)); });
}

void RunsRoom::take_imported(const std::vector<RunId>& runs) {
  parts_.runs->hide_progress();
  if (runs.empty()) return;
  parts_.runs->mark(runs.front());
  Q_EMIT offered(Severity::kInfo,
                 runs.size() == 1 ? tr("1 run was imported.") : tr("%1 runs were imported.").arg(runs.size()),
                 {{tr("Open it"), [this, run = runs.front()] { open(run); }}});
}

QString RunsRoom::bundle_name(RunId run) const {
  const auto& runs = parts_.runs->runs();
  const int row = runs.row_of(run);
  if (row < 0) return QStringLiteral("run.stepscope");
  const RunSummary& summary = runs.run_at(row);
  const QString when = QDateTime::fromMSecsSinceEpoch(summary.created_ms).toString(QStringLiteral("yyyyMMdd-HHmmss"));
  static const QRegularExpression kOther(QStringLiteral("[^A-Za-z0-9._-]+"));
  QString title = run_title(summary);
  return QStringLiteral("%1_%2.stepscope").arg(title.replace(kOther, QStringLiteral("_")).left(80), when);
}

void RunsRoom::export_into(const std::vector<RunId>& runs, const std::filesystem::path& folder) {
  std::vector<RunLibrary::Export> exports;
  for (const RunId run : runs) exports.push_back({.run = run, .file = folder / to_path(bundle_name(run))});
  library_.export_runs(exports);
}

std::vector<ReportWish::Run> RunsRoom::report_runs(const std::vector<RunId>& runs) const {
  std::vector<ReportWish::Run> wished;
  for (const RunId run : runs) {
    const int row = parts_.runs->runs().row_of(run);
    if (row < 0) continue;
    wished.push_back(
        {.place = StoreRunWish{.store = listed_store_, .run = run, .data = {}, .dataset = rooms_.bench.dataset()},
         .title = run_title(parts_.runs->runs().run_at(row))});
  }
  return wished;
}

void RunsRoom::begin() {
  announce_ = true;
  library_.refresh();
  library_.purge();
}

void RunsRoom::take(const ListedRuns& listed) {
  listed_store_ = listed.store;
  last_unreadable_.clear();
  parts_.runs->show_runs(listed.runs, listed.bytes, path_text(listed.store));
  const QString note = to_qt(listed.note);
  if (std::exchange(last_note_, note) != note && !note.isEmpty()) Q_EMIT said(Severity::kWarning, note);
  if (std::exchange(announce_, false)) announce_interrupted(listed.runs);
}

void RunsRoom::take_kept(const KeptRun& kept) {
  for (const std::string& problem : kept.problems) Q_EMIT said(Severity::kError, to_qt(problem));
  library_.refresh();
}

// Those that were not announced before, by when they were made.
void RunsRoom::announce_interrupted(const std::vector<RunSummary>& runs) {
  const qint64 before = rooms_.settings.announced_ms();
  std::vector<RunSummary> fresh;
  std::ranges::copy_if(runs, std::back_inserter(fresh), [before](const RunSummary& run) {
    return run.status == "interrupted" && run.created_ms > before;
  });
  if (fresh.empty()) return;
  rooms_.settings.save_announced_ms(std::ranges::max(fresh, {}, &RunSummary::created_ms).created_ms);
  const RunSummary& newest = fresh.front();
  const QString which = tr("%1, %2").arg(run_title(newest), run_status_text(newest));
  const QString text = fresh.size() == 1
                           ? tr("A run was interrupted last time and is kept as far as it came: %1.").arg(which)
                           : tr("%1 runs were interrupted last time and are kept as far as they came; the newest: %2.")
                                 .arg(fresh.size())
                                 .arg(which);
  Q_EMIT offered(Severity::kWarning, text, {{tr("Open it"), [this, run = newest.id] { open(run); }}});
}

void RunsRoom::open(RunId run) {
  const auto& runs = parts_.runs->runs();
  const int row = runs.row_of(run);
  if (row < 0) return;
  rooms_.reopen.open_store_run(listed_store_, run, run_title(runs.run_at(row)));
}

// What was deleted last can be had back from the bar, until that is undone by other means or something else is done.
void RunsRoom::follow_undo(int index) {
  const bool done = index > std::exchange(undo_index_, index);
  if (!offered_undo_.isEmpty()) Q_EMIT withdrawn(std::exchange(offered_undo_, {}));
  const auto* removed = done ? dynamic_cast<const RemoveRuns*>(rooms_.undo.command(index - 1)) : nullptr;
  if (removed == nullptr) return;
  offered_undo_ = removed->said();
  Q_EMIT offered(Severity::kInfo, offered_undo_, {{tr("Undo"), [this] { rooms_.undo.undo(); }}});
}

void RunsRoom::remove(const std::vector<RunId>& runs) {
  if (!runs.empty()) rooms_.undo.push(new RemoveRuns(library_, runs));
}

void RunsRoom::rename(RunId run, const QString& label) {
  const auto& runs = parts_.runs->runs();
  const int row = runs.row_of(run);
  if (row < 0) return;
  rooms_.undo.push(new RenameRun(library_, run, to_qt(runs.run_at(row).label), label));
}

}  // namespace stepscope::ui

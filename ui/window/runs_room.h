#pragma once

#include <QObject>
#include <QUndoStack>
#include <vector>

#include "ui/bridge/report_writer.h"
#include "ui/bridge/run_library.h"
#include "ui/window/reopen_room.h"
#include "ui/window/window_parts.h"
#include "ui/window/window_settings.h"

namespace stepscope::ui {

// The runs that were kept, on behalf of the window: lists them, opens, names, deletes them and brings them back, and
// says at the start which were interrupted. GUI thread.
class RunsRoom : public QObject {
  Q_OBJECT

 public:
  struct Rooms {
    Workbench& bench;
    ReopenRoom& reopen;
    WindowSettings& settings;
    QUndoStack& undo;
  };
  // All outlive the room's use: it is a child of the window that owns them.
  RunsRoom(const Rooms& rooms, const WindowParts& parts, std::filesystem::path store, QObject* parent);

  RunLibrary& library() { return library_; }

  // At the start of the program: what was deleted before is gone for good, what was interrupted is announced.
  void begin();
  void open(RunId run);
  void remove(const std::vector<RunId>& runs);
  void rename(RunId run, const QString& label);
  // Each to a bundle of its own.
  void export_into(const std::vector<RunId>& runs, const std::filesystem::path& folder);
  // "idm_closed-loop_near_multiple_vehicles_20261126-081500.stepscope".
  QString bundle_name(RunId run) const;
  // These runs, for a report.
  std::vector<ReportWish::Run> report_runs(const std::vector<RunId>& runs) const;

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);
  // Something the user can do at once.
  void offered(stepscope::ui::Severity severity, const QString& text,
               const std::vector<stepscope::ui::BarAction>& actions);
  // What was offered in this text can no longer be done, or has been.
  void withdrawn(const QString& text);

 private:
  void take(const ListedRuns& listed);
  void take_kept(const KeptRun& kept);
  void announce_interrupted(const std::vector<RunSummary>& runs);
  void follow_undo(int index);
  void take_imported(const std::vector<RunId>& runs);

  Rooms rooms_;
  WindowParts parts_;
  RunLibrary library_;
  std::filesystem::path listed_store_;
  QString last_note_, last_unreadable_;
  QString offered_undo_;  // in the bar; empty: none
  int undo_index_{0};
  bool announce_{false};
};

}  // namespace stepscope::ui

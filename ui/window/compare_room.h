#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <deque>
#include <vector>

#include "ui/bridge/compare_desk.h"
#include "ui/bridge/stored_run_loader.h"
#include "ui/panels/beside_row.h"
#include "ui/window/compare_figures.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

class MainWindow;

// Two to four runs beside each other on behalf of the window: has live ones run in lockstep with the present run (or
// without it), reads kept ones, shows the step under the cursor of all of them in their scenes. GUI thread.
class CompareRoom : public QObject {
  Q_OBJECT

 public:
  // Both outlive the room's use: it is a child of the window that owns them.
  CompareRoom(Workbench& bench, const WindowParts& parts, QObject* parent);

  CompareDesk& desk() { return desk_; }
  SimulationSession& others_session() { return others_; }
  CompareFigures& figures() { return *figures_; }

  // Puts live runs beside the present one, from B on; the next run makes them.
  void choose_live(const std::vector<RunAsked>& asked);
  // Puts kept runs beside the present one, from the first free place on.
  void add_kept(const std::vector<KeptRef>& runs);
  // One: beside the present run. Several: the first becomes the present one, the others go beside it.
  void compare_kept(const std::vector<RunId>& runs);
  void compare_refs(const std::vector<KeptRef>& runs);
  // Kept runs are still to be read.
  bool reading() const { return !waiting_.empty() || !after_opening_.empty(); }
  // Where the store is that kept runs come from, and what it holds.
  void show_kept(const std::filesystem::path& store, const std::vector<RunSummary>& runs);
  // The run bar says something else about the next run.
  void follow(const RunSetup& setup);
  void run_side_by_side();
  void run_others();
  void leave();
  // What goes on beside the present run ends.
  void end();

 Q_SIGNALS:
  // A kept run is to become the present one.
  void openWished(stepscope::RunId run);
  void folderWished(const std::filesystem::path& folder);
  void said(stepscope::ui::Severity severity, const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct KeptWish {
    int place;
    KeptRef kept;
  };

  void wire_panel();
  void wire_present();
  void wire_others();
  void take_choice(int place);
  std::vector<int> live_places() const;
  void plan_companions();
  void forget_live(int place);
  void begin_live(const std::vector<int>& places);
  void append(int place, const std::vector<FramePtr>& frames);
  void note_over(int place, const FramePtr& latest);
  void take_rounds(const std::vector<Round>& rounds);
  void take_ends(const std::vector<int>& places, const std::vector<FinishedRun>& finished);
  void read_next();
  void take_kept(const KeptWish& wish, const ReopenedRun& run);
  void drop(int place);
  void take_scenario(const ScenarioPtr& scenario);
  void offer_kept();
  void show_places();
  void cover_all();
  void show_step();
  void show_present(int step);
  void show_beside(int place, int step);
  void lead_scenes(int step);
  bool ended_before(std::size_t run, int step) const;
  void show_charts();
  void schedule();
  void show_buttons();
  QString present_name() const;
  QString figures_of_present() const;

  Workbench& bench_;
  WindowParts parts_;
  CompareDesk desk_;
  SimulationSession others_;  // live ones without the present run
  StoredRunLoader reader_;
  std::deque<KeptWish> waiting_;  // to be read; the first is
  // Places of those that run with the present run, and without it; −1: no longer wanted.
  std::vector<int> companions_, others_places_;
  // Of live runs 0 … 3: they make no more steps, though the others go on.
  std::array<bool, kMostInLockstep> over_{};
  std::vector<KeptRef> after_opening_;
  std::filesystem::path store_;
  std::vector<RunSummary> kept_;
  QTimer refresh_timer_;
  CompareFigures* figures_;  // a child of this object
};

// Connects the room with the other parts of the window.
void wire_compare(MainWindow& window, CompareRoom& room, Workbench& bench, const WindowParts& parts);

}  // namespace stepscope::ui

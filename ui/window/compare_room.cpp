#include "ui/window/compare_room.h"

#include <QEvent>
#include <algorithm>
#include <utility>

#include "core/lockstep/run_place.h"
#include "ui/bridge/text.h"
#include "ui/charts/step_strip.h"
#include "ui/models/compare_text.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/compare_setup.h"
#include "ui/panels/parting_page.h"
#include "ui/panels/run_bar.h"
#include "ui/panels/run_status_bar.h"
#include "ui/panels/runs_panel.h"
#include "ui/panels/scene_grid.h"
#include "ui/window/main_window.h"
#include "ui/window/reopen_room.h"
#include "ui/window/runs_room.h"

namespace stepscope::ui {

namespace {

constexpr int kRefreshMs = 200;

}  // namespace

CompareRoom::CompareRoom(Workbench& bench, const WindowParts& parts, QObject* parent)
    : QObject(parent),
      bench_(bench),
      parts_(parts),
      desk_(bench.view()),
      figures_(new CompareFigures(bench, desk_, parts, this)) {
  refresh_timer_.setSingleShot(true);
  refresh_timer_.setInterval(kRefreshMs);
  QObject::connect(&refresh_timer_, &QTimer::timeout, this, [this] {
    if (parts_.compare->isVisible()) show_charts();
  });
  parts_.compare->installEventFilter(this);
  wire_panel();
  wire_present();
  wire_others();
  QObject::connect(&reader_, &StoredRunLoader::failed, this, [this](const Error& error) {
    Q_EMIT said(Severity::kError, error_text(error));
    drop(waiting_.front().place);
    waiting_.pop_front();
    read_next();
  });
  QObject::connect(&desk_, &CompareDesk::placesChanged, this, &CompareRoom::show_places);
  QObject::connect(&desk_, &CompareDesk::grew, this, [this] {
    const int clock = bench_.view().clock();
    cover_all();
    if (bench_.view().clock() == clock) show_step();  // else it has been shown
    schedule();
  });
  QObject::connect(&desk_, &CompareDesk::limitsChanged, this, [this] {
    parts_.compare->parting().show_limits(desk_.limits());
    show_charts();
  });
  QObject::connect(figures_, &CompareFigures::said, this, &CompareRoom::said);
  QObject::connect(figures_, &CompareFigures::measuringChanged, this, &CompareRoom::show_buttons);
  parts_.compare->setup().follow(bench_.setup());
  show_buttons();
}

void CompareRoom::wire_panel() {
  CompareSetup& setup = parts_.compare->setup();
  QObject::connect(&setup, &CompareSetup::choiceChanged, this, &CompareRoom::take_choice);
  QObject::connect(&setup, &CompareSetup::runWished, this, &CompareRoom::run_side_by_side);
  QObject::connect(&setup, &CompareSetup::othersWished, this, &CompareRoom::run_others);
  QObject::connect(&setup, &CompareSetup::leaveWished, this, &CompareRoom::leave);
  QObject::connect(&setup, &CompareSetup::linkToggled, parts_.scenes, &SceneGrid::set_linked);
  QObject::connect(&parts_.compare->parting(), &PartingPage::limitsWished, &desk_, &CompareDesk::set_limits);
}

void CompareRoom::wire_present() {
  SimulationSession& session = bench_.session();
  QObject::connect(&session, &SimulationSession::runRequested, this, [this, &session] {
    companions_ = session.has_companions() ? live_places() : std::vector<int>();  // as was planned
    over_[0] = false;
    begin_live(companions_);
  });
  QObject::connect(&session, &SimulationSession::roundsArrived, this, &CompareRoom::take_rounds);
  QObject::connect(&session, &SimulationSession::companionsFinished, this,
                   [this](const std::vector<FinishedRun>& finished) { take_ends(companions_, finished); });
  QObject::connect(&bench_, &Workbench::scenarioChanged, this, &CompareRoom::take_scenario);
  QObject::connect(&bench_, &Workbench::runReopened, this, [this] { add_kept(std::exchange(after_opening_, {})); });
  QObject::connect(&bench_, &Workbench::phaseChanged, this, [this] {
    parts_.compare->setup().show_present(present_name());
    parts_.scenes->set_name(0, present_name());
    show_buttons();
    show_step();
  });
  QObject::connect(&bench_.view(), &RunView::clockMoved, this, [this](int step) {
    parts_.compare->set_cursor(step);
    if (!desk_.empty()) parts_.strip->set_cursor(step);
    show_step();
  });
}

void CompareRoom::wire_others() {
  QObject::connect(&others_, &SimulationSession::framesArrived, this,
                   [this](const std::vector<FramePtr>& frames) { append(others_places_.front(), frames); });
  QObject::connect(&others_, &SimulationSession::roundsArrived, this, [this](const std::vector<Round>& rounds) {
    for (std::size_t i = 0; i < others_places_.size(); ++i) note_over(others_places_[i], rounds.back()[i]);
    for (std::size_t i = 1; i < others_places_.size(); ++i) {
      std::vector<FramePtr> frames;
      for (const Round& round : rounds)
        if (round[i]) frames.push_back(round[i]);
      append(others_places_[i], frames);
    }
  });
  QObject::connect(&others_, &SimulationSession::companionsFinished, this,
                   [this](const std::vector<FinishedRun>& finished) {
                     take_ends({others_places_.begin() + 1, others_places_.end()}, finished);
                   });
  QObject::connect(&others_, &SimulationSession::runFinished, this, [this](const FinishedRun& finished) {
    take_ends({others_places_.front()}, {finished});
    show_buttons();
  });
}

bool CompareRoom::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parts_.compare && event->type() == QEvent::Show) schedule();
  return QObject::eventFilter(watched, event);
}

void CompareRoom::choose_live(const std::vector<RunAsked>& asked) {
  parts_.compare->setup().follow(bench_.setup());
  for (int place = 0; place < kBesidePlaces; ++place) {
    const auto i = static_cast<std::size_t>(place);
    BesideChoice choice;
    if (i < asked.size()) choice = {.kind = BesideChoice::Kind::kLive, .asked = asked[i]};
    parts_.compare->setup().show_choice(place, choice);
    take_choice(place);
  }
}

void CompareRoom::take_choice(int place) {
  const BesideChoice& choice = parts_.compare->setup().choice(place);
  plan_companions();
  switch (choice.kind) {
    case BesideChoice::Kind::kNobody:
      forget_live(place);
      desk_.take_away(place);
      break;
    case BesideChoice::Kind::kLive: {
      // What another planner did stays until this one has run; nobody is better than somebody else's drive.
      const BesideRun* there = desk_.at(place);
      if (there == nullptr || there->asked == choice.asked) break;
      forget_live(place);
      desk_.take_away(place);
      break;
    }
    case BesideChoice::Kind::kKept:
      forget_live(place);
      waiting_.push_back({.place = place, .kept = choice.kept});
      if (waiting_.size() == 1) read_next();
      break;
  }
  show_buttons();
}

std::vector<int> CompareRoom::live_places() const {
  std::vector<int> places;
  for (int place = 0; place < kBesidePlaces; ++place)
    if (parts_.compare->setup().choice(place).kind == BesideChoice::Kind::kLive) places.push_back(place);
  return places;
}

void CompareRoom::plan_companions() {
  std::vector<RunAsked> asked;
  for (const int place : live_places()) {
    asked.push_back(parts_.compare->setup().choice(place).asked);
    asked.back().request.challenge = bench_.setup().request.challenge;
  }
  bench_.session().set_companions(std::move(asked));
}

void CompareRoom::follow(const RunSetup& setup) {
  parts_.compare->setup().follow(setup);
  plan_companions();
}

// What still comes of a run there is nobody's.
void CompareRoom::forget_live(int place) {
  std::ranges::replace(companions_, place, -1);
  std::ranges::replace(others_places_, place, -1);
}

void CompareRoom::begin_live(const std::vector<int>& places) {
  for (const int place : places) {
    RunAsked asked = parts_.compare->setup().choice(place).asked;
    asked.request.challenge = bench_.setup().request.challenge;
    over_[static_cast<std::size_t>(place + 1)] = false;
    desk_.put(place, beginning(asked, bench_.scenario()));
  }
}

// Whoever makes no step in a round of the others makes none any more.
void CompareRoom::note_over(int place, const FramePtr& latest) {
  if (place >= 0) over_[static_cast<std::size_t>(place + 1)] = latest == nullptr;
}

void CompareRoom::take_rounds(const std::vector<Round>& rounds) {
  over_[0] = rounds.back().front() == nullptr;
  for (std::size_t i = 0; i < companions_.size(); ++i) note_over(companions_[i], rounds.back()[i + 1]);
  for (std::size_t i = 0; i < companions_.size(); ++i) {
    std::vector<FramePtr> frames;
    for (const Round& round : rounds)
      if (round[i + 1]) frames.push_back(round[i + 1]);
    append(companions_[i], frames);
  }
}

void CompareRoom::append(int place, const std::vector<FramePtr>& frames) {
  if (place >= 0) desk_.append(place, frames);
}

void CompareRoom::take_ends(const std::vector<int>& places, const std::vector<FinishedRun>& finished) {
  for (std::size_t i = 0; i < std::min(places.size(), finished.size()); ++i) {
    if (places[i] < 0) continue;
    desk_.end(places[i], finished[i]);
    const QString letter = run_letter(places[i] + 1);
    if (finished[i].outcome.status == RunStatus::kFailed)
      Q_EMIT said(Severity::kError, tr("%1 failed: %2").arg(letter, error_text(finished[i].outcome.error)));
    for (const std::string& note : finished[i].notes)
      Q_EMIT said(Severity::kWarning, tr("%1: %2").arg(letter, to_qt(note)));
  }
}

void CompareRoom::run_side_by_side() {
  if (!bench_.scenario()) return;
  others_.stop();
  bench_.run();
}

void CompareRoom::run_others() {
  if (!bench_.scenario() || bench_.session().active()) return;
  others_.stop();
  others_places_ = live_places();
  if (others_places_.empty()) return;
  std::vector<RunAsked> asked = bench_.session().companions();
  const RunAsked first = asked.front();
  asked.erase(asked.begin());
  others_.set_store(bench_.session().store());
  others_.set_companions(asked);
  begin_live(others_places_);
  others_.start(first.request, first.profile, bench_.scenario());
  show_buttons();
}

void CompareRoom::leave() {
  others_.stop();
  reader_.forget();
  waiting_.clear();
  for (int place = 0; place < kBesidePlaces; ++place) {
    BesideChoice choice = parts_.compare->setup().choice(place);
    choice.kind = BesideChoice::Kind::kNobody;
    parts_.compare->setup().show_choice(place, choice);
  }
  plan_companions();
  desk_.clear();
  show_buttons();
}

void CompareRoom::end() {
  others_.stop();
  figures_->session().cancel();
}

void CompareRoom::drop(int place) {
  BesideChoice choice = parts_.compare->setup().choice(place);
  choice.kind = BesideChoice::Kind::kNobody;
  parts_.compare->setup().show_choice(place, choice);
  desk_.take_away(place);
  show_buttons();
}

// Whoever drives elsewhere goes; live ones stay chosen and run with the next run.
void CompareRoom::take_scenario(const ScenarioPtr& scenario) {
  others_.stop();
  offer_kept();
  for (int place = 0; place < kBesidePlaces; ++place) {
    const BesideRun* run = desk_.at(place);
    if (run == nullptr || (scenario && same_place(place_of(*scenario), run->place).ok())) continue;
    if (parts_.compare->setup().choice(place).kind == BesideChoice::Kind::kKept)
      drop(place);
    else
      desk_.take_away(place);
  }
  show_buttons();
}

void CompareRoom::schedule() {
  if (parts_.compare->isVisible() && !refresh_timer_.isActive()) refresh_timer_.start();
}

void CompareRoom::show_charts() { parts_.compare->show_desk(desk_); }

void CompareRoom::show_buttons() {
  parts_.compare->setup().offer({.has_scenario = bench_.scenario() != nullptr,
                                 .has_finished = bench_.view().size() > 0 && !bench_.session().active(),
                                 .measuring = figures_->measuring()});
}

void wire_compare(MainWindow& window, CompareRoom& room, Workbench& bench, const WindowParts& parts) {
  QObject::connect(&room, &CompareRoom::said, &window, &MainWindow::say);
  room.desk().set_limits(window.settings().divergence_limits());
  QObject::connect(&room.desk(), &CompareDesk::limitsChanged, &window,
                   [&window, &room] { window.settings().save_divergence_limits(room.desk().limits()); });
  QObject::connect(&room, &CompareRoom::openWished, &window.runs(), &RunsRoom::open);
  QObject::connect(&room, &CompareRoom::folderWished, &window.reopen(), &ReopenRoom::open_folder);
  QObject::connect(&window.runs().library(), &RunLibrary::listed, &room,
                   [&room](const ListedRuns& listed) { room.show_kept(listed.store, listed.runs); });
  QObject::connect(&room.others_session(), &SimulationSession::runKept, &window.runs().library(), &RunLibrary::refresh);
  QObject::connect(parts.compare, &ComparePanel::stepWished, &bench.view(), &RunView::set_cursor);
  QObject::connect(parts.scenes, &SceneGrid::hovered, parts.status, &RunStatusBar::show_pointed_at);
  QObject::connect(parts.run_bar, &RunBar::setupChanged, &room, &CompareRoom::follow);
  QObject::connect(&bench, &Workbench::setupAdopted, &room, &CompareRoom::follow);
  QObject::connect(parts.runs, &RunsPanel::compareWished, &room,
                   [&window, &room, &parts](const std::vector<RunId>& runs) {
                     window.bring_forward(parts.compare);
                     room.compare_kept(runs);
                   });
}

}  // namespace stepscope::ui

#include "ui/window/raster_room.h"

#include <QEvent>
#include <algorithm>
#include <utility>

#include "core/assembly/raster_choice.h"
#include "ui/window/main_window.h"

namespace stepscope::ui {

namespace {

constexpr std::int64_t kHistoryUs = 2'000'000;  // that planners are told of

// The frames before `step` that a planner knows, oldest first.
std::vector<FramePtr> frames_before(const std::vector<FramePtr>& frames, int step) {
  const auto now = frames.begin() + step;
  const auto first = std::partition_point(
      frames.begin(), now, [&](const FramePtr& frame) { return (*now)->time.us - frame->time.us > kHistoryUs; });
  return {first, now};
}

// What the rival draws instead of this task; its name for the user.
std::pair<RasterTask, QString> rival_of(const RasterTask& task, RasterRival rival) {
  RasterTask other = task;
  switch (rival) {
    case RasterRival::kPerStep:
      other.method = {.map = RasterMethod::Map::kPerStep, .agents = RasterMethod::Agents::kOneByOne};
      break;
    case RasterRival::kCanvas:
      other.method.map = RasterMethod::Map::kCanvas;
      break;
    default:
      other.method.map = RasterMethod::Map::kGathered;
      break;
  }
  return {other, method_text(other.method)};
}

}  // namespace

RasterRoom::RasterRoom(Workbench& bench, RasterPanel& panel, QObject* parent)
    : QObject(parent), bench_(bench), panel_(panel), background_(*this) {
  panel_.installEventFilter(this);
  RunView& view = bench_.view();
  QObject::connect(&bench_.session(), &SimulationSession::runRequested, this, &RasterRoom::take_run);
  QObject::connect(&bench_, &Workbench::reopening, this,
                   [this] { take_run(bench_.setup().request, bench_.setup().profile); });
  QObject::connect(&view, &RunView::profileBegun, this, [this] {
    ++run_;
    panel_.show_reason(reason());
  });
  QObject::connect(&view, &RunView::cursorMoved, this, &RasterRoom::draw);
  QObject::connect(&panel_, &RasterPanel::wishChanged, this, &RasterRoom::draw);
  take_run(bench_.setup().request, bench_.setup().profile);
}

bool RasterRoom::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &panel_ && event->type() == QEvent::Show) draw();
  return QObject::eventFilter(watched, event);
}

void RasterRoom::take_run(const RunRequest& request, const EngineProfile& profile) {
  request_ = request;
  profile_ = profile;
  source_.reset();
}

void RasterRoom::find_source() {
  if (std::exchange(finding_, true)) return;
  background_.run([request = request_] { return std::pair(request, raster_source_of(request)); },
                  [this](const std::pair<RunRequest, RasterSource>& found) {
                    finding_ = false;
                    if (found.first == request_) source_ = found.second;
                    draw();
                  });
}

QString RasterRoom::reason() const {
  if (bench_.view().size() == 0) return tr("No steps yet: run a scenario to see what a raster network sees");
  return tr("The log and the map of this run are not there: there is nothing to draw");
}

RasterTask RasterRoom::task_of(int step) const {
  const auto& frames = bench_.view().frames();
  RasterTask task{.scenario = bench_.scenario(),
                  .frame = frames[static_cast<std::size_t>(step)],
                  .before = frames_before(frames, step),
                  .parameters = source_->parameters,
                  .method = raster_method(profile_)};
  const RasterWish& wish = panel_.wish();
  task.parameters.size_px = wish.size_px.value_or(task.parameters.size_px);
  task.parameters.metres_per_pixel = wish.metres_per_pixel.value_or(task.parameters.metres_per_pixel);
  return task;
}

void RasterRoom::draw() {
  if (!panel_.isVisible()) return;  // drawn when it shows
  if (drawing_) {
    again_ = true;
    return;
  }
  const RunView& view = bench_.view();
  const int step = view.cursor();
  if (step < 0 || !bench_.scenario() || !bench_.has_scene()) return panel_.show_reason(reason());
  if (!source_) return find_source();
  panel_.show_steps(view.size());
  const RasterTask task = task_of(step);
  if (const Status status = check(task.parameters); !status.ok())
    return panel_.show_reason(QString::fromStdString(status.error().text()));
  panel_.show_source(source_->parameters,
                     tr("%1 · %2 · %3").arg(parameters_text(task.parameters), source_->title, method_text(task.method)),
                     source_->note);
  const RasterWish wish = panel_.wish();
  std::optional<std::pair<RasterTask, QString>> rival;
  if (wish.rival == RasterRival::kOtherStep) {
    const int other = std::clamp(wish.other_step, 0, view.size() - 1);
    rival.emplace(task_of(other), tr("step %1").arg(other));
  } else if (wish.rival != RasterRival::kNone) {
    rival = rival_of(task, wish.rival);
  }
  drawing_ = true;
  again_ = false;
  background_.run(
      [this, task, rival, run = run_] {
        auto shown = std::make_shared<ShownRasters>();
        shown->picture = artist_.draw(task);
        if (rival) {
          shown->other = artist_.draw(rival->first);
          shown->other_name = rival->second;
          shown->difference = difference_of(shown->picture->features, shown->other->features);
        }
        return std::pair(run, std::shared_ptr<const ShownRasters>(std::move(shown)));
      },
      [this](const std::pair<int, std::shared_ptr<const ShownRasters>>& made) {
        drawing_ = false;
        if (made.first == run_) panel_.show(made.second);
        if (std::exchange(again_, false)) draw();
      });
}

void wire_rasters(MainWindow& window, Workbench& bench, const WindowParts& parts) {
  new RasterRoom(bench, *parts.rasters, &window);  // a child of the window
}

}  // namespace stepscope::ui

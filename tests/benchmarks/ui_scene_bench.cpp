// Paint times of the scene, 1200 × 800: 2 000 map polygons (20–60 vertices each), all on the screen, and 150 boxes of
// all types with a plan. Run as it is on a display, or with QT_QPA_PLATFORM=offscreen.
#include <fmt/format.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <ctime>

#include "ui/scene/scene_view.h"

namespace {

using namespace stepscope;
using namespace stepscope::ui;

constexpr int kPolygons = 2000, kBoxes = 150, kFrames = 400;

// Ribbons of 20–60 vertices that wind through a square of 150 m: all of them on the screen.
RoadMapPtr ribbon_map() {
  RoadMapContent content;
  content.location = "ribbons";
  for (int i = 0; i < kPolygons; ++i) {
    const int half = 10 + i % 21;
    const double x0 = 20.0 + 3.0 * (i % 40), y0 = 20.0 + 2.4 * (i / 40), turn = 0.37 * i;
    std::vector<Point2> left, right, middle;
    for (int k = 0; k < half; ++k) {
      const double s = 12.0 * k / half, bend = turn + 0.08 * s;
      const Point2 p{x0 + s * std::cos(bend), y0 + s * std::sin(bend)};
      left.push_back({p.x - 1.6 * std::sin(bend), p.y + 1.6 * std::cos(bend)});
      right.push_back({p.x + 1.6 * std::sin(bend), p.y - 1.6 * std::cos(bend)});
      middle.push_back(p);
    }
    std::vector<Point2> ring = left;
    ring.insert(ring.end(), right.rbegin(), right.rend());
    ring.push_back(ring.front());
    LaneSegment lane;
    lane.id = i + 1;
    lane.roadblock = 1;
    lane.area = Area({Polygon{ring, {}}});
    lane.baseline = Polyline(middle);
    content.lanes.push_back(std::move(lane));
    content.boundaries.push_back({100'000 + i, Polyline(left), i % 2 == 0 ? 0 : 2});
  }
  Roadblock block;
  block.id = 1;
  block.area = content.lanes.front().area;
  content.roadblocks = {block};
  return RoadMap::build(std::move(content)).value();
}

struct OwnedFrame {
  std::vector<TrackedObject> objects;
  StepFrame frame;
};

FramePtr moving_frame(int step) {
  auto owned = std::make_shared<OwnedFrame>();
  for (int i = 0; i < kBoxes; ++i) {
    TrackedObject object;
    object.track = {static_cast<std::uint64_t>(i + 1)};
    object.type = static_cast<ObjectType>(i % kObjectTypeCount);
    object.box = {{25.0 + 7.0 * (i % 15) + 0.05 * step, 25.0 + 9.0 * (i / 15), 0.3 * i}, 4.6, 1.9};
    object.vx = is_agent(object.type) ? 5.0 : 0.0;
    owned->objects.push_back(object);
  }
  StepFrame& frame = owned->frame;
  frame.step = step;
  frame.time = {step * std::int64_t{100'000}};
  frame.ego.rear_axle = {60.0 + 0.05 * step, 70.0, 0.2 + 0.002 * step};
  frame.ego.vx = 8.0;
  for (int i = 0; i <= 80; ++i)
    frame.trajectory.append({.time = {frame.time.us + i * std::int64_t{100'000}},
                             .rear_axle = {frame.ego.rear_axle.x + 0.8 * i, 70.0 + 0.004 * i * i, 0.01 * i}});
  frame.objects = owned->objects;
  return {owned, &owned->frame};
}

// Processor time of this thread: on a machine with other work, wall time says how busy the others are.
double cpu_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

struct Times {
  std::vector<double> wall_ms, cpu;

  void add_paint(SceneView& view) {
    QElapsedTimer timer;
    timer.start();
    const double before = cpu_ms();
    view.repaint();
    cpu.push_back(cpu_ms() - before);
    wall_ms.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
  }
  static void print(const char* what, const char* clock, std::vector<double> ms) {
    if (ms.empty()) return;
    std::ranges::sort(ms);
    fmt::print("{:<36}{:<10} median {:6.2f} ms   p95 {:6.2f} ms   max {:6.2f} ms   n {}\n", what, clock,
               ms[ms.size() / 2], ms[ms.size() * 95 / 100], ms.back(), ms.size());
  }
  void print(const char* what) const {
    print(what, "wall", wall_ms);
    print(what, "processor", cpu);
  }
};

void wait_for_map(SceneView& view) {
  view.repaint();
  if (!QTest::qWaitFor([&] { return view.map_image().is_exact_for(view.view(), view.size()); }, 5000))
    fmt::print("the map drawing did not become exact\n");
}

void follow(SceneView& view, Orientation orientation, const char* what) {
  view.set_orientation(orientation);
  view.set_camera(Camera::kFollow);
  view.reset_view();
  wait_for_map(view);
  Times times;
  for (int step = 0; step < kFrames; ++step) {
    view.show_frame(moving_frame(step));
    times.add_paint(view);
    QCoreApplication::processEvents();
  }
  times.print(what);
}

void zoom(SceneView& view) {
  view.set_orientation(Orientation::kNorthUp);
  Times times, drawings;
  for (int i = 0; i < 60; ++i) {
    i % 20 < 10 ? view.zoom_in() : view.zoom_out();
    times.add_paint(view);
    QTest::qWait(20);
  }
  times.print("paint while zooming");
  for (int i = 0; i < 12; ++i) {
    i % 4 < 2 ? view.zoom_in() : view.zoom_out();
    wait_for_map(view);
    drawings.wall_ms.push_back(view.map_image().last_drawing_ms());
  }
  drawings.print("drawing the map anew (other thread)");
}

int measure() {
  SceneView view;
  view.resize(1200, 800);
  view.show();
  view.show_map(ribbon_map());
  view.show_frame(moving_frame(0));
  follow(view, Orientation::kNorthUp, "follow, north up");
  follow(view, Orientation::kEgoUp, "follow, ego up");
  zoom(view);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  return measure();
}

// charts_gallery <folder>: writes pictures of every chart in both themes with made-up values, to be looked at after a
// change of how they are drawn. QT_SCALE_FACTOR=2 shows them as on a dense screen.

#include <QApplication>
#include <QDir>
#include <QTextStream>

#include "made_up_run.h"
#include "made_up_spans.h"
#include "ui/charts/flame_view.h"
#include "ui/charts/object_inspector.h"
#include "ui/charts/share_donut.h"
#include "ui/charts/stage_table.h"
#include "ui/charts/step_strip.h"
#include "ui/charts/timeline_view.h"

namespace stepscope::ui {
namespace {

class Gallery {
 public:
  explicit Gallery(QDir folder) : folder_(std::move(folder)) {}

  void add(QWidget& widget, const QString& name, QSize size, const Theme& theme) {
    widget.resize(size);
    widget.show();
    QApplication::processEvents();
    if (auto* strip = qobject_cast<StepStrip*>(&widget)) strip->draw_now();
    QApplication::processEvents();
    const QString file = folder_.filePath(name + QLatin1Char('_') + theme.name + QStringLiteral(".png"));
    if (!widget.grab().save(file)) QTextStream(stderr) << file << " could not be written\n";
  }

  // The files a user would save: pictures by another way than the screen's.
  void add_export(const ChartExport& source, const QString& name, const Theme& theme) {
    for (const char* suffix : {".svg", ".png"}) {
      const QString file =
          folder_.filePath(name + QStringLiteral("_saved_") + theme.name + QString::fromLatin1(suffix));
      const QString problem = save_chart(source, file);
      if (!problem.isEmpty()) QTextStream(stderr) << problem << '\n';
    }
  }

 private:
  QDir folder_;
};

void add_strips(Gallery& gallery, const Theme& theme) {
  struct Run {
    const char* name;
    int steps;
    double typical_ns;
    QSize size;
  };
  const Run runs[] = {{"strip_fast", 149, 21e3, {1420, 170}},   {"strip_slow", 149, 60e6, {1420, 170}},
                      {"strip_over", 149, 700e6, {1420, 170}},  {"strip_long", 20'000, 200e3, {1420, 170}},
                      {"strip_narrow", 149, 210e3, {420, 150}}, {"strip_few", 4, 210e3, {1000, 150}}};
  for (const Run& run : runs) {
    StepStrip strip;
    strip.set_theme(theme);
    strip.begin_run(std::max(run.steps, 149), 0.1);
    strip.append(made_up_run(run.steps, run.typical_ns));
    strip.set_cursor(run.steps / 2);
    strip.set_bookmarks({{run.steps / 4, QStringLiteral("here")}, {run.steps / 3, {}}});
    strip.set_highlighted({run.steps * 3 / 5, run.steps * 3 / 5 + 1, run.steps * 4 / 5});
    gallery.add(strip, QString::fromLatin1(run.name), run.size, theme);
    gallery.add_export(strip.exporter(), QString::fromLatin1(run.name), theme);
  }
  StepStrip empty;
  empty.set_theme(theme);
  gallery.add(empty, QStringLiteral("strip_empty"), {900, 130}, theme);
}

void add_statistics(Gallery& gallery, const Theme& theme) {
  const RunStatistics statistics = statistics_of_frames(made_up_run(149, 210e3));
  for (const QSize size : {QSize(320, 260), QSize(480, 260), QSize(320, 420), QSize(700, 220), QSize(250, 300)}) {
    ShareDonut donut;
    donut.set_theme(theme);
    donut.show(statistics);
    gallery.add(donut, QStringLiteral("donut_%1x%2").arg(size.width()).arg(size.height()), size, theme);
  }
  ShareDonut empty;
  empty.set_theme(theme);
  gallery.add(empty, QStringLiteral("donut_empty"), {320, 200}, theme);
  StageTable table;
  table.set_theme(theme);
  table.show(statistics);
  table.selectRow(2);
  gallery.add(table, QStringLiteral("table"), {760, 320}, theme);
  StageTable no_rows;
  no_rows.set_theme(theme);
  gallery.add(no_rows, QStringLiteral("table_empty"), {760, 160}, theme);
}

void add_inspectors(Gallery& gallery, const Theme& theme) {
  StepFrame frame;
  frame.step = 87;
  frame.ego.rear_axle = {664433.12, 3997650.5, 1.2};
  frame.ego.vx = 8.3;
  frame.ego.ax = -0.42;
  frame.ego.steering_angle = 0.031;
  const TrackedObject objects[] = {{.track = Token{0x12ab},
                                    .type = ObjectType::kVehicle,
                                    .box = {{664440.0, 3997661.0, -2.1}, 4.62, 1.95},
                                    .height = 1.6,
                                    .vx = -3,
                                    .vy = 4}};
  frame.objects = objects;
  ObjectInspector object;
  object.set_theme(theme);
  object.show_content(describe_object(frame, Token{0x12ab}));
  gallery.add(object, QStringLiteral("inspector_object"), {320, 260}, theme);
  ObjectInspector ego;
  ego.set_theme(theme);
  ego.show_content(describe_ego(frame));
  gallery.add(ego, QStringLiteral("inspector_ego"), {260, 300}, theme);
  ObjectInspector nothing;
  nothing.set_theme(theme);
  gallery.add(nothing, QStringLiteral("inspector_empty"), {260, 120}, theme);
}

void add_timelines(Gallery& gallery, const Theme& theme) {
  struct Shown {
    const char* name;
    std::vector<int> queries;  // per step
    StepRange scope;
    QSize size;
    const char* words;
  };
  const Shown shown[] = {{"timeline_step", {4, 12, 6}, {1, 1}, {1000, 150}, ""},
                         {"timeline_steps", {4, 12, 6, 0, 3, 30, 2, 9}, {1, 6}, {1000, 150}, ""},
                         {"timeline_folded", std::vector<int>(3'000, 9), {0, 2'999}, {1000, 150}, ""},
                         {"timeline_search", {4, 12, 6, 0, 3, 30, 2, 9}, {1, 6}, {1000, 150}, "lidar"},
                         {"timeline_narrow", {4, 12, 6}, {0, 2}, {380, 120}, ""}};
  for (const Shown& one : shown) {
    const ProfiledRun run = run_with_spans(one.queries);
    TimelineData data;
    data.update(run);
    TimelineView view;
    view.set_theme(theme);
    view.set_data(&data);
    view.set_cursor(2);
    view.resize(one.size);
    view.set_scope(one.scope);
    if (one.scope == StepRange{1, 1}) view.select({1, 5});
    view.set_search(SpanQuery(one.words, run.statement_log));
    gallery.add(view, QString::fromLatin1(one.name), one.size, theme);
    gallery.add_export(view.exporter(), QString::fromLatin1(one.name), theme);
    FlameView flame;
    flame.set_theme(theme);
    flame.show_tree(call_tree_of(*run.spans, one.scope), &data);
    flame.set_search(SpanQuery(one.words, run.statement_log));
    gallery.add(flame, QString::fromLatin1(one.name).replace(QLatin1String("timeline"), QLatin1String("flame")),
                one.size, theme);
  }
  TimelineView empty;
  empty.set_theme(theme);
  empty.set_reason(QStringLiteral("The spans of this run were not recorded: only the times of its stages are known"));
  gallery.add(empty, QStringLiteral("timeline_empty"), {500, 100}, theme);
}

}  // namespace
}  // namespace stepscope::ui

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
    QTextStream(stderr) << "usage: charts_gallery <folder>\n";
    return 2;
  }
  using namespace stepscope::ui;
  Gallery gallery{QDir(QString::fromLocal8Bit(argv[1]))};
  for (const Theme* theme : {&Theme::light_theme(), &Theme::dark_theme()}) {
    add_strips(gallery, *theme);
    add_statistics(gallery, *theme);
    add_timelines(gallery, *theme);
    add_inspectors(gallery, *theme);
  }
  return 0;
}

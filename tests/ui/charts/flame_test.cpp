#include <QSignalSpy>
#include <QTest>

#include "made_up_spans.h"
#include "ui/charts/flame_view.h"

namespace stepscope::ui {

class FlameTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    run_ = run_with_spans({0, 10, 2});
    data_.clear();
    data_.update(run_);
    view_ = std::make_unique<FlameView>();
    view_->resize(1000, 160);
    view_->show_tree(call_tree_of(*run_.spans, {0, 2}), &data_);
  }
  void cleanup() { view_.reset(); }

  void widths_are_total_times_longest_first() {
    // Steps of 100, 120 and 104 µs; planner 60, 80 and 64.
    const FlameBox planner = box_of(Stage::kPlanner);
    QCOMPARE(planner.left, 0.0);
    QVERIFY(std::abs(planner.width - 1000.0 * 204.0 / 324.0) < 0.01);
    const FlameBox propagation = box_of(Stage::kPropagation);
    QVERIFY(std::abs(propagation.left - planner.width) < 0.01);
    QCOMPARE(box_of(Stage::kStep).width, 1000.0);
  }

  void narrow_paths_are_folded_into_one_box() {
    const CallTree tree = call_tree_of(*run_.spans, {0, 2});
    const auto boxes = flame_boxes(tree, 0, 100.0);  // 324 µs over 100 px: recording is 12 µs
    int folded = 0;
    for (const FlameBox& box : flame_boxes(tree, 0, 30.0)) folded += box.folded;
    QCOMPARE(folded, 4);  // both statements, lights, recording
    for (const FlameBox& box : boxes) QVERIFY(box.folded > 0 || box.width >= kNarrowestBox);
    QVERIFY(flame_boxes({}, 0, 100.0).empty());
  }

  void click_zooms_in_and_escape_back() {
    QSignalSpy chosen(view_.get(), &FlameView::nodeChosen);
    click(box_of(Stage::kFeatures));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(view_->tree().nodes[static_cast<std::size_t>(view_->top())].stage, Stage::kFeatures);
    QCOMPARE(box_of(Stage::kFeatures).width, 1000.0);
    QCOMPARE(box_of(Stage::kPlanner).width, 1000.0);  // what is above stays, whole
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QCOMPARE(view_->top(), 0);
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QCOMPARE(view_->top(), 0);
  }

  void arrows_go_through_the_tree() {
    QTest::keyClick(view_.get(), Qt::Key_Down);
    QCOMPARE(stage_of_top(), Stage::kPlanner);
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QCOMPARE(stage_of_top(), Stage::kPropagation);
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QCOMPARE(stage_of_top(), Stage::kPlanner);
    QTest::keyClick(view_.get(), Qt::Key_Up);
    QCOMPARE(stage_of_top(), Stage::kStep);
  }

  void the_zoomed_path_stays_when_the_steps_change() {
    click(box_of(Stage::kFeatures));
    view_->show_tree(call_tree_of(*run_.spans, {2, 2}), &data_);
    QCOMPARE(stage_of_top(), Stage::kFeatures);
    view_->show_tree({}, &data_);
    QCOMPARE(view_->top(), 0);
  }

  void tooltip_and_csv_name_statements() {
    const auto& nodes = view_->tree().nodes;
    const auto statement = std::find_if(nodes.begin(), nodes.end(), [](const CallNode& n) { return n.statement == 0; });
    const FlameBox box{.node = static_cast<int>(statement - nodes.begin())};
    const QString text = view_->tooltip(box);
    QVERIFY(text.contains(QStringLiteral("WHERE x &lt; ?")));
    QVERIFY(text.contains(QStringLiteral("12.0")));  // six of 2 µs
    QVERIFY(view_->csv().contains(
        QStringLiteral("step › planner › features › database: SELECT token FROM lidar_pc WHERE x < ?,6,12000,12000")));
  }

 private:
  FlameBox box_of(Stage stage) const {
    for (const FlameBox& box : view_->boxes())
      if (box.folded == 0 && view_->tree().nodes[static_cast<std::size_t>(box.node)].stage == stage) return box;
    return {.node = -1};
  }
  Stage stage_of_top() const { return view_->tree().nodes[static_cast<std::size_t>(view_->top())].stage; }
  void click(const FlameBox& box) {
    for (int y = 2; y < view_->height(); ++y) {
      const QPoint at(static_cast<int>(box.left + box.width / 2.0), y);
      const auto hit = view_->box_at(at);
      if (!hit || hit->node != box.node) continue;
      QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::NoModifier, at);
      return;
    }
    QFAIL("the box is out of sight");
  }

  ProfiledRun run_;
  TimelineData data_;
  std::unique_ptr<FlameView> view_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::FlameTest)
#include "flame_test.moc"

#include "ui/rasters/raster_view.h"

#include <QSignalSpy>
#include <QTest>

#include "ui/rasters/raster_images.h"

namespace stepscope::ui {

namespace {

// Ego 1 at the pixel (column 10, row 4) of 16 × 16, agents at (column 3, row 4); the plan goes ahead 4 m.
std::shared_ptr<const ShownRasters> made_up(int step) {
  auto picture = std::make_shared<RasterPicture>();
  picture->parameters.size_px = 16;
  picture->parameters.metres_per_pixel = 1.0;
  picture->parameters.channels = {RasterChannel::kEgo, RasterChannel::kAgents};
  picture->features.resize(16, picture->parameters.channels);
  picture->features.channel(RasterChannel::kEgo)[4 * 16 + 10] = 1.0F;
  picture->features.channel(RasterChannel::kAgents)[4 * 16 + 3] = 0.5F;
  picture->step = step;
  picture->plan = {{0, 0, 0}, {4, 0, 0}};
  auto shown = std::make_shared<ShownRasters>();
  shown->picture = std::move(picture);
  return shown;
}

}  // namespace

class RasterViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    view_ = std::make_unique<RasterView>();
    view_->resize(320, 460);
    view_->show(made_up(7));
  }

  void points_at_the_pixel_and_names_place_and_values() {
    QSignalSpy hovered(view_.get(), &RasterView::hovered);
    const QRectF tile(view_->tiles().front().picture);
    const QPointF at = view_->camera().to_widget(tile, {10.5, 4.5});
    QTest::mouseMove(view_.get(), at.toPoint());
    const auto hover = view_->hover_at(at);
    QVERIFY(hover);
    QCOMPARE(*hover, (RasterHover{.channel = std::nullopt, .column = 10, .row = 4}));
    const QString values = hover_values(*view_->shown()->picture, nullptr, *hover);
    QCOMPARE(values, QString("Ego 1 · Agents 0"));
    // Column 8 and row 7 are the rear axle; (10, 4) lies 3 m ahead and 2 m right of it.
    QVERIFY(hover_place(*view_->shown()->picture, *hover).contains("3.0 m ahead, 2.0 m right of the rear axle"));
    QVERIFY(!view_->hover_at({-5.0, -5.0}));
    const QRectF agents(view_->tiles()[2].picture);
    const auto other = view_->hover_at(view_->camera().to_widget(agents, {3.5, 4.5}));
    QCOMPARE(other->channel, std::optional(RasterChannel::kAgents));
  }

  void draws_whole_pixels_in_their_colour() {
    view_->set_plan_shown(false);
    const QImage image = view_->grab().toImage();
    const QRectF tile(view_->tiles()[1].picture);
    QVERIFY(view_->camera().scale(tile) >= 2.0);
    for (const QPointF inside : {QPointF(10.1, 4.1), QPointF(10.9, 4.9)})
      QCOMPARE(image.pixelColor(view_->camera().to_widget(tile, inside).toPoint()),
               Theme::light_theme().raster(RasterChannel::kEgo));
    QCOMPARE(image.pixelColor(view_->camera().to_widget(tile, {9.5, 4.5}).toPoint()),
             Theme::light_theme().scene_background);
  }

  void draws_the_plan_on_wish() {
    const QImage with = view_->grab().toImage();
    view_->set_plan_shown(false);
    QVERIFY(view_->grab().toImage() != with);
  }

  void zooms_all_tiles_together_and_back() {
    QSignalSpy zoomed(view_.get(), &RasterView::zoomChanged);
    const double before = view_->camera().scale(view_->tiles()[1].picture);
    QTest::keyClick(view_.get(), Qt::Key_Plus);
    QCOMPARE(zoomed.size(), 1);
    QVERIFY(view_->camera().zoom > before);
    QCOMPARE(view_->camera().scale(view_->tiles()[0].picture), view_->camera().scale(view_->tiles()[1].picture));
    QTest::keyClick(view_.get(), Qt::Key_D);
    QVERIFY(view_->camera().centre.x() > 8.0);
    QTest::keyClick(view_.get(), Qt::Key_0);
    QCOMPARE(view_->camera().zoom, 0);
    // The next step is shown as this one was.
    QTest::keyClick(view_.get(), Qt::Key_Plus);
    const int zoom = view_->camera().zoom;
    view_->show(made_up(8));
    QCOMPARE(view_->camera().zoom, zoom);
  }

  void says_why_there_is_nothing() {
    view_->set_reason("Because");
    QCOMPARE(view_->reason(), QString("Because"));
    QVERIFY(view_->tiles().empty());
    QVERIFY(!view_->hover_at({50, 50}));
    view_->grab();
    QTest::keyClick(view_.get(), Qt::Key_Plus);  // nothing to zoom
    QCOMPARE(view_->accessibleDescription(), QString("Because"));
  }

 private:
  std::unique_ptr<RasterView> view_;
};

}  // namespace stepscope::ui

QTEST_MAIN(stepscope::ui::RasterViewTest)
#include "raster_view_test.moc"

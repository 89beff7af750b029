#include <QFile>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "tests/support/files.h"
#include "tests/ui/bridge/mini_scenario.h"
#include "ui/rasters/picture_difference.h"
#include "ui/rasters/raster_artist.h"
#include "ui/rasters/raster_camera.h"
#include "ui/rasters/raster_files.h"
#include "ui/rasters/raster_images.h"
#include "ui/rasters/raster_place.h"
#include "ui/rasters/raster_text.h"
#include "ui/rasters/raster_tiles.h"

namespace stepscope::ui {

namespace {

FramePtr frame_of(const Scenario& scenario, int step) {
  const RecordedFrame& recorded = scenario.iteration(step);
  auto frame = std::make_shared<StepFrame>();
  frame->step = step;
  frame->time = recorded.ego.time;
  frame->ego = recorded.ego;
  frame->objects = recorded.objects;
  frame->lights = recorded.lights;
  return frame;
}

RasterFeatures two_by_two(std::vector<float> ego, std::vector<float> agents) {
  RasterFeatures features;
  constexpr std::array channels{RasterChannel::kEgo, RasterChannel::kAgents};
  features.resize(2, channels);
  std::ranges::copy(ego, features.channel(RasterChannel::kEgo).begin());
  std::ranges::copy(agents, features.channel(RasterChannel::kAgents).begin());
  return features;
}

}  // namespace

class RastersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void what_is_drawn_is_what_the_rasteriser_draws() {
    const ScenarioPtr scenario = test::mini_scenario();
    QVERIFY(scenario);
    RasterArtist artist;
    const FramePtr frame = frame_of(*scenario, 30);
    const RasterPicturePtr picture =
        artist.draw({.scenario = scenario, .frame = frame, .before = {}, .parameters = {}, .method = RasterMethod{}});
    RasterFeatures direct;
    make_rasteriser(scenario->map(), {}, {})->draw({.ego = frame->ego, .objects = frame->objects}, direct);
    QVERIFY(std::ranges::equal(picture->features.values(), direct.values()));
    QVERIFY(std::ranges::count(direct.values(), 0.0F) < std::ssize(direct.values()));
    QCOMPARE(picture->step, 30);
  }

  // The reference's rules: an object's pixel is where place() says its middle is.
  void the_middle_of_an_object_is_where_it_was_drawn() {
    const ScenarioPtr scenario = test::mini_scenario();
    RasterArtist artist;
    const FramePtr frame = frame_of(*scenario, 30);
    const RasterPicturePtr picture = artist.draw({scenario, frame, {}, {}, {}});
    const RasterPlace place = RasterPlace::of_channel(RasterChannel::kAgents, picture->ego, picture->parameters);
    const auto agents = picture->features.channel(RasterChannel::kAgents);
    int inside = 0;
    for (const TrackedObject& object : frame->objects) {
      if (object.box.width < 1.0) continue;  // two pixels at least: no rounding leaves the middle out
      const QPointF at = place.to_picture(object.box.centre.position());
      if (at.x() < 2.0 || at.y() < 2.0 || at.x() > 222.0 || at.y() > 222.0) continue;
      ++inside;
      const auto index = static_cast<std::size_t>(at.y()) * 224 + static_cast<std::size_t>(at.x());
      QCOMPARE(agents[index], 1.0F);
    }
    QVERIFY(inside > 0);
  }

  void places_go_there_and_back() {
    const EgoState ego{.rear_axle = {664'000.0, 3'999'000.0, 1.0}};
    const RasterParameters parameters;
    const RasterPlace place = RasterPlace::of_rear_axle(ego, parameters);
    // The pixel with the coordinate (112, 112) counted from the lower left is the rear axle; its middle, from the top:
    // 224 − 112 − 0.5.
    QCOMPARE(place.to_picture(ego.rear_axle.position()), QPointF(112.5, 111.5));
    // Ten pixels up and four to the left: 5 m ahead, 2 m left.
    const Point2 vehicle = place.to_vehicle({108.5, 101.5});
    QCOMPARE(vehicle, (Point2{5.0, 2.0}));
    const Point2 map = place.to_map({108.5, 101.5});
    QVERIFY(std::abs(map.x - (664'000.0 + 5.0 * std::cos(1.0) - 2.0 * std::sin(1.0))) < 1e-6);
    QVERIFY(std::abs(map.y - (3'999'000.0 + 5.0 * std::sin(1.0) + 2.0 * std::cos(1.0))) < 1e-6);
    // The map is drawn around the middle of the box, 1.461 m ahead: there the rear axle lies 2.922 pixels lower.
    const RasterPlace of_map = RasterPlace::of_channel(RasterChannel::kRoadMap, ego, parameters);
    QVERIFY(std::abs(of_map.to_picture(ego.rear_axle.position()).y() - (111.5 + 2.922)) < 1e-6);
  }

  void past_objects_are_of_the_frame_before_or_of_the_recording() {
    const ScenarioPtr scenario = test::mini_scenario();
    const FramePtr now = frame_of(*scenario, 30);
    std::vector<FramePtr> before;
    for (int step = 10; step < 30; ++step) before.push_back(frame_of(*scenario, step));
    // Ten steps of 0.1 s earlier.
    QVERIFY(past_objects(*scenario, before, *now).data() == scenario->iteration(20).objects.data());
    const FramePtr first = frame_of(*scenario, 0);
    const auto past = past_objects(*scenario, {}, *first);
    const auto recorded = std::ranges::find_if(
        scenario->past(), [&](const RecordedFrame& frame) { return frame.objects.data() == past.data(); });
    QVERIFY(recorded != scenario->past().end());
    for (const RecordedFrame& other : scenario->past())
      QVERIFY(std::abs(first->time.us - recorded->ego.time.us - 1'000'000) <=
              std::abs(first->time.us - other.ego.time.us - 1'000'000));
  }

  void differences_are_counted_by_channel_and_in_all() {
    const RasterFeatures first = two_by_two({0, 1, 0.5F, 0}, {1, 0, 0, 0});
    const RasterFeatures second = two_by_two({0, 0, 1, 0}, {1, 1, 0, 0});
    const PictureDifference difference = difference_of(first, second);
    QCOMPARE(difference.channels.size(), std::size_t{2});
    QCOMPARE(difference.channels[0].pixels, 2);
    QCOMPARE(difference.channels[0].marks, (std::vector<std::uint8_t>{0, 1, 2, 0}));
    QCOMPARE(difference.channels[1].marks, (std::vector<std::uint8_t>{0, 2, 0, 0}));
    QCOMPARE(difference.values, 3);  // of 2 channels × 4 pixels
    QCOMPARE(difference.pixels_any, 2);
    QCOMPARE(difference.share(), 3.0 / 8.0);
    QCOMPARE(difference.largest, 1.0F);
    QVERIFY(difference_text(difference).startsWith("3 of 8 values differ (37.5"));
    QCOMPARE(difference_text(difference_of(first, first)), QString("All 8 values are the same."));
    RasterFeatures larger;
    larger.resize(3, first.channels());
    QVERIFY(difference_text(difference_of(first, larger)).contains("cannot be compared"));
  }

  void images_have_the_colours_of_the_channels() {
    const RasterFeatures features = two_by_two({0, 1, 0.5F, 0}, {1, 1, 0, 0});
    for (const Theme* theme : {&Theme::light_theme(), &Theme::dark_theme()}) {
      const QImage ego = channel_image(features, RasterChannel::kEgo, *theme);
      QCOMPARE(ego.pixelColor(0, 0), theme->scene_background);
      QCOMPARE(ego.pixelColor(1, 0), theme->raster(RasterChannel::kEgo));
      QVERIFY(ego.pixelColor(0, 1) != ego.pixelColor(0, 0) && ego.pixelColor(0, 1) != ego.pixelColor(1, 0));
      const QImage all = combined_image(features, *theme);
      QCOMPARE(all.pixelColor(0, 0), theme->raster(RasterChannel::kAgents));
      QCOMPARE(all.pixelColor(1, 0), theme->raster(RasterChannel::kEgo));  // on top
      const PictureDifference difference = difference_of(features, two_by_two({0, 0, 1, 0}, {1, 1, 0, 0}));
      const QImage marked = channel_difference_image(features, difference.channels[0], *theme);
      QCOMPARE(marked.pixelColor(1, 0), lower_colour(*theme));
      QCOMPARE(marked.pixelColor(0, 1), higher_colour(*theme));
      for (std::size_t i = 0; i < kRasterChannelCount; ++i)  // none can be taken for the background
        QVERIFY(theme->raster(static_cast<RasterChannel>(i)) != theme->scene_background);
    }
  }

  void zooms_in_whole_numbers_about_the_pointer() {
    const QRectF tile(0, 0, 500, 500);
    RasterCamera camera{.size_px = 224};
    QCOMPARE(camera.scale(tile), 2.0);
    QCOMPARE(camera.scale(QRectF(0, 0, 112, 112)), 0.5);
    const QPointF held = camera.to_picture(tile, {400, 300});
    camera.zoom_by(1, tile, {400, 300});
    QCOMPARE(camera.zoom, 3);
    QVERIFY((camera.to_widget(tile, held) - QPointF(400, 300)).manhattanLength() < 1e-9);
    camera.zoom_by(-1, tile, {400, 300});
    QCOMPARE(camera.zoom, 0);  // all
    for (int i = 0; i < 100; ++i) camera.zoom_by(1, tile, {0, 0});
    QCOMPARE(camera.zoom, RasterCamera::kLargestZoom);
    for (int i = 0; i < 100; ++i) camera.pan({1000, 1000}, tile);
    QCOMPARE(camera.centre, QPointF(0, 0));
  }

  void tiles_keep_inside_and_apart() {
    for (const QSize size : {QSize(318, 640), QSize(1200, 260), QSize(200, 300), QSize(700, 700)})
      for (const int channels : {1, 4, 9}) {
        const QRect area(QPoint(5, 5), size);
        const auto tiles = arrange_tiles(area, channels, 224, 18);
        QCOMPARE(tiles.size(), static_cast<std::size_t>(channels + 1));
        for (std::size_t i = 0; i < tiles.size(); ++i) {
          const QRect whole = tiles[i].title.united(tiles[i].picture);
          QVERIFY(area.contains(whole));
          QVERIFY(tiles[i].picture.width() <= tiles.front().picture.width());
          for (std::size_t j = 0; j < i; ++j) QVERIFY(!whole.intersects(tiles[j].title.united(tiles[j].picture)));
        }
      }
    QVERIFY(arrange_tiles(QRect(0, 0, 30, 30), 4, 224, 18).empty());
  }

  void files_are_those_of_the_command_line() {
    const test::TemporaryFolder folder;
    const QString base = QString::fromStdString((folder.path() / "raster_3").string());
    const RasterFeatures features = two_by_two({0, 1, 0.5F, 0}, {1, 0, 0, 0});
    QCOMPARE(save_npy(features, base + ".npy"), QString());
    QFile array(base + ".npy");
    QVERIFY(array.open(QIODevice::ReadOnly));
    const QByteArray bytes = array.readAll();
    QVERIFY(bytes.startsWith("\x93NUMPY"));
    QVERIFY(bytes.contains("(2, 2, 2"));
    QCOMPARE(bytes.right(32), QByteArray(reinterpret_cast<const char*>(features.values().data()), 32));
    QCOMPARE(save_channel_pngs(features, base + ".png"), QString());
    const QImage ego(base + "_ego.png");
    QCOMPARE(ego.size(), QSize(2, 2));
    QCOMPARE(qGray(ego.pixel(1, 0)), 255);
    QVERIFY(QFile::exists(base + "_agents.png"));
    QVERIFY(save_npy(features, base + "/no/such/folder.npy").contains("could not be written"));
  }
};

}  // namespace stepscope::ui

QTEST_GUILESS_MAIN(stepscope::ui::RastersTest)
#include "rasters_test.moc"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/map/route_id.h"
#include "core/scenario/frame_reader.h"
#include "core/scenario/frame_window.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scene_reader.h"
#include "core/sqlite/query_plan.h"

namespace stepscope {

namespace {

constexpr double kLeastSubsample = 0.001;
constexpr double kSurroundings = 1000.0;  // m around a map where a log may begin or end
constexpr std::int64_t kGapUs = 75'000;   // rows are 50 ms apart, give or take less than a millisecond

// About the request, not about the log: the error names no file.
Status check(const ScenarioExtraction& extraction) {
  const auto wrong = [](const char* field, const char* reason) {
    return Error{.file = {}, .place = "extraction", .field = field, .reason = reason};
  };
  if (!(extraction.subsample >= kLeastSubsample && extraction.subsample <= 1.0))
    return wrong("subsample", "is not within 0.001 … 1");
  if (!(extraction.duration_s > 0.0 && extraction.duration_s < 1e6)) return wrong("duration", "is not a positive time");
  if (!(std::abs(extraction.offset_s) < 1e6)) return wrong("offset", "is not a time");
  return {};
}

std::string warn_of_gaps(std::span<const TimelineRow> rows) {
  int gaps = 0;
  double longest = 0.0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].time.us - rows[i - 1].time.us <= kGapUs) continue;
    ++gaps;
    longest = std::max(longest, seconds_between(rows[i - 1].time, rows[i].time));
  }
  if (gaps == 0) return {};
  return fmt::format(
      "lidar_pc: frames are missing at {} places, the longest gap is {:.2f} s; samples of history and "
      "future count rows, not seconds",
      gaps, longest);
}

// A map under the right name, but of another place: nothing else would tell.
void warn_of_place(const RoadMap& map, const EgoState& ego, std::vector<std::string>& warnings) {
  Bounds near = map.bounds();
  near.extend(Bounds::square({near.min_x, near.min_y}, kSurroundings));
  near.extend(Bounds::square({near.max_x, near.max_y}, kSurroundings));
  if (near.contains(ego.rear_axle.position())) return;
  warnings.push_back(
      fmt::format("ego_pose, x and y: the first frame, at ({:.0f}, {:.0f}), is more than {:.0f} m away from the map",
                  ego.rear_axle.x, ego.rear_axle.y, kSurroundings));
}

void warn_of_lights(const RoadMap& map, std::span<const TrafficLightStatus> lights,
                    std::vector<std::string>& warnings) {
  std::set<std::int64_t> absent;
  std::int64_t rows = 0;
  for (const TrafficLightStatus& light : lights) {
    const LaneSegment* segment = map.segment(light.lane_connector);
    if (segment != nullptr && segment->kind == SegmentKind::kLaneConnector) continue;
    absent.insert(light.lane_connector);
    ++rows;
  }
  if (absent.empty()) return;
  warnings.push_back(
      fmt::format("traffic_light_status, lane_connector_id: {} rows are about {} lane connectors that the "
                  "map does not have, e.g. {}",
                  rows, absent.size(), *absent.begin()));
}

void warn_of_route(const RoadMap& map, std::span<const std::string> route, std::vector<std::string>& warnings) {
  for (const std::string& text : route) {
    if (roadblock_of_route(map, text) != nullptr) continue;
    warnings.push_back(fmt::format("scene, roadblock_ids: the map has no roadblock \"{}\"", text));
  }
}

}  // namespace

Result<ScenarioPtr> Scenario::load(const ScenarioId& id, const std::string& scenario_type,
                                   const ScenarioExtraction& extraction, RoadMapPtr map) {
  const std::string file = id.db.string();
  if (Status sound = check(extraction); !sound.ok()) return sound.error();
  StatementLedger ledger;
  auto opened = Database::open_read_only(id.db, &ledger);
  if (!opened.ok()) return opened.error();
  const Database& log = opened.value();
  auto timeline = read_timeline(log);
  if (!timeline.ok()) return timeline.error();
  const std::span<const TimelineRow> rows = timeline.value().rows;
  auto description = read_log_description(log, timeline.value().log);
  if (!description.ok()) return description.error();

  const auto anchor = std::find_if(rows.begin(), rows.end(), [&](const TimelineRow& r) { return r.token == id.token; });
  if (anchor == rows.end())
    return Error{.file = file, .place = "lidar_pc", .field = "token", .reason = "there is no frame " + id.token.hex()};
  const FrameWindow window = cut_window(rows, anchor->time, extraction);
  if (std::string problem = window_problem(window, rows, anchor->time, extraction); !problem.empty())
    return Error{.file = file, .place = "scenario " + id.token.hex(), .field = {}, .reason = std::move(problem)};

  const std::shared_ptr<Scenario> scenario(new Scenario());
  Scenario& s = *scenario;
  s.id_ = id;
  s.type_ = scenario_type;
  s.log_name_ = id.db.stem().string();
  s.map_name_ = std::move(description).value().location;
  s.extraction_ = extraction;
  s.map_ = std::move(map);
  if (s.map_ != nullptr && s.map_->location() != s.map_name_)
    return Error{
        .file = file,
        .place = "log",
        .field = "map_version",
        .reason = "the log was recorded in \"" + s.map_name_ + "\", the map is of \"" + s.map_->location() + "\""};

  auto scene = read_scene(log, anchor->scene, s.warnings_);
  if (!scene.ok()) return scene.error();
  s.goal_ = scene.value().goal;
  s.route_ = std::move(scene.value().route);

  const std::size_t oldest = window.oldest();
  auto egos = read_egos(log, timeline.value(), oldest);
  if (!egos.ok()) return egos.error();
  std::vector<std::size_t> frame_rows;  // history, then iterations; rows of the timeline
  for (std::size_t k = window.past_count; k > 0; --k) frame_rows.push_back(window.past_row(k));
  for (std::size_t i = 0; i < window.iterations; ++i) frame_rows.push_back(window.first + i * window.step);
  std::vector<Token> frames;
  for (const std::size_t row : frame_rows) frames.push_back(rows[row].token);
  auto objects = read_objects(log, frames, s.warnings_);
  if (!objects.ok()) return objects.error();
  auto lights = read_lights(log, frames);
  if (!lights.ok()) return lights.error();

  s.objects_ = std::move(objects.value().values);
  s.lights_ = std::move(lights.value().values);
  s.rows_.reserve(egos.value().size());
  for (std::size_t i = 0; i < egos.value().size(); ++i)
    s.rows_.push_back({.token = rows[oldest + i].token, .ego = egos.value()[i], .objects = {}, .lights = {}});
  const auto part = [](const auto& values, const std::vector<std::size_t>& begin, std::size_t frame) {
    return std::span(values).subspan(begin[frame], begin[frame + 1] - begin[frame]);
  };
  for (std::size_t frame = 0; frame < frame_rows.size(); ++frame) {
    RecordedFrame& recorded = s.rows_[frame_rows[frame] - oldest];
    recorded.objects = part(s.objects_, objects.value().begin, frame);
    recorded.lights = part(s.lights_, lights.value().begin, frame);
    if (frame < window.past_count) {
      s.past_.push_back(recorded);
    } else {
      s.iteration_rows_.push_back(frame_rows[frame] - oldest);
      s.expert_.push_back(recorded.ego);
    }
  }

  if (std::string gaps = warn_of_gaps(rows.subspan(oldest, window.last() - oldest + 1)); !gaps.empty())
    s.warnings_.push_back(std::move(gaps));
  if (s.map_ != nullptr) {
    warn_of_place(*s.map_, s.expert_.front(), s.warnings_);
    warn_of_lights(*s.map_, s.lights_, s.warnings_);
    warn_of_route(*s.map_, s.route_, s.warnings_);
  }
  s.loading_ = ledger.log();
  (void)explain_statements(id.db, s.loading_.texts);  // plans that cannot be told stay unknown
  return ScenarioPtr(scenario);
}

}  // namespace stepscope

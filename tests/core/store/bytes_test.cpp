#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/store/bytes.h"
#include "core/store/frame_bytes.h"
#include "core/store/timing_bytes.h"
#include "core/store/zlib_bytes.h"

namespace stepscope::test {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Bytes, numbers_of_every_size_come_back) {
  ByteWriter out;
  const std::int64_t numbers[] = {0, 1, -1, 63, 64, -64, -65, 1'000'000'007, -1'000'000'007, kLeast, kMost};
  for (const std::int64_t number : numbers) out.signed_number(number);
  out.unsigned_number(~std::uint64_t{0});
  out.real(-0.0);
  ByteReader in(out.bytes());
  for (const std::int64_t number : numbers) EXPECT_EQ(in.signed_number(), number);
  EXPECT_EQ(in.unsigned_number(), ~std::uint64_t{0});
  EXPECT_TRUE(std::signbit(in.real()));
  EXPECT_TRUE(in.ok());
  EXPECT_TRUE(in.at_end());
}

TEST(Bytes, small_numbers_are_short) {
  ByteWriter out;
  out.signed_number(-64);  // folded to 127: 7 bits
  EXPECT_EQ(out.bytes().size(), 1u);
  out.clear();
  out.signed_number(64);  // folded to 128: 8 bits
  EXPECT_EQ(out.bytes().size(), 2u);
}

TEST(Bytes, what_is_not_there_is_not_ok) {
  ByteReader empty("");
  EXPECT_EQ(empty.fixed(), 0u);
  EXPECT_FALSE(empty.ok());
  ByteReader endless("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff");
  EXPECT_EQ(endless.unsigned_number(), 0u);
  EXPECT_FALSE(endless.ok());
  ByteReader too_many("\x05\x01");  // five things cannot be in one byte
  EXPECT_EQ(too_many.count(), 0u);
  EXPECT_FALSE(too_many.ok());
}

TEST(PlanBytes, every_bit_comes_back) {
  Trajectory plan;
  const double odd[] = {0.0, -0.0, 1e-310, 1e300, -std::numeric_limits<double>::infinity(), 664'412.25, 3.14159};
  for (int i = 0; i < 7; ++i)
    plan.append({.time = {i == 6 ? kMost : i * 100'000},
                 .rear_axle = {odd[i], odd[6 - i], 0.1 * i},
                 .vx = odd[i] * 2,
                 .vy = odd[i],
                 .ax = -odd[i],
                 .ay = 1.0 / (i + 1),
                 .steering_angle = odd[6 - i]});
  ByteWriter out;
  write_plan(plan, out);
  ByteReader in(out.bytes());
  Trajectory back;
  read_plan(in, back);
  ASSERT_TRUE(in.ok());
  ASSERT_EQ(back.size(), plan.size());
  EXPECT_TRUE(back == plan);
  EXPECT_TRUE(std::signbit(back.states()[1].rear_axle.x));
}

// 81 states on a straight line at 10 m/s: x grows, everything else stays.
TEST(PlanBytes, a_smooth_plan_is_small) {
  Trajectory plan;
  for (int i = 0; i < 81; ++i)
    plan.append({.time = {i * 100'000}, .rear_axle = {664'000.0 + i, 3'990'000.0, 0.5}, .vx = 10.0});
  ByteWriter out;
  write_plan(plan, out);
  EXPECT_LT(out.bytes().size(), 81u * 16u);  // of 81 · 72 bytes
}

TrackedObject object(std::uint64_t track, double x) {
  return {.track = {track}, .type = ObjectType::kBicycle, .box = {{x, 2.0, 0.1}, 4.0, 2.0}, .height = 1.5, .vx = x};
}

// recorded  A B C D E
struct ObjectCase {
  std::vector<TrackedObject> objects;
  std::size_t most_bytes;
  const char* why;
};

TEST(ObjectBytes, are_references_where_they_are_recorded) {
  const std::vector<TrackedObject> recorded{object(1, 1), object(2, 2), object(3, 3), object(4, 4), object(5, 5)};
  const auto& r = recorded;
  const ObjectCase cases[] = {{recorded, 3, "all of them: one stretch"},
                              {{}, 1, "none"},
                              {{r[1], r[2], r[4]}, 5, "two stretches"},
                              {{r[4], r[0], r[1]}, 5, "in another order"},
                              {{object(2, 9), r[2], r[3]}, 4 + 73, "one has moved, the others have not"},
                              {{object(9, 9), object(8, 8)}, 2 + 2 * 73, "none is recorded"},
                              {{r[0], r[0]}, 5, "one twice"}};
  for (const ObjectCase& c : cases) {
    SCOPED_TRACE(c.why);
    ByteWriter out;
    ObjectWriter().write(c.objects, recorded, out);
    EXPECT_LE(out.bytes().size(), c.most_bytes);
    ByteReader in(out.bytes());
    std::vector<TrackedObject> own;
    const auto back = read_objects(in, recorded, own);
    ASSERT_TRUE(in.ok());
    EXPECT_TRUE(std::ranges::equal(back, c.objects));
  }
}

TEST(ObjectBytes, all_recorded_ones_are_not_copied) {
  const std::vector<TrackedObject> recorded{object(1, 1), object(2, 2)};
  ByteWriter out;
  ObjectWriter().write(recorded, recorded, out);
  ByteReader in(out.bytes());
  std::vector<TrackedObject> own;
  EXPECT_EQ(read_objects(in, recorded, own).data(), recorded.data());
}

TEST(LightBytes, come_back) {
  const std::vector<TrafficLightStatus> recorded{{.lane_connector = 7, .colour = LightColour::kRed}};
  const std::vector<TrafficLightStatus> other{{.lane_connector = -8, .colour = LightColour::kGreen}};
  for (const auto& lights : {recorded, other, std::vector<TrafficLightStatus>{}}) {
    ByteWriter out;
    write_lights(lights, recorded, out);
    ByteReader in(out.bytes());
    std::vector<TrafficLightStatus> own;
    EXPECT_TRUE(std::ranges::equal(read_lights(in, recorded, own), lights));
    EXPECT_TRUE(in.ok());
  }
}

TEST(SpanBytes, come_back_with_their_places) {
  const std::vector<SpanRecord> spans{
      {.stage = Stage::kStep, .begin_ns = 5'000'000'000, .end_ns = 5'000'900'000},
      {.stage = Stage::kPlanner, .parent = 0, .begin_ns = 5'000'000'100, .end_ns = 5'000'800'000},
      {.stage = Stage::kDatabase, .lane = 2, .parent = 1, .detail = 17, .begin_ns = 5'000'000'200, .end_ns = kMost}};
  ByteWriter out;
  write_spans(spans, out);
  ByteReader in(out.bytes());
  std::vector<SpanRecord> back;
  const std::vector<Stage> stages = stages_from_keys(stage_keys());
  ASSERT_EQ(stages.size(), kStageCount);
  read_spans(in, stages, back);
  ASSERT_TRUE(in.ok());
  ASSERT_EQ(back.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(back[i].stage, spans[i].stage);
    EXPECT_EQ(back[i].lane, spans[i].lane);
    EXPECT_EQ(back[i].parent, spans[i].parent);
    EXPECT_EQ(back[i].detail, spans[i].detail);
    EXPECT_EQ(back[i].begin_ns, spans[i].begin_ns);
    EXPECT_EQ(back[i].end_ns, spans[i].end_ns);
  }
}

TEST(SpanBytes, of_another_order_of_stages_are_understood) {
  EXPECT_EQ(stages_from_keys("planner,unaccounted"), (std::vector<Stage>{Stage::kPlanner, Stage::kStep}));
  EXPECT_TRUE(stages_from_keys("planner,nothing").empty());
}

// Random bytes, and real ones with a byte changed: an answer or a refusal, never a crash (with the sanitizers).
TEST(DamagedBytes, are_read_without_harm) {
  Random random(7);
  ByteWriter spans, plan, objects, executions;
  write_spans(std::vector<SpanRecord>(20, SpanRecord{.stage = Stage::kPlanner, .end_ns = 100}), spans);
  Trajectory trajectory;
  for (int i = 0; i < 20; ++i) trajectory.append({.time = {i}});
  write_plan(trajectory, plan);
  const std::vector<TrackedObject> recorded{object(1, 1), object(2, 2)};
  ObjectWriter().write(std::vector<TrackedObject>{recorded[1], object(5, 5)}, recorded, objects);
  write_executions(std::vector<StatementExecution>(5), executions);
  const std::vector<Stage> stages = stages_from_keys(stage_keys());
  for (int round = 0; round < 4000; ++round) {
    const ByteWriter* whole[] = {&spans, &plan, &objects, &executions};
    std::string bytes(whole[round % 4]->bytes());
    const auto at = static_cast<std::size_t>(random.below(static_cast<int>(bytes.size())));
    bytes[at] = static_cast<char>(random.below(256));
    if (round % 3 == 0) bytes.resize(at);
    std::vector<SpanRecord> s;
    std::vector<TrackedObject> o;
    std::vector<TrafficLightStatus> l;
    std::vector<StatementExecution> e;
    Trajectory t;
    StepTiming timing;
    ByteReader a(bytes), b(bytes), c(bytes), d(bytes), f(bytes), g(bytes), h(bytes);
    read_spans(a, stages, s);
    read_plan(b, t);
    read_objects(c, recorded, o);
    read_executions(d, e);
    read_lights(f, {}, l);
    read_ego(g);
    read_stage_times(h, stages, timing);
    EXPECT_LE(s.size() + o.size() + e.size() + l.size() + t.size(), 5 * bytes.size() + 5);
  }
}

TEST(ZlibBytes, come_back_or_are_refused) {
  const std::string text(100'000, 'a');
  const std::string small = deflated(text, 6);
  EXPECT_LT(small.size(), 300u);
  EXPECT_EQ(inflated(small), text);
  EXPECT_EQ(inflated(deflated("", 6)), "");
  EXPECT_EQ(inflated(small.substr(0, small.size() - 1)), std::nullopt);
  EXPECT_EQ(inflated("\xff\xff\xff\xff\x0f garbage"), std::nullopt);
  EXPECT_EQ(inflated(""), std::nullopt);
}

}  // namespace
}  // namespace stepscope::test

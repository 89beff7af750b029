#include "core/synthesis/street_plan.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/base/random.h"
#include "core/geometry/angle.h"

namespace stepscope::synthesis {

namespace {

constexpr double kMph = 0.44704;
constexpr int kSize = 5;  // junctions along one side of the grid
constexpr double kVertexSpacing = 2.5;
constexpr double kCornerRadius = 8.0;  // of the kerb
constexpr double kPocketLength = 32.0, kBranchLength = 24.0, kPlainLength = 20.0;

// Bends the plane gently: what was a grid becomes a place.
struct Warp {
  double phase_x, phase_y, phase_u, turn;

  Point2 operator()(Point2 p) const {
    const Point2 q{
        p.x + 13.0 * std::sin(2 * kPi * p.y / 520.0 + phase_x) + 6.0 * std::sin(2 * kPi * p.x / 430.0 + phase_u),
        p.y + 12.0 * std::sin(2 * kPi * p.x / 470.0 + phase_y)};
    return {std::cos(turn) * q.x - std::sin(turn) * q.y, std::sin(turn) * q.x + std::cos(turn) * q.y};
  }
};

// A street before it is bent: a cubic Bézier curve on the grid.
struct Sketch {
  int from, to;
  std::array<Point2, 4> controls;
  StreetClass street_class;
  double mph;

  Point2 at(double t) const {
    const double u = 1.0 - t;
    return u * u * u * controls[0] + 3 * u * u * t * controls[1] + 3 * u * t * t * controls[2] +
           t * t * t * controls[3];
  }
};

Course bent(const Sketch& sketch, const Warp& warp) {
  const int samples = 600;
  std::vector<double> along{0.0};
  Point2 before = warp(sketch.at(0.0));
  for (int i = 1; i <= samples; ++i) {
    const Point2 p = warp(sketch.at(static_cast<double>(i) / samples));
    along.push_back(along.back() + distance(before, p));
    before = p;
  }
  const int count = static_cast<int>(std::lround(along.back() / kVertexSpacing));
  std::vector<Pose2> vertices;
  for (int k = 0; k <= count; ++k) {
    const double wanted = along.back() * k / count;
    const auto upper = std::upper_bound(along.begin(), along.end() - 1, wanted) - along.begin();
    const auto i = static_cast<std::size_t>(upper - 1);
    const double t = (static_cast<double>(i) + (wanted - along[i]) / (along[i + 1] - along[i])) / samples;
    const Point2 p = warp(sketch.at(t)), behind = warp(sketch.at(t - 1e-4)), ahead = warp(sketch.at(t + 1e-4));
    vertices.push_back({p.x, p.y, std::atan2(ahead.y - behind.y, ahead.x - behind.x)});
  }
  return Course(std::move(vertices));
}

struct Grid {
  std::array<double, kSize> x, y;
  std::array<std::array<int, kSize>, kSize> index;  // −1 where there is no junction

  Point2 at(int i, int j) const { return {x[static_cast<std::size_t>(i)], y[static_cast<std::size_t>(j)]}; }
  int junction(int i, int j) const { return index[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]; }
};

Grid make_grid(Random& random) {
  Grid grid{};
  const std::array<double, kSize> x{0.0, 140.0, 298.0, 433.0, 589.0}, y{0.0, 136.0, 290.0, 431.0, 570.0};
  for (std::size_t k = 0; k < kSize; ++k) {
    grid.x[k] = x[k] - 294.0 + random.uniform(-4.0, 4.0);
    grid.y[k] = y[k] - 285.0 + random.uniform(-4.0, 4.0);
  }
  int count = 0;
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) {
      const bool corner = (i == 0 || i == kSize - 1) && (j == 0 || j == kSize - 1);
      const bool gap = i == 3 && j == 1;
      grid.index[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = corner || gap ? -1 : count++;
    }
  }
  return grid;
}

std::vector<Sketch> sketch_streets(const Grid& grid) {
  std::vector<Sketch> out;
  const auto straight = [&](int i, int j, int k, int l, StreetClass street_class, double mph) {
    if (grid.junction(i, j) < 0 || grid.junction(k, l) < 0) return;
    const Point2 p = grid.at(i, j), q = grid.at(k, l);
    out.push_back({grid.junction(i, j),
                   grid.junction(k, l),
                   {p, (2.0 / 3) * p + (1.0 / 3) * q, (1.0 / 3) * p + (2.0 / 3) * q, q},
                   street_class,
                   mph});
  };
  // From one junction to another around the place (i, j), where there is none.
  const auto around = [&](int i, int j, int from_i, int from_j, int to_i, int to_j, double mph) {
    const Point2 c = grid.at(i, j), p = grid.at(from_i, from_j), q = grid.at(to_i, to_j);
    out.push_back({grid.junction(from_i, from_j),
                   grid.junction(to_i, to_j),
                   {p, 0.42 * p + 0.58 * c, 0.42 * q + 0.58 * c, q},
                   StreetClass::kSide,
                   mph});
  };
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) {
      const bool ring_row = j == 0 || j == kSize - 1, ring_column = i == 0 || i == kSize - 1;
      if (i + 1 < kSize) {
        straight(i, j, i + 1, j, j == 2 ? StreetClass::kAvenue : StreetClass::kSide, j == 2 ? 35 : ring_row ? 30 : 25);
      }
      if (j + 1 < kSize) {
        const bool avenue = i == 1 || i == 2;
        straight(i, j, i, j + 1, avenue ? StreetClass::kAvenue : StreetClass::kSide, avenue || ring_column ? 30 : 25);
      }
    }
  }
  const int n = kSize - 1;
  around(0, 0, 0, 1, 1, 0, 30);
  around(n, 0, n - 1, 0, n, 1, 30);
  around(n, n, n, n - 1, n - 1, n, 30);
  around(0, n, 1, n, 0, n - 1, 30);
  around(3, 1, 2, 1, 3, 2, 25);
  around(3, 1, 3, 0, 4, 1, 25);
  return out;
}

void add_street(StreetPlan& plan, const Sketch& sketch, const Warp& warp, int street) {
  Direction forward, backward;
  forward.axis = bent(sketch, warp);
  backward.axis = forward.axis.reversed();
  const int index = static_cast<int>(plan.directions.size());
  for (Direction* d : {&forward, &backward}) {
    d->street = street;
    d->street_class = sketch.street_class;
    d->speed_limit = sketch.mph * kMph;
  }
  forward.from = backward.to = sketch.from;
  forward.to = backward.from = sketch.to;
  forward.opposite = index + 1;
  backward.opposite = index;
  plan.directions.push_back(std::move(forward));
  plan.directions.push_back(std::move(backward));
}

double leaving_heading(const StreetPlan& plan, int direction) {
  return plan.directions[static_cast<std::size_t>(direction)].axis.vertices().front().heading;
}

// Distance from the junction's middle at which the lanes of `leaving` begin: beyond the kerb corners on both sides.
double setback(const StreetPlan& plan, const Junction& junction, int leaving) {
  const auto& self = plan.directions[static_cast<std::size_t>(leaving)];
  double out = 0.0;
  for (const int other : junction.leaving) {
    if (other == leaving) continue;
    const double angle = std::abs(wrap_angle(leaving_heading(plan, other) - leaving_heading(plan, leaving)));
    if (angle > 0.8 * kPi) continue;  // goes straight on
    const double kerb = plan.directions[static_cast<std::size_t>(other)].section().curb();
    out = std::max(
        out, (kerb + self.section().curb() * std::cos(angle)) / std::sin(angle) + kCornerRadius / std::tan(angle / 2));
  }
  return out;
}

std::size_t vertices_for(const Course& axis, double metres) {
  return static_cast<std::size_t>(std::ceil(metres / axis.station(1)));
}

void place_lanes(StreetPlan& plan) {
  for (std::size_t i = 0; i < plan.directions.size(); ++i) {
    Direction& d = plan.directions[i];
    const auto& start = plan.junctions[static_cast<std::size_t>(d.from)];
    const auto& end = plan.junctions[static_cast<std::size_t>(d.to)];
    d.first = vertices_for(d.axis, setback(plan, start, static_cast<int>(i)));
    d.last = d.axis.vertices().size() - 1 - vertices_for(d.axis, setback(plan, end, d.opposite));
    assert(d.last > d.first + 8);
    bool left = false, straight = false;
    for (const int out : end.leaving) {
      if (out == d.opposite) continue;
      left |= plan.turn(static_cast<int>(i), out) == Turn::kLeft;
      straight |= plan.turn(static_cast<int>(i), out) == Turn::kStraight;
    }
    const std::size_t pocket = vertices_for(d.axis, kPocketLength), branch = vertices_for(d.axis, kBranchLength);
    const std::size_t plain = vertices_for(d.axis, kPlainLength);
    d.has_pocket = d.street_class == StreetClass::kAvenue && left && straight && end.control == Control::kSignal &&
                   d.first + plain + branch + pocket <= d.last;
    if (!d.has_pocket) continue;
    d.pocket = d.last - pocket;
    d.branch = d.pocket - branch;
  }
}

void find_blocks(StreetPlan& plan) {
  for (Direction& d : plan.directions) {
    const std::vector<int>& leaving = plan.junctions[static_cast<std::size_t>(d.to)].leaving;
    const auto own = std::find(leaving.begin(), leaving.end(), d.opposite) - leaving.begin();
    d.around_block = leaving[(static_cast<std::size_t>(own) + 1) % leaving.size()];
    d.block = -1;
  }
  for (std::size_t i = 0; i < plan.directions.size(); ++i) {
    if (plan.directions[i].block >= 0) continue;
    std::vector<int> around;
    for (int at = static_cast<int>(i); plan.directions[static_cast<std::size_t>(at)].block < 0;
         at = plan.directions[static_cast<std::size_t>(at)].around_block) {
      plan.directions[static_cast<std::size_t>(at)].block = static_cast<int>(plan.blocks.size());
      around.push_back(at);
    }
    plan.blocks.push_back(std::move(around));
  }
}

}  // namespace

const CrossSection& cross_section(StreetClass street_class) {
  static constexpr CrossSection kAvenue{1.7, 3.5, 2, 1.8}, kSide{0.0, 3.4, 1, 2.4};
  return street_class == StreetClass::kAvenue ? kAvenue : kSide;
}

Turn StreetPlan::turn(int arriving, int leaving) const {
  const double heading = directions[static_cast<std::size_t>(arriving)].axis.vertices().back().heading;
  const double angle = wrap_angle(leaving_heading(*this, leaving) - heading);
  if (angle > kPi / 4) return Turn::kLeft;
  return angle < -kPi / 4 ? Turn::kRight : Turn::kStraight;
}

StreetPlan plan_streets(std::uint64_t seed) {
  Random random(seed ^ 0x5EED0001ULL);
  const Grid grid = make_grid(random);
  Warp warp{};
  warp.phase_x = random.uniform(0.0, 2 * kPi);
  warp.phase_y = random.uniform(0.0, 2 * kPi);
  warp.phase_u = random.uniform(0.0, 2 * kPi);
  warp.turn = random.uniform(0.12, 0.34);

  StreetPlan plan;
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) {
      if (grid.junction(i, j) < 0) continue;
      const bool signal = i == 1 || i == 2 || j == 2;
      plan.junctions.push_back({warp(grid.at(i, j)), signal ? Control::kSignal : Control::kAllWayStop, {}});
    }
  }
  int street = 0;
  for (const Sketch& sketch : sketch_streets(grid)) add_street(plan, sketch, warp, street++);
  for (std::size_t i = 0; i < plan.directions.size(); ++i) {
    plan.junctions[static_cast<std::size_t>(plan.directions[i].from)].leaving.push_back(static_cast<int>(i));
  }
  for (Junction& junction : plan.junctions) {
    std::sort(junction.leaving.begin(), junction.leaving.end(),
              [&](int a, int b) { return leaving_heading(plan, a) < leaving_heading(plan, b); });
  }
  place_lanes(plan);
  find_blocks(plan);
  return plan;
}

}  // namespace stepscope::synthesis

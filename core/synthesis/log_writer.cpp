#include "core/synthesis/log_writer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>

#include "core/synthesis/indexed.h"
#include "core/synthesis/log_schema.h"
#include "core/synthesis/map_writer.h"
#include "core/synthesis/sensors.h"

namespace stepscope::synthesis {

namespace {

struct CategoryRow {
  std::string_view name, description;
};
constexpr std::array<CategoryRow, 7> kCategories{{
    {"vehicle", "Cars, vans, lorries, buses and their trailers"},
    {"pedestrian", "People on foot, with prams or in wheelchairs"},
    {"bicycle", "Bicycles and other two-wheelers with their riders"},
    {"traffic_cone", "Cones put up to guide traffic"},
    {"barrier", "Solid barriers, movable or fixed"},
    {"czone_sign", "Signs that announce road works"},
    {"generic_object", "Anything else that stands in the way: bins, boxes, machines"},
}};

std::string_view lamp_name(Lamp lamp) {
  switch (lamp) {
    case Lamp::kGreen:
      return "green";
    case Lamp::kYellow:
      return "yellow";
    case Lamp::kRed:
      return "red";
  }
  return "unknown";
}

// Rows of one log. Every method fills one table; the order of the calls in write_log is that of the foreign keys.
class LogRows {
 public:
  LogRows(Database& database, const LogIdentity& identity, const City& city, const LogRecording& recording,
          Random& tokens)
      : database_(database), identity_(identity), city_(city), recording_(recording), tokens_(tokens) {}

  Status log() {
    log_ = token();
    return insert("log", 7, 1, [&](Statement& s, int) {
      s.bind(1, log_).bind(2, std::string_view(identity_.vehicle)).bind(3, std::string_view(identity_.date));
      s.bind(4, identity_.start_us).bind(5, std::string_view(identity_.name)).bind(6, std::string_view("demo city"));
      s.bind(7, std::string_view(kMapName));
    });
  }

  Status categories() {
    categories_ = tokens(kCategories.size());
    return insert("category", 3, count(categories_), [&](Statement& s, int i) {
      const CategoryRow& row = kCategories[static_cast<std::size_t>(i)];
      s.bind(1, nth(categories_, i)).bind(2, row.name).bind(3, row.description);
    });
  }

  Status sensors() {
    const std::vector<CameraSetup> setups = camera_setups();
    cameras_ = tokens(setups.size());
    lidar_ = token();
    const auto blob = [](Statement& s, int parameter, const std::string& bytes) {
      s.bind_blob(parameter, bytes.data(), bytes.size());
    };
    if (Status done = insert("camera", 10, count(setups),
                             [&](Statement& s, int i) {
                               const CameraSetup& setup = nth(setups, i);
                               s.bind(1, nth(cameras_, i)).bind(2, log_).bind(3, std::string_view(setup.channel));
                               s.bind(4, std::string_view("simulated"));
                               blob(s, 5, setup.translation);
                               blob(s, 6, setup.rotation);
                               blob(s, 7, setup.intrinsic);
                               blob(s, 8, setup.distortion);
                               s.bind(9, std::int64_t{setup.width}).bind(10, std::int64_t{setup.height});
                             });
        !done.ok()) {
      return done;
    }
    const LidarSetup setup = lidar_setup();
    return insert("lidar", 6, 1, [&](Statement& s, int) {
      s.bind(1, lidar_).bind(2, log_).bind(3, std::string_view(setup.channel)).bind(4, std::string_view("simulated"));
      blob(s, 5, setup.translation);
      blob(s, 6, setup.rotation);
    });
  }

  Status ego_poses() {
    poses_ = tokens(recording_.ego.size());
    return insert("ego_pose", 20, count(poses_), [&](Statement& s, int i) {
      const EgoSample& e = nth(recording_.ego, i);
      const Point2 p = identity_.frame.to_map(e.rear_axle.position());
      s.bind(1, nth(poses_, i)).bind(2, e.time_us).bind(3, p.x).bind(4, p.y).bind(5, 0.0);
      s.bind(6, std::cos(0.5 * e.rear_axle.heading))
          .bind(7, 0.0)
          .bind(8, 0.0)
          .bind(9, std::sin(0.5 * e.rear_axle.heading));
      s.bind(10, e.speed).bind(11, 0.0).bind(12, 0.0);
      s.bind(13, e.acceleration).bind(14, e.lateral).bind(15, 0.0);
      s.bind(16, 0.0).bind(17, 0.0).bind(18, e.yaw_rate);
      s.bind(19, std::int64_t{identity_.frame.epsg()}).bind(20, log_);
    });
  }

  Status scenes(const std::vector<ScenePart>& parts) {
    scenes_ = tokens(parts.size());
    return insert("scene", 5, count(parts), [&](Statement& s, int i) {
      s.bind(1, nth(scenes_, i)).bind(2, log_).bind(3, std::string_view(fmt::format("scene-{:03}", i + 1)));
      // The mission ends where the log ends; nothing of it is left in the last part.
      if (i + 1 < count(parts)) {
        s.bind(4, poses_.back());
      } else {
        s.bind_null(4);
      }
      s.bind(5, std::string_view(fmt::format("{}", fmt::join(nth(parts, i).route, " "))));
    });
  }

  Status sweeps(const std::vector<ScenePart>& parts) {
    sweeps_ = tokens(recording_.frames.size());
    return insert("lidar_pc", 8, count(sweeps_), [&](Statement& s, int i) {
      int part = 0;
      while (part + 1 < count(parts) && nth(parts, part + 1).first_frame <= i) ++part;
      s.bind(1, nth(sweeps_, i));
      bind_neighbours(s, 2, sweeps_, i);
      s.bind(4, nth(poses_, nth(recording_.frames, i).ego)).bind(5, lidar_).bind(6, nth(scenes_, part));
      s.bind(7, std::string_view(fmt::format("{}/MergedPointCloud/{}.pcd", identity_.name, nth(sweeps_, i).hex())));
      s.bind(8, nth(recording_.frames, i).time_us);
    });
  }

  // 10 Hz: every tenth ego pose.
  Status images() {
    const std::vector<CameraSetup> setups = camera_setups();
    const int each = (count(recording_.ego) + 9) / 10;
    for (int camera = 0; camera < count(setups); ++camera) {
      const std::vector<Token> names = tokens(static_cast<std::size_t>(each));
      if (Status done =
              insert("image", 7, each,
                     [&](Statement& s, int i) {
                       s.bind(1, nth(names, i));
                       bind_neighbours(s, 2, names, i);
                       s.bind(4, nth(poses_, 10 * i)).bind(5, nth(cameras_, camera));
                       s.bind(6, std::string_view(fmt::format("{}/{}/{}.jpg", identity_.name,
                                                              nth(setups, camera).channel, nth(names, i).hex())));
                       s.bind(7, nth(recording_.ego, 10 * i).time_us);
                     });
          !done.ok()) {
        return done;
      }
    }
    return {};
  }

  Status tracks() {
    tracks_ = tokens(recording_.tracks.size());
    return insert("track", 5, count(tracks_), [&](Statement& s, int i) {
      const TrackInfo& t = nth(recording_.tracks, i);
      s.bind(1, nth(tracks_, i)).bind(2, nth(categories_, static_cast<int>(t.category)));
      s.bind(3, t.width).bind(4, t.length).bind(5, t.height);
    });
  }

  Status boxes() {
    // Names first: a box names the one that follows it.
    std::vector<std::vector<Token>> names;
    std::vector<std::vector<Token>> of_track(recording_.frames.size(), std::vector<Token>(recording_.tracks.size()));
    for (int f = 0; f < count(recording_.frames); ++f) {
      names.push_back(tokens(nth(recording_.frames, f).objects.size()));
      for (int k = 0; k < count(names.back()); ++k) {
        nth(nth(of_track, f), nth(nth(recording_.frames, f).objects, k).track) = nth(names.back(), k);
      }
    }
    const auto neighbour = [&](Statement& s, int parameter, int frame, int track) {
      const bool inside = frame >= 0 && frame < count(of_track);
      const Token name = inside ? nth(nth(of_track, frame), track) : Token{};
      bind_or_null(s, parameter, name);
    };
    Result<Statement> prepared = prepare("lidar_box", 16);
    if (!prepared.ok()) return prepared.error();
    Statement& s = prepared.value();
    for (int f = 0; f < count(recording_.frames); ++f) {
      for (int k = 0; k < count(nth(names, f)); ++k) {
        const SeenObject& o = nth(nth(recording_.frames, f).objects, k);
        const TrackInfo& t = nth(recording_.tracks, o.track);
        const Point2 p = identity_.frame.to_map(o.centre.position());
        s.bind(1, nth(nth(names, f), k)).bind(2, nth(sweeps_, f)).bind(3, nth(tracks_, o.track));
        neighbour(s, 4, f + 1, o.track);
        neighbour(s, 5, f - 1, o.track);
        s.bind(6, p.x).bind(7, p.y).bind(8, 0.5 * t.height).bind(9, t.width).bind(10, t.length).bind(11, t.height);
        s.bind(12, o.velocity.x).bind(13, o.velocity.y).bind(14, 0.0).bind(15, o.centre.heading).bind(16, 1.0);
        if (Status done = s.run(); !done.ok()) return done;
      }
    }
    return {};
  }

  Status tags(const std::vector<Tag>& all) {
    return insert("scenario_tag", 4, count(all), [&](Statement& s, int i) {
      const Tag& tag = nth(all, i);
      s.bind(1, token()).bind(2, nth(sweeps_, tag.frame)).bind(3, std::string_view(tag.type));
      bind_or_null(s, 4, tag.track < 0 ? Token{} : nth(tracks_, tag.track));
    });
  }

  Status lights() {
    Result<Statement> prepared = prepare("traffic_light_status", 4);
    if (!prepared.ok()) return prepared.error();
    Statement& s = prepared.value();
    for (int f = 0; f < count(recording_.frames); ++f) {
      for (const SeenLight& light : nth(recording_.frames, f).lights) {
        s.bind(1, token()).bind(2, nth(sweeps_, f)).bind(3, nth(city_.segments, light.connector).id);
        s.bind(4, lamp_name(light.lamp));
        if (Status done = s.run(); !done.ok()) return done;
      }
    }
    return {};
  }

 private:
  // SplitMix64 is a bijection of a counter: no token comes twice. Zero would mean "none".
  Token token() {
    Token next{tokens_.next()};
    while (next.value == 0) next.value = tokens_.next();
    return next;
  }
  std::vector<Token> tokens(std::size_t number) {
    std::vector<Token> out;
    for (std::size_t i = 0; i < number; ++i) out.push_back(token());
    return out;
  }
  static void bind_or_null(Statement& s, int parameter, Token value) {
    if (value.value == 0) {
      s.bind_null(parameter);
    } else {
      s.bind(parameter, value);
    }
  }
  // next_token, prev_token
  static void bind_neighbours(Statement& s, int parameter, const std::vector<Token>& chain, int i) {
    bind_or_null(s, parameter, i + 1 < count(chain) ? nth(chain, i + 1) : Token{});
    bind_or_null(s, parameter + 1, i > 0 ? nth(chain, i - 1) : Token{});
  }
  Result<Statement> prepare(std::string_view table, int columns) {
    std::string marks = "?";
    for (int i = 1; i < columns; ++i) marks += ",?";
    return database_.prepare(fmt::format("INSERT INTO {} VALUES ({})", table, marks), table);
  }
  template <typename Bind>
  Status insert(std::string_view table, int columns, int rows, Bind bind) {
    Result<Statement> statement = prepare(table, columns);
    if (!statement.ok()) return statement.error();
    for (int i = 0; i < rows; ++i) {
      bind(statement.value(), i);
      if (Status done = statement.value().run(); !done.ok()) return done;
    }
    return {};
  }

  Database& database_;
  const LogIdentity& identity_;
  const City& city_;
  const LogRecording& recording_;
  Random& tokens_;
  Token log_, lidar_;
  std::vector<Token> categories_, cameras_, poses_, scenes_, sweeps_, tracks_;
};

}  // namespace

Status write_log(const std::filesystem::path& file, const LogIdentity& identity, const City& city,
                 const LogRecording& recording, const std::vector<ScenePart>& scenes, const std::vector<Tag>& tags,
                 Random& tokens) {
  Result<Database> database = Database::open_read_write(file);
  if (!database.ok()) return database.error();
  if (Status made = database.value().execute(kLogTables); !made.ok()) return made;
  LogRows rows(database.value(), identity, city, recording, tokens);
  if (Status done = rows.log(); !done.ok()) return done;
  if (Status done = rows.categories(); !done.ok()) return done;
  if (Status done = rows.sensors(); !done.ok()) return done;
  if (Status done = rows.ego_poses(); !done.ok()) return done;
  if (Status done = rows.scenes(scenes); !done.ok()) return done;
  if (Status done = rows.sweeps(scenes); !done.ok()) return done;
  if (Status done = rows.images(); !done.ok()) return done;
  if (Status done = rows.tracks(); !done.ok()) return done;
  if (Status done = rows.boxes(); !done.ok()) return done;
  if (Status done = rows.tags(tags); !done.ok()) return done;
  if (Status done = rows.lights(); !done.ok()) return done;
  return database.value().execute(kLogIndexes);
}

}  // namespace stepscope::synthesis

#include "core/synthesis/demo.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/synthesis/demo_stamp.h"
#include "core/synthesis/indexed.h"
#include "core/synthesis/log_writer.h"
#include "core/synthesis/map_writer.h"
#include "core/synthesis/output_file.h"
#include "core/synthesis/recording.h"
#include "core/synthesis/story.h"
#include "core/synthesis/tagging.h"
#include "core/synthesis/town.h"

namespace stepscope {

namespace {

using namespace synthesis;
namespace fs = std::filesystem;

constexpr int kTownSteps = 3000;                             // 150 s to choose from
constexpr std::int64_t kFirstStart = 1'714'554'000'000'000;  // 2024-05-01 09:00:00 UTC, µs
constexpr std::int64_t kBetweenLogs = 600'000'000;           // ten minutes
constexpr int kFirstTag = 106;                               // 5.3 s: scenarios begin 3 s before it, history 2.2 s
// The last scenario ends 12 s after its tag, some frames before what is left to compare its plans with.
constexpr int kTagsEnd = kLogSteps - kCompared - 240 - 6;

struct Places {
  fs::path map, index, logs, stamp;
};

Places places(const fs::path& folder) {
  return {folder / "maps" / kMapName / kMapVersion / "map.gpkg", folder / "maps" / "nuplan-maps-v1.0.json",
          folder / "splits" / "demo", folder / "stepscope-demo.stamp"};
}

LogIdentity identity(int log) {
  const std::int64_t minute = log * (kBetweenLogs / 60'000'000);
  LogIdentity id;
  id.vehicle = fmt::format("demo-{:02}", log + 1);
  id.date = "2024-05-01";
  id.start_us = kFirstStart + log * kBetweenLogs;
  id.name =
      fmt::format("2024.05.01.{:02}.{:02}.00_{}_00000_{:05}", 9 + minute / 60, minute % 60, id.vehicle, kLogSteps);
  return id;
}

std::vector<fs::path> log_files(const Places& places, int logs) {
  std::vector<fs::path> files;
  for (int i = 0; i < logs; ++i) files.push_back(places.logs / (identity(i).name + ".db"));
  return files;
}

// Scenes begin at 0, 1, 2, L − 1 and L − 0.5 s, so that scene-003 is the one that scenarios are taken from.
std::vector<ScenePart> scene_parts(const Town& town, const LogRecording& recording) {
  std::vector<ScenePart> parts;
  for (const int frame : {0, 20, 40, kLogSteps - 20, kLogSteps - 10}) {
    parts.push_back({frame, route_from(town, recording.cut, frame)});
  }
  return parts;
}

Status check_nothing_foreign(const Places& places, const std::vector<fs::path>& logs) {
  if (Status ok = check_replaceable_map(places.map); !ok.ok()) return ok;
  if (Status ok = check_replaceable_index(places.index); !ok.ok()) return ok;
  if (Status ok = check_replaceable_stamp(places.stamp); !ok.ok()) return ok;
  for (const fs::path& log : logs) {
    if (Status ok = check_replaceable_log(log); !ok.ok()) return ok;
  }
  return {};
}

Status remove_file(const fs::path& file) {
  std::error_code code;
  fs::remove(file, code);
  if (code) return Error{file.string(), {}, {}, "cannot be removed: " + code.message()};
  return {};
}

// Logs of an earlier demo that are not written anew would refer to a map that has changed.
Status remove_leftovers(const Places& places, const std::vector<fs::path>& logs) {
  std::error_code code;
  std::vector<fs::path> present;
  for (const fs::directory_entry& entry : fs::directory_iterator(places.logs, code)) present.push_back(entry.path());
  std::sort(present.begin(), present.end());
  for (const fs::path& file : present) {
    const bool wanted = std::find(logs.begin(), logs.end(), file) != logs.end();
    if (wanted || file.extension() != ".db" || !check_replaceable_log(file).ok()) continue;
    if (Status ok = remove_file(file); !ok.ok()) return ok;
  }
  return {};
}

}  // namespace

Status write_demo(const fs::path& folder, const DemoOptions& options,
                  const std::function<void(double, const std::string&)>& progress) {
  const auto tell = [&](double share, const std::string& what) {
    if (progress) progress(share, what);
  };
  if (options.logs < 1 || options.logs > DemoOptions::kMostLogs) {
    return Error{{}, {}, "logs", fmt::format("must be between 1 and {}, not {}", DemoOptions::kMostLogs, options.logs)};
  }
  const Places where = places(folder);
  const std::vector<fs::path> logs = log_files(where, options.logs);
  if (Status ok = check_nothing_foreign(where, logs); !ok.ok()) return ok;
  if (Status ok = remove_file(where.stamp); !ok.ok()) return ok;
  if (Status ok = remove_leftovers(where, logs); !ok.ok()) return ok;

  tell(0.0, "city");
  Town town(options.seed);
  const MapFrame frame;
  if (Status ok = write_whole(where.map, [&](const fs::path& file) { return write_map(file, town.city(), frame); });
      !ok.ok()) {
    return ok;
  }
  if (Status ok = write_text(where.index, map_index_text()); !ok.ok()) return ok;
  town.live(kTownSteps, [&](double share) { tell(0.1 + 0.3 * share, "traffic"); });

  Random jitter(options.seed ^ 0x5EED0007ULL), tokens(options.seed ^ 0x5EED0008ULL);
  const std::vector<Cut> cuts = choose_cuts(town, options.logs);
  for (int i = 0; i < options.logs; ++i) {
    const LogIdentity id = identity(i);
    tell(0.4 + 0.6 * i / options.logs, id.name);
    const LogRecording recording = record_log(town, nth(cuts, i), id.start_us, jitter);
    const std::vector<ScenePart> parts = scene_parts(town, recording);
    const std::vector<Tag> tags = tag_frames(town, recording, kFirstTag, kTagsEnd);
    if (Status ok = write_whole(
            nth(logs, i),
            [&](const fs::path& file) { return write_log(file, id, town.city(), recording, parts, tags, tokens); });
        !ok.ok()) {
      return ok;
    }
  }
  if (Status ok = write_stamp(where.stamp, options); !ok.ok()) return ok;
  tell(1.0, "done");
  return {};
}

std::optional<DemoOptions> current_demo(const fs::path& folder) {
  const Places where = places(folder);
  const std::optional<DemoOptions> options = read_stamp(where.stamp);
  if (!options) return std::nullopt;
  std::vector<fs::path> files = log_files(where, options->logs);
  files.insert(files.end(), {where.map, where.index});
  std::error_code code;
  const auto present = [&](const fs::path& file) { return fs::is_regular_file(file, code); };
  return std::all_of(files.begin(), files.end(), present) ? options : std::nullopt;
}

}  // namespace stepscope

#include "core/record/simulation_log_reader.h"

#include <lzma.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/files/text_file.h"
#include "core/record/msgpack_check.h"

namespace stepscope {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kChunk = std::size_t{1} << 20;
constexpr std::size_t kLargestLog = std::size_t{1} << 30;           // unpacked; a log of an hour has a quarter of it
constexpr std::uint64_t kDecoderMemory = std::uint64_t{256} << 20;  // xz -9 needs 65 MiB

// All bytes of one xz stream or several after one another, or the decoder's word for what is wrong with it.
Result<std::string> decompress_xz(const std::string& packed) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, kDecoderMemory, LZMA_CONCATENATED) != LZMA_OK) return make_error("xz: the decoder cannot be set up");
  std::string out;
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  lzma_ret code = LZMA_OK;
  while (code == LZMA_OK && out.size() <= kLargestLog) {
    const std::size_t end = out.size();
    out.resize(end + kChunk);
    stream.next_out = reinterpret_cast<std::uint8_t*>(out.data()) + end;
    stream.avail_out = kChunk;
    code = lzma_code(&stream, LZMA_FINISH);
    out.resize(end + kChunk - stream.avail_out);
  }
  lzma_end(&stream);
  if (code == LZMA_OK) return make_error("unpacks to more than 1 GiB");
  if (code == LZMA_MEMLIMIT_ERROR) return make_error("was packed so that it needs more than 256 MiB to be unpacked");
  if (code != LZMA_STREAM_END) return make_error("is not a whole xz file (code " + std::to_string(code) + ")");
  return out;
}

// What a frame should hold and does not; thrown inside this file only.
struct Fault {
  std::string field, reason;
};

// Item `i` of a row. `part` of the frame: for the fault.
const Json& item(const Json& row, std::size_t i, const char* part) {
  if (!row.is_array()) throw Fault{part, "is not a list"};
  if (i >= row.size()) throw Fault{part, "has " + std::to_string(row.size()) + " items: too few"};
  return row[i];
}

// A number of a row; null, which stands for NaN in JSON, reads as NaN.
double number_at(const Json& row, std::size_t i, const char* part) {
  const Json& value = item(row, i, part);
  if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (!value.is_number()) throw Fault{part, "item " + std::to_string(i) + " is not a number"};
  return value.get<double>();
}

SimTime time_at(const Json& row, std::size_t i, const char* part) {
  const Json& value = item(row, i, part);
  if (!value.is_number_integer() ||
      (value.is_number_unsigned() && !std::in_range<std::int64_t>(value.get<std::uint64_t>())))
    throw Fault{part, "item " + std::to_string(i) + " is not a time in whole microseconds"};
  return {value.get<std::int64_t>()};
}

std::string text_at(const Json& row, std::size_t i, const char* part) {
  const Json& value = item(row, i, part);
  if (!value.is_string()) throw Fault{part, "item " + std::to_string(i) + " is not a text"};
  return value.get<std::string>();
}

const Json& list_in(const Json& json, const char* field) {
  const auto it = json.is_object() ? json.find(field) : json.end();
  if (it == json.end()) throw Fault{field, "is missing"};
  if (!it->is_array()) throw Fault{field, "is not a list"};
  return *it;
}

EgoState ego_of(const Json& row) {
  return {.time = time_at(row, 0, "ego"),
          .rear_axle = {number_at(row, 1, "ego"), number_at(row, 2, "ego"), number_at(row, 3, "ego")},
          .vx = number_at(row, 4, "ego"),
          .vy = number_at(row, 5, "ego"),
          .ax = number_at(row, 6, "ego"),
          .ay = number_at(row, 7, "ego"),
          .angular_velocity = number_at(row, 8, "ego"),
          .angular_acceleration = number_at(row, 9, "ego"),
          .steering_angle = number_at(row, 10, "ego"),
          .steering_rate = number_at(row, 11, "ego")};
}

TrackedObject object_of(const Json& row) {
  const auto track = Token::from_hex(text_at(row, 0, "objects"));
  if (!track) throw Fault{"track", "is not 16 hex digits"};
  const auto name = text_at(row, 1, "objects");
  const auto type = object_type_from_category(name);
  if (!type) throw Fault{"type", "\"" + name + "\" is not a kind of object"};
  TrackedObject object{.track = *track, .type = *type};
  object.box.centre = {number_at(row, 2, "objects"), number_at(row, 3, "objects"), number_at(row, 4, "objects")};
  object.box.length = number_at(row, 5, "objects");
  object.box.width = number_at(row, 6, "objects");
  object.vx = number_at(row, 7, "objects");
  object.vy = number_at(row, 8, "objects");
  return object;
}

TrajectoryState state_of(const Json& row) {
  return {
      .time = time_at(row, 0, "trajectory"),
      .rear_axle = {number_at(row, 1, "trajectory"), number_at(row, 2, "trajectory"), number_at(row, 3, "trajectory")},
      .vx = number_at(row, 4, "trajectory"),
      .vy = number_at(row, 5, "trajectory"),
      .ax = number_at(row, 6, "trajectory"),
      .ay = number_at(row, 7, "trajectory"),
      .steering_angle = number_at(row, 8, "trajectory")};
}

LoggedFrame frame_of(const Json& json) {
  LoggedFrame frame{.ego = ego_of(list_in(json, "ego"))};
  for (const Json& row : list_in(json, "objects")) frame.objects.push_back(object_of(row));
  for (const Json& row : list_in(json, "trajectory")) frame.plan.append(state_of(row));
  return frame;
}

}  // namespace

Result<std::vector<LoggedFrame>> read_simulation_log(const std::filesystem::path& file) {
  const auto problem = [&file](std::string place, std::string field, std::string reason) {
    return Error{
        .file = file.string(), .place = std::move(place), .field = std::move(field), .reason = std::move(reason)};
  };
  const auto packed = read_file(file);
  if (!packed.ok()) return packed.error();
  const auto bytes = decompress_xz(packed.value());
  if (!bytes.ok()) return problem({}, {}, bytes.error().reason);
  if (std::string reason = msgpack_problem(bytes.value()); !reason.empty()) return problem({}, {}, std::move(reason));
  const Json log = Json::from_msgpack(bytes.value(), true, false);
  std::vector<LoggedFrame> frames;
  std::string place;
  try {
    for (const Json& frame : list_in(log, "frames")) {
      place = "frame " + std::to_string(frames.size());
      frames.push_back(frame_of(frame));
    }
  } catch (const Fault& fault) {
    return problem(place, fault.field, fault.reason);
  }
  return frames;
}

}  // namespace stepscope

#include "core/record/simulation_log_reader.h"

#include <lzma.h>

#include <array>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

namespace stepscope {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kChunk = std::size_t{1} << 20;

// All bytes of an xz stream, or the decoder's word for what is wrong with it.
Result<std::string> decompress_xz(const std::string& packed) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, std::numeric_limits<std::uint64_t>::max(), 0) != LZMA_OK)
    return make_error("xz: the decoder cannot be set up");
  std::string out;
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  lzma_ret code = LZMA_OK;
  while (code == LZMA_OK) {
    const std::size_t end = out.size();
    out.resize(end + kChunk);
    stream.next_out = reinterpret_cast<std::uint8_t*>(out.data()) + end;
    stream.avail_out = kChunk;
    code = lzma_code(&stream, LZMA_FINISH);
    out.resize(end + kChunk - stream.avail_out);
  }
  lzma_end(&stream);
  if (code != LZMA_STREAM_END) return make_error("is not a whole xz file (code " + std::to_string(code) + ")");
  return out;
}

// A number of a row; null, which stands for NaN in JSON, reads as NaN.
double number_at(const Json& row, std::size_t i) {
  const Json& value = row.at(i);
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

EgoState ego_of(const Json& row) {
  return {.time = {row.at(0).get<std::int64_t>()},
          .rear_axle = {number_at(row, 1), number_at(row, 2), number_at(row, 3)},
          .vx = number_at(row, 4),
          .vy = number_at(row, 5),
          .ax = number_at(row, 6),
          .ay = number_at(row, 7),
          .angular_velocity = number_at(row, 8),
          .angular_acceleration = number_at(row, 9),
          .steering_angle = number_at(row, 10),
          .steering_rate = number_at(row, 11)};
}

// What a row's text should name and does not; thrown inside this file only.
struct Unknown {
  std::string field, reason;
};

TrackedObject object_of(const Json& row) {
  const auto track = Token::from_hex(row.at(0).get<std::string>());
  if (!track) throw Unknown{"track", "is not 16 hex digits"};
  const auto name = row.at(1).get<std::string>();
  const auto type = object_type_from_category(name);
  if (!type) throw Unknown{"type", "\"" + name + "\" is not a kind of object"};
  TrackedObject object{.track = *track, .type = *type};
  object.box.centre = {number_at(row, 2), number_at(row, 3), number_at(row, 4)};
  object.box.length = number_at(row, 5);
  object.box.width = number_at(row, 6);
  object.vx = number_at(row, 7);
  object.vy = number_at(row, 8);
  return object;
}

TrajectoryState state_of(const Json& row) {
  return {.time = {row.at(0).get<std::int64_t>()},
          .rear_axle = {number_at(row, 1), number_at(row, 2), number_at(row, 3)},
          .vx = number_at(row, 4),
          .vy = number_at(row, 5),
          .ax = number_at(row, 6),
          .ay = number_at(row, 7),
          .steering_angle = number_at(row, 8)};
}

LoggedFrame frame_of(const Json& json) {
  LoggedFrame frame{.ego = ego_of(json.at("ego"))};
  for (const Json& row : json.at("objects")) frame.objects.push_back(object_of(row));
  for (const Json& row : json.at("trajectory")) frame.plan.append(state_of(row));
  return frame;
}

}  // namespace

Result<std::vector<LoggedFrame>> read_simulation_log(const std::filesystem::path& file) {
  const auto problem = [&file](std::string place, std::string field, std::string reason) {
    return Error{
        .file = file.string(), .place = std::move(place), .field = std::move(field), .reason = std::move(reason)};
  };
  std::ifstream in(file, std::ios::binary);
  if (!in) return problem({}, {}, "cannot be read");
  const std::string packed(std::istreambuf_iterator<char>(in), {});
  auto bytes = decompress_xz(packed);
  if (!bytes.ok()) return problem({}, {}, bytes.error().reason);
  const Json log = Json::from_msgpack(bytes.value(), true, false);
  if (log.is_discarded()) return problem({}, {}, "does not hold MessagePack");
  std::vector<LoggedFrame> frames;
  std::string place;
  try {
    for (const Json& frame : log.at("frames")) {
      place = "frame " + std::to_string(frames.size());
      frames.push_back(frame_of(frame));
    }
  } catch (const Unknown& unknown) {
    return problem(place, unknown.field, unknown.reason);
  } catch (const Json::exception& exception) {
    return problem(place, {}, exception.what());
  }
  return frames;
}

}  // namespace stepscope

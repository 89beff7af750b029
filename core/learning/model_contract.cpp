#include "core/learning/model_contract.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>

#include "core/files/json_node.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;

constexpr int kMostPoses = 1000;
constexpr double kLongestInterval = 60.0;  // s
constexpr double kLongestHorizon = 120.0;  // s

constexpr std::array kLayers{MapLayer::kLane,         MapLayer::kIntersection,       MapLayer::kStopLine,
                             MapLayer::kTurnStop,     MapLayer::kCrosswalk,          MapLayer::kYield,
                             MapLayer::kStopSign,     MapLayer::kBoundaries,         MapLayer::kWalkways,
                             MapLayer::kCarparkArea,  MapLayer::kDrivableArea,       MapLayer::kTrafficLight,
                             MapLayer::kRoadblock,    MapLayer::kRoadblockConnector, MapLayer::kLaneConnector,
                             MapLayer::kBaselinePaths};

// "lane_connector"
std::string name_of(MapLayer layer) {
  std::string name(layer_name(layer));
  for (char& letter : name)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return name;
}

void allow_only(const JsonNode& node, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : node.json().items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    std::string names;
    for (const std::string_view name : known) names += (names.empty() ? "" : ", ") + std::string(name);
    node.fail(key, "is not known here; there are " + names);
  }
}

double finite_of(const JsonNode& node, const Json& value, const char* field) {
  const double number = node.number_of(value, field);
  if (!std::isfinite(number)) node.fail(field, "is not a finite number");
  return number;
}

void set(const JsonNode& node, const char* field, std::string& value) {
  if (node.json().contains(field)) value = node.text(field);
}
void set(const JsonNode& node, const char* field, double& value) {
  if (node.json().contains(field)) value = finite_of(node, node.at(field), field);
}
void set(const JsonNode& node, const char* field, float& value) {
  if (node.json().contains(field)) value = static_cast<float>(finite_of(node, node.at(field), field));
}
void set(const JsonNode& node, const char* field, int& value) {
  if (node.json().contains(field)) value = node.count(field);
}
void set(const JsonNode& node, const char* field, std::vector<float>& values) {
  if (!node.json().contains(field)) return;
  values.clear();
  for (const Json& value : node.list(field)) values.push_back(static_cast<float>(finite_of(node, value, field)));
}

MapLayer layer_of(const JsonNode& node, const Json& value, const char* field) {
  const std::string name = node.text_of(value, field);
  const auto layer = std::ranges::find(kLayers, name, name_of);
  if (layer == kLayers.end()) node.fail(field, "there is no layer \"" + name + "\"");
  return *layer;
}

void read_channels(const JsonNode& node, std::vector<RasterChannel>& channels) {
  constexpr const char* kField = "channels";
  if (!node.json().contains(kField)) return;
  channels.clear();
  for (const Json& value : node.list(kField)) {
    const std::string name = node.text_of(value, kField);
    const auto channel = channel_from_name(name);
    if (!channel) node.fail(kField, "there is no channel \"" + name + "\"");
    channels.push_back(*channel);
  }
}

void read_road_map(const JsonNode& node, std::vector<RasterLayer>& layers) {
  if (!node.json().contains("road_map")) return;
  layers.clear();
  for (const Json& value : node.list("road_map")) {
    const JsonNode layer(value, node.place() + ", road_map, element " + std::to_string(layers.size()));
    allow_only(layer, {"layer", "colour"});
    RasterLayer read{.layer = layer_of(layer, layer.at("layer"), "layer")};
    set(layer, "colour", read.colour);
    layers.push_back(read);
  }
}

void read_vehicle(const JsonNode& node, VehicleParameters& vehicle) {
  allow_only(node, {"width", "front_length", "rear_length", "wheel_base", "height", "cog_position_from_rear_axle"});
  const auto read = [&node](const char* field, double& value) {
    set(node, field, value);
    if (!(value > 0.0 && value <= 100.0)) node.fail(field, "is not a length in m above 0 and up to 100");
  };
  read("width", vehicle.width);
  read("front_length", vehicle.front_length);
  read("rear_length", vehicle.rear_length);
  read("wheel_base", vehicle.wheel_base);
  read("height", vehicle.height);
  read("cog_position_from_rear_axle", vehicle.cog_position_from_rear_axle);
}

void read_raster(const JsonNode& node, RasterParameters& raster) {
  allow_only(node, {"size_px", "metres_per_pixel", "channels", "road_map", "baseline_paths", "ego_colour",
                    "agent_colour", "baseline_colour", "speed_scale", "vehicle"});
  set(node, "size_px", raster.size_px);
  set(node, "metres_per_pixel", raster.metres_per_pixel);
  read_channels(node, raster.channels);
  read_road_map(node, raster.road_map);
  if (node.json().contains("baseline_paths")) {
    raster.baseline_paths.clear();
    for (const Json& value : node.list("baseline_paths"))
      raster.baseline_paths.push_back(layer_of(node, value, "baseline_paths"));
  }
  set(node, "ego_colour", raster.ego_colour);
  set(node, "agent_colour", raster.agent_colour);
  set(node, "baseline_colour", raster.baseline_colour);
  set(node, "speed_scale", raster.speed_scale);
  if (node.json().contains("vehicle")) read_vehicle(node.child("vehicle"), raster.vehicle);
}

ModelContract contract_from(const JsonNode& node) {
  allow_only(node,
             {"name", "description", "training_data", "raster", "poses", "interval_s", "input_scale", "input_offset"});
  ModelContract contract;
  set(node, "name", contract.name);
  set(node, "description", contract.description);
  set(node, "training_data", contract.training_data);
  if (node.json().contains("raster")) read_raster(node.child("raster"), contract.raster);
  if (const Status drawable = check(contract.raster); !drawable.ok())
    throw JsonFault{.place = "raster", .field = drawable.error().field, .reason = drawable.error().reason};
  set(node, "poses", contract.poses);
  if (contract.poses < 1 || contract.poses > kMostPoses)
    node.fail("poses", std::to_string(contract.poses) + "; possible are 1 to " + std::to_string(kMostPoses));
  set(node, "interval_s", contract.interval_s);
  if (!(contract.interval_s >= 0.001 && contract.interval_s <= kLongestInterval))
    node.fail("interval_s", "possible are 0.001 to 60 s");
  if (contract.horizon_s() > kLongestHorizon) node.fail("interval_s", "makes the last pose more than 120 s away");
  set(node, "input_scale", contract.input_scale);
  set(node, "input_offset", contract.input_offset);
  const std::size_t channels = contract.raster.channels.size();
  const auto one_per_channel = [&](const char* field, std::size_t count) {
    if (count != 0 && count != channels)
      node.fail(field, "has " + std::to_string(count) + " numbers for " + std::to_string(channels) + " channels");
  };
  one_per_channel("input_scale", contract.input_scale.size());
  one_per_channel("input_offset", contract.input_offset.size());
  return contract;
}

// The double with the fewest digits that is this float again: 0.1, not 0.10000000149.
double shown(float value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.begin(), text.end(), value).ptr;
  double number = 0.0;
  std::from_chars(text.begin(), end, number);
  return number;
}

Json json_of(const std::vector<float>& values) {
  Json list = Json::array();
  for (const float value : values) list.push_back(shown(value));
  return list;
}

Json json_of(const RasterParameters& raster) {
  Json channels = Json::array(), road_map = Json::array(), baselines = Json::array();
  for (const RasterChannel channel : raster.channels) channels.push_back(channel_name(channel));
  for (const RasterLayer& layer : raster.road_map)
    road_map.push_back({{"layer", name_of(layer.layer)}, {"colour", shown(layer.colour)}});
  for (const MapLayer layer : raster.baseline_paths) baselines.push_back(name_of(layer));
  Json json{{"size_px", raster.size_px},
            {"metres_per_pixel", raster.metres_per_pixel},
            {"channels", channels},
            {"road_map", road_map},
            {"baseline_paths", baselines},
            {"ego_colour", shown(raster.ego_colour)},
            {"agent_colour", shown(raster.agent_colour)},
            {"baseline_colour", shown(raster.baseline_colour)},
            {"speed_scale", shown(raster.speed_scale)}};
  const VehicleParameters& vehicle = raster.vehicle;
  if (vehicle != kPacifica)
    json["vehicle"] = {{"width", vehicle.width},
                       {"front_length", vehicle.front_length},
                       {"rear_length", vehicle.rear_length},
                       {"wheel_base", vehicle.wheel_base},
                       {"height", vehicle.height},
                       {"cog_position_from_rear_axle", vehicle.cog_position_from_rear_axle}};
  return json;
}

}  // namespace

std::filesystem::path side_entry_of(const std::filesystem::path& model) {
  return std::filesystem::path(model).replace_extension(".json");
}

Result<FoundContract> read_contract(const std::filesystem::path& model) {
  const std::filesystem::path file = side_entry_of(model);
  std::error_code code;
  if (!std::filesystem::exists(file, code) && !code) return FoundContract{.contract = {}, .assumed = true};
  const auto text = read_file(file);
  if (!text.ok()) return text.error();
  const auto json = parse_json(text.value(), file);
  if (!json.ok()) return json.error();
  try {
    return FoundContract{.contract = contract_from(JsonNode(json.value(), "")), .assumed = false};
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

std::string contract_text(const ModelContract& contract) {
  Json json{{"name", contract.name},
            {"description", contract.description},
            {"training_data", contract.training_data},
            {"raster", json_of(contract.raster)},
            {"poses", contract.poses},
            {"interval_s", contract.interval_s}};
  if (!contract.input_scale.empty()) json["input_scale"] = json_of(contract.input_scale);
  if (!contract.input_offset.empty()) json["input_offset"] = json_of(contract.input_offset);
  return json_text(json, 2) + "\n";
}

Status write_contract(const std::filesystem::path& model, const ModelContract& contract) {
  return write_file(side_entry_of(model), contract_text(contract));
}

}  // namespace stepscope

#include "core/imitation/training_state.h"

#include <fmt/format.h>

#include "core/files/json_node.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;
namespace fs = std::filesystem;

constexpr const char* kFormat = "stepscope training 1";

Json json_of(const std::array<std::optional<double>, 3>& errors) {
  Json list = Json::array();
  for (const auto& error : errors) list.push_back(error ? Json(*error) : Json(nullptr));
  return list;
}

std::array<std::optional<double>, 3> errors_of(const JsonNode& node, const char* field) {
  std::array<std::optional<double>, 3> errors;
  const Json& list = node.list(field);
  if (list.size() != errors.size()) node.fail(field, "does not hold three values");
  for (std::size_t i = 0; i < errors.size(); ++i)
    if (!list[i].is_null()) errors[i] = node.number_of(list[i], field);
  return errors;
}

Json json_of(const CurvePoint& point) {
  return {{"epoch", point.epoch},
          {"examples", point.examples},
          {"seconds", point.seconds},
          {"learning_rate", point.learning_rate},
          {"loss", point.loss},
          {"validation_loss", point.validation_loss},
          {"ade_m", json_of(point.errors.average)},
          {"fde_m", json_of(point.errors.final)}};
}

CurvePoint point_of(const JsonNode& node) {
  return {.epoch = node.count("epoch"),
          .examples = node.integer("examples"),
          .seconds = node.number("seconds"),
          .learning_rate = node.number("learning_rate"),
          .loss = node.number("loss"),
          .validation_loss = node.number("validation_loss"),
          .errors = {.average = errors_of(node, "ade_m"), .final = errors_of(node, "fde_m")}};
}

TrainingState state_of(const JsonNode& node) {
  if (node.text("format") != kFormat) node.fail("format", fmt::format("is not \"{}\"", kFormat));
  TrainingState state{.settings = node.text("settings"),
                      .epoch = node.count("epoch"),
                      .step = node.integer("step"),
                      .loss_sum = node.number("loss_sum"),
                      .examples = node.integer("examples"),
                      .seconds = node.number("seconds"),
                      .checkpoint = node.count("checkpoint"),
                      .best_epoch = {},
                      .best_loss = node.number("best_loss"),
                      .curve = {}};
  if (state.step < 0) node.fail("step", "is negative");
  if (state.checkpoint > 1) node.fail("checkpoint", "is not 0 or 1");
  if (!node.at("best_epoch").is_null()) state.best_epoch = node.count("best_epoch");
  for (const Json& point : node.list("curve")) state.curve.push_back(point_of(JsonNode(point, "curve")));
  if (state.curve.size() != static_cast<std::size_t>(state.epoch)) node.fail("curve", "has not one point per epoch");
  return state;
}

}  // namespace

TrainingFiles::TrainingFiles(fs::path model_file) : model(std::move(model_file)) {
  curve = fs::path(model).replace_extension(".curve.csv");
  state = fs::path(model).replace_extension(".training.json");
}

fs::path TrainingFiles::checkpoint(int turn) const {
  return fs::path(model).replace_extension(fmt::format(".checkpoint-{}", turn));
}

Status write_training_state(const fs::path& file, const TrainingState& state) {
  Json curve = Json::array();
  for (const CurvePoint& point : state.curve) curve.push_back(json_of(point));
  const Json json{{"format", kFormat},
                  {"settings", state.settings},
                  {"epoch", state.epoch},
                  {"step", state.step},
                  {"loss_sum", state.loss_sum},
                  {"examples", state.examples},
                  {"seconds", state.seconds},
                  {"checkpoint", state.checkpoint},
                  {"best_epoch", state.best_epoch ? Json(*state.best_epoch) : Json(nullptr)},
                  {"best_loss", state.best_loss},
                  {"curve", std::move(curve)}};
  return write_file(file, json_text(json, 1) + "\n");
}

Result<TrainingState> read_training_state(const fs::path& file) {
  auto text = read_file(file);
  if (!text.ok()) {
    Error error = text.error();
    error.reason += " (there is no training to go on with)";
    return error;
  }
  const auto json = parse_json(text.value(), file);
  if (!json.ok()) return json.error();
  try {
    return state_of(JsonNode(json.value(), {}));
  } catch (const JsonFault& fault) {
    return fault.in(file);
  }
}

}  // namespace stepscope

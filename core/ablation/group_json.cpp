#include "core/ablation/group_json.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;

constexpr const char* kStates[] = {"equal", "within-tolerance", "differs"};

Json json_of(const RunTimes& run) {
  return {{"before_ns", run.before_ns}, {"loop_ns", run.loop_ns},           {"after_ns", run.after_ns},
          {"began_ns", run.began_ns},   {"processor_ns", run.processor_ns}, {"steps", run.steps}};
}

RunTimes times_from(const JsonNode& node) {
  const auto ns = [&node](const char* field) {
    const std::int64_t value = node.integer(field);
    if (value < 0) node.fail(field, "is negative");
    return value;
  };
  RunTimes run{.before_ns = ns("before_ns"),
               .loop_ns = ns("loop_ns"),
               .after_ns = ns("after_ns"),
               .began_ns = ns("began_ns"),
               .processor_ns = ns("processor_ns"),
               .steps = node.count("steps")};
  if (run.steps == 0) node.fail("steps", "a run has a step");
  if (run.total_ns() <= 0) node.fail("loop_ns", "a run takes time");
  return run;
}

Json json_of(const MeasuredPartner& partner) {
  const OutputGate& gate = partner.output;
  Json output = {
      {"state", kStates[static_cast<std::size_t>(gate.state)]}, {"words", gate.words}, {"scenario", gate.scenario}};
  if (gate.first_step) output["first_step"] = *gate.first_step;
  return {{"times", json_of(partner.times)}, {"output", std::move(output)}};
}

OutputGate gate_from(const JsonNode& node) {
  OutputGate gate;
  const std::string state = node.text("state");
  std::size_t i = 0;
  while (i < std::size(kStates) && state != kStates[i]) ++i;
  if (i == std::size(kStates)) node.fail("state", "\"" + state + "\" is not known");
  gate.state = static_cast<OutputState>(i);
  gate.words = node.text("words");
  gate.scenario = node.text("scenario");
  if (node.json().contains("first_step")) gate.first_step = node.count("first_step");
  return gate;
}

std::optional<MeasuredPartner> partner_from(const JsonNode& node, const char* field) {
  if (!node.json().contains(field)) return std::nullopt;
  const JsonNode partner = node.child(field);
  return MeasuredPartner{.times = times_from(partner.child("times")), .output = gate_from(partner.child("output"))};
}

}  // namespace

Json json_of(const MeasuredGroup& group) {
  Json json = {{"group", group.group}, {"reference", json_of(group.reference)}};
  if (group.before) json["before"] = json_of(*group.before);
  if (group.after) json["after"] = json_of(*group.after);
  return json;
}

MeasuredGroup group_from(const JsonNode& node) {
  return {.group = static_cast<std::size_t>(node.count("group")),
          .reference = times_from(node.child("reference")),
          .before = partner_from(node, "before"),
          .after = partner_from(node, "after")};
}

}  // namespace stepscope

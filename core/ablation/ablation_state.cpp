#include "core/ablation/ablation_state.h"

#include <fmt/format.h>

#include <cerrno>
#include <set>
#include <system_error>

#include "core/ablation/group_json.h"
#include "core/base/fnv.h"
#include "core/files/json_text.h"
#include "core/files/text_file.h"
#include "core/record/build_info.h"

namespace stepscope {

namespace {

using Json = JsonNode::Json;
namespace fs = std::filesystem;

// The order of groups follows from the plan; whoever changes how makes old files another kind.
constexpr const char* kKind = "stepscope ablation 1";

Error fault(const fs::path& file, std::string place, std::string reason) {
  return {.file = file.string(), .place = std::move(place), .field = {}, .reason = std::move(reason)};
}

std::string hash_of(const std::string& text) { return fmt::format("{:016x}", fnv1a(text)); }

Json header_of(const AblationIdentity& identity) {
  Json fields = Json::object();
  for (const auto& [what, value] : identity) fields[what] = value;
  return {{"kind", kKind}, {"plan", fields}};
}

// The words that differ, for people.
std::string differences(const JsonNode& stored, const AblationIdentity& identity) {
  std::string text;
  for (const auto& [what, value] : identity) {
    const std::string before = stored.text_or(what.c_str(), "");
    if (before != value)
      text += fmt::format("{}{} was \"{}\" and is \"{}\"", text.empty() ? "" : "; ", what, before, value);
  }
  return text;
}

std::string text_of(const RunRequest& request) {
  std::string text;
  for (const auto& [name, value] : request.parameters) text += (text.empty() ? "" : ", ") + name + "=" + value;
  return text;
}

void check_fits(const JsonNode& node, const MeasuredGroup& group, const AblationPlan& plan,
                std::set<std::size_t>& seen) {
  if (group.group >= plan.groups.size()) node.fail("group", "the plan has no such group");
  if (!seen.insert(group.group).second) node.fail("group", "is there twice");
  const RunGroup& planned = plan.groups[group.group];
  if ((group.before && !planned.before) || (group.after && !planned.after))
    node.fail("group", "has runs that the plan does not have");
}

}  // namespace

std::string hash_of(const AblationIdentity& identity) { return hash_of(json_text(header_of(identity))); }

AblationIdentity identity_of(const AblationPlan& plan) {
  const AblationOptions& options = plan.options;
  std::string switches;
  for (const AblatedSwitch& what : options.switches)
    switches += (switches.empty() ? "" : ", ") + what.key + "=" + what.on;
  const MachineInfo& machine = machine_info();
  const BuildInfo& build = build_info();
  return {
      {"planner", options.request.planner},
      {"challenge", std::string(challenge_key(options.request.challenge))},
      {"controller", options.request.controller ? std::string(controller_key(*options.request.controller)) : ""},
      {"agents", std::string(agents_key(options.request.agents))},
      {"parameters", text_of(options.request)},
      {"switches", switches},
      {"scenarios", std::to_string(options.scenarios)},
      {"pairs", std::to_string(options.pairs)},
      {"seed", std::to_string(options.seed)},
      {"runs", std::to_string(plan.runs())},
      {"machine", fmt::format("{}, {} cores, {}", machine.processor, machine.cores, machine.system)},
      {"build", fmt::format("{} ({}), {}, {}", build.version, build.git_revision, build.compiler, build.build_type)}};
}

Result<AblationState> AblationState::begin(const fs::path& file, const AblationIdentity& identity) {
  std::error_code code;
  if (fs::exists(file, code)) return fault(file, {}, "is there already");
  const std::string header = json_text(header_of(identity));
  if (Status written = write_file(file, header + "\n"); !written.ok()) return written.error();
  AblationState state(file, hash_of(header));
  if (Status opened = state.open(); !opened.ok()) return opened.error();
  return state;
}

Result<AblationState> AblationState::resume(const fs::path& file, const AblationIdentity& identity,
                                            const AblationPlan& plan) {
  auto text = read_file(file);
  if (!text.ok()) return text.error();
  const std::size_t whole = text.value().rfind('\n');
  if (whole == std::string::npos) return fault(file, "line 1", "has no end: nothing was measured yet");
  AblationState state(file, hash_of(identity));
  state.dropped_ = whole + 1 < text.value().size();
  text.value().resize(whole + 1);
  std::set<std::size_t> seen;
  std::size_t begin = 0;
  for (int line = 1; begin < text.value().size(); ++line) {
    const std::size_t end = text.value().find('\n', begin);
    const std::string place = "line " + std::to_string(line);
    auto json = parse_json(std::string_view(text.value()).substr(begin, end - begin), file);
    begin = end + 1;
    if (!json.ok()) return fault(file, place, json.error().reason);
    try {
      const JsonNode node(json.value(), place);
      if (line == 1) {
        if (node.text("kind") != kKind)
          return fault(file, place, "is not the state of an ablation that this program knows");
        if (std::string other = differences(node.child("plan"), identity); !other.empty())
          return fault(file, {}, "belongs to another ablation: " + other);
        continue;
      }
      if (node.text("plan") != state.hash_) return fault(file, place, "belongs to another ablation");
      MeasuredGroup group = group_from(node);
      check_fits(node, group, plan, seen);
      state.groups_.push_back(std::move(group));
    } catch (const JsonFault& wrong) {
      return wrong.in(file);
    }
  }
  if (state.dropped_)
    if (Status cut = write_file(file, text.value()); !cut.ok()) return cut.error();
  if (Status opened = state.open(); !opened.ok()) return opened.error();
  return state;
}

Status AblationState::open() {
  out_.open(file_, std::ios::binary | std::ios::app);
  return out_ ? Status{} : Status(fault(file_, {}, std::system_category().message(errno)));
}

Status AblationState::add(const MeasuredGroup& group) {
  Json json = {{"plan", hash_}};
  json.update(json_of(group));
  out_ << json_text(json) << "\n" << std::flush;
  return out_ ? Status{} : Status(fault(file_, {}, "cannot be written: " + std::system_category().message(errno)));
}

}  // namespace stepscope

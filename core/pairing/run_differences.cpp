#include "core/pairing/run_differences.h"

#include <algorithm>
#include <map>
#include <set>

namespace stepscope {

namespace {

using Kind = RunDifference::Kind;

void add(std::vector<RunDifference>& out, Kind kind, std::string what, const std::string& a, const std::string& b) {
  if (a != b) out.push_back({.kind = kind, .what = std::move(what), .a = a, .b = b});
}

void add_all(std::vector<RunDifference>& out, Kind kind, const std::string& what,
             const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  std::set<std::string> names;
  for (const auto& [name, value] : a) names.insert(name);
  for (const auto& [name, value] : b) names.insert(name);
  const auto value_in = [](const auto& map, const std::string& name) {
    const auto found = map.find(name);
    return found == map.end() ? std::string() : found->second;
  };
  for (const std::string& name : names) add(out, kind, what + " " + name, value_in(a, name), value_in(b, name));
}

std::string model_text(const RunFacts& facts) { return facts.model ? facts.model->sha256 : std::string(); }

}  // namespace

std::vector<RunDifference> differences_between(const RunFacts& a, const RunFacts& b) {
  std::vector<RunDifference> out;
  add(out, Kind::kRequest, "planner", a.planner, b.planner);
  add(out, Kind::kRequest, "challenge", a.challenge, b.challenge);
  add(out, Kind::kRequest, "controller", a.controller, b.controller);
  add(out, Kind::kRequest, "agents", a.agents, b.agents);
  add_all(out, Kind::kRequest, "parameter", a.parameters, b.parameters);
  add(out, Kind::kRequest, "model file", model_text(a), model_text(b));
  add_all(out, Kind::kSwitch, "switch", a.switches, b.switches);
  add(out, Kind::kEnvironment, "processor", a.processor, b.processor);
  add(out, Kind::kEnvironment, "system", a.system, b.system);
  add(out, Kind::kEnvironment, "program version", a.program_version, b.program_version);
  add(out, Kind::kEnvironment, "revision", a.git_revision, b.git_revision);
  add(out, Kind::kEnvironment, "build", a.build_type, b.build_type);
  add(out, Kind::kEnvironment, "window", a.window, b.window);
  return out;
}

bool disturbs(const RunDifference& difference, const std::vector<RunDifference>& all) {
  if (difference.kind == Kind::kEnvironment) return true;
  const auto is_request = [](const RunDifference& other) { return other.kind == Kind::kRequest; };
  return difference.kind == Kind::kSwitch && std::ranges::any_of(all, is_request);
}

}  // namespace stepscope

#include "app/cli/compare_options.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/comparison/noise_floor.h"
#include "core/planning/planner_list.h"

namespace stepscope::cli {

namespace {

constexpr int kMostSamePairs = 10'000;

Error option_error(std::string option, std::string reason) {
  return {.file = {}, .place = std::move(option), .field = {}, .reason = std::move(reason)};
}

// Of one arm, from what both have and what B has of its own.
RequestOptions request_options(const CompareOptions& options, const std::string& planner, const std::string& profile,
                               bool b) {
  RequestOptions out;
  out.planners = {planner};
  out.challenges = {options.challenge};
  out.controller = options.controller;
  out.agents = options.agents;
  out.profile = profile;
  out.switches = options.switches;
  out.model = b && !options.model_b.empty() ? options.model_b : options.model;
  if (const PlannerEntry* entry = find_planner(planner); entry != nullptr && !entry->model_file) out.model.clear();
  const auto add = [&](const std::vector<std::string>& parameters) {
    for (const std::string& text : parameters) {
      const std::size_t dot = text.find('.'), equals = text.find('=');
      const bool named = dot != std::string::npos && dot < equals && find_planner(text.substr(0, dot)) != nullptr;
      if (!named || text.substr(0, dot) == planner) out.parameters.push_back(text);
    }
  };
  add(options.parameters);
  if (!b) return out;
  add(options.parameters_b);
  out.switches.insert(out.switches.end(), options.switches_b.begin(), options.switches_b.end());
  return out;
}

Result<Arm> arm_of(const RequestOptions& options) {
  auto requests = requests_of(options);
  if (!requests.ok()) return requests.error();
  auto profile = profile_of(options);
  if (!profile.ok()) return profile.error();
  return Arm{.name = {}, .request = requests.value().front(), .profile = std::move(profile).value()};
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

// As short as tells them apart.
void name_arms(const CompareOptions& options, ComparedArms& arms) {
  Arm &a = arms.a, &b = arms.b;
  a.name = a.request.planner;
  b.name = b.request.planner;
  if (a.profile != b.profile) {
    const bool same_planner = a.name == b.name;
    const std::string of_b = options.switches_b.empty() ? b.profile.name : joined(options.switches_b);
    a.name = same_planner ? a.profile.name : a.name + ", " + a.profile.name;
    b.name = same_planner ? of_b : b.name + ", " + of_b;
  }
  if (!options.parameters_b.empty()) b.name += ", " + joined(options.parameters_b);
  if (!options.model_b.empty()) b.name += ", " + options.model_b;
  if (b.handicap > 0.0) b.name += fmt::format(" + {:.3g} %", 100.0 * b.handicap);
  if (a.name != b.name) return;
  a.name += " (A)";
  b.name += " (B)";
}

}  // namespace

Result<ComparedArms> arms_of(const CompareOptions& options) {
  if (options.planners.size() > 2) return option_error("--planner", "two are compared, not more");
  if (options.profiles.size() > 2) return option_error("--profile", "two are compared, not more");
  if (!options.model.empty() || !options.model_b.empty()) {
    bool asked = false;
    for (const std::string& planner : options.planners) {
      const PlannerEntry* entry = find_planner(planner);
      asked = asked || (entry != nullptr && entry->model_file);
    }
    if (!asked) return option_error("--model", "none of these planners asks a model; ml-raster does");
  }
  const std::string planner_a = options.planners.empty() ? "simple" : options.planners.front();
  const std::string planner_b = options.planners.empty() ? "simple" : options.planners.back();
  const std::string profile_a = options.profiles.empty() ? "fast" : options.profiles.front();
  const std::string profile_b = options.profiles.empty() ? "fast" : options.profiles.back();
  ComparedArms out;
  auto a = arm_of(request_options(options, planner_a, profile_a, false));
  if (!a.ok()) return a.error();
  auto b = arm_of(request_options(options, planner_b, profile_b, true));
  if (!b.ok()) return b.error();
  out.a = std::move(a).value();
  out.b = std::move(b).value();
  out.b.handicap = options.handicap;
  const bool second = options.planners.size() > 1 || options.profiles.size() > 1 || !options.parameters_b.empty() ||
                      !options.switches_b.empty() || !options.model_b.empty() || options.handicap > 0.0;
  out.alone = !second && (!options.baseline.empty() || !options.save_baseline.empty());
  if (second && !options.baseline.empty())
    return option_error("--baseline", "stands for A: name one planner and one profile beside it");
  if (second && !options.save_baseline.empty())
    return option_error("--save-baseline", "keeps one way: name one planner and one profile");
  name_arms(options, out);
  if (out.alone) out.a.name = out.a.request.planner;
  return out;
}

Result<std::vector<Gate>> gates_of(const CompareOptions& options) {
  std::vector<Gate> out;
  for (const std::string& text : options.gates) {
    auto gate = parse_gate(text);
    if (!gate.ok()) return gate.error();
    out.push_back(std::move(gate).value());
  }
  return out;
}

int same_pairs_of(const CompareOptions& options) {
  if (!options.same_pairs) return same_pairs_for(options.pairs);
  return static_cast<int>(std::min<std::uint64_t>(*options.same_pairs, kMostSamePairs + 1));
}

Status check_numbers(const CompareOptions& options) {
  if (options.pairs < kFewestPairs)
    return option_error("--pairs",
                        fmt::format("{} can never reach p < 0.05, whatever they show: {} at least, 10 are usual",
                                    options.pairs, kFewestPairs));
  if (options.pairs > 10'000) return option_error("--pairs", "10000 at most");
  const int same_pairs = same_pairs_of(options);
  if (same_pairs > kMostSamePairs) return option_error("--floor", fmt::format("0 to {} pairs", kMostSamePairs));
  if (same_pairs > 0 && same_pairs < kFewestPairs)
    return option_error("--floor", fmt::format("{} or more pairs tell a noise floor, 0 leaves it out", kFewestPairs));
  if (options.time != "total" && (!options.baseline.empty() || !options.save_baseline.empty()))
    return option_error("--time", "a baseline is about the total of a run; leave it out");
  if (!(options.handicap >= 0.0 && options.handicap <= 10.0)) return option_error("--handicap", "0 to 10; 0.03 is 3 %");
  if (!(options.delta > 0.0 && options.delta < 1.0)) return option_error("--delta", "above 0 and below 1; 0.01 is 1 %");
  return {};
}

}  // namespace stepscope::cli

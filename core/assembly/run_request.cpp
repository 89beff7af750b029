#include "core/assembly/run_request.h"

#include <array>

namespace stepscope {

namespace {

constexpr std::array<std::string_view, 3> kChallengeKeys{"open-loop-boxes", "closed-loop-nonreactive-agents",
                                                         "closed-loop-reactive-agents"};
constexpr std::array<std::string_view, 3> kChallengeTitles{"open loop, boxes", "closed loop, recorded agents",
                                                           "closed loop, reactive agents"};
constexpr std::array<std::string_view, 4> kControllerKeys{"log-playback", "perfect-tracking", "lqr", "ilqr"};
constexpr std::array<std::string_view, 2> kAgentKeys{"reference", "fixed"};

template <typename Enum, std::size_t N>
Result<Enum> from_key(const std::array<std::string_view, N>& keys, std::string_view key, std::string_view what) {
  std::string known;
  for (std::size_t i = 0; i < N; ++i) {
    if (keys[i] == key) return static_cast<Enum>(i);
    known += (i > 0 ? ", " : "") + std::string(keys[i]);
  }
  return Error{.file = {},
               .place = {},
               .field = std::string(what),
               .reason = "\"" + std::string(key) + "\" is not one of " + known};
}

}  // namespace

std::string_view challenge_key(Challenge challenge) { return kChallengeKeys[static_cast<std::size_t>(challenge)]; }
std::string_view challenge_title(Challenge challenge) { return kChallengeTitles[static_cast<std::size_t>(challenge)]; }
Result<Challenge> challenge_from_key(std::string_view key) {
  return from_key<Challenge>(kChallengeKeys, key, "challenge");
}

std::string_view controller_key(ControllerKind kind) { return kControllerKeys[static_cast<std::size_t>(kind)]; }
Result<ControllerKind> controller_from_key(std::string_view key) {
  return from_key<ControllerKind>(kControllerKeys, key, "controller");
}

std::string_view agents_key(AgentRules rules) { return kAgentKeys[static_cast<std::size_t>(rules)]; }
Result<AgentRules> agents_from_key(std::string_view key) { return from_key<AgentRules>(kAgentKeys, key, "agents"); }

ControllerKind default_controller(Challenge challenge) {
  return challenge == Challenge::kOpenLoopBoxes ? ControllerKind::kLogPlayback : ControllerKind::kLqr;
}

}  // namespace stepscope

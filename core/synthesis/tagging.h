#pragma once

#include <string>
#include <vector>

#include "core/synthesis/recording.h"

namespace stepscope::synthesis {

struct Tag {
  int frame{0};
  std::string type;  // a scenario type of nuPlan's list
  int track{-1};     // the object it is about, if it is about one
};

// Scenario tags of frames begin … end−1: what is true of the ego and its surroundings. Events are tagged where they
// happen, states every half second; each state has its own frame within the half second, so that several types can
// anchor scenarios of nearly the same moment.
std::vector<Tag> tag_frames(const Town& town, const LogRecording& recording, int begin, int end);

}  // namespace stepscope::synthesis

#pragma once

#include <string>
#include <vector>

namespace stepscope {

struct Tick {
  double value;
  std::string text;
};

// Round values from 0 to `end`, about `count` of them, as durations; `end` > 0.
std::vector<Tick> duration_ticks(double end_ns, int count);

}  // namespace stepscope

#pragma once

namespace stepscope {

struct FloatTurn {
  float sine{0.0F};
  float cosine{1.0F};
};

// Sine and cosine of an angle in single precision, to the bit as numpy 1.24 computes them on a processor that has fused
// multiply-add (its vector loops for float32; up to 1.5 units in the last place off). The reference turns a network's
// headings with them, and a heading of a plan is 1e-7 rad off with better ones.
FloatTurn float_turn(float angle);

}  // namespace stepscope

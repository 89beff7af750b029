import math


def propagate_state(state):
    """Called by the controller and by the planner: works for whoever calls it."""
    x, y, heading = state
    for _ in range(40):
        x += 0.1 * math.cos(heading)
        y += 0.1 * math.sin(heading)
    return x, y, heading

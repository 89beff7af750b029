from collections import deque


class SimulationHistoryBuffer:
    def __init__(self, size):
        self.states = deque(maxlen=size)

    def append(self, state):
        self.states.append(state)

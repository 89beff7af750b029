class SimulationRunner:
    def __init__(self, simulation, planner, callback):
        self.simulation, self.planner, self.callback = simulation, planner, callback

    def run(self, steps):
        self.simulation.initialize()
        for _ in range(steps):
            planner_input = self.simulation.get_planner_input()
            self.simulation.propagate(self.planner.compute_planner_trajectory(planner_input))
        return self.callback.on_simulation_end(self.simulation.samples)

from nuplan.database.nuplan_db.nuplan_scenario_queries import get_traffic_lights_from_db
from nuplan.planning.simulation.controller.two_stage_controller import TwoStageController
from nuplan.planning.simulation.history.simulation_history_buffer import SimulationHistoryBuffer
from nuplan.planning.simulation.observation.tracks_observation import TracksObservation
from nuplan.planning.simulation.simulation_time_controller.step_simulation_time_controller import \
    StepSimulationTimeController


class Simulation:
    def __init__(self):
        self.time = StepSimulationTimeController()
        self.controller = TwoStageController()
        self.observation = TracksObservation()
        self.history = SimulationHistoryBuffer(22)
        self.samples = []
        self.state, self.objects = (0.0, 0.0, 0.0), []

    def initialize(self):
        self.objects = self.observation.update_observation(0)

    def get_planner_input(self):
        return {"time": self.time.get_iteration(), "lights": list(get_traffic_lights_from_db(self.time.index)),
                "objects": self.objects}

    def propagate(self, trajectory):
        lights = list(get_traffic_lights_from_db(self.time.index))
        self.samples.append((self.time.get_iteration(), self.state, trajectory, lights))
        self.time.next_iteration()
        self.state = self.controller.update_state(self.state)
        self.objects = self.observation.update_observation(self.time.index)
        self.history.append(self.state)

from nuplan.database.nuplan_db.nuplan_scenario_queries import get_time_from_db


class StepSimulationTimeController:
    def __init__(self):
        self.index = 0

    def get_iteration(self):
        return get_time_from_db(self.index)

    def next_iteration(self):
        self.index += 1
        return get_time_from_db(self.index)

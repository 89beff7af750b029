from nuplan.database.nuplan_db.nuplan_scenario_queries import get_tracked_objects_from_db


class TracksObservation:
    def update_observation(self, step):
        return list(get_tracked_objects_from_db(step))

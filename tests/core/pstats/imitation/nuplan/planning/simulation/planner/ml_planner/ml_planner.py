from nuplan.planning.simulation.controller.motion_model.kinematic_bicycle import propagate_state
from nuplan.planning.training.preprocessing.features.raster_utils import get_agents_raster


class MLPlanner:
    def compute_planner_trajectory(self, planner_input):
        raster = get_agents_raster(planner_input["objects"])
        poses = self._infer_model(raster)
        return [propagate_state(pose) for pose in poses]

    def _infer_model(self, raster):
        weights = [(i % 7) * 0.1 for i in range(len(raster))]
        return [(sum(w * r for w, r in zip(weights, raster)), float(i), 0.1) for i in range(16)]

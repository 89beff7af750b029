from nuplan.planning.simulation.controller.motion_model.kinematic_bicycle import propagate_state


class TwoStageController:
    def update_state(self, state):
        return propagate_state(state)

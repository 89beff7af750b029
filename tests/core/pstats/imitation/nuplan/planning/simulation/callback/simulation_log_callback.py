import lzma
import pickle


class SimulationLogCallback:
    def on_simulation_end(self, history):
        return lzma.compress(pickle.dumps(history))

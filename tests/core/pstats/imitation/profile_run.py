"""Profiles an imitation of the reference simulator with Python's own cProfile.

Arguments: a folder, the number of steps. Writes marshal_0.stats … marshal_4.stats (the same profile in every version of
the format), older_layer.stats, python_only.stats (built-in functions left out) and expected.json, which says what
really happened and what Python's own pstats reads.
"""
import cProfile
import json
import marshal
import pathlib
import pstats
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from nuplan.database.nuplan_db import query_session
from nuplan.planning.simulation.callback.simulation_log_callback import SimulationLogCallback
from nuplan.planning.simulation.planner.ml_planner.ml_planner import MLPlanner
from nuplan.planning.simulation.runner.simulations_runner import SimulationRunner
from nuplan.planning.simulation.simulation import Simulation
from sqlalchemy.orm.strategies import LazyLoader

LIGHTS, BOXES = 23, 30  # rows a step


def fill(connection, steps):
    connection.execute("CREATE TABLE light (step INTEGER, id INTEGER, status TEXT)")
    connection.execute("CREATE TABLE box (step INTEGER, x REAL, y REAL)")
    for step in range(steps + 1):
        connection.executemany("INSERT INTO light VALUES (?, ?, 'green')", [(step, i) for i in range(LIGHTS)])
        connection.executemany("INSERT INTO box VALUES (?, ?, ?)", [(step, i, 2.5 * i) for i in range(BOXES)])
    connection.commit()


def profiled(function, **options):
    profile = cProfile.Profile(**options)
    profile.runcall(function)
    profile.create_stats()
    return profile.stats


def numbers_of(file):
    """What Python's own reader makes of a profile."""
    read = pstats.Stats(str(file))
    functions = [{"file": file, "line": line, "name": name, "calls": calls, "primitive": primitive, "own": own,
                  "cumulative": cumulative, "callers": len(callers)}
                 for (file, line, name), (primitive, calls, own, cumulative, callers) in read.stats.items()]
    return {"total_calls": read.total_calls, "total_s": read.total_tt, "functions": functions}


def simulate(steps):
    return SimulationRunner(Simulation(), MLPlanner(), SimulationLogCallback()).run(steps)


def load_lazily(connection, steps):
    for _ in range(steps):
        loader = LazyLoader(connection)
        for key in range(1, BOXES + 1):
            loader._load_for_state(key)
            loader._load_for_state(key)


def main():
    folder, steps = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    keeper = sqlite3.connect(query_session.LOG, uri=True)
    fill(keeper, steps)
    stats = profiled(lambda: simulate(steps))
    for version in range(5):
        (folder / f"marshal_{version}.stats").write_bytes(marshal.dumps(stats, version))
    expected = {"profile": numbers_of(folder / "marshal_4.stats"), "truth": dict(query_session.counted), "steps": steps}
    (folder / "expected.json").write_text(json.dumps(expected))
    (folder / "older_layer.stats").write_bytes(marshal.dumps(profiled(lambda: load_lazily(keeper, steps))))
    (folder / "python_only.stats").write_bytes(marshal.dumps(profiled(lambda: simulate(2), builtins=False)))


main()

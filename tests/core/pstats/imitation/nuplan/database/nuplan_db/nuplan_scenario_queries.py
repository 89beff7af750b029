"""Questions to a log: generators that hand on rows, and one that returns a single value."""
from nuplan.database.nuplan_db.query_session import execute_many, execute_one


def get_time_from_db(step):
    return execute_one("SELECT ? * 100000", (step,))[0]


def get_traffic_lights_from_db(step):
    for row in execute_many("SELECT id, status FROM light WHERE step = ?", (step,)):
        yield row


def get_tracked_objects_from_db(step):
    for row in execute_many("SELECT x, y FROM box WHERE step = ?", (step,)):
        yield {"x": row[0], "y": row[1]}

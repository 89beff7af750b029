"""Statements as the raw-SQL layer executes them: a connection each, many rows through a generator."""
import sqlite3

LOG = "file:imitated?mode=memory&cache=shared"
counted = {"statements": 0, "connections": 0, "rows": 0}  # what really happens, for comparison with what is read


def execute_many(sql, parameters):
    counted["connections"] += 1
    connection = sqlite3.connect(LOG, uri=True)
    try:
        cursor = connection.cursor()
        counted["statements"] += 1
        cursor.execute(sql, parameters)
        for row in cursor:
            counted["rows"] += 1
            yield row
    finally:
        connection.close()


def execute_one(sql, parameters):
    counted["connections"] += 1
    connection = sqlite3.connect(LOG, uri=True)
    try:
        counted["statements"] += 1
        cursor = connection.cursor()
        cursor.execute(sql, parameters)
        return cursor.fetchone()
    finally:
        connection.close()

#!/usr/bin/env python3
"""Makes data/simulation/arrivals.json: how many people come to a district's one-stop office by weekday and hour.

usage: make_arrivals.py QUEUES_FOLDER > data/simulation/arrivals.json

The folder holds warsaw_queue_changes.*.csv (data/simulation/README.md). Arrivals are not in the source: a queue's current
ticket plus the people waiting is how many tickets it has given out so far, and what that grows by between two snapshots has
arrived. Jumps of more than MOST_AT_ONCE are a new series of tickets and no crowd.
"""
import collections
import csv
import datetime
import json
import pathlib
import re
import sys

FIRST_DAY, LAST_DAY = "2020-01-02", "2020-01-22"  # the days before carry two years (week-year bug of the source)
OPEN_HOURS = range(8, 16)  # what every weekday has; Mondays go on until 18:00
MOST_AT_ONCE = 20
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def snapshots(folder):
    for path in sorted(pathlib.Path(folder).glob("warsaw_queue_changes.*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                ticket = re.fullmatch(r"[A-Z]*(\d+)", row["current_ticket"] or "")
                if FIRST_DAY <= row["date"] <= LAST_DAY and ticket:
                    yield row, int(ticket.group(1)) + int(row["waiting"] or 0)


def main(folder):
    arrived = collections.Counter()
    days = collections.defaultdict(set)
    given_out = {}
    for row, tickets in snapshots(folder):
        weekday = datetime.date.fromisoformat(row["date"]).weekday()
        hour = int(row["time"][:2])
        days[weekday].add(row["date"])
        queue = (row["queue_no"], row["date"])
        before = given_out.get(queue)
        came = int(row["waiting"] or 0) if before is None else tickets - before
        if 0 < came <= MOST_AT_ONCE:
            arrived[weekday, hour] += came
        given_out[queue] = max(tickets, before or 0)
    table = {
        name: [round(arrived[number, hour] / len(days[number])) for hour in OPEN_HOURS]
        for number, name in enumerate(WEEKDAYS)
    }
    print(json.dumps({"source": "HaZdula/kolejkeR 076c7d8 (MIT)", "from": FIRST_DAY, "to": LAST_DAY, "arrivals": table}))


if __name__ == "__main__":
    main(sys.argv[1])

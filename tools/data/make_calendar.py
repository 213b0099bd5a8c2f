#!/usr/bin/env python3
"""Makes data/calendar/calendar.json: Hanoi's public working calendar 2015-2030 from lists of holidays.

usage: make_calendar.py HOLIDAYS_FOLDER > data/calendar/calendar.json

The folder holds the CSV files named in data/calendar/README.md. Later sources win over earlier ones on a date: the
library's statutory days, the swaps of past years, the notices that were read. What no notice says is `projected`.
"""
import csv
import datetime
import json
import pathlib
import sys

VERSION = "2026.1"
FIRST_YEAR, LAST_YEAR = 2015, 2030
LAST_ANNOUNCED_YEAR = 2026
WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
OFFICE_HOURS = ["08:00-12:00", "13:00-17:00"]  # Hanoi's usual office hours: a local setting
LIBRARY = "vacanza/holidays c382fde"
CULTURE_DAY = "Resolution 28/2026/QH16"


def read(folder, name):
    with open(folder / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day_of(text):
    return datetime.date.fromisoformat(text)


def short_vi(date):
    return f"{WEEKDAYS_VI[date.weekday()]} {date.day}/{date.month}"


def short_en(date):
    return f"{date:%A} {date.day} {date:%B}"


def status_of(date):
    return "official" if date.year <= LAST_ANNOUNCED_YEAR else "projected"


def labour_code(date, article):
    """The Labour Code of 2012 was in force to the end of 2020; its articles 110-115 became 111-112."""
    old = {"112": "115(1)", "111(3)": "115(3)"}
    return f"Labour Code 2019 art. {article}" if date.year >= 2021 else f"Labour Code 2012 art. {old[article]}"


def entry(date, kind, name, name_en, source, **more):
    day = {"date": date.isoformat(), "kind": kind, "name": name, "name_en": name_en,
           "status": status_of(date), "source": source}
    day.update({key: value for key, value in more.items() if value})
    return day


def swap(off, worked, source, **more):
    yield entry(off, "swapped_off", f"Nghỉ hoán đổi với {short_vi(worked)}", f"Off, swapped with {short_en(worked)}",
                source, pair=worked.isoformat(), **more)
    yield entry(worked, "swapped_work", f"Làm bù cho {short_vi(off)}", f"Worked instead of {short_en(off)}",
                source, pair=off.isoformat(), **more)


def library_days(rows):
    """Statutory days and substitutes as the library computes them; its swapped days are taken from the list of swaps."""
    by_name = {}
    for row in rows:
        date, name, name_en = day_of(row["date"]), row["name_vi"], row["name_en"]
        if name.startswith("Ngày nghỉ (thay cho"):
            continue
        if not name.endswith("(nghỉ bù)"):
            by_name.setdefault((date.year, name), []).append(date)
            yield entry(date, "holiday", name, name_en, f"{labour_code(date, '112')}; dates: {LIBRARY}")
            continue
        replaced = [day for day in by_name[date.year, name.removesuffix(" (nghỉ bù)")] if day.weekday() >= 5][-1]
        yield entry(date, "substitute", name, name_en, f"{labour_code(date, '111(3)')}; dates: {LIBRARY}",
                    pair=replaced.isoformat())


def culture_days():
    """24 November, from 2026 on; a weekly rest day is made up on the next working day (Labour Code art. 111(3))."""
    for year in range(LAST_ANNOUNCED_YEAR + 1, LAST_YEAR + 1):
        date = datetime.date(year, 11, 24)
        yield entry(date, "holiday", "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", CULTURE_DAY)
        if date.weekday() >= 5:
            monday = date + datetime.timedelta(days=7 - date.weekday())
            yield entry(monday, "substitute", "Ngày Văn hóa Việt Nam (nghỉ bù)", "Vietnam Culture Day (observed)",
                        f"{CULTURE_DAY}; {labour_code(date, '111(3)')}", pair=date.isoformat())


def notice_days(rows, known):
    """Notices that were read; a substitute keeps the names that the library gave it."""
    for row in rows:
        date, basis, more = day_of(row["date"]), row["basis"], {"known_from": row["known_from"]}
        if row["kind"] == "swapped_off":
            days = list(swap(date, day_of(row["pair"]), basis, **more))
        elif row["kind"] == "swapped_work":
            days = []  # comes with the day off that it is the pair of
        elif row["kind"] == "substitute":
            days = [{**known[row["date"]], "source": basis, **more}]
        else:
            days = [entry(date, "holiday", "Ngày Văn hóa Việt Nam", row["name"], CULTURE_DAY, **more)]
        for day in days:
            day["status"] = row["status"]
            yield day


def all_days(folder):
    days = {}
    sources = [library_days(read(folder, "vn_public_holidays_2015_2030_python-holidays.csv"))]
    for row in read(folder, "vn_swapped_working_days_python-holidays.csv"):
        sources.append(swap(day_of(row["day_off"]), day_of(row["make_up_working_day"]),
                            f"yearly notice of swapped days; dates: {LIBRARY}"))
    sources += [culture_days(), notice_days(read(folder, "vn_notices_2025_2026.csv"), days)]
    for source in sources:
        for day in source:
            if FIRST_YEAR <= int(day["date"][:4]) <= LAST_YEAR:
                days[day["date"]] = day
    return days


def check(folder, days):
    """A second library, computed independently, must know no statutory day that we lack."""
    for row in read(folder, "vn_holidays_2015_2030_date-holidays.csv"):
        if row["type"] == "public" and row["date"] not in days:
            sys.exit(f"{row['date']} {row['name_en']} is missing")


def main():
    folder = pathlib.Path(sys.argv[1])
    days = all_days(folder)
    check(folder, days)
    hours = {day: OFFICE_HOURS for day in ("mon", "tue", "wed", "thu", "fri")}
    head = {"version": VERSION, "zone": "+07:00", "years": [FIRST_YEAR, LAST_YEAR], "hours": hours}
    lines = [f'"{key}": {json.dumps(value)}' for key, value in head.items()]
    listed = ",\n".join(json.dumps(days[date], ensure_ascii=False) for date in sorted(days))
    sys.stdout.write("{\n" + ",\n".join(lines) + ',\n"days": [\n' + listed + "\n]\n}\n")


if __name__ == "__main__":
    main()

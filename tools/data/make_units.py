#!/usr/bin/env python3
"""Makes data/units/{units,points,areas,serves}.jsonl: Hanoi's units now and before, desks, boundaries, authorities.

usage: make_units.py UNITS_FOLDER OUTPUT_FOLDER

The input folder holds the files named in data/units/README.md. City bodies, which no file lists, are in
city_authorities.csv beside this script. From the code lists of 2024 and early 2025 only facts are taken: codes, names
and districts. Ids are ours and never official codes, because every code of 2025-07-01 had been used before.
"""
import collections
import csv
import json
import pathlib
import sys

REFORM = "2025-07-01"  # 526 communes and 30 districts end, 126 communes begin
MERGER = "2025-01-01"  # 579 communes become 526
PREFIX = "H26.local."
WARDS = ("thanglequoc/vietnamese-provinces-database cd58063; sapnhap.bando.com.vn through "
         "tranngocminhhieu/vietnamadminunits 780c279")
AREAS = "thanglequoc/vietnamese-provinces-database cd58063 (sapnhap.bando.com.vn)"
OLD = "code list of the General Statistics Office, as of {}"
CITY = "public knowledge of the city's bodies after the reform of 2025; the code is a setting of ours"
WARD_AUTHORITIES = ("commune_pc", "commune_chair", "commune_police", "commune_military", "commune_division")


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            filled = {key: value for key, value in record.items() if value not in ("", None, [])}
            file.write(json.dumps(filled, ensure_ascii=False, separators=(",", ":")) + "\n")


def microdegrees(degrees):
    return round(float(degrees) * 1_000_000)


def position(row):
    return {"lat_microdegrees": microdegrees(row["lat"]), "lon_microdegrees": microdegrees(row["lon"])}


def lower_first(name):
    return name[0].lower() + name[1:]


def ward_id(code):
    return f"{PREFIX}ward-{code}"


def wards(rows):
    for row in rows:
        yield {"id": ward_id(row["code"]), "kind": "commune", "name": row["full_name"], "name_en": row["full_name_en"],
               "official_code": row["code"], "code_setting": f"H26.{row['code']}", "parent": PREFIX + "province-pc",
               "valid_from": REFORM, "population": int(row["population"]),
               "area_m2": round(float(row["area_km2"]) * 1_000_000), "seat": row["admin_seat"],
               "position": position(row), "status": "local", "source": WARDS}


def successors_of_526(rows):
    """Old code -> its heirs; `whole` only where the commune went undivided into one."""
    heirs = collections.defaultdict(list)
    for row in rows:
        heirs[row["old_commune_code"]].append(
            {"unit": ward_id(row["new_code"]), "whole": row["is_divided"] == "False"})
    return heirs


def old_commune(row, state, successors, valid_from, valid_to):
    year = "579" if valid_to == MERGER else "526"
    return {"id": f"{PREFIX}commune{year}-{row['commune_code']}", "kind": "commune", "name": row["commune_name"],
            "official_code": row["commune_code"], "parent": f"{PREFIX}district-{row['district_code']}",
            "valid_from": valid_from, "valid_to": valid_to, "successors": successors, "status": "official",
            "source": OLD.format(state)}


def unchanged(before, after):
    return before is not None and all(before[key] == after[key] for key in ("commune_name", "district_code"))


def old_communes(rows_579, rows_526, heirs):
    """A commune that kept code, name and district through both states is one unit; else the two are different units."""
    before = {row["commune_code"]: row for row in rows_579}
    after = {row["commune_code"]: row for row in rows_526}
    for code, row in sorted(before.items()):
        if unchanged(after.get(code), row):
            continue
        # The code lives on in a unit of another name; no source says that nothing of the old one went elsewhere.
        successor = {"unit": f"{PREFIX}commune526-{code}", "whole": False} if code in after else {"unit": "unknown"}
        yield old_commune(row, "2024-11-01", [successor], None, MERGER)
    for code, row in sorted(after.items()):
        valid_from = None if unchanged(before.get(code), row) else MERGER
        yield old_commune(row, "2025-03-01", heirs[code], valid_from, REFORM)


def districts(rows):
    for row in rows:
        yield {"id": f"{PREFIX}district-{row['district_code']}", "kind": "district", "name": row["district_name"],
               "official_code": row["district_code"], "parent": PREFIX + "province-pc", "valid_to": REFORM,
               "successors": [{"unit": "unknown"}], "status": "official", "source": OLD.format("2025-03-01")}


def city_bodies(rows):
    for row in rows:
        parent = "" if row["slug"] == "province-pc" or row["note"] == "vertical body" else PREFIX + "province-pc"
        yield {"id": PREFIX + row["slug"], "kind": row["kind"], "name": row["name"], "name_en": row["name_en"],
               "code_setting": row["code_setting"], "parent": parent, "status": "local", "source": CITY}


def points(rows):
    for row in rows:
        yield {"id": f"{PREFIX}point-{row['code']}", "unit": ward_id(row["code"]),
               "name": f"Điểm phục vụ hành chính công {lower_first(row['full_name'])}",
               "name_en": f"{row['full_name_en']} public service point", "address": row["admin_seat"],
               "position": position(row), "valid_from": REFORM, "status": "local", "source": WARDS}
    yield {"id": PREFIX + "point-centre", "unit": PREFIX + "centre",
           "name": "Trụ sở Trung tâm Phục vụ hành chính công thành phố Hà Nội",
           "name_en": "Headquarters of the Hanoi Public Administration Service Centre", "status": "local",
           "source": CITY + "; no address in our sources"}


def areas(collection):
    for feature in collection["features"]:
        polygons = [[[[microdegrees(lon), microdegrees(lat)] for lon, lat in ring] for ring in polygon]
                    for polygon in feature["geometry"]["coordinates"]]
        yield {"unit": ward_id(feature["id"]), "polygons": polygons, "valid_from": REFORM, "source": AREAS}


def serves(ward_rows, city_rows):
    for row in ward_rows:
        for authority in WARD_AUTHORITIES:
            unit = ward_id(row["code"])
            yield {"id": f"{unit}.{authority}", "unit": unit, "authority": authority, "area_unit": unit,
                   "valid_from": REFORM, "source": WARDS}
    for row in city_rows:
        if row["authority"]:
            yield {"id": f"{PREFIX}{row['slug']}.city", "unit": PREFIX + row["slug"], "authority": row["authority"],
                   "source": CITY}


def main():
    folder, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    ward_rows = read(folder / "hanoi_communes_126_2025-07-01.csv")
    city_rows = read(pathlib.Path(__file__).parent / "city_authorities.csv")
    heirs = successors_of_526(read(folder / "map_526_to_126_vietnamadminunits.csv"))
    old = old_communes(read(folder / "hanoi_communes_579_2024-11-01.csv"),
                       read(folder / "hanoi_communes_526_2025-03-01.csv"), heirs)
    districts_rows = read(folder / "hanoi_districts_30_2025-03-01.csv")
    units = [*city_bodies(city_rows), *wards(ward_rows), *districts(districts_rows), *old]
    write(output / "units.jsonl", units)
    write(output / "points.jsonl", points(ward_rows))
    with open(folder / "hanoi_communes_126_2025-07-01.geojson", encoding="utf-8") as file:
        write(output / "areas.jsonl", areas(json.load(file)))
    write(output / "serves.jsonl", serves(ward_rows, city_rows))


if __name__ == "__main__":
    main()

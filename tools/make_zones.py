#!/usr/bin/env python3
"""Makes engine/cel/zones_table.inc from the tz database of this system (/usr/share/zoneinfo).

Per zone: the offset at 1970, every change of offset since then, and the rule that holds after the
last one. Zones that are the same share their data. Run it when tzdata changes; the table is
committed, so both builds and all machines have the same one.
"""
import datetime
import os
import re
import struct
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/zoneinfo"
SKIP = {"posix", "right", "localtime", "posixrules", "Factory"}
UNIT = 15  # seconds: every offset since 1970 is a multiple


def zone_names():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in SKIP)
        for name in sorted(files):
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, ROOT)
            if relative not in SKIP and open(path, "rb").read(4) == b"TZif":
                yield relative


def read(name):
    data = open(os.path.join(ROOT, name), "rb").read()

    def header(at):
        return struct.unpack(">6l", data[at + 20:at + 44])

    isut, isstd, leap, times, types, chars = header(0)
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    isut, isstd, leap, times, types, chars = header(at)
    at += 44
    moments = struct.unpack(f">{times}q", data[at:at + times * 8])
    at += times * 8
    indices = data[at:at + times]
    at += times
    offsets = [struct.unpack(">lBB", data[at + i * 6:at + i * 6 + 6])[0] for i in range(types)]
    at += types * 6 + chars + leap * 12 + isstd + isut
    footer = data[at:].strip(b"\n").decode()
    before, changes = offsets[0], []
    for moment, index in zip(moments, indices):
        if moment < 0:
            before = offsets[index]
        elif not changes or offsets[index] != changes[-1][1]:
            changes.append((moment, offsets[index]))
    if changes and changes[0][1] == before:
        changes.pop(0)
    return before, changes, footer


def posix_rule(footer):
    """(standard, daylight, start, end) of "CET-1CEST,M3.5.0,M10.5.0/3"; start is (month, week, day, second)."""
    number = r"[+-]?\d+(?::\d+)*"
    match = re.fullmatch(rf"(?:<[^>]+>|[A-Za-z]+)({number})(?:(?:<[^>]+>|[A-Za-z]+)({number})?,(.+),(.+))?", footer)

    def seconds(text):
        sign = -1 if text.startswith("-") else 1
        parts = [int(p) for p in text.lstrip("+-").split(":")] + [0, 0]
        return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2])

    standard = -seconds(match[1])
    if not match[3]:
        return None
    daylight = -seconds(match[2]) if match[2] else standard + 3600

    def date(text):
        day, _, time = text.partition("/")
        month, week, weekday = day[1:].split(".")
        return int(month), int(week), int(weekday), seconds(time) if time else 7200

    return standard, daylight, date(match[3]), date(match[4])


def rule_offset(rule, moment):
    standard, daylight, start, end = rule
    year = datetime.datetime.utcfromtimestamp(moment + standard).year

    def at(date):
        month, week, weekday, second = date
        first = datetime.date(year, month, 1)
        day = first + datetime.timedelta((weekday - (first.weekday() + 1)) % 7 + (week - 1) * 7)
        if day.month != month:
            day -= datetime.timedelta(7)
        return (day - datetime.date(1970, 1, 1)).days * 86400 + second

    begin, finish = at(start) - standard, at(end) - daylight
    inside = begin <= moment < finish if begin < finish else moment >= begin or moment < finish
    return daylight if inside else standard


def without_ruled(before, moves, rule):
    """Drops the changes at the end that the rule tells as well."""
    while rule and len(moves) > 1:
        moment, offset = moves[-1]
        told = rule_offset(rule, moment) == offset and rule_offset(rule, moment - 1) == moves[-2][1]
        if not told:
            break
        moves = moves[:-1]
    return moves


def emit(out, kind, name, values, width=100):
    out.append(f"constexpr {kind} {name}[] = {{\n")
    line = "   "
    for value in values:
        if len(line) + len(value) + 2 > width:
            out.append(line + "\n")
            line = "   "
        line += f" {value},"
    out += [line + "\n", "};\n"]


def emit_changes(out, changes):
    """Moments and offsets repeat all over the world: a change is two numbers of rows of tables."""
    steps = sorted({step for step, _ in changes})
    offsets = sorted({offset for _, offset in changes})
    emit(out, "uint32_t", "steps", [f"{step}u" for step in steps])
    emit(out, "int16_t", "offsets", [str(offset // UNIT) for offset in offsets])
    emit(out, "uint16_t", "step_of_change", [str(steps.index(step)) for step, _ in changes])
    emit(out, "uint8_t", "offset_of_change", [str(offsets.index(offset)) for _, offset in changes])


def main():
    changes, rules, zones, shared = [], [], [], {}
    for name in zone_names():
        before, moves, footer = read(name)
        rule = posix_rule(footer) if footer else None
        if rule and rule not in rules:
            rules.append(rule)
        moves = without_ruled(before, moves, rule)
        key = (before, tuple(moves), rule)
        if key not in shared:
            shared[key] = len(changes)
            moments = [0] + [moment for moment, _ in moves]
            changes += [(moment - last, offset) for last, (moment, offset) in zip(moments, moves)]
        zones.append((name, shared[key], len(moves), before, rules.index(rule) if rule else -1))
    out = ["// Made by tools/make_zones.py; do not edit.\n"]
    emit_changes(out, changes)
    out.append("constexpr Rule rules[] = {\n")
    for standard, daylight, start, end in rules:
        out.append("    {%d, %d, {%d, %d, %d, %d}, {%d, %d, %d, %d}},\n" %
                   ((standard // UNIT, daylight // UNIT) + start + end))
    out += ["};\n", "constexpr Zone zones[] = {\n"]
    out += ['    {"%s", %d, %d, %d, %d},\n' % (n, f, c, b // UNIT, r) for n, f, c, b, r in sorted(zones)]
    out.append("};\n")
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with open(os.path.join(here, "engine/cel/zones_table.inc"), "w") as file:
        file.writelines(out)


main()

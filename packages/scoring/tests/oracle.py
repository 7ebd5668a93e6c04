#!/usr/bin/env python3
"""Second opinion on scores and grades, written apart from the engine, with Python's own fractions.

Reads {"meetings": [{"scheme": ..., "pool": [inputs, ...]}, ...]} from standard input and writes
{"meetings": [[{"figures": {node: "n/d" or null}, "grade": id or null, "rank": int or null}, ...], ...]}.
Or reads {"cycles": [{"scheme": ..., "cycle": {"members": [...], "organisations": [...]}}, ...]} and writes all figures by level.
"""
import json
import sys
from decimal import Decimal
from fractions import Fraction


def exact(number):
    return Fraction(Decimal(str(number)))


def text(value):
    if value is None:
        return None
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def rounded(value, digits, mode):
    unit = Fraction(1, 10 ** digits)
    sign = -1 if value < 0 else 1
    whole, rest = divmod(abs(value), unit)
    twice = 2 * rest
    if mode == "up":
        more = rest > 0
    elif mode == "down":
        more = False
    elif mode == "half_up":
        more = twice >= unit
    else:
        more = twice > unit or (twice == unit and whole % 2 == 1)
    return sign * (whole + (1 if more else 0)) * unit


class Meeting:
    """All figures of one assessee."""

    def __init__(self, scheme, inputs):
        self.inputs = inputs
        self.nodes = {n["id"]: n for n in scheme["score"]["nodes"]}
        scales = {s["id"]: {o["id"]: exact(o["points"]) for o in s["options"]} for s in scheme["scales"]}
        self.points = {(b["id"], i["id"]): scales[i["scale"]] for b in scheme["ballots"] for i in b["items"]}
        self.memo = {}

    def get(self, node_id):
        if node_id not in self.memo:
            node = self.nodes[node_id]
            value = getattr(self, "do_" + node["kind"])(node)
            if value is not None and "round" in node:
                value = rounded(value, node["round"]["digits"], node["round"]["mode"])
            self.memo[node_id] = value
        return self.memo[node_id]

    def bounded(self, node, table):
        number = self.inputs[table].get(node["id"])
        if number is None:
            return None
        value = exact(number)
        return value if exact(node["min"]) <= value <= exact(node["max"]) else None

    def do_officer_input(self, node):
        return self.bounded(node, "officer")

    def do_external(self, node):
        return self.bounded(node, "external")

    def do_indicator_sheet(self, node):
        sheet = self.inputs["sheets"].get(node["id"])
        if sheet is None or any(i["id"] not in sheet for i in node["items"]):
            return None
        total = Fraction(0)
        for item in node["items"]:
            loss = exact(sheet[item["id"]])
            full = exact(item["max"])
            if item["deduction"] == "all_or_nothing" and loss > 0:
                loss = full
            total += max(Fraction(0), full - loss)
        return total

    def do_events(self, node):
        year = self.inputs["periodEnd"][:4]  # periods of the test end with the year
        mine = [e for e in self.inputs["events"] if e["question"] in node["questions"] and e["day"][:4] == year]
        if node["perMatter"] == "highest":
            best, loose = {}, []
            for event in mine:
                if event["matter"]:
                    best[event["matter"]] = max(best.get(event["matter"], Fraction(0)), exact(event["points"]))
                else:
                    loose.append(exact(event["points"]))
            total = sum(best.values(), Fraction(0)) + sum(loose, Fraction(0))
        else:
            total = sum((exact(e["points"]) for e in mine), Fraction(0))
        if "cap" in node:
            total = min(total, exact(node["cap"]))
        return total if node["sign"] == "plus" else -total

    def do_adjusted(self, node):
        parts = [self.get(node["base"])] + [self.get(a) for a in node["accounts"]]
        if any(p is None for p in parts):
            return None
        total = sum(parts, Fraction(0))
        if "max" in node:
            total = min(total, exact(node["max"]))
        if "min" in node:
            total = max(total, exact(node["min"]))
        return total

    def do_statistic(self, node):
        values = sorted(v for v in (self.get(i["id"]) for i in node["inputs"]) if v is not None)
        if len(values) < node["atLeast"]:
            return None
        values = values[node["drop"]["lowest"]:len(values) - node["drop"]["highest"]]
        if not values:
            return None
        if node["measure"] == "mean":
            return sum(values, Fraction(0)) / len(values)
        if node["measure"] == "median":
            half = len(values) // 2
            return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
        return values[0] if node["measure"] == "min" else values[-1]

    def home(self, group):
        while group in self.inputs["merged"]:
            group = self.inputs["merged"][group]
        return group

    def do_tally(self, node):
        if self.home(node["group"]) != node["group"]:
            return None
        parts = [t for g, t in self.inputs["tallies"].items() if self.home(g) == node["group"]]
        if sum(t["valid"] for t in parts) == 0:
            return None
        total = Fraction(0)
        for item in node["items"]:
            marks = [t["items"].get(item["id"], {"options": {}}) for t in parts]
            given = sum(sum(m["options"].values()) for m in marks)
            left = node.get("leaves", [])
            gone = sum(m["options"].get(o, 0) for m in marks for o in left)
            whole = {"valid": given, "valid_ballots": sum(t["valid"] for t in parts)}
            divisor = (whole[node["divisor"]] if node["divisor"] in whole else sum(t[node["divisor"]] for t in parts)) - gone
            if divisor <= 0:
                return None
            points = self.points[(node["ballot"], item["id"])]
            earned = sum((n * points[o] for m in marks for o, n in m["options"].items() if o not in left), Fraction(0))
            total += earned / divisor * exact(item["weight"]) / 100
        return total

    def do_weighted_sum(self, node):
        rules = {i["id"]: i.get("absence", {"rule": "hold"}) for i in node["inputs"]}
        load = {i["id"]: exact(i["weight"]) for i in node["inputs"]}
        every = sum(load.values(), Fraction(0))
        carried = {i: Fraction(0) for i in load}
        for start in load:
            place, trail = start, []
            while self.get(place) is None and rules[place]["rule"] == "merge":
                if place in trail:
                    return None
                trail.append(place)
                place = rules[place]["into"]
                if place not in load:
                    return None
            carried[place] += load[start]
        total, gone = Fraction(0), Fraction(0)
        for name in load:
            value, rule = self.get(name), rules[name]["rule"]
            if value is None:
                if rule == "hold":
                    return None
                if rule == "fallback":
                    value = self.get(rules[name]["node"])
                    if value is None:
                        return None
                elif rule == "renormalise":
                    gone += carried[name]
                    continue
                else:  # zero counts nothing, merge has been carried away
                    value = Fraction(0)
            total += value * carried[name]
        if every == gone:
            return None
        return total / exact(node["total"]) * every / (every - gone)

    # ---- kinds of one object, each from its own words in docs/scheme-format.md

    def do_points_sum(self, node):
        scaled = dict(node, kind="weighted_sum", total=1, inputs=[dict(i, weight=i["points"]) for i in node["inputs"]])
        full = {i["id"]: exact(i["full"]) for i in node["inputs"]}
        keep = self.get
        rules = {i["id"]: i.get("absence", {"rule": "hold"}) for i in node["inputs"]}
        spare = {r["node"] for r in rules.values() if r["rule"] == "fallback"}
        if not spare & set(full):
            # a stand-in is measured by the full marks of the part it stands in for
            shown = {}
            for i in node["inputs"]:
                value = keep(i["id"])
                rule = rules[i["id"]]
                if value is None and rule["rule"] == "fallback":
                    value = keep(rule["node"])
                shown[i["id"]] = None if value is None else value / full[i["id"]]
            for i in scaled["inputs"]:
                if rules[i["id"]]["rule"] == "fallback":
                    i["absence"] = {"rule": "hold"}
            self.get = lambda name: shown.get(name)
            try:
                return self.do_weighted_sum(scaled)
            finally:
                self.get = keep
        raise ValueError("drawn schemes keep the stand-in outside")

    def do_product(self, node):
        result, there = Fraction(1), 0
        for part in node["inputs"]:
            value = self.get(part["id"])
            if value is None:
                if part["absent"] == "hold":
                    return None
                result *= 0 if part["absent"] == "zero" else 1
            else:
                there += 1
                result *= value / exact(part["per"])
        return result if there else None

    def do_split_input(self, node):
        given = {k: exact(v) for k, v in self.inputs["sheets"].get(node["id"], {}).items() if any(p["id"] == k for p in node["parts"])}
        if any(not exact(p["min"]) <= given[p["id"]] <= exact(p["max"]) for p in node["parts"] if p["id"] in given) or not given:
            return None
        gap = [p for p in node["parts"] if p["id"] not in given]
        if gap and node["absence"] == "hold":
            return None
        total = sum(given.values(), Fraction(0))
        if gap and node["absence"] == "renormalise":
            reach = sum((exact(p["max"]) for p in node["parts"]), Fraction(0))
            return total * reach / (reach - sum((exact(p["max"]) for p in gap), Fraction(0)))
        return total

    def do_indicator_table(self, node):
        sheet = self.inputs["sheets"].get(node["id"])
        if sheet is None:
            return None
        result = exact(node["base"]) if "base" in node else sum((exact(i["max"]) for i in node["items"]), Fraction(0))
        for item in node["items"]:
            rule, full = item["rule"], exact(item["max"])
            names = [c["id"] for c in rule["cases"]] if rule["by"] == "cases" else [item["id"]]
            if any(n not in sheet for n in names):
                if node["missing"] == "hold":
                    return None
                result -= full if node["missing"] == "zero" else 0
                continue
            entry = [exact(sheet[n]) for n in names]
            if rule["by"] == "cases":
                if any(e.denominator != 1 or e < 0 for e in entry):
                    return None
                loss = sum((e * exact(c["points"]) for e, c in zip(entry, rule["cases"])), Fraction(0))
            elif rule["by"] == "per_unit":
                over = max(Fraction(0), entry[0] - exact(rule["over"])) / exact(rule["unit"])
                loss = counted(over, rule["units"]) * exact(rule["points"])
            elif entry[0] < 0:
                return None
            elif rule["by"] == "until_used_up":
                loss = entry[0]
                if "step" in rule and loss % exact(rule["step"]) != 0:
                    return None
            elif rule["by"] == "all_or_nothing":
                loss = full if entry[0] else Fraction(0)
            elif rule["by"] == "share":
                if entry[0] > 1:
                    return None
                loss = full * entry[0]
            else:
                if entry[0] not in [exact(l["points"]) for l in rule["levels"]]:
                    return None
                loss = full - entry[0]
            result -= min(loss, full)
        return max(result, exact(node["min"])) if "min" in node else result

    def do_event_ledger(self, node):
        end = self.inputs["periodEnd"]
        events = [e for e in self.inputs["events"] if e["question"] in node["questions"] and e["day"] <= end]
        events.sort(key=lambda e: (e["day"], e["matter"], e["question"], e.get("level", ""), e["points"]))
        rungs = {r["id"]: r for r in node["ladder"]}
        alive = []
        for i, event in enumerate(events):
            rung = rungs.get(event.get("level"))
            if months(event["day"], end) >= (rung or {}).get("validMonths", node["withinMonths"]):
                continue
            if rung is None and node["unlisted"] == "hold":
                return None
            size = exact(rung["points"] if rung else event["points"])
            again = node.get("repeat")
            if again:
                def mark(e):
                    return {"question": e["question"], "matter": e["matter"] or None, "level": (e["question"], e["level"]) if "level" in e else None}[again["same"]]
                earlier = [e for e in events[:i] if mark(e) is not None and mark(e) == mark(event) and months(e["day"], event["day"]) < again["withinMonths"]]
                times = len(earlier) if again["growth"] == "each" else min(1, len(earlier))
                size *= exact(again["factor"]) ** times
            alive.append([event, size])
        if node["perMatter"] == "highest":
            for entry in alive:
                rivals = [o for o in alive if entry[0]["matter"] and o[0]["matter"] == entry[0]["matter"]]
                if rivals and next(o for o in rivals if o[1] == max(r[1] for r in rivals)) is not entry:
                    entry.append(True)
            alive = [e for e in alive if len(e) == 2]
        for cap in node["caps"]:
            boxes = {}
            for entry in alive:
                if entry[1] > 0:
                    boxes.setdefault(bucket(entry[0]["day"], cap["per"]), []).append(entry)
            for box in boxes.values():
                if "count" in cap:
                    for entry in sorted(box, key=lambda e: -e[1])[cap["count"]:]:
                        entry[1] = Fraction(0)
                if "points" in cap:
                    room = exact(cap["points"])
                    for entry in box:
                        entry[1] = min(entry[1], room)
                        room -= entry[1]
        stop = self.truth(node["frozenBy"]) if "frozenBy" in node else False
        if stop is None:
            return None
        total = Fraction(0) if stop else sum((e[1] for e in alive), Fraction(0))
        if "cap" in node:
            total = min(total, exact(node["cap"]))
        return total if node["sign"] == "plus" else -total

    def do_equal_share(self, node):
        tasks = self.inputs.get("tasks", {}).get(node["id"])
        if tasks is None:
            return None
        if not tasks:
            return exact(node["none"])
        table = {o["id"]: exact(o["coefficient"]) for o in node["options"]}
        total = Fraction(0)
        for task in tasks:
            if task["mark"] is None and node["unmarked"] == "zero":
                continue
            if task["mark"] not in table:
                return None
            total += table[task["mark"]]
        return exact(node["points"]) * total / len(tasks)

    def do_periods(self, node):
        book = self.inputs.get("periods", {}).get(node["id"])
        if book is None:
            return None
        found = []
        for period in node["periods"]:
            if period["id"] in book:
                value = exact(book[period["id"]])
                if not exact(node["min"]) <= value <= exact(node["max"]):
                    return None
                if "convert" in node:
                    if value.denominator != 1 or value < 1:
                        return None
                    value = by_place(node["convert"], int(value))
                found.append((value, exact(period.get("weight", 0)), True))
            elif node["missing"] == "hold":
                return None
            elif node["missing"] == "zero":
                found.append((Fraction(0), exact(period.get("weight", 0)), False))
        if sum(1 for f in found if f[2]) < node["atLeast"] or not found:
            return None
        values, how = [f[0] for f in found], node["measure"]["by"]
        if how == "mean":
            return sum(values) / len(values)
        if how == "sum":
            return sum(values, Fraction(0))
        if how == "last":
            return values[-1]
        if how == "best":
            best = sorted(values)[::-1][:node["measure"]["count"]]
            return sum(best) / len(best) if len(best) == node["measure"]["count"] else None
        weight = sum(f[1] for f in found)
        return sum(f[0] * f[1] for f in found) / weight if weight else None

    def do_limited(self, node):
        value = self.get(node["input"])
        if value is None:
            return None
        for rule in node["limits"]:
            force = self.truth(rule["when"]) if "when" in rule else True
            if force is None:
                if rule["unknown"] == "hold":
                    return None
                force = rule["unknown"] == "apply"
            if not force:
                continue
            for end, pick in (("max", min), ("min", max)):
                if end in rule:
                    line = self.get(rule[end]["node"]) if isinstance(rule[end], dict) else exact(rule[end])
                    if line is None:
                        return None
                    value = pick(value, line)
        return value

    def do_choice(self, node):
        outcome = node["otherwise"]
        for case in node["cases"]:
            force = self.truth(case["when"])
            if force is None and node["unknown"] == "hold":
                return None
            if force:
                outcome = case["then"]
                break
        if "value" in outcome:
            return exact(outcome["value"])
        return self.get(outcome["node"]) if "node" in outcome else None

    def do_corrected(self, node):
        value, change = self.get(node["input"]), self.inputs["officer"].get(node["id"])
        if value is None or (change is None and node["none"] == "hold"):
            return None
        if change is None:
            return value
        if not exact(node["min"]) <= exact(change) <= exact(node["max"]):
            return None
        return value + exact(change) if node["mode"] == "add" else exact(change)

    def do_per_unit(self, node):
        value = self.get(node["input"])
        if value is None:
            return None
        over = value - exact(node["from"]) if node["side"] == "above" else exact(node["from"]) - value
        total = counted(max(Fraction(0), over) / exact(node["unit"]), node["units"]) * exact(node["points"])
        if "cap" in node:
            size = exact(node["cap"])
            total = max(-size, min(size, total))
        return total

    def do_fact_value(self, node):
        fact = self.inputs["facts"].get(node["fact"])
        return None if fact is None or isinstance(fact, str) else exact(int(fact) if isinstance(fact, bool) else fact)

    def together(self, groups):
        return [t for g, t in self.inputs["tallies"].items() if self.home(g) in groups and self.home_has_votes(self.home(g))]

    def home_has_votes(self, home):
        return sum(t["valid"] for g, t in self.inputs["tallies"].items() if self.home(g) == home) > 0

    def do_support_rate(self, node):
        parts = self.together(node["groups"])
        if not parts:
            return None
        marks = [t["items"].get(node["item"], {"options": {}})["options"] for t in parts]
        out = sum(m.get(o, 0) for m in marks for o in node["leaves"])
        whole = {"valid": sum(sum(m.values()) for m in marks), "valid_ballots": sum(t["valid"] for t in parts)}
        divisor = (whole[node["divisor"]] if node["divisor"] in whole else sum(t[node["divisor"]] for t in parts)) - out
        if divisor <= 0:
            return None
        return Fraction(sum(m.get(o, 0) for m in marks for o in node["options"]), divisor) * exact(node["full"])

    def do_prevailing(self, node):
        if self.home(node["group"]) != node["group"]:
            return None
        parts = self.together([node["group"]])
        votes = {o["id"]: sum(t["items"].get(node["item"], {"options": {}})["options"].get(o["id"], 0) for t in parts) for o in node["points"]}
        most = max(votes.values())
        if most == 0:
            return None
        points = [exact(o["points"]) for o in node["points"] if votes[o["id"]] == most]
        if len(points) == 1:
            return points[0]
        return {"better": max(points), "worse": min(points), "mean": sum(points) / len(points), "hold": None}[node["ties"]]

    def do_numeric_tally(self, node):
        if self.home(node["group"]) != node["group"]:
            return None
        parts = self.together([node["group"]])
        if not parts:
            return None
        total = Fraction(0)
        for item in node["items"]:
            cells = [t["items"].get(item["id"], {}) for t in parts]
            marks = sorted(Fraction(v) for c in cells for v, n in c.get("values", {}).items() for _ in range(n))
            if any(not exact(node["min"]) <= m <= exact(node["max"]) for m in marks):
                return None
            low, high = node["drop"]["lowest"], node["drop"]["highest"]
            rest = marks[low:max(low, len(marks) - high)]
            if len(rest) < node["atLeast"]:
                return None
            if node["measure"] == "median":
                half = len(rest) // 2
                value = rest[half] if len(rest) % 2 else (rest[half - 1] + rest[half]) / 2
            heads = {"valid": len(rest), "valid_ballots": sum(t["valid"] for t in parts) - low - high}
            divisor = heads[node["divisor"]] if node["divisor"] in heads else sum(t[node["divisor"]] for t in parts) - low - high
            if divisor <= 0:
                return None
            if node["measure"] == "mean":
                value = sum(rest, Fraction(0)) / divisor
            total += value * exact(item["weight"]) / 100
        return total

    # ---- figures of others

    def do_rank_score(self, node):
        own = self.get(node["input"])
        if own is None:
            return None
        rivals = [r.get(node["input"]) for r in self.world.peers(self, node["over"])]
        rivals = [r for r in rivals if r is not None]
        ahead = [r for r in rivals if (r > own if node["best"] == "high" else r < own)]
        first = max(rivals) if node["best"] == "high" else min(rivals)
        rule = node["convert"]
        if rule["by"] == "proportion":
            part, whole = (own, first) if node["best"] == "high" else (first, own)
            return None if whole == 0 else exact(rule["top"]) * part / whole
        if node["ties"] == "dense":
            return by_place(rule, len(set(ahead)) + 1)
        taken = range(len(ahead) + 1, len(ahead) + 1 + (rivals.count(own) if node["ties"] == "mean" else 1))
        return sum((by_place(rule, p) for p in taken), Fraction(0)) / len(taken)

    def do_reference(self, node):
        if node["of"] == "earlier":
            if "earlier" not in self.inputs:
                return None
            year = int(self.inputs["periodEnd"][:4])
            kept = {e["year"]: e["figures"] for e in self.inputs["earlier"]}
            found = [kept.get(year - n, {}).get(node["node"]) for n in range(1, node["years"] + 1)]
            found = [None if f is None else Fraction(f) for f in found]
        else:
            found = [o.get(node["node"]) for o in self.world.seen(self, node["of"])]
        if not found:
            return Fraction(0) if node["none"] == "zero" else None
        if node["combine"] == "only" and len(found) > 1:
            return None
        if None in found and node["missing"] == "hold":
            return None
        values = [Fraction(0) if f is None else f for f in found if f is not None or node["missing"] == "zero"]
        if not values:
            return None
        made = {"only": values[0], "sum": sum(values), "mean": sum(values) / len(values), "min": min(values), "max": max(values)}[node["combine"]]
        return made * exact(node["factor"])

    # ---- conditions: true, false or None

    def truth(self, c):
        kind = c["kind"]
        if kind == "not":
            inner = self.truth(c["of"])
            return None if inner is None else not inner
        if kind in ("and", "or"):
            parts = [self.truth(p) for p in c["all"]]
            if (kind == "or") in parts:
                return kind == "or"
            return None if None in parts else kind == "and"
        if kind == "has_figure":
            return self.get(c["node"]) is not None
        if kind == "event":
            end = self.inputs["periodEnd"]
            return any(e["question"] == c["question"] and e["day"] <= end and months(e["day"], end) < c.get("withinMonths", 12) for e in self.inputs["events"])
        left = c["left"]
        if left["of"] == "node":
            value = self.get(left["node"])
        elif left["of"] == "fact":
            value = self.inputs["facts"].get(left["fact"])
            value = None if value is None else exact(value)
        else:
            book = self.inputs.get("periods", {}).get(left["node"])
            value = None if book is None else Fraction(sum(1 for v in book.values() if exact(v) >= exact(left["from"])))
        if value is None:
            return None
        right = exact(c["right"])
        return {"lt": value < right, "le": value <= right, "eq": value == right, "ne": value != right, "ge": value >= right, "gt": value > right}[c["op"]]


def months(start, end):
    """Whole months from one day to a later one."""
    (y1, m1, d1), (y2, m2, d2) = ([int(p) for p in day.split("-")] for day in (start, end))
    return (y2 - y1) * 12 + (m2 - m1) - (1 if d2 < d1 else 0)


def bucket(day, per):
    month = int(day[5:7])
    return day[:4], {"month": month, "quarter": (month + 2) // 3, "half_year": (month + 5) // 6, "year": 1}[per]


def counted(units, how):
    if how == "exact":
        return units
    return Fraction(units.numerator // units.denominator) if how == "whole_down" else Fraction(-((-units.numerator) // units.denominator))


def by_place(rule, place):
    if rule["by"] == "table":
        return exact(rule["table"][place - 1]) if place <= len(rule["table"]) else exact(rule["beyond"])
    step = exact(rule["step"]) if rule["by"] == "step" else exact(rule["share"]) * exact(rule["top"])
    return max(exact(rule["min"]), exact(rule["top"]) - step * (place - 1))


class World:
    """A whole cycle: assessees, organisations, pools and the cycle itself, each with its own figures."""

    def __init__(self, scheme, cycle):
        def thing(level, given, inputs):
            one = Meeting(scheme, inputs)
            one.level, one.world, one.given = level, self, given
            one.nodes = {k: v for k, v in one.nodes.items() if v["level"] == level}
            one.levels = {n["id"]: n["level"] for n in scheme["score"]["nodes"]}
            return one
        empty = {"facts": {}, "officer": {}, "sheets": {}, "events": [], "external": {}, "tallies": {}, "merged": {}, "pastGrades": [], "periodEnd": "2026-12-31"}
        self.members = [thing("assessee", m, m["inputs"]) for m in cycle["members"]]
        self.organisations = [thing("organisation", o, o["inputs"]) for o in cycle["organisations"]]
        self.pools = {p: thing("pool", {"id": p, "pool": p}, empty) for p in {m["pool"] for m in cycle["members"]}}
        self.whole = thing("cycle", {"id": "cycle"}, empty)

    def peers(self, one, over):
        return [m for m in self.members if over == "cycle" or m.given["pool"] == one.given["pool"]]

    def seen(self, one, of):
        mine, given = one.level, one.given
        same = self.members if mine == "assessee" else self.organisations
        if of == "organisation":
            return [o for o in self.organisations if o.given["id"] == given.get("organisation")]
        if of == "members":
            key = {"organisation": "organisation", "pool": "pool", "cycle": None}[mine]
            return [m for m in self.members if key is None or m.given.get(key) == given["id"]]
        if of == "superior":
            return [o for o in same if o.given["id"] == given.get("superior")]
        if of == "subordinates":
            return [o for o in same if o.given.get("superior") == given["id"]]
        if of == "colleagues":
            return [m for m in self.members if m is not one and "organisation" in given and m.given.get("organisation") == given["organisation"]]
        return [self.pools[given["pool"]]] if of == "pool" else [self.whole]

    def figures(self):
        lists = {"assessee": self.members, "organisation": self.organisations, "pool": [self.pools[p] for p in sorted(self.pools)], "cycle": [self.whole]}
        return {level: [{"id": t.given["id"], "figures": {n: text(t.get(n)) for n in t.nodes}} for t in things] for level, things in lists.items()}


def limit(quota, heads):
    mode = quota["rounding"]
    return int(rounded(exact(quota["share"]) * heads, 0, mode))


def place(grading, results, roots, others):
    """Grades by score, a cap on the best grade and a floor on the rest, ties all below the line."""
    names = [g["id"] for g in grading["grades"]]
    who = [i for i, s in enumerate(roots) if s is not None]

    def key(i):
        return (roots[i],) + tuple(others[i])

    grade = {}
    for i in who:
        for name in names:
            band = next(b for b in grading["bands"] if b["id"] == name)
            if band["from"] is None or roots[i] > exact(band["from"]) or (band["inclusive"] and roots[i] == exact(band["from"])):
                grade[i] = name
                break
    most = len(who)
    for quota in grading["quotas"]:
        heads = limit(quota, len(who))
        most = min(most, heads if quota["kind"] == "cap" else len(who) - heads)
    top = sorted((i for i in who if grade[i] == names[0]), key=key, reverse=True)
    if len(top) > most:
        first_out = key(top[max(most, 0)]) if most < len(top) else None
        for i in top:
            if key(i) <= first_out:
                grade[i] = names[1]
    for i, out in enumerate(results):
        out["grade"] = grade.get(i)
        out["rank"] = 1 + sum(1 for j in who if key(j) > key(i)) if i in grade else None


def main():
    answer = []
    asked = json.load(sys.stdin)
    if "cycles" in asked:
        json.dump({"cycles": [World(c["scheme"], c["cycle"]).figures() for c in asked["cycles"]]}, sys.stdout)
        return
    for meeting in asked["meetings"]:
        scheme, results, roots, others = meeting["scheme"], [], [], []
        for inputs in meeting["pool"]:
            figures = Meeting(scheme, inputs)
            results.append({"figures": {n["id"]: text(figures.get(n["id"])) for n in scheme["score"]["nodes"]}})
            roots.append(figures.get(scheme["score"]["root"]))
            others.append([figures.get(n) for n in scheme["grading"]["tieBreak"]])
        place(scheme["grading"], results, roots, others)
        answer.append(results)
    json.dump({"meetings": answer}, sys.stdout)


main()

#!/usr/bin/env python3
"""Second opinion on scores and grades, written apart from the engine, with Python's own fractions.

Reads {"meetings": [{"scheme": ..., "pool": [inputs, ...]}, ...]} from standard input and writes
{"meetings": [[{"figures": {node: "n/d" or null}, "grade": id or null, "rank": int or null}, ...], ...]}.
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
            divisor = given if node["divisor"] == "valid" else sum(t[node["divisor"]] for t in parts)
            if divisor == 0:
                return None
            points = self.points[(node["ballot"], item["id"])]
            earned = sum((n * points[o] for m in marks for o, n in m["options"].items()), Fraction(0))
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
    for meeting in json.load(sys.stdin)["meetings"]:
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

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random figures converted by chiffre and, independently, by Python's fractions: both must agree to the last digit shown.

rates_reference.py CHIFFRE COUNT SEED [DAILY.csv.gz]     with a daily file: against it; without: against data/rates/ecb-monthly.csv
"""
import csv, datetime, gzip, io, random, subprocess, sys, tempfile
from decimal import Decimal, localcontext, ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_CEILING
from fractions import Fraction

chiffre, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
daily_path = sys.argv[4] if len(sys.argv) > 4 else None
random.seed(seed)
Day = datetime.date
ONE = datetime.timedelta(1)
EURO = Day(1999, 1, 1)

legacy = {r["currency"]: (Fraction(r["rate"]), Day.fromisoformat(r["adopted"])) for r in csv.DictReader(open("data/rates/euro-legacy.csv"))}
pegs = {"XOF": Fraction("655.957"), "XAF": Fraction("655.957"), "XPF": Fraction(1000) / Fraction("8.38")}
months = {}  # (currency, year, month) -> row
for r in csv.DictReader(open("data/rates/ecb-monthly.csv")):
    months[r["currency"], int(r["month"][:4]), int(r["month"][5:])] = r
daily, calendar = {}, []
if daily_path:
    rows = list(csv.reader(io.TextIOWrapper(gzip.open(daily_path), "utf-8")))
    for row in rows[1:]:
        day = Day.fromisoformat(row[0])
        calendar.append(day)
        for code, cell in zip(rows[0][1:], row[1:]):
            if code and cell not in ("", "N/A"):
                daily.setdefault(code, {})[day] = Fraction(cell)
    calendar.sort()
market = sorted(daily) if daily_path else sorted({k[0] for k in months})
codes = market + ["EUR"] * 6 + ["USD"] * 6 + ["FRF", "DEM", "ITL", "GRD", "XOF", "XAF", "XPF"]


def month_end(day):
    return (day.replace(day=28) + 4 * ONE).replace(day=1) - ONE


def fixed(code, day):
    """Units per euro of a rate that no market sets, with the day it holds from."""
    if code == "EUR":
        return Fraction(1)
    if code in legacy and (day >= legacy[code][1] or legacy[code][1] == EURO):
        return legacy[code][0]
    if code in ("XOF", "XAF", "XPF"):
        return pegs[code]
    return None


def ended(day):
    """No business day lies between the file's last day and this one."""
    return not any((calendar[-1] + i * ONE).isoweekday() <= 5 for i in range(1, (day - calendar[-1]).days + 1))


def daily_closing(code, day):
    """(rate, day) or None: the last published rate, if no business day lies between, or at most a week old and known to go on."""
    rate = fixed(code, day)
    if rate:
        return rate, None
    days = daily.get(code, {})
    before = [d for d in calendar if d <= day and d > day - datetime.timedelta(8)]
    if not before or not days or max(days) < before[-1] or not ended(day):
        return None
    for d in reversed(before):
        if d in days and (d == before[-1] or (day - d).days <= 7):
            return days[d], d
    return None


def daily_average(code, start, end):
    rate = fixed(code, start)
    if rate:
        return rate
    days = daily.get(code, {})
    business = [d for d in calendar if start <= d <= end]
    rates = [fixed(code, d) or days.get(d) for d in business]
    known = [r for r in rates if r]
    if not business or 2 * len(known) < len(business) or not days:
        return None
    if (start.year, start.month) < (min(days).year, min(days).month):
        return None
    if not fixed(code, end) and (max(days) < business[-1] or not ended(end)):
        return None
    return sum(known) / len(known)


def six_digit_slack(text):
    digits = text.replace(".", "").lstrip("0")
    return Fraction(1, 2 * int(digits.ljust(6, "0")[:6]))


def monthly(code, start, end, average):
    """(rate, relative error) from the monthly table, for whole months."""
    rate = fixed(code, start if average else end)
    if rate:
        return rate, Fraction(0)
    if not average:
        row = months.get((code, end.year, end.month))
        if row is None or row["end"] == "":
            return None
        digits = row["end"].replace(".", "").lstrip("0").rstrip("0")
        return Fraction(row["end"]), six_digit_slack(row["end"]) if len(digits) == 6 else Fraction(0)
    total = days = 0
    slack = Fraction(0)
    day = start
    while day <= end:
        row = months.get((code, day.year, day.month))
        if row is None:
            return None  # the cases are drawn so that whole periods are there or not
        total += Fraction(row["average"]) * int(row["days"])
        days += int(row["days"])
        slack = max(slack, six_digit_slack(row["average"]))
        day = month_end(day) + ONE
    return total / days, slack


def power(exponent):
    return Fraction(10) ** exponent


def round_to(value, place, mode):
    """value to a multiple of 10^place."""
    with localcontext() as context:
        context.prec = 200
        scaled = value / power(place)
        whole = scaled.numerator // scaled.denominator
        rest = scaled - whole
        if mode == ROUND_CEILING:
            whole += rest > 0
        elif mode == ROUND_HALF_EVEN:
            whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2)
        return whole * power(place)


def expected(value, decimals, bound, rate, slack):
    """The documented rule: decimals as many as the image allows, digits as few as keep the image inside."""
    half = power(-decimals) / 2
    width = rate * (half + slack * (abs(value) + half))
    exponent = 0
    if slack == 0 and rate in (power(e) for e in range(-12, 13)):
        return value * rate, None
    e = 40
    while power(-e) / 2 < width:
        e -= 1
    if power(-e) / 2 - width < power(-e - 3) / 2:
        e -= 1
    place = -e - 1
    while power(place) / 2 > power(-e) / 2 - width or 2 * power(place) > width:
        place -= 1
    mode = {"above": ROUND_FLOOR, "at_least": ROUND_FLOOR, "below": ROUND_CEILING, "at_most": ROUND_CEILING}.get(bound, ROUND_HALF_EVEN)
    result = round_to(value * rate, place, mode)
    if bound in ("exact", "about"):
        more = 3 if bound == "about" else 1
        assert abs(result - value * rate) + more * half * rate <= more * power(-e) / 2, "the image must stay inside"
    return result, e


def random_period(last):
    year = random.randint(1999, last.year)
    kind = random.choice("yhqmmmd") if daily_path else random.choice("yhqmm")
    month = random.randint(1, 12)
    if kind == "y":
        start, end = Day(year, 1, 1), Day(year, 12, 31)
    elif kind == "h":
        start = Day(year, random.choice((1, 7)), 1)
        end = month_end(Day(year, start.month + 5, 1))
    elif kind == "q":
        start = Day(year, random.choice((1, 4, 7, 10)), 1)
        end = month_end(Day(year, start.month + 2, 1))
    elif kind == "m":
        start = Day(year, month, 1)
        end = month_end(start)
    elif random.random() < 0.3:
        start = Day(year, month, random.randint(1, 28))
        end = start + datetime.timedelta(random.randint(3, 400))
    else:
        start = end = Day(year, month, random.randint(1, 28))
    return start, end


def in_gap(code, start, end):
    """Suspended markets and first months are tests of their own."""
    if code == "ISK":
        return end >= Day(2008, 12, 1) and start <= Day(2018, 2, 28)
    if code == "RUB":
        return end >= Day(2022, 3, 1)
    return code == "BGN" and start <= Day(2000, 7, 31) and end >= Day(2000, 7, 1)


def draw(last):
    while True:
        code = random.choice(codes)
        start, end = random_period(last)
        digits = random.randint(1, 6)
        shift = random.randint(-12, 3)
        value = random.randint(10 ** (digits - 1), 10**digits - 1) * random.choice((1, 1, 1, -1))
        decimals = shift
        if not in_gap(code, start, end) and (code in ("TRL", "ROL")) * (end >= Day(2004, 12, 31)) == 0:
            return code, start, end, Fraction(value) * power(-shift), decimals, random.choice(["exact"] * 5 + ["about", "above", "at_most"])


def plain(fraction):
    with localcontext() as context:
        context.prec = 60
        text = format(Decimal(fraction.numerator) / Decimal(fraction.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def reference(code, to, start, end, average):
    """(rate target for source, relative error) or None."""
    if average and start == end:
        average = False
    legs = []
    for c in (code, to):
        if daily_path:
            found = daily_average(c, start, end) if average else daily_closing(c, end)
            found = found if average or found is None else found[0]
            legs.append(None if found is None else (found, Fraction(0)))
        else:
            legs.append(monthly(c, start, end, average))
    if None in legs:
        return None
    return legs[1][0] / legs[0][0], legs[0][1] + legs[1][1]


def run(to, basis, figures):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("document,id,kind,value,bound,decimals,unit,metric,period_start,period_end\n")
        for i, (code, start, end, value, decimals, bound) in enumerate(figures, 1):
            metric = "revenue" if basis == "average" else "cash"
            file.write(f"x,{i},money,{plain(value)},{bound},{decimals},{code},{metric},{start},{end}\n")
        file.flush()
        words = [chiffre, "normalize", "--built-in", "--to", to, "--basis", random.choice((basis, "auto"))]
        if daily_path:
            words += ["--rates", daily_path]
        done = subprocess.run(words + [file.name], capture_output=True, text=True)
        assert done.returncode in (0, 3), done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))


last = calendar[-1] if daily_path else Day(2026, 3, 31)
checked = converted = wrong = 0
while checked < count:
    to, basis = random.choice(codes), random.choice(("average", "closing"))
    if to in ("TRL", "ROL"):
        continue
    figures = [f for f in (draw(last) for _ in range(min(400, count - checked))) if not in_gap(to, f[1], f[2])]
    for figure, row in zip(figures, run(to, basis, figures)):
        code, start, end, value, decimals, bound = figure
        checked += 1
        if code == to:
            assert row["normalized_value"] == plain(value) and row["fx_rate"] == ""
            continue
        # On a flow's single day, or when no business day lies in it, the closing rate of that day or the one before is meant.
        rate = reference(code, to, start, end, basis == "average")
        if rate is None:
            good = row["fx_rate"] == "" and row["fx_note"] != "" and row["normalized_unit"] == code
            want = "not converted"
        else:
            converted += 1
            result, e = expected(value, decimals, bound, *rate)
            e = row["normalized_decimals"] if e is None else e
            want = f"{plain(result)} {e}"
            good = row["normalized_value"] == plain(result) and row["normalized_decimals"] == str(e) and row["normalized_unit"] == to
            good = good and abs(Fraction(row["fx_rate"]) / rate[0] - 1) <= Fraction(1, 10**9)
        if not good:
            wrong += 1
            if wrong <= 10:
                print(f"{code} to {to}, {basis} {start}..{end}, {plain(value)} decimals {decimals} {bound}: expected {want}, got "
                      f"{row['normalized_value']} {row['normalized_decimals']} {row['normalized_unit']} ({row['fx_rate']} {row['fx_note']})")
print(f"{checked} figures, {converted} converted, {wrong} wrong (seed {seed})")
sys.exit(wrong > 0 or converted < count // 3)

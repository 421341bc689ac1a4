#!/bin/sh
# Random sums, products, quotients, roundings and comparisons, against Python's decimal. Fixed seed: the same lines in every run.
command -v python3 >/dev/null || { echo "python3 is missing"; exit 77; }
exec python3 - "$B/tests/unit_decimal" <<'PYTHON'
import decimal, random, subprocess, sys
from decimal import Decimal
decimal.setcontext(decimal.Context(prec=400, Emax=9999, Emin=-9999))
LARGEST = 2**127 - 1
MODES = [decimal.ROUND_HALF_EVEN, decimal.ROUND_HALF_UP, decimal.ROUND_FLOOR, decimal.ROUND_CEILING, decimal.ROUND_DOWN]
random.seed(20251028)

def number():
    digits = random.choice([1, 2, 3, 5, 9, 15, 18, 20, 25, 38])
    value = random.randrange(10**digits) * random.choice([1, 1, 1, 10, 10**6])
    value = Decimal(random.choice([-1, 1]) * min(value, LARGEST))
    return value.scaleb(-random.choice([0, 0, 1, 2, 3, 8, 20]))

def fits(value):
    sign, digits, exponent = value.as_tuple()
    whole = int(''.join(map(str, digits)))
    if whole == 0: return True
    while whole % 10 == 0: whole //= 10; exponent += 1
    if exponent > 64: whole *= 10**(exponent - 64); exponent = 64
    return whole <= LARGEST and exponent >= -64

def quotient(a, b, digits, mode):
    exact = decimal.Context(prec=digits, rounding=MODES[mode], Emax=9999, Emin=-9999)
    return exact.divide(a, b)

lines, expected = [], []
for i in range(30000):
    a, b = number(), number()
    operation = random.choice(['add', 'subtract', 'multiply', 'divide', 'compare', 'round'])
    amount, mode = random.randrange(1, 37), random.randrange(5)
    if operation == 'round': amount = random.randrange(-25, 40)
    if operation == 'divide' and b == 0: b = Decimal(7)
    if operation == 'compare' and i % 3 == 0: b = a.scaleb(5).scaleb(-5)
    if operation in ('add', 'subtract'):
        result = a + b if operation == 'add' else a - b
        low = min(a.normalize().as_tuple().exponent, b.normalize().as_tuple().exponent, 0)
        aligned = all(abs(x.scaleb(-low)) <= LARGEST for x in (a, b, result))
        result = result if aligned else 'either'
    elif operation == 'multiply': result = a * b
    elif operation == 'divide': result = quotient(a, b, amount, mode)
    elif operation == 'compare': result = Decimal(int(a.compare(b)))
    else:
        result = a if a.as_tuple().exponent >= amount else a.quantize(Decimal(1).scaleb(amount), rounding=MODES[mode])
    lines.append(f'{operation} {a:f} {b:f} {amount} {mode}')
    expected.append(result if result == 'either' or fits(result) else 'overflow')

output = subprocess.run([sys.argv[1], 'calculate'], input='\n'.join(lines) + '\n', capture_output=True, text=True, check=True)
results = output.stdout.splitlines()
bad = 0
for line, want, got in zip(lines, expected, results):
    if want == 'either': good = got == 'overflow' or fits(Decimal(got))
    elif want == 'overflow' or got == 'overflow': good = want == got
    else: good = Decimal(got) == want
    if not good:
        bad += 1
        if bad <= 10: print(f'not ok {line}: {got}, should be {want}')
if len(results) != len(lines): print(f'not ok {len(results)} results for {len(lines)} lines'); bad += 1
certain = sum(e not in ('either', 'overflow') for e in expected)
if bad == 0 and certain > 20000: print(f'ok {len(lines)} random calculations agree ({certain} with a value)')
sys.exit(bad != 0)
PYTHON

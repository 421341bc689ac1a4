#!/bin/sh
# Every relation that check finds in the benchmark's texts, right and planted, with verdict, interval, explanation and notes: as
# tests/check_bench/findings.csv has it. `make accept` (--accept) rewrites that; read `git diff`, for tests/check_bench/run tells only
# what is found, not how.
. tests/lib.sh
command -v python3 >/dev/null || { echo "python3 is missing"; exit 77; }
expected=tests/check_bench/findings.csv
python3 - "$T" <<'PYTHON' || exit 1
import glob, json, os, re, sys
with open(sys.argv[1] + "/texts.jsonl", "w", encoding="utf-8") as out:
    for path in sorted(glob.glob("tests/check_bench/*.txt")):
        name = os.path.basename(path)[:-4]
        for number, line in enumerate(open(path, encoding="utf-8"), 1):
            if line.startswith("#") or " | " not in line:
                continue
            head, text = line.rstrip("\n").split(" | ", 1)
            language, date = head.split()
            for side, mark in ((1, "right"), (2, "planted")):
                planted = re.sub(r"\{([^{}|]*)\|([^{}|]*)\}", lambda m: m.group(side), text).replace(" / ", "\n\n")
                out.write(json.dumps({"id": f"{name}-{number}-{mark}", "lang": language, "date": date, "text": planted}) + "\n")
PYTHON
"$CHIFFRE" check --all --built-in --messages en --format csv --against tests/check_bench/facts.csv "$T/texts.jsonl" >"$T/all.csv" 2>"$T/err"
[ $? = 1 ] || { fail "check says that it found something" "$(cat "$T/err")"; finish; }
python3 - "$T/all.csv" >"$T/findings.csv" <<'PYTHON' || exit 1
import csv, sys
out = csv.writer(sys.stdout, lineterminator="\n")
wanted = ["document", "rule", "severity", "verdict", "figures", "computed", "explanation", "notes", "reason"]
out.writerow(wanted)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    out.writerows([row[name] for name in wanted] for row in csv.DictReader(file))
PYTHON
if [ "$1" = --accept ]; then
    cmp -s "$T/findings.csv" "$expected" || { cp "$T/findings.csv" "$expected" && echo "rewritten: $expected"; }
    exit 0
fi
same "the benchmark's findings" "$expected" "$T/findings.csv"
finish

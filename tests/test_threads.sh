#!/bin/bash
# --jobs: the same bytes, messages and exit code as one document after the other; and nothing waits that could be written.
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
python3 - "$T" <<'PYTHON'
import glob, gzip, json, os, sys
folder = sys.argv[1]
texts = [open(name, encoding="utf-8").read() for name in sorted(glob.glob("data/samples/*.txt"))]
number = 0
with open(folder + "/stream.jsonl", "w", encoding="utf-8") as file:
    for turn in range(2):
        for text in texts:
            for part in text.split("\n\n"):
                number += 1
                file.write(json.dumps({"id": f"d{number}", "text": part}, ensure_ascii=False) + "\n")
                if number % 100 == 50:
                    file.write('{"id":"broken","text":}\n')
                if number % 150 == 70:
                    file.write('{"id":"strange","lang":"xx","text":"12 %"}\n')
    file.write(json.dumps({"id": "last", "text": texts[0] * 60}))
with gzip.open(folder + "/packed.jsonl.gz", "wt", encoding="utf-8") as file:
    file.write(open(folder + "/stream.jsonl", encoding="utf-8").read())
with open(folder + "/cut.jsonl.gz", "wb") as file:
    file.write(open(folder + "/packed.jsonl.gz", "rb").read()[:9000])
os.mkdir(folder + "/files")
for i, text in enumerate(texts):
    for k in range(3):
        with open(f"{folder}/files/{i}-{k}.txt", "w", encoding="utf-8") as file:
            file.write(text[:len(text) * (k + 1) // 3])
os.mkdir(folder + "/much")
for name in ("files/0-1-long", "files/7-1-long", "much/a", "much/b", "much/c"): # more records than are held in memory
    with open(f"{folder}/{name}.txt", "w", encoding="utf-8") as file:
        file.write("\n\n".join(texts) * (60 if name < "g" else 40))
PYTHON
cp tests/pages/*.html "$T/files"
printf '\xff\xfe' >"$T/files/bad.jsonl"

# alike NAME ARGUMENT...: as with --jobs 1
alike() {
    name=$1
    shift
    chiffre "$@" >"$T/one.out" 2>"$T/one.err"
    one=$?
    for jobs in 2 5; do
        chiffre "$@" --jobs $jobs >"$T/out" 2>"$T/err"
        code=$?
        if [ $code = $one ] && cmp -s "$T/one.out" "$T/out" && cmp -s "$T/one.err" "$T/err"; then pass "$name, --jobs $jobs"; else
            fail "$name, --jobs $jobs" "exit $code, $one with --jobs 1" "$(cmp "$T/one.out" "$T/out" 2>&1)" "$(diff "$T/one.err" "$T/err")"
        fi
    done
}
alike "the sample articles" extract data/samples
alike "the sample articles as JSON" extract --format jsonl data/samples
alike "the sample articles explained" extract --explain data/samples
TMPDIR=/nonexistent alike "more records than are held, and nowhere to put them" extract "$T/much"
holds "more records than are held: three texts of them" test "$(wc -c <"$T/one.out")" -gt 6000000
(ulimit -f 1500 && exec chiffre extract -j 2 "$T/much") 2>"$T/err" | cat >"$T/out"
same "more records than are held, and no room for the second half" "$T/one.out" "$T/out"
silent "more records than are held, and no room for the second half: nothing is said"
alike "JSON Lines with broken lines" extract "$T/stream.jsonl"
holds "JSON Lines with broken lines: they were told, and what lies behind them was read" \
    test "$(grep -c 'stream.jsonl:' "$T/one.err")" -gt 3 -a "$(grep -c '^last,' "$T/one.out")" -gt 100
alike "JSON Lines, packed" extract --format jsonl "$T/packed.jsonl.gz"
alike "JSON Lines, damaged" extract --format jsonl "$T/cut.jsonl.gz"
alike "a row for each" extract --row-for-row "$T/stream.jsonl"
alike "files, long ones and bad ones among them" extract "$T/files" "$T/stream.jsonl" "$T/missing.txt" data/samples
alike "a row for each of many files" extract --row-for-row "$T/files/bad.jsonl" data/samples "$T/missing.txt"
alike "nothing can be read" extract "$T/missing.txt" "$T/files/bad.jsonl" "$T/missing.jsonl"
alike "an empty stream" extract --from jsonl /dev/null
alike "a shard" extract --shard 2/3 data/samples "$T/stream.jsonl"
alike "the rest of files" extract --after data/samples/amazon-2024-q4.txt data/samples "$T/stream.jsonl"
alike "the rest of lines" extract --after d90 "$T/stream.jsonl"
alike "the rest behind what is not there" extract --after nobody "$T/stream.jsonl"
alike "check" check --all data/samples
alike "check of lines" check --format jsonl "$T/stream.jsonl"
if command -v pdftotext >/dev/null; then
    printf 'Le chiffre d’affaires a atteint 12,5 millions d’euros en 2024.\n' >"$T/a.txt"
    python3 - "$T" <<'PYTHON'
import sys
body = b"BT /F1 12 Tf 50 700 Td (Revenue was $3 million in 2024.) Tj ET"
parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
         b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
         b"<</Length %d>>stream\n" % len(body) + body + b"\nendstream", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%bendobj\n" % (i + 1, part) for i, part in enumerate(parts)) + b"trailer<</Root 1 0 R/Size 6>>\n"
open(sys.argv[1] + "/nameless", "wb").write(out)
PYTHON
    alike "a PDF by its first bytes alone, first" extract "$T/nameless" "$T/a.txt" data/samples
    holds "a PDF by its first bytes alone, first: there are pages" grep -q '^document.*,page$' "$T/one.out"
    alike "a PDF by its first bytes alone, later" extract "$T/a.txt" data/samples "$T/nameless"
    holds "a PDF by its first bytes alone, later: there are no pages" grep -q '^document.*,of$' "$T/one.out"
fi
chiffre run -o "$T/one" data/samples >/dev/null 2>&1
chiffre run -j 2 -o "$T/two" data/samples >/dev/null 2>&1
same "run: figures.csv" "$T/one/figures.csv" "$T/two/figures.csv"
chiffre extract data/samples >"$T/one.out"
expect "as many as there are processors" 0 chiffre extract -j 0 data/samples
same "as many as there are processors: the same" "$T/one.out" "$T/out"
chiffre extract -j 2 - <"$T/stream.jsonl" --from jsonl >"$T/out" 2>/dev/null
chiffre extract - <"$T/stream.jsonl" --from jsonl >"$T/one.out" 2>/dev/null
same "standard input" "$T/one.out" "$T/out"
expect "a full disk" 2 chiffre extract -j 2 -o /dev/full "$T/files"
says "a full disk: one line" "/dev/full"
python3 - "$T/stream.jsonl" <<'PYTHON' && pass "a reader that closes while the input stays open" || fail "a reader that closes while the input stays open"
import signal, subprocess, sys
child = subprocess.Popen(["chiffre", "extract", "-j", "2", "--from", "jsonl", "--line-buffered", "-"],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
child.stdout.close()
child.stdin.write(open(sys.argv[1], "rb").read(20000))
child.stdin.flush()
assert child.wait(timeout=60) == -signal.SIGPIPE, child.returncode
PYTHON
python3 - "$T" <<'PYTHON' && pass "a long text in little memory, from a file and a pipe" || fail "a long text in little memory, from a file and a pipe"
import os, resource, subprocess, sys
path = sys.argv[1] + "/long.txt"
text = open("data/samples/lvmh-2024.txt", "rb").read()
sparse = b"Rien de plus n'est dit ici, et encore moins ensuite. " * 2000
with open(path, "wb") as file:
    while file.tell() < 60_000_000:
        file.write(text + sparse)
for source in (path, "-"):
    cat = subprocess.Popen(["cat", path], stdout=subprocess.PIPE)
    subprocess.run(["chiffre", "extract", "-o", "/dev/null", source], stdin=cat.stdout, check=True)
    cat.stdout.close()
    cat.wait()
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert most < 45 or "/sanitize/" in os.environ["CHIFFRE"] or "/threads/" in os.environ["CHIFFRE"], most
PYTHON
python3 - <<'PYTHON' && pass "long lines in little memory, --jobs 2" || fail "long lines in little memory, --jobs 2"
import json, os, resource, subprocess
child = subprocess.Popen(["chiffre", "extract", "-j", "2", "--from", "jsonl", "-o", "/dev/null", "-"], stdin=subprocess.PIPE)
line = json.dumps({"text": "Rien de plus n'est dit ici, et encore moins ensuite. " * 150_000}).encode() + b"\n" # 8 MB
for i in range(14):
    child.stdin.write(line + b'{"text":"12 %"}\n' * 3)
child.stdin.close()
assert child.wait() == 0
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
assert most < 110 or "/sanitize/" in os.environ["CHIFFRE"] or "/threads/" in os.environ["CHIFFRE"], most
PYTHON
for jobs in 1 2; do # its pages are gone
    python3 - "$T" "$jobs" <<'PYTHON' && pass "a text that is cut short while it is read, --jobs $jobs" || fail "a text that is cut short while it is read, --jobs $jobs"
import os, subprocess, sys, time
folder = sys.argv[1] + "/cut" + sys.argv[2]
os.mkdir(folder)
for name in ("/a.txt", "/b.txt"):
    with open(folder + name, "wb") as file:
        file.write(b"Amazon a gagne 12 millions d'euros en 2024. " + b"Rien de plus n'est dit ici, ou 3 personnes. " * 1_000_000)
child = subprocess.Popen(["chiffre", "extract", "-j", sys.argv[2], "-o", folder + "/out.csv", folder + "/a.txt", folder + "/b.txt"],
                         stderr=subprocess.PIPE)
while child.poll() is None and not any(name.endswith(".tmp") for name in os.listdir(folder)):
    time.sleep(0.001)
for name in ("/a.txt", "/b.txt"):
    os.truncate(folder + name, 8192)
messages = child.communicate()[1]
assert child.returncode == 2 and messages.count(b"\n") == 1 and b"cut short" in messages, (child.returncode, messages)
assert sorted(os.listdir(folder)) == ["a.txt", "b.txt"], os.listdir(folder)
PYTHON
done
for jobs in 1 2; do # an answer comes although the next line does not
    python3 - "$jobs" <<'PYTHON' && pass "line by line, --jobs $jobs" || fail "line by line, --jobs $jobs"
import json, subprocess, sys
child = subprocess.Popen(["chiffre", "extract", "--jobs", sys.argv[1], "--from", "jsonl", "--row-for-row", "--line-buffered", "-"],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
for i, line in enumerate(['{"id":"a","text":"12 %"}', 'no JSON', '', '{"id":"b","text":"nothing"}']):
    child.stdin.write(line.encode() + b"\n")
    child.stdin.flush()
    row = json.loads(child.stdout.readline())
    assert ("error" in row) == (i in (1, 2)), row
    assert row["document"] == ("a", "-", "-", "b")[i] and len(row["figures"]) == (i == 0), row
child.stdin.close()
assert child.stdout.read() == b"" and child.wait() == 3
PYTHON
done
finish

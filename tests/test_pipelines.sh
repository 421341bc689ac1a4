#!/bin/bash
# chiffre as a part of other people's machines: every command of docs/pipelines.md that can be run here is run, and held against the serial
# run. Where GNU parallel or Slurm is missing, split and the shell do the same by hand.
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
here=$PWD
cp -r data/samples "$T/articles"
python3 - "$T" <<'PYTHON'
import glob, json, sys
number = 0
with open(sys.argv[1] + "/articles.jsonl", "w", encoding="utf-8") as file:
    for turn in range(3):
        for name in sorted(glob.glob("data/samples/*.txt")):
            for part in open(name, encoding="utf-8").read().split("\n\n"):
                number += 1
                file.write(json.dumps({"id": f"article-{number}", "text": part}, ensure_ascii=False) + "\n")
with open(sys.argv[1] + "/broken.jsonl", "w") as file:
    file.write('{"id":"a","text":"12 %"}\nno JSON\n\n{"id":"b","text":"3 million dollars"}\n{"id":"c"}')
PYTHON
cd "$T" || exit 2
chiffre extract --format jsonl articles.jsonl >serial.jsonl
chiffre extract --no-header articles.jsonl >serial.csv
sort serial.jsonl >sorted.jsonl

# ---- the contract
expect "empty input: exit code 0" 0 chiffre extract --from jsonl --format jsonl - </dev/null
holds "empty input: nothing" test ! -s out
expect "empty input, a row for each: exit code 0" 0 chiffre extract --from jsonl --row-for-row - </dev/null
holds "empty input, a row for each: nothing" test ! -s out
expect "empty input, CSV without its header: exit code 0" 0 chiffre extract --from jsonl --no-header - </dev/null
holds "empty input, CSV without its header: nothing" test ! -s out
expect "empty input, CSV" 0 chiffre extract --from jsonl - </dev/null
holds "empty input, CSV: the header alone" test "$(wc -l <out)" = 1
expect "bad documents" 3 chiffre extract --format jsonl broken.jsonl
holds "bad documents: the others' figures" test "$(grep -c . out)" = 2
holds "bad documents: each is told" test "$(wc -l <err)" = 2
expect "bad documents, a row for each" 3 chiffre extract --row-for-row broken.jsonl
holds "bad documents, a row for each: five lines, five rows, each one object" python3 - <<'PYTHON'
import json
rows = [json.loads(line) for line in open("out")]
assert [row["document"] for row in rows] == ["a", "broken.jsonl", "broken.jsonl", "b", "c"], rows
assert [len(row["figures"]) for row in rows] == [1, 0, 0, 1, 0]
assert [row.get("line") for row in rows] == [None, 2, 3, None, 5]
assert all(bool(row.get("error")) == (i in (1, 2, 4)) for i, row in enumerate(rows))
assert rows[3]["figures"][0]["value"] == "3000000"
PYTHON
cat >named.jsonl <<'JSON'
{"id":"date","text":"12 %","date":"yesterday"}
{"id":"lang","text":"12 %","lang":"zz"}
{"id":7,"text":5}
{"text":"12 %","date":"2024-13-01"}
{"id":["x"],"text":"12 %"}
{"id":"fine","text":"12 %","date":"2024-01-31T08:00:00Z"}
JSON
for jobs in 1 2; do
    expect "rows to join on, -j $jobs" 3 chiffre extract -j $jobs --from jsonl --row-for-row - <named.jsonl
    holds "rows to join on, -j $jobs: the id where it was read, the line's number where there is none" \
        test "$(sed 's/^{"document":\("[^"]*"\).*/\1/' out | tr -d '\n')" = '"date""lang""7""4""-""fine"'
done
holds "a bad date: told with its place" grep -qxF 'chiffre: -:1: "date" is no date like 2025-10-28' err
expect "--exit-zero" 0 chiffre extract --exit-zero --format jsonl broken.jsonl
holds "--exit-zero: still told" test "$(wc -l <err)" = 2
expect "--exit-zero, nothing can be read" 0 chiffre extract --exit-zero --format jsonl missing.txt
expect "--exit-zero, wrong usage" 2 chiffre extract --exit-zero --format xml articles.jsonl
expect "--exit-zero, output that cannot be written" 2 chiffre extract --exit-zero -o /dev/full articles.jsonl
expect "--shard 0/3" 2 chiffre extract --shard 0/3 articles.jsonl
says "--shard 0/3: one line" "I from 1 to N"
expect "--shard 4/3" 2 chiffre extract --shard 4/3 articles.jsonl
expect "--row-for-row as CSV" 2 chiffre extract --row-for-row --format csv articles.jsonl
expect "--row-for-row explained" 2 chiffre extract --row-for-row --explain articles.jsonl
chiffre extract --row-for-row articles.jsonl | python3 -c '
import json, sys
for line in sys.stdin:
    for figure in json.loads(line)["figures"]:
        print(json.dumps(figure, ensure_ascii=False, separators=(",", ":")))' >out
same "rows hold the records" serial.jsonl out

# ---- shards: together all, none twice
for shard in 1 2 3 4 5; do
    chiffre extract --shard $shard/5 --format jsonl articles.jsonl
done | sort >out
sort serial.jsonl | cmp -s - out && pass "shards of lines" || fail "shards of lines"
for shard in 1 2 3; do chiffre extract --shard $shard/3 --format jsonl articles; done | sort >out
chiffre extract --format jsonl articles | sort | cmp -s - out && pass "shards of files" || fail "shards of files"

# ---- split and cat: what GNU parallel does, by hand
split -n l/7 articles.jsonl piece.
for piece in piece.*; do chiffre extract --from jsonl --format jsonl - <"$piece"; done >out
same "split by lines" serial.jsonl out
for piece in piece.*; do chiffre extract --from jsonl --no-header - <"$piece"; done >out
same "split by lines, CSV" serial.csv out

# ---- GNU parallel, xargs
if command -v parallel >/dev/null && parallel --version 2>/dev/null | grep -q GNU; then
    export PARALLEL_HOME="$T/parallel"
    mkdir -p parallel && touch parallel/will-cite
    for jobs in 1 2; do
        expect "parallel --pipepart -j$jobs" 0 \
            parallel -j$jobs -k --pipepart --block 20k -a articles.jsonl chiffre extract --from jsonl --format jsonl -
        same "parallel --pipepart -j$jobs: the serial run" serial.jsonl out
    done
    parallel -j2 -k --pipe --block 20k chiffre extract --from jsonl --format jsonl - <articles.jsonl >out 2>err
    same "parallel --pipe: the serial run" serial.jsonl out
    parallel -j2 -k --pipe --block 20k chiffre extract --from jsonl --no-header - <articles.jsonl >out 2>err
    same "parallel --pipe, CSV: the serial run" serial.csv out
    gzip -k articles.jsonl
    sed -n '/^## GNU parallel/,/^## /p' "$here/docs/pipelines.md" | sed -n '/^```/,/^```/{/^```/!p}' >manual
    expect "docs/pipelines.md: its lines for GNU parallel" 0 sh -e manual
    holds "there are some of them" test "$(grep -c parallel manual)" -ge 3
    same "there: figures.jsonl has all" sorted.jsonl <(sort figures.jsonl)
    same "there: figures.csv has its header once" <(chiffre extract articles.jsonl) figures.csv
    parallel -j2 -k chiffre extract --no-header ::: articles/*.txt >out 2>err
    chiffre extract --no-header articles/*.txt >files.csv
    same "parallel over files: the serial run" files.csv out
    parallel -j2 -k chiffre extract --format jsonl --shard {}/3 articles.jsonl ::: 1 2 3 >out 2>err
    for shard in 1 2 3; do chiffre extract --format jsonl --shard $shard/3 articles.jsonl; done >shards.jsonl
    same "parallel over shards" shards.jsonl out
else
    echo "# GNU parallel is not installed: split did the same above"
fi
chiffre extract --format jsonl articles | sort >files.jsonl
find articles -name '*.txt' -print0 | xargs -0 -n 5 -P 2 sh -c 'exec chiffre extract --format jsonl -o "part.$$.jsonl" "$@"' chiffre
cat part.*.jsonl | sort | cmp -s - files.jsonl && pass "xargs -P" || fail "xargs -P"
find articles -name '*.txt' -print0 >list
expect "a list of files" 0 chiffre extract --format jsonl @list
sort out | cmp -s - files.jsonl && pass "a list of files: all" || fail "a list of files: all"

# ---- a Slurm array: the variables that Slurm sets, or Slurm itself (tests/slurm)
cat >array.sh <<'ARRAY'
#!/bin/sh
exec chiffre extract --format jsonl --shard "$((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN + 1))/$SLURM_ARRAY_TASK_COUNT" \
    -o "figures.$SLURM_ARRAY_TASK_ID.jsonl" articles.jsonl
ARRAY
chmod +x array.sh
for id in 0 1 2 3; do
    SLURM_ARRAY_TASK_ID=$id SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=4 ./array.sh
done
sort figures.?.jsonl >out
sort serial.jsonl | cmp -s - out && pass "an array of four tasks: all" || fail "an array of four tasks: all"
rm figures.?.jsonl
if [ -n "$CHIFFRE_SLURM" ]; then
    expect "Slurm: an array" 0 "$here/tests/slurm" "$T" array.sh
    sort figures.?.jsonl | cmp -s - <(sort serial.jsonl) && pass "Slurm: all" || fail "Slurm: all"
else
    echo "# CHIFFRE_SLURM is not set: tests/slurm would start slurmctld here and run the same array"
fi

# ---- Hadoop streaming: a mapper gets lines and gives lines; a key is put before a tab
chiffre extract --from jsonl --row-for-row --exit-zero - <broken.jsonl >out 2>err
holds "Hadoop's mapper: exit code 0, a line each" test $? = 0 -a "$(wc -l <out)" = 5

# ---- ClickHouse: rows in, as many rows out, the process stays (executable_pool)
python3 - <<'PYTHON' && pass "ClickHouse's pool: blocks of rows, one process" || fail "ClickHouse's pool: blocks of rows, one process"
import json, subprocess
child = subprocess.Popen(["chiffre", "extract", "--from", "jsonl", "--row-for-row", "--line-buffered", "--exit-zero", "-"],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
lines = open("articles.jsonl", "rb").read().splitlines(True)[:60]
for at in range(0, 60, 20):
    child.stdin.write(b"".join(lines[at:at + 20]))
    child.stdin.flush()
    for line in lines[at:at + 20]:
        assert json.loads(child.stdout.readline())["document"] == json.loads(line)["id"]
child.stdin.close()
assert child.stdout.read() == b"" and child.wait() == 0
PYTHON
if command -v clickhouse-local >/dev/null; then
    clickhouse-local --query "SELECT count() FROM executable('chiffre extract --from jsonl --row-for-row -', JSONEachRow, 'document String, figures String', \
(SELECT * FROM file('articles.jsonl', JSONAsString)))" >out 2>err
    holds "clickhouse-local: as many rows" test "$(cat out)" = "$(wc -l <articles.jsonl)"
else
    echo "# clickhouse-local is not installed: its contract was tried above"
fi

# ---- the page names every option that these rest on
for option in --shard --row-for-row --line-buffered --no-header --exit-zero --pipepart SLURM_ARRAY_TASK_ID pipe streaming executable_pool xargs; do
    grep -qe "$option" "$here/docs/pipelines.md" || fail "docs/pipelines.md tells of $option"
done
pass "docs/pipelines.md tells of all"
finish

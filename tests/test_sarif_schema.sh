#!/bin/sh
# check's SARIF log against the schema that OASIS published, as Microsoft's validator brings it by npm:
#   npm install --ignore-scripts --prefix build/npm @microsoft/sarif-multitool-linux
# The shape of the log is tested without it by test_check.sh.
. tests/lib.sh
schema=${CHIFFRE_SARIF_SCHEMA:-build/npm/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json}
[ -f "$schema" ] || { echo "no published schema at $schema (npm brings it)"; exit 77; }
python=
for one in /usr/bin/python3 python3; do
    "$one" -c 'import jsonschema' 2>/dev/null && python=$one && break
done
[ -n "$python" ] || { echo "no python3-jsonschema"; exit 77; }

cat >"$T/validate" <<'PYTHON'
import json, sys
import jsonschema
with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
validator = jsonschema.validators.validator_for(schema)(schema)
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        errors = list(validator.iter_errors(json.load(file)))
    for error in errors:
        print(path, list(error.absolute_path), error.message[:200])
    if errors:
        sys.exit(1)
PYTHON
# An emoji, a file name that must be quoted in an address, a text without a finding.
printf '%s\n' "👩🏽‍💻 Le chiffre d'affaires a progressé de 25 %, à 2 210 millions d'euros contre 1 985 millions d'euros un an plus tôt." >"$T/a b#é.txt"
echo "Rien." >"$T/empty.txt"
"$CHIFFRE" check --built-in --all --format sarif data/samples/*.txt >"$T/samples.sarif"
"$CHIFFRE" check --built-in --all --format sarif "$T/a b#é.txt" >"$T/name.sarif"
"$CHIFFRE" check --built-in --format sarif "$T/empty.txt" >"$T/empty.sarif"
for log in samples name empty; do
    holds "the published schema accepts $log" "$python" "$T/validate" "$schema" "$T/$log.sarif"
done
sed 's/"level":"warning"/"level":"loud"/' "$T/samples.sarif" >"$T/broken.sarif"
holds "and refuses a level that it does not know" sh -c '! "$0" "$@" >/dev/null' "$python" "$T/validate" "$schema" "$T/broken.sarif"
finish

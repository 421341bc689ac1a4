#!/bin/bash
# The same bytes whatever surrounds a run: number of threads, locale, time zone, working folder, compiler (when build/clang is there), the
# moment; and texts made by a host process that has chosen a locale of its own.
. tests/lib.sh
root=$PWD
export LOCPATH=$T/locales
mkdir "$LOCPATH"
locales=C
for locale in fr_FR tr_TR; do
    if localedef -i $locale -f UTF-8 "$LOCPATH/$locale.UTF-8" >"$T/err" 2>&1; then locales="$locales $locale.UTF-8"; else
        echo "# no localedef for $locale: $(tail -n 1 "$T/err")"
    fi
done
python3 - "$root" "$T/articles.jsonl" <<'PYTHON' || exit 1
import glob, json, sys
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for path in sorted(glob.glob(sys.argv[1] + "/data/samples/*.txt")):
        with open(path, encoding="utf-8") as file:
            out.write(json.dumps({"id": path.split("/")[-1], "text": file.read(), "date": "2025-07-31"}) + "\n")
PYTHON

# everything FOLDER CHIFFRE OPTION...: all stages into FOLDER, with what they said; absolute names, so that messages do not differ
everything() {
    out=$1 program=$2
    shift 2
    mkdir -p "$out"
    {
        "$program" extract --format csv "$@" -o "$out/figures.csv" "$T/articles.jsonl"
        "$program" extract --format jsonl "$@" -o "$out/figures.jsonl" "$T/articles.jsonl"
        "$program" extract --explain "$@" "$T/articles.jsonl" >"$out/explain"
        "$program" normalize --built-in --to EUR -o "$out/normalized.csv" "$T/first/figures.csv"
        for form in csv markdown xlsx; do
            "$program" compare --change --share --growth-rate --format $form -o "$out/table.$form" "$T/first/figures.csv"
        done
        "$program" plot -o "$out/plots" "$T/first/table.csv"
        for form in line jsonl csv sarif html; do
            "$program" check --built-in --all --messages en --against "$root/data/facts/amazon.csv" --format $form "$@" \
                -o "$out/findings.$form" "$T/articles.jsonl"
        done
    } >"$out/messages" 2>&1
}
# whole FOLDER CHIFFRE OPTION...: the run command, pictures and all
whole() {
    out=$1 program=$2
    shift 2
    "$program" run --built-in --quiet "$@" -o "$out" "$T/articles.jsonl" >"$T/said" 2>&1
    sed "s|$out|OUT|" "$T/said" >"$out/messages"
}
# alike NAME: $T/second has the bytes of $T/first
alike() {
    if difference=$(diff -rq "$T/first" "$T/second"); then pass "$1"; else
        fail "$1" "$difference" "$(diff -r "$T/first" "$T/second" | head -n 20)"
    fi
    rm -rf "$T/second"
}
mkdir "$T/first"
"$CHIFFRE" extract --format csv -o "$T/first/figures.csv" "$T/articles.jsonl"
"$CHIFFRE" compare --change --share --growth-rate --format csv -o "$T/first/table.csv" "$T/first/figures.csv" 2>/dev/null
LC_ALL=C TZ=UTC0 everything "$T/first" "$CHIFFRE"
for name in figures.csv figures.jsonl normalized.csv table.csv table.markdown table.xlsx plots findings.line findings.jsonl findings.csv \
    findings.sarif findings.html; do
    holds "$name is made" test -s "$T/first/$name"
done

LC_ALL=C TZ=UTC0 everything "$T/second" "$CHIFFRE"
alike "a second run, at another moment"
for locale in $locales; do
    LC_ALL=$locale LANG=$locale everything "$T/second" "$CHIFFRE"
    alike "locale $locale"
done
for zone in Pacific/Kiritimati Pacific/Pago_Pago Asia/Kolkata; do
    LC_ALL=C TZ=$zone everything "$T/second" "$CHIFFRE"
    alike "time zone $zone"
done
mkdir -p "$T/else where"
(cd "$T/else where" && everything "$T/second" "$CHIFFRE")
alike "another working folder"
(cd / && env -i LOCPATH="$LOCPATH" PATH="$PATH" bash -c "T='$T' root='$root'; $(declare -f everything); everything '$T/second' '$CHIFFRE'")
alike "an empty environment"
if "$CHIFFRE" extract --help | grep -q -- '--jobs'; then
    for jobs in 1 2 5; do
        LC_ALL=C everything "$T/second" "$CHIFFRE" --jobs $jobs
        alike "--jobs $jobs"
    done
fi
rm -rf "$T/runs"
mkdir "$T/runs"
LC_ALL=C TZ=UTC0 whole "$T/runs/first" "$CHIFFRE"
holds "a whole run" test -s "$T/runs/first/comparison.xlsx"
last=$(echo $locales | sed 's/.* //')
(cd / && LC_ALL=$last TZ=Asia/Kolkata whole "$T/runs/second" "$CHIFFRE" --jobs 3)
holds "a whole run in $last, elsewhere, with three threads" diff -rq "$T/runs/first" "$T/runs/second"
others=
for other in build build/clang; do
    [ "$(realpath -m "$other/chiffre")" != "$(realpath "$CHIFFRE")" ] && [ -x "$other/chiffre" ] &&
        [ "$("$other/chiffre" --version)" = "$("$CHIFFRE" --version)" ] && [ -z "$(find core extract normalize compare check plots cli data \
            -newer "$other/chiffre" -name '*.[ch]*' | head -n 1)" ] && others="$others $other"
done
[ -n "$others" ] || echo "# no build by another compiler is there and up to date: make B=build/clang CC=clang"
for other in $others; do
    everything "$T/second" "$root/$other/chiffre"
    alike "the build in $other"
done

# As in a host process that has chosen a locale (the program itself does not): setlocale is called before main.
cat >"$T/host.c" <<'C'
#include <locale.h>
__attribute__((constructor)) static void choose(void)
{
    setlocale(LC_ALL, "");
}
C
if "${CC:-cc}" -shared -fPIC -o "$T/host.so" "$T/host.c" 2>"$T/err" && ! grep -qE '__(asan|tsan|ubsan)_' "$CHIFFRE"; then
    for locale in $locales; do
        printf '#!/bin/sh\nLC_ALL=%s LD_PRELOAD=%s exec "%s" "$@"\n' "$locale" "$T/host.so" "$CHIFFRE" >"$T/hosted"
        chmod +x "$T/hosted"
        everything "$T/second" "$T/hosted"
        alike "a host process in $locale"
    done
else
    echo "# no host process: a sanitizer is in the program, or no compiler"
fi
finish

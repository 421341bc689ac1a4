# Sourced by tests/test_*.sh: checks that print TAP lines, and $T, a folder that goes away at the end.
T=$(mktemp -d "${TMPDIR:-/tmp}/chiffre.XXXXXX") || exit 2
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
failures=0
pass() {
    echo "ok - $1"
}
# fail NAME LINE...: what was seen
fail() {
    echo "not ok - $1"
    shift
    printf '%s\n' "$@" | head -n 40 | sed 's/^/    /'
    failures=$((failures + 1))
}
# expect NAME CODE COMMAND...: runs it; its output is in $T/out, its messages in $T/err
expect() {
    check=$1 code=$2
    shift 2
    "$@" >"$T/out" 2>"$T/err"
    got=$?
    if [ $got = "$code" ]; then pass "$check"; else fail "$check" "exit $got instead of $code: $*" "$(cat "$T/err")"; fi
}
# says NAME TEXT: the last command's messages are one line that holds TEXT and begins with "chiffre: "
says() {
    if [ "$(wc -l <"$T/err")" = 1 ] && grep -qF -- "$2" "$T/err" && grep -q '^chiffre: ' "$T/err"; then pass "$1"; else
        fail "$1" "expected one line with: $2" "$(cat "$T/err")"
    fi
}
# silent NAME: the last command said nothing on standard error
silent() {
    if [ -s "$T/err" ]; then fail "$1" "$(cat "$T/err")"; else pass "$1"; fi
}
# same NAME EXPECTED ACTUAL: two files
same() {
    if difference=$(diff -u "$2" "$3" 2>&1); then pass "$1"; else fail "$1" "$difference"; fi
}
# holds NAME COMMAND...: the command succeeds
holds() {
    check=$1
    shift
    if seen=$("$@" 2>&1); then pass "$check"; else fail "$check" "$*" "$seen"; fi
}
finish() {
    [ $failures = 0 ]
    exit $?
}

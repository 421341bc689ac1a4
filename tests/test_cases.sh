#!/bin/sh
# The sentences beside the words (data/<language>/cases*.txt) give the figures written under them.
set -- data/*/cases*.txt
[ -f "$1" ] || { echo "there is no data/*/cases*.txt"; exit 77; }
exec "$B/tests/cases" --tap "$@"

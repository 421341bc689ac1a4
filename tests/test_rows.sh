#!/bin/sh
# Every row of the tables of numbers and units stands in the text of some case.
exec "$B/tests/rows" numbers,scales,currencies,bounds,persons data/*/cases*.txt

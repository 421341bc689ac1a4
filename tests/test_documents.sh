#!/bin/sh
# Whole articles give the records that were read and accepted for them.
exec tests/expected

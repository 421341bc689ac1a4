/* SPDX-License-Identifier: MIT */
/* For tests of changes: the lines of figures of an edge (tests/check_edges.h), a value, an earlier one, and what changed. */
#ifndef TESTS_CHECK_CHANGES_H
#define TESTS_CHECK_CHANGES_H

#include "tests/check_edges.h"

#define NOW(text, value, decimals) text "|money|" value "|" decimals "|USD|revenue|||"
#define BEFORE(text, value, decimals, of) text "|money|" value "|" decimals "|USD|revenue||prior|" of
#define CHANGE(text, value, decimals, unit) text "|percent|" value "|" decimals "|" unit "|revenue||growth|1"
#define RISE(text, value) CHANGE(text, value, "0", "percent")
#define TIMES(text, value, decimals) text "|ratio|" value "|" decimals "||revenue||growth|1"

#endif

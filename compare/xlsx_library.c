/* SPDX-License-Identifier: MIT */
/* libxlsxwriter, loaded. */
#include "compare/xlsx_library.h"

#ifndef XLSX_SONAME /* the build says what it is here */
#define XLSX_SONAME "libxlsxwriter.so.4"
#endif

struct xlsx_library lxw;

enum chiffre_status xlsx_library_open(const char *path, struct chiffre_error *error)
{
    static const char *const names[] = {XLSX_FUNCTIONS(LATE_NAME)};
    static struct late_library library = LATE_LIBRARY(XLSX_SONAME, names, lxw, NULL);
    _Static_assert(sizeof lxw == sizeof names, "a pointer a name");
    return late_open(&library, path, error);
}

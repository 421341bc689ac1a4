/* SPDX-License-Identifier: MIT */
/* libxml2, loaded and started. */
#include "extract/libxml.h"

#ifndef LIBXML_SONAME /* the build says what it is here */
#define LIBXML_SONAME "libxml2.so.2"
#endif

struct libxml libxml;

/* It has nothing to say on standard error. */
static void silence(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

/* Before anything else of it: its threads' state needs its locks. */
static void start(void)
{
    libxml.xmlSetStructuredErrorFunc(NULL, silence);
    libxml.xmlInitParser();
    libxml.xmlSetStructuredErrorFunc(NULL, NULL);
}

enum chiffre_status libxml_open(const char *path, struct chiffre_error *error)
{
    static const char *const names[] = {LIBXML_FUNCTIONS(LATE_NAME)};
    static struct late_library library = LATE_LIBRARY(LIBXML_SONAME, names, libxml, start);
    _Static_assert(sizeof libxml == sizeof names, "a pointer a name");
    return late_open(&library, path, error);
}

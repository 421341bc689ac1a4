/* SPDX-License-Identifier: MIT */
/* The functions of libxml2 that pages need. The library is loaded with the first page. */
#ifndef EXTRACT_LIBXML_H
#define EXTRACT_LIBXML_H

#include "core/late.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#define LIBXML_FUNCTIONS(F) \
    F(__xmlStructuredError) F(__xmlStructuredErrorContext) F(htmlCtxtUseOptions) F(htmlFreeParserCtxt) F(htmlNewParserCtxt) \
    F(htmlParseDocument) F(inputPush) F(xmlByteConsumed) F(xmlFreeInputStream) F(xmlFreeParserInputBuffer) F(xmlInitParser) \
    F(xmlNewIOInputStream) F(xmlParserInputBufferCreateMem) F(xmlSetStructuredErrorFunc) F(xmlStopParser) F(xmlSwitchEncoding)
struct libxml {
    LIBXML_FUNCTIONS(LATE_MEMBER)
};
extern struct libxml libxml;

/* Before anything of `libxml`; statuses as late_open. */
enum chiffre_status libxml_open(const char *path, struct chiffre_error *error);

#endif

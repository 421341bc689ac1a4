/* SPDX-License-Identifier: MIT */
/* A failure -> where and why, in a struct chiffre_error. */
#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text that had to be cut may end within a code point: cut that off too. */
static void cut_at_code_point(char *string)
{
    size_t length = strlen(string), start = length;
    while (start > 0 && ((unsigned char)string[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)string[start - 1] >= 0xC0)
        string[start - 1] = '\0';
}

void error_fill(struct chiffre_error *error, const char *file, size_t line, size_t column, const char *format, ...)
{
    if (error == NULL)
        return;
    /* The arguments may point into *error: format beside it. */
    char name[sizeof error->file], message[sizeof error->message];
    int name_length = snprintf(name, sizeof name, "%s", file == NULL ? "" : file);
    va_list arguments;
    va_start(arguments, format);
    int message_length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (name_length >= (int)sizeof name)
        cut_at_code_point(name);
    if (message_length >= (int)sizeof message)
        cut_at_code_point(message);
    for (char *at = message; *at != '\0'; at++) /* a message is one line, whatever it quotes */
        if ((unsigned char)*at < 0x20)
            *at = ' ';
    memcpy(error->file, name, sizeof name);
    memcpy(error->message, message, sizeof message);
    error->line = line;
    error->column = column;
}

void error_fill_system(struct chiffre_error *error, const char *file, int number)
{
    char buffer[128];
    error_fill(error, file, 0, 0, "%s", strerror_r(number, buffer, sizeof buffer));
}

/* SPDX-License-Identifier: MIT */
/* A table -> a workbook (libxlsxwriter): the table with live formulas, charts, the sources of every cell, statistics. */
#include "compare/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/input.h"
#include "core/output.h"
#include "core/text.h"

#define ROWS_MAX 1048575 /* of a worksheet, without the header */
#define COLUMNS_MAX 16384
#define ROOM_TO_CLOSE ((size_t)8 << 20)
#define CREATED 315532800 /* 1 January 1980, as that of all its parts: the same table gives the same bytes at any time */

/* Valid UTF-8 without NUL and cut to what a cell holds; libxlsxwriter escapes the rest. */
static void clean(struct chiffre_text text, char *out)
{
    size_t used = 0, at = 0;
    while (at < text.length && used < XLSX_TEXT_MAX - 4) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        bool bad = code_point == 0 || code_point == 0xFFFE || code_point == 0xFFFF;
        used += utf8_encode(bad ? 0xFFFD : code_point, out + used);
    }
    out[used] = '\0';
}

lxw_worksheet *xlsx_sheet(struct workbook *workbook, const char *name)
{
    workbook->promise.sheets++;
    return lxw.workbook_add_worksheet(workbook->book, name);
}

void xlsx_written(struct workbook *workbook, const lxw_worksheet *sheet, lxw_error result)
{
    bool counted = result == LXW_NO_ERROR && sheet->index < XLSX_SHEETS_MAX;
    workbook->failed = workbook->failed || !counted;
    workbook->promise.cells[counted ? sheet->index : 0]++;
}

void xlsx_text(struct workbook *workbook, lxw_worksheet *sheet, size_t row, size_t column, struct chiffre_text text,
               lxw_format *format)
{
    if (text.length == 0) {
        return;
    }
    clean(text, workbook->text_buffer);
    xlsx_written(workbook, sheet,
                 lxw.worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, workbook->text_buffer, format));
}

void xlsx_head(struct workbook *workbook, lxw_worksheet *sheet, const char *const *names, const double *widths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        xlsx_text(workbook, sheet, 0, i, text_from(names[i]), workbook->head);
        lxw.worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    }
    lxw.worksheet_freeze_panes(sheet, 1, 0);
}

static lxw_format *new_format(struct workbook *workbook, const char *form)
{
    lxw_format *format = lxw.workbook_add_format(workbook->book);
    if (form != NULL) {
        lxw.format_set_num_format(format, form);
    }
    return format;
}

static void make_formats(struct workbook *workbook)
{
    static const char *const forms[] = {"#,##0", "#,##0.0", "#,##0.00"};
    workbook->head = new_format(workbook, NULL);
    lxw.format_set_bold(workbook->head);
    lxw.format_set_bottom(workbook->head, LXW_BORDER_THIN);
    workbook->text = new_format(workbook, NULL);
    workbook->wrapped = new_format(workbook, NULL);
    lxw.format_set_text_wrap(workbook->wrapped);
    lxw.format_set_align(workbook->wrapped, LXW_ALIGN_VERTICAL_TOP);
    workbook->date = new_format(workbook, "yyyy-mm-dd");
    workbook->link = new_format(workbook, NULL);
    lxw.format_set_font_color(workbook->link, 0x0563C1);
    lxw.format_set_underline(workbook->link, LXW_UNDERLINE_SINGLE);
    for (size_t i = 0; i < 3; i++) {
        workbook->numbers[i][0] = new_format(workbook, forms[i]);
        workbook->numbers[i][1] = new_format(workbook, forms[i]);
        lxw.format_set_bg_color(workbook->numbers[i][1], 0xFCE4D6);
        workbook->soft[i] = new_format(workbook, forms[i]);
        lxw.format_set_italic(workbook->soft[i]);
    }
}

lxw_format *xlsx_number_format(const struct workbook *workbook, const struct chiffre_cell *cell, size_t column)
{
    char buffer[DECIMAL_TEXT_MAX];
    size_t length = decimal_write(cell->number, buffer);
    enum chiffre_role role = workbook->table->columns[column].head.role;
    bool whole = memchr(buffer, '.', length) == NULL && (role == CHIFFRE_ROLE_level || role == CHIFFRE_ROLE_difference);
    size_t places = whole || role == CHIFFRE_ROLE_detail ? 0 : 2;
    bool firm = cell->status == CHIFFRE_STATUS_none || cell->status == CHIFFRE_STATUS_actual;
    if (role == CHIFFRE_ROLE_level && !cell->conflict && (cell->derived || !firm)) {
        return workbook->soft[places];
    }
    return workbook->numbers[places][cell->conflict];
}

static void write_date(struct workbook *workbook, size_t row, size_t column, chiffre_date date)
{
    lxw_datetime when = {0};
    if (date == CHIFFRE_NO_DATE) {
        return;
    }
    date_parts(date, &when.year, &when.month, &when.day);
    if (when.year < 1900) { /* no serial number there: as text */
        char buffer[DATE_TEXT_MAX];
        xlsx_text(workbook, workbook->sheet, row, column, (struct chiffre_text){buffer, date_write(date, buffer)}, workbook->text);
        return;
    }
    xlsx_written(workbook, workbook->sheet,
                 lxw.worksheet_write_datetime(workbook->sheet, (lxw_row_t)row, (lxw_col_t)column, &when, workbook->date));
}

static void write_number(struct workbook *workbook, size_t row, size_t column)
{
    const struct chiffre_cell *cell = &workbook->table->columns[column].cells[row];
    if (!cell->number.known) {
        return;
    }
    char formula[XLSX_FORMULA_MAX];
    lxw_format *format = xlsx_number_format(workbook, cell, column);
    lxw_error result;
    if (xlsx_formula(workbook, row, column, formula) > 0) {
        result = lxw.worksheet_write_formula_num(workbook->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, formula, format,
                                                 decimal_double(cell->number));
    } else {
        result =
            lxw.worksheet_write_number(workbook->sheet, (lxw_row_t)row + 1, (lxw_col_t)column, decimal_double(cell->number), format);
    }
    xlsx_written(workbook, workbook->sheet, result);
}

static double column_width(const struct workbook *workbook, size_t column)
{
    const struct chiffre_column *head = &workbook->table->columns[column].head;
    if (head->role == CHIFFRE_ROLE_note) {
        return 60.0;
    }
    if (head->kind == CHIFFRE_CELL_number) {
        return head->name.length > 16 ? (double)(head->name.length < 40 ? head->name.length : 40) + 2.0 : 18.0;
    }
    return column == workbook->keys.entity || column == workbook->keys.metric ? 24.0 : 12.0;
}

static void write_table(struct workbook *workbook)
{
    const struct chiffre_table *table = workbook->table;
    for (size_t column = 0; column < table->column_count; column++) {
        const struct chiffre_column *head = &table->columns[column].head;
        lxw.worksheet_set_column(workbook->sheet, (lxw_col_t)column, (lxw_col_t)column, column_width(workbook, column), NULL);
        xlsx_text(workbook, workbook->sheet, 0, column, head->name, workbook->head);
        for (size_t row = 0; row < table->row_count; row++) {
            if (head->kind == CHIFFRE_CELL_text) {
                xlsx_text(workbook, workbook->sheet, row + 1, column, table->columns[column].texts[row], workbook->text);
            } else if (head->kind == CHIFFRE_CELL_date) {
                write_date(workbook, row + 1, column, table->columns[column].dates[row]);
            } else {
                write_number(workbook, row, column);
            }
        }
    }
    lxw.worksheet_set_landscape(workbook->sheet);
    lxw.worksheet_fit_to_pages(workbook->sheet, 1, 0);
    lxw.worksheet_repeat_rows(workbook->sheet, 0, 0);
    lxw.worksheet_freeze_panes(workbook->sheet, 1, workbook->keys.period == TABLE_NONE ? 0 : (lxw_col_t)(workbook->keys.period + 1));
    if (table->row_count > 0) {
        lxw.worksheet_autofilter(workbook->sheet, 0, 0, (lxw_row_t)table->row_count, (lxw_col_t)(table->column_count - 1));
    }
}

static void write_statistics(struct workbook *workbook, const struct chiffre_table *statistics)
{
    lxw_worksheet *sheet = xlsx_sheet(workbook, "Statistics");
    for (size_t column = 0; column < statistics->column_count; column++) {
        const struct table_column *from = &statistics->columns[column];
        xlsx_text(workbook, sheet, 0, column, from->head.name, workbook->head);
        lxw.worksheet_set_column(sheet, (lxw_col_t)column, (lxw_col_t)column, 18.0, NULL);
        for (size_t row = 0; row < statistics->row_count; row++) {
            if (from->head.kind == CHIFFRE_CELL_text) {
                xlsx_text(workbook, sheet, row + 1, column, from->texts[row], workbook->text);
            } else if (from->cells[row].number.known) {
                lxw_error result =
                    lxw.worksheet_write_number(sheet, (lxw_row_t)row + 1, (lxw_col_t)column, decimal_double(from->cells[row].number), NULL);
                xlsx_written(workbook, sheet, result);
            }
        }
    }
    lxw.worksheet_freeze_panes(sheet, 1, 0);
}

static int verify(const char *path, const struct xlsx_promise *promise)
{
    struct arena arena = {0};
    struct chiffre_text bytes;
    enum chiffre_status status = input_whole(path, &arena, &bytes, NULL);
    int failed = status == CHIFFRE_OK ? xlsx_verify(bytes, promise) : status == CHIFFRE_NO_MEMORY ? ENOMEM : EIO;
    arena_free(&arena);
    return failed;
}

/* 0, or the number of an error. libxlsxwriter goes on without what it had no memory for and says that all went well: errno tells; of what
 * it could not put into a temporary file only the workbook tells. */
static int write_book(const struct chiffre_table *table, const struct chiffre_table *statistics, const char *path)
{
    errno = 0;
    struct workbook *workbook = memory_take(1, sizeof *workbook);
    lxw_workbook *book = workbook == NULL ? NULL : lxw.workbook_new(path);
    if (book == NULL) {
        memory_free(workbook);
        return ENOMEM;
    }
    *workbook = (struct workbook){.table = table, .keys = table_keys(table), .book = book};
    lxw_doc_properties properties = {.created = CREATED};
    lxw.workbook_set_properties(book, &properties);
    make_formats(workbook);
    workbook->sheet = xlsx_sheet(workbook, XLSX_TABLE);
    write_table(workbook);
    xlsx_charts(workbook);
    xlsx_sources(workbook);
    if (statistics != NULL) {
        write_statistics(workbook, statistics);
    }
    /* What it has no memory for while it closes it leaves out, and errno has been used for other things then. */
    void *room = memory_take(1, ROOM_TO_CLOSE);
    bool memory = errno != ENOMEM && room != NULL;
    memory_free(room);
    bool written = lxw.workbook_close(book) == LXW_NO_ERROR && !workbook->failed;
    int number = !memory || errno == ENOMEM ? ENOMEM : written ? 0 : errno != 0 ? errno : EIO;
    number = number == 0 ? verify(path, &workbook->promise) : number;
    memory_free(workbook);
    return number;
}

/* In a process of its own: for want of memory libxlsxwriter crashes, and writes to standard error. Returns as write_book does. */
static int write_apart(const struct chiffre_table *table, const struct chiffre_table *statistics, const char *path)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0); /* it formats results of formulas and sizes of charts by the host's */
    if (plain == (locale_t)0) {
        return errno;
    }
    pid_t process = fork(), ended;
    if (process == 0) {
        struct rlimit none = {0, 0};
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGXFSZ, SIG_IGN); /* told as EFBIG */
        if (dup2(nowhere, STDERR_FILENO) < 0) {
            _exit(errno);
        }
        uselocale(plain);
        _exit(write_book(table, statistics, path));
    }
    int state = 0, failed = errno;
    freelocale(plain);
    do {
        ended = process > 0 ? waitpid(process, &state, 0) : -1;
    } while (process > 0 && ended < 0 && errno == EINTR);
    if (ended < 0) {
        return process > 0 ? errno : failed;
    }
    return WIFEXITED(state) ? WEXITSTATUS(state) : ENOMEM;
}

/* libxlsxwriter writes files only: into a temporary one, whose bytes then appear at `path` whole or not at all. */
static enum chiffre_status deliver(const char *temporary, const char *path, struct chiffre_error *error)
{
    struct arena arena = {0};
    struct chiffre_text bytes;
    struct output *output = NULL;
    enum chiffre_status status = input_whole(temporary, &arena, &bytes, error);
    if (status == CHIFFRE_OK) {
        status = output_open(path, &output, error);
    }
    if (status == CHIFFRE_OK) {
        output_text(output, bytes);
        status = output_close(output, error);
    }
    arena_free(&arena);
    return status;
}

static enum chiffre_status tell(int failed, const char *path, struct chiffre_error *error)
{
    if (failed == EBADMSG) {
        return error_set(error, CHIFFRE_UNWRITABLE, path, 0, 0, "the workbook came out cut: there may be no room for temporary files in %s (TMPDIR)",
                         spool_folder());
    }
    return failed == ENOMEM ? error_no_memory(error) : error_system(error, CHIFFRE_UNWRITABLE, path, failed);
}

enum chiffre_status chiffre_table_write_xlsx(const struct chiffre_table *table, const struct chiffre_table *statistics,
                                             const char *path, struct chiffre_error *error)
{
    if (table->row_count > ROWS_MAX || table->column_count > COLUMNS_MAX ||
        (statistics != NULL && statistics->row_count > ROWS_MAX)) {
        return error_set(error, CHIFFRE_OVERFLOW, path, 0, 0, "a worksheet holds %d rows and %d columns: write CSV", ROWS_MAX + 1,
                         COLUMNS_MAX);
    }
    enum chiffre_status status = xlsx_library_open(path, error);
    if (status != CHIFFRE_OK) {
        return status;
    }
    char temporary[4096];
    int length = snprintf(temporary, sizeof temporary, "%s/chiffre-XXXXXX", spool_folder());
    output_unfinished(temporary); /* before it is there: a signal may come right behind */
    int descriptor = length > 0 && (size_t)length < sizeof temporary ? mkstemp(temporary) : -1;
    if (descriptor < 0) {
        status = error_system(error, CHIFFRE_UNWRITABLE, temporary, errno);
        output_finished(temporary);
        return status;
    }
    close(descriptor);
    int failed = write_apart(table, statistics, temporary);
    status = failed == 0 ? deliver(temporary, path, error) : tell(failed, path, error);
    unlink(temporary);
    output_finished(temporary);
    return status;
}

/* SPDX-License-Identifier: MIT */
/* The functions of libxlsxwriter that workbooks need. The library is loaded with the first workbook. */
#ifndef COMPARE_XLSX_LIBRARY_H
#define COMPARE_XLSX_LIBRARY_H

#include "core/late.h"

#include <xlsxwriter.h>

#define XLSX_FUNCTIONS(F) \
    F(chart_add_series) F(chart_axis_major_gridlines_set_line) F(chart_axis_set_label_position) F(chart_axis_set_num_format) \
    F(chart_legend_set_position) F(chart_series_set_categories) F(chart_series_set_line) F(chart_series_set_marker_fill) \
    F(chart_series_set_marker_line) F(chart_series_set_marker_size) F(chart_series_set_marker_type) F(chart_series_set_name_range) \
    F(chart_series_set_values) F(chart_show_blanks_as) F(chart_title_set_name) F(chart_title_set_name_font) F(format_set_align) \
    F(format_set_bg_color) F(format_set_bold) F(format_set_bottom) F(format_set_font_color) F(format_set_italic) \
    F(format_set_num_format) F(format_set_text_wrap) F(format_set_underline) F(lxw_rowcol_to_cell) F(lxw_rowcol_to_cell_abs) \
    F(workbook_add_chart) F(workbook_add_format) F(workbook_add_worksheet) F(workbook_close) F(workbook_new) \
    F(workbook_set_properties) F(worksheet_autofilter) F(worksheet_fit_to_pages) F(worksheet_freeze_panes) \
    F(worksheet_insert_chart_opt) F(worksheet_repeat_rows) F(worksheet_set_column) F(worksheet_set_landscape) \
    F(worksheet_write_datetime) F(worksheet_write_formula_num) F(worksheet_write_number) F(worksheet_write_string) \
    F(worksheet_write_url_opt)
struct xlsx_library {
    XLSX_FUNCTIONS(LATE_MEMBER)
};
extern struct xlsx_library lxw;

/* Before anything of `lxw`; statuses as late_open. */
enum chiffre_status xlsx_library_open(const char *path, struct chiffre_error *error);

#endif

#!/usr/bin/env python3
"""What LibreOffice sees in the files of chiffre compare. Needs soffice; called by tests/test_compare.sh.

spreadsheet.py csv FILE DELIMITER LANGUAGE    opens a CSV as a user of that language (1036 French, 1033 English) would and checks
                                              that every number, date and text has arrived as such
spreadsheet.py xlsx FILE REFERENCE.csv        throws the stored results of the formulas away, lets LibreOffice calculate them, and
                                              compares each cell with the table that chiffre wrote as CSV
"""
import csv, glob, os, re, shutil, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as tree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def convert(folder, source, target, *more):
    profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
    command = ["soffice", profile, "--headless", *more, "--convert-to", target, "--outdir", folder, source]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    if done.returncode:
        sys.exit(done.stdout.decode(errors="replace"))


def check_csv(folder, path, delimiter, language):
    options = f"--infilter=CSV:{ord(delimiter)},34,76,1,,{language},false,true"
    convert(folder, path, "fods", options)
    flat = glob.glob(os.path.join(folder, "*.fods"))[0]
    seen = []
    for row in tree.parse(flat).iter(TABLE + "table-row"):
        cells = []
        for cell in row.findall(TABLE + "table-cell"):
            kind = cell.get(OFFICE + "value-type", "")
            value = cell.get(OFFICE + "date-value") or cell.get(OFFICE + "value") or "\n".join("".join(p.itertext()) for p in cell)
            cells += [(kind, value)] * int(cell.get(TABLE + "number-columns-repeated", "1"))
        seen.append(cells)
    with open(path, encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file, delimiter=delimiter))
    counts = {"float": 0, "date": 0, "string": 0}
    for at, row in enumerate(written):
        for column, text in enumerate(row):
            kind, value = seen[at][column] if column < len(seen[at]) else ("", "")
            name = written[0][column]
            if text == "":
                expected = ("", "")
            elif at > 0 and name in ("period_start", "period_end"):
                expected = ("date", text)
            elif at > 0 and re.fullmatch(r"-?\d+([.,]\d+)?", text):
                expected = ("float", float(text.replace(",", ".")))
                value = float(value) if kind == "float" else value
            else:
                expected = ("string", text)
            if (kind, value) != expected:
                sys.exit(f"line {at + 1}, column {name}: {kind} {value!r} instead of {expected}")
            counts[kind] = counts.get(kind, 0) + 1
    if min(counts["float"], counts["date"], counts["string"]) < 4:
        sys.exit(f"too little to see: {counts}")


def forget_results(source, target):
    formulas = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", data)
                formulas += count
            if name.startswith("xl/charts/chart") and b"<c:ser>" not in data:
                sys.exit("a chart without a series")
            new.writestr(name, data)
        charts = sum(name.startswith("xl/charts/chart") for name in old.namelist())
    return formulas, charts


def check_xlsx(folder, path, reference):
    bare = os.path.join(folder, "bare.xlsx")
    formulas, charts = forget_results(path, bare)
    convert(folder, bare, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
    with open(os.path.join(folder, "bare-Comparison.csv"), encoding="utf-8", newline="") as file:
        seen = list(csv.reader(file))
    with open(reference, encoding="utf-8", newline="") as file:
        written = list(csv.reader(file))
    for at, row in enumerate(written):
        for column, text in enumerate(row):
            value = seen[at][column] if at < len(seen) and column < len(seen[at]) else ""
            if re.fullmatch(r"-?\d+(\.\d+)?", text):
                same = value != "" and abs(float(value) - float(text)) <= 1e-9 * max(1.0, abs(float(text)))
            else:
                same = value == (text[1:] if re.match(r"'[=+\-@\t\r]", text) else text)
            if not same:
                sys.exit(f"line {at + 1}, column {written[0][column]}: {value!r} instead of {text!r}")
    with open(os.path.join(folder, "bare-Sources.csv"), encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    if formulas < 20 or charts < 1 or not all(row["document"] or row["state"] == "derived" for row in sources) or len(sources) < 5:
        sys.exit(f"{formulas} formulas, {charts} charts, {len(sources)} sources")


folder = tempfile.mkdtemp(prefix="chiffre-office-")
try:
    if sys.argv[1] == "csv":
        check_csv(folder, sys.argv[2], {"comma": ",", "semicolon": ";", "tab": "\t"}[sys.argv[3]], sys.argv[4])
    else:
        check_xlsx(folder, sys.argv[2], sys.argv[3])
finally:
    shutil.rmtree(folder)

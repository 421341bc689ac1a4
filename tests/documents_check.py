#!/usr/bin/env python3
"""What tests/test_documents.sh needs beyond a shell: comparing records, looking places up in sources, making pages, PDFs and hostile files.

documents_check.py same FILE OTHER...     the records of each other file are those of FILE, but for positions and the kind of blanks
documents_check.py places FILE...         line and column of every figure lead to its first character in the file
documents_check.py bytes ENCODING FILE    offset and length cut every figure's text out of the file
documents_check.py page FILE              a text made a web page
documents_check.py pdf FILE               a text made a PDF of several pages with running heads and page numbers
documents_check.py make KIND              a hostile file
"""
import gzip, html, json, os, re, subprocess, sys, textwrap

POSITIONS = ("document", "line", "column", "offset", "length", "page")


def records(path):
    done = subprocess.run([os.environ["CHIFFRE"], "extract", "--format", "jsonl", path], capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{path}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def blanks(text):
    return re.sub("[\u00a0\u202f\u2009\u2007]", " ", text)


def without_positions(record):
    record = {key: blanks(value) if isinstance(value, str) else value for key, value in record.items() if key not in POSITIONS}
    return record


def same(path, others):
    expected = [without_positions(record) for record in records(path)]
    if not expected:
        sys.exit(f"{path}: no figures")
    for other in others:
        got = [without_positions(record) for record in records(other)]
        if len(got) != len(expected):
            sys.exit(f"{other}: {len(got)} figures instead of {len(expected)}")
        for a, b in zip(expected, got):
            if a != b:
                sys.exit(f"{other}: figure {a['id']}: " + str({key: (a[key], b.get(key)) for key in a if a[key] != b.get(key)}))


def source_of(path):
    data = open(path, "rb").read()
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le")
    declared = re.search(rb"charset=[\"']?([\w-]+)", data)
    return data.decode({"iso-8859-1": "cp1252"}.get(declared[1].decode().lower(), declared[1].decode()) if declared else "utf-8")


def places(paths):
    figures = 0
    for path in paths:
        lines = re.split("\r\n|\n|\r", source_of(path))
        for record in records(path):
            behind = html.unescape(re.sub("<[^>]*>", "", "\n".join(lines[record["line"] - 1:])[record["column"] - 1:][:600]))
            wanted, seen = (re.sub(r"\s+", "", blanks(text)) for text in (record["text"], behind))
            if not seen.startswith(wanted[:8]):
                sys.exit(f"{path}:{record['line']}:{record['column']}: {record['text']!r} is not at {behind[:40]!r}")
            figures += 1
    print(figures, "figures")
    if figures < 30:
        sys.exit("too few figures to mean anything")


def cut(encoding, path):
    data = open(path, "rb").read()
    for record in records(path):
        text = data[record["offset"]:record["offset"] + record["length"]].decode(encoding)
        if text != record["text"]:
            sys.exit(f"{path}: {record['text']!r} at {record['offset']}, found {text!r}")


def page(path):
    paragraphs = [html.escape(part).replace("\u202f", "&#x202F;").replace("é", "&eacute;") for part in open(path).read().strip().split("\n\n")]
    body = "\n".join(f"<p>{part}</p>" for part in paragraphs[1:])
    print(f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>{paragraphs[0]}</title></head>\n<body><nav><a href=/>Le site : 12 euros</a></nav>"
          f"<article>\n<h1>{paragraphs[0]}</h1>{body}</article><footer>SA, 3 millions d'euros</footer></body></html>")


def pdf_string(line):
    return "(" + line.replace("\u202f", "\u00a0").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def pdf(path):
    """Lines of 76 letters, words cut by hyphens, 14 lines a page: written by hand from ISO 32000-1, with no program."""
    lines = []
    for paragraph in open(path).read().strip().split("\n\n"):
        rest = paragraph.replace("\n", " ")
        while len(rest) > 76:
            at = rest.rfind(" ", 0, 77)
            word = re.match(r" ([a-zéè]{9,})", rest[at:])
            if word and at < 68:
                lines.append(rest[:at + 5] + "-")
                rest = rest[at + 5:]
            else:
                lines.append(rest[:at])
                rest = rest[at + 1:]
        lines += [rest, ""]
    pages = [lines[at:at + 14] for at in range(0, len(lines), 14)]
    objects = ["<</Type/Catalog/Pages 2 0 R>>",
               f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{4 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
               "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"]
    for number, part in enumerate(pages, 1):
        drawn = f"BT /F 10 Tf 72 800 Td (Lettre aux actionnaires 2025) Tj ET BT /F 10 Tf 300 40 Td (Page {number}/{len(pages)}) Tj ET "
        for row, line in enumerate(part):
            drawn += f"BT /F 10 Tf 72 {740 - 14 * row - (0 if line else 6)} Td {pdf_string(line)} Tj ET "
        stream = drawn.encode("cp1252")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * (number - 1)} 0 R>>")
        objects.append(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
    out, places_of = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places_of.append(len(out))
        out += f"{number} 0 obj".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{at:010d} 00000 n \n".encode() for at in places_of)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    sys.stdout.buffer.write(out)


def make(kind):
    out = sys.stdout.buffer
    megabyte = 1 << 20
    if kind == "nested":
        out.write(b"<html><body>" + b"<div><b>" * (100 * megabyte // 8))
    elif kind == "wide":  # a hundred megabytes of paragraphs that are fine
        piece = b"<p>Le chiffre d'affaires est un mot sans nombre, &eacute;crit mille fois, " + b"pour voir. " * 40 + b"</p>\n"
        out.write(b"<html><body>" + piece * (100 * megabyte // len(piece)) + b"<p>Amazon a vendu pour 12,5 millions d'euros.</p>")
    elif kind == "elements":
        out.write(b"<html><body>" + b"<i></i>" * 5000000)
    elif kind == "entities":
        out.write(b"<!DOCTYPE html [<!ENTITY a '12 millions d&#39;euros '>" +
                  b"".join(f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>".encode() for i in range(9)) +
                  b"]><html><body><p>&j;&j;&j;</p><p>Solane a vendu pour 7 millions d'euros en 2024.</p></body></html>")
    elif kind == "titles":
        out.write(b"<html><head><title>" + b"titre " * (5 * megabyte))
    elif kind == "attributes":  # of one tag: with a value, without, quoted otherwise; those in front count
        values = ["", "=x", '="x > y"', "='<p>'"]
        words = " ".join(f'a{i}{values[i % 4]} "' for i in range(200000))
        out.write(f"<html><body><p hidden {words}>Solane a vendu pour 3 millions d'euros en 2023.</p>"
                  f"<p {words}>Solane a vendu pour 7 millions d'euros en 2024.</p></body></html>".encode())
    elif kind == "raised":
        out.write(b"<html><body><p>" + b"<sup>1" * 900 + b"x" * megabyte)
    elif kind == "gzip":
        with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1) as packed:
            for _ in range(600):
                packed.write(bytes(megabyte))
    elif kind == "loop":  # a page tree whose only child is itself
        out.write(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
                  b"trailer<</Size 3/Root 1 0 R>>\n%%EOF\n")


if __name__ == "__main__":
    verb, rest = sys.argv[1], sys.argv[2:]
    {"same": lambda: same(rest[0], rest[1:]), "places": lambda: places(rest), "bytes": lambda: cut(rest[0], rest[1]),
     "page": lambda: page(rest[0]), "pdf": lambda: pdf(rest[0]), "make": lambda: make(rest[0])}[verb]()

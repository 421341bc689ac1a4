#!/bin/sh
# libxml2 and libxlsxwriter are loaded when a page or a workbook is wanted, not before; without them the rest works.
. tests/lib.sh
if command -v readelf >/dev/null; then
    readelf -d "$CHIFFRE" >"$T/elf"
    holds "the libraries that it is linked with are told" grep -q 'NEEDED.*libpcre2' "$T/elf"
    holds "libxml2 and libxlsxwriter are not among them" sh -c '! grep -E "NEEDED.*(libxml2|libxlsxwriter)" "$0"' "$T/elf"
fi
printf 'Amazon’s revenue was $3.2 billion in 2023.\n' >"$T/a.txt"
printf '<html><body><article><p>Amazon’s revenue was $3.2 billion in 2023.</p></article></body></html>\n' >"$T/a.html"
expect "a text" 0 "$CHIFFRE" extract -o "$T/figures.csv" "$T/a.txt"
expect "a page" 0 "$CHIFFRE" extract -o "$T/page.csv" "$T/a.html"
expect "a workbook" 0 "$CHIFFRE" compare -o "$T/a.xlsx" "$T/figures.csv"
holds "is one" test -s "$T/a.xlsx"

# ---- files of their names that are no libraries, found before the true ones
mkdir "$T/broken" "$T/other"
for library in libxml2 libxlsxwriter; do
    soname=$(grep -aoE "$library\.so(\.[0-9]+)*" "$CHIFFRE" | head -n 1)
    holds "$library is looked for by its name" test -n "$soname"
    : >"$T/broken/$soname"
    printf 'int nothing;\n' | ${CC:-cc} -shared -fPIC -x c -o "$T/other/$soname" - || exit 2
done
hidden() { # hidden FOLDER ARGUMENT...
    LD_LIBRARY_PATH=$T/$1 "$CHIFFRE" $2 $3 "$4" "$5" $6
}
expect "a text needs neither" 0 hidden broken extract -o "$T/without.csv" "$T/a.txt"
same "and gives the same" "$T/figures.csv" "$T/without.csv"
expect "nor does a table" 0 hidden broken compare -o "$T/without.csv" "$T/figures.csv"
for folder in broken other; do
    expect "a page without libxml2 ($folder)" 2 hidden $folder extract -o "$T/none.csv" "$T/a.html"
    says "says what is wrong" "$T/a.html: libxml2.so"
    holds "and why" grep -qE 'cannot be loaded: .*(file too short|undefined symbol: [a-zA-Z_]+)' "$T/err"
    expect "a page without libxml2 and a text ($folder)" 3 hidden $folder extract -o "$T/some.csv" "$T/a.html" "$T/a.txt"
    same "the text is read" "$T/figures.csv" "$T/some.csv"
    expect "a workbook without libxlsxwriter ($folder)" 2 hidden $folder compare -o "$T/none.xlsx" "$T/figures.csv"
    holds "says so" grep -qE '^chiffre: .*none.xlsx: libxlsxwriter\.so.* cannot be loaded: ' "$T/err"
    holds "and leaves none" test ! -e "$T/none.xlsx"
done

# ---- many pages at once: the library is loaded once, whoever comes first
mkdir "$T/pages"
for i in 1 2 3 4 5 6 7 8 9; do cp "$T/a.html" "$T/pages/$i.html"; done
"$CHIFFRE" extract -j 1 "$T/pages" >"$T/one.csv"
expect "nine pages, four threads" 0 "$CHIFFRE" extract -j 4 "$T/pages"
same "as with one" "$T/one.csv" "$T/out"
holds "each has its figure" test "$(wc -l <"$T/out")" = 10
finish

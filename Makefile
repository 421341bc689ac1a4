# chiffre: one page says how everything is made.
#
#   make            build/chiffre and build/libchiffre.a
#   make demo       installs what is missing, builds, runs the main job on the sample articles
#   make test       installs what is missing, builds, runs every test
#   make sanitize   the tests under AddressSanitizer and UndefinedBehaviorSanitizer
#   make sanitize-integer   unit tests and shell tests with values watched where they change type
#   make valgrind   unit tests and shell tests under memcheck
#   make analyze    clang-tidy (.clang-tidy) and gcc -fanalyzer on every file
#   make coverage   lines and branches that the tests run: a table, and pages under build/coverage/html
#   make mutate FILE="core/date.c ..." MOST=50    breaks the files in one place at a time: do the tests notice?
#   make fuzz       fuzzes each door for TIME seconds under the sanitizers; make fuzz-afl the same by AFL++, one door
#   make faults     every call failing in turn, killed at 500 moments (tests/test_faults.sh; make test does some of it)
#   make profile    what each stage of extract costs
#   make bench      ratios of speed in one run; make bench-check   planted errors that check finds, false alarms
#   make gallery  draws docs/gallery, a picture of every kind of chart, from data/samples/charts
#   make rooms      fails when a file includes another room's header
#   make accept     rewrites what tests expect (tests/documents, docs/chiffre.1, README's outputs); git diff judges it
#   make install    under $(DESTDIR)$(prefix); make uninstall, make clean
#
# Variants are folders: make B=build/clang CC=clang; everything is rebuilt when a header or a table changes.

prefix ?= /usr/local
bindir ?= $(prefix)/bin
libdir ?= $(prefix)/lib
includedir ?= $(prefix)/include
datadir ?= $(prefix)/share
mandir ?= $(datadir)/man
COMPLETIONS = $(datadir)/bash-completion/completions $(datadir)/zsh/vendor-completions $(datadir)/fish/vendor_completions.d
CC ?= cc
B ?= build
CFLAGS ?= -O2 -g
EXTRA ?=
# A vector of core/put.h stays within its file: what its calls are like on a machine without vectors matters to nobody.
WARNINGS = -Wno-psabi -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Wvla -Wswitch
PACKAGES = libpcre2-8 gsl jansson zlib
# These are compiled with and loaded when the first page or workbook is wanted (core/late.h): a start without them takes half the time.
LATE_PACKAGES = libxml-2.0 xlsxwriter
LIBRARY_ROOMS = core extract normalize compare check plots
ROOMS = $(LIBRARY_ROOMS) cli tools

# Against what a bug could still do: checked buffers, guarded stacks, a place in memory that nobody knows, tables of calls that nobody
# writes. Not under a sanitizer, which watches the same with more; checked buffers need an optimizing compiler.
SANITIZED = $(findstring -fsanitize,$(EXTRA))
FORTIFY = $(if $(filter -O -O1 -O2 -O3 -Os -Og,$(CFLAGS)),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
# The tables are 100,000 pointers that a start moves to that place: packed, their list takes 30 KB instead of 2.5 MB.
HARDEN ?= $(if $(SANITIZED),,$(FORTIFY) -fPIE -fstack-protector-strong -fstack-clash-protection)
HARDEN_LINK ?= $(if $(SANITIZED),,-pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,pack-relative-relocs)

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -I. $(HARDEN) $(WARNINGS) $(shell pkg-config --cflags $(PACKAGES) $(LATE_PACKAGES) 2>/dev/null) $(CFLAGS) $(EXTRA)
ALL_LIBS = $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcsv -lm -lpthread -ldl

LIBRARY_OBJECTS = $(patsubst %.c,$B/%.o,$(wildcard $(LIBRARY_ROOMS:%=%/*.c)))
PAGE_PARTS = css js
DATA_OBJECTS = $(GENERATED:%=$B/data/%.o) $(PAGE_PARTS:%=$B/check/page_%.o)
CLI_OBJECTS = $(patsubst %.c,$B/%.o,$(wildcard cli/*.c))
CORE_OBJECTS = $(patsubst %.c,$B/%.o,$(filter-out core/catalog.c,$(wildcard core/*.c)))
TOOL_OBJECTS = $(patsubst %.c,$B/%.o,$(filter-out tools/compile_%,$(wildcard tools/*.c))) $(GENERATED:%=$B/tools/compile_%.o)
UNIT_TESTS = $(patsubst tests/%.c,$B/tests/%,$(wildcard tests/unit_*.c))
LANGUAGES = $(patsubst data/%/patterns.csv,%,$(wildcard data/*/patterns.csv))
# A sanitizer has its own malloc: there is nothing to preload.
FAULT_TESTS = $(if $(SANITIZED),,$B/tests/faults $B/tests/fault_shim.so)
GENERATED = catalog rates lexicon patterns words

all: $B/chiffre $B/libchiffre.a

$B/chiffre: $(CLI_OBJECTS) $B/libchiffre.a
	$(CC) $(EXTRA) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)
$B/libchiffre.a: $(LIBRARY_OBJECTS) $(DATA_OBJECTS)
	rm -f $@ && ar rcs $@ $^
$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(SONAME) -MMD -MP -c -o $@ $<
$B/extract/libxml.o: SONAME = $(patsubst %,-DLIBXML_SONAME='"%"',$(shell CC='$(CC)' tools/soname libxml-2.0 libxml2))
$B/compare/xlsx_library.o: SONAME = $(patsubst %,-DXLSX_SONAME='"%"',$(shell CC='$(CC)' tools/soname xlsxwriter libxlsxwriter))

# Knowledge is compiled in: data/**.csv -> the data compiler -> C tables in the build folder. A new table X is a word in GENERATED, a
# word in tools/compile.h, and tools/compile_X.c.
$B/data_compiler: $(TOOL_OBJECTS) $(CORE_OBJECTS)
	$(CC) $(EXTRA) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)
$B/data/%.c: $B/data_compiler $(wildcard data/*.csv data/*/*.csv)
	@mkdir -p $(@D)
	$B/data_compiler $* data $@
$B/data/%.o: $B/data/%.c
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
# The review page's style and script are files of their own, compiled in as texts.
$B/check/page_%.c: check/page/page.% tools/embed
	@mkdir -p $(@D)
	tools/embed page_$* $< > $@.part && mv $@.part $@
$B/check/page_%.o: $B/check/page_%.c
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
.SECONDARY: $(PAGE_PARTS:%=$B/check/page_%.c)
.SECONDARY: $(GENERATED:%=$B/data/%.c)

$B/tests/%: tests/%.c $B/libchiffre.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(HARDEN_LINK) -o $@ $< $B/libchiffre.a $(ALL_LIBS) -lcmocka

demo: packages
	$(MAKE) all
	tests/demo
test: packages
	$(MAKE) check-all
packages:
	@tools/packages
check-all: all rooms $(UNIT_TESTS) $B/tests/cases $B/tests/rows doors $(FAULT_TESTS)
	B=$B tests/run
faults: all $(FAULT_TESTS)
	FAULTS=all TEST_SECONDS=7200 B=$B tests/run tests/test_faults.sh
FAULTS_OBJECTS = $(patsubst %.c,$B/%.o,$(wildcard tests/faults*.c))
$B/tests/faults: $(FAULTS_OBJECTS)
	$(CC) $(EXTRA) $(HARDEN_LINK) $(LDFLAGS) -o $@ $(FAULTS_OBJECTS)
$B/tests/fault_shim.so: tests/fault_shim.c tests/fault_shim.h
	@mkdir -p $(@D)
	$(CC) $(filter-out -fPIE -D_FORTIFY_SOURCE=3,$(ALL_CFLAGS)) -fPIC -fno-builtin -shared -o $@ $< -ldl
sanitize: packages
	$(MAKE) B=build/sanitize CC=clang CFLAGS='-O1 -g' EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' check-all
# Data races: --jobs under ThreadSanitizer.
threads: packages
	$(MAKE) B=build/threads CC=clang CFLAGS='-O1 -g' EXTRA='-fsanitize=thread' all
	B=build/threads TSAN_OPTIONS=halt_on_error=1:exitcode=66 tests/run tests/test_threads.sh
sanitize-thread: threads
# Values that change where one type becomes another, signed overflow, shifts. Unsigned arithmetic may wrap: hashes and tricks on bytes mean it.
INTEGER = -fsanitize=integer,implicit-conversion -fno-sanitize=unsigned-integer-overflow,unsigned-shift-base -fno-sanitize-recover=integer,implicit-conversion
sanitize-integer: packages
	$(MAKE) B=build/integer CC=clang CFLAGS='-O1 -g' EXTRA='$(INTEGER)' \
	    all $(UNIT_TESTS:build/%=build/integer/%) build/integer/tests/cases build/integer/tests/rows
	B=build/integer tests/run build/integer/tests/unit_* tests/test_cases.sh tests/test_rows.sh tests/test_check_findings.sh tests/test_compare.sh \
	    tests/test_normalize.sh
valgrind:
	CHIFFRE_MORE_PACKAGES=valgrind tools/packages
	$(MAKE) B=build/memcheck CFLAGS='-O1 -g' all $(UNIT_TESTS:build/%=build/memcheck/%) build/memcheck/tests/cases build/memcheck/tests/rows
	B=build/memcheck tests/valgrind
# Every file by both analyzers; a file is looked at again when it, or what it includes, has changed.
# iconv_open tells failure by (iconv_t)-1, which gcc takes for a converter that is never closed.
$B/analyze/extract/encoding.ok: ANALYZER = -Wno-analyzer-malloc-leak
ANALYZED = $(patsubst %.c,$B/analyze/%.ok,$(wildcard $(ROOMS:%=%/*.c)))
analyze:
	CHIFFRE_MORE_PACKAGES=clang-tidy tools/packages
	$(MAKE) -k $(ANALYZED)
$B/analyze/%.ok: %.c .clang-tidy
	@mkdir -p $(@D)
	clang-tidy --quiet --warnings-as-errors='*' $< -- $(ALL_CFLAGS) 2>&1 | grep -v 'warnings generated\|^Suppressed\|^Use -header' >$@.log; \
	    if grep -qE '(warning|error):' $@.log; then cat $@.log; false; fi
	gcc $(ALL_CFLAGS) -fanalyzer $(ANALYZER) -O1 -MMD -MP -MT $@ -MF $@.d -c -o /dev/null $<
	@touch $@
coverage:
	CHIFFRE_MORE_PACKAGES=gcovr tools/packages
	find build/coverage -name '*.gcda' -delete 2>/dev/null || :
	mkdir -p build/coverage
	: >build/coverage/gcov.log && chmod -R a+rwX build/coverage # gcov's own complaints are no messages
	umask 0; GCOV_ERROR_FILE=$(CURDIR)/build/coverage/gcov.log $(MAKE) B=build/coverage CC=gcc CFLAGS='-O0 -g' EXTRA=--coverage check-all; echo $$? >build/coverage/tests.status
	mkdir -p build/coverage/html
	gcovr --root . --object-directory build/coverage $(LIBRARY_ROOMS:%=--filter '%/.*\.c$$') --filter 'cli/.*\.c$$' --exclude build/ \
	    --gcov-ignore-parse-errors --json-summary build/coverage/summary.json --html-details build/coverage/html/index.html build/coverage
	tests/coverage build/coverage/summary.json 90 80
	@grep -qx 0 build/coverage/tests.status || { echo 'coverage: tests have failed, see above'; false; }
MOST ?= 100
mutate:
	chrt --idle 0 nice -n 19 tests/mutate --most $(MOST) $(FILE)
rooms:
	@tools/rooms
gallery: all
	CHIFFRE=$B/chiffre tools/gallery
accept: all
	B=$B tests/expected --accept
	CHIFFRE=$(abspath $B/chiffre) tests/test_check_findings.sh --accept
	$B/chiffre --generate man >docs/chiffre.1
	CHIFFRE=$(abspath $B/chiffre) tests/test_readme.sh --accept
# Fuzzers, one a door: tests/fuzz/fuzz_DOOR.c. make fuzz TIME=60, make fuzz DOOR=html TIME=600, make fuzz-afl DOOR=text TIME=600. Without a
# fuzzer the same files replay the cases of tests/fuzz/cases, which check-all does.
TIME ?= 60
DOOR ?=
FUZZ_FLAGS = -fsanitize=address,undefined -fno-sanitize-recover=undefined
DOORS = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
DOOR_PARTS = $(filter-out $B/cli/main.o,$(CLI_OBJECTS)) $(filter-out $B/tools/data_compiler.o,$(TOOL_OBJECTS))
DOOR_MAIN ?= tests/fuzz/replay.c
doors: $(DOORS:%=$B/doors/%)
$B/libdoors.a: $(DOOR_PARTS)
	rm -f $@ && ar rcs $@ $^
$B/doors/%: tests/fuzz/fuzz_%.c tests/fuzz/door.c tests/fuzz/door.h tests/fuzz/replay.c $B/libdoors.a $B/libchiffre.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Wl,--wrap=read,--wrap=write -o $@ $< tests/fuzz/door.c $(DOOR_MAIN) $B/libdoors.a $B/libchiffre.a $(ALL_LIBS)
fuzz fuzz-afl: HARDEN =
fuzz: packages
	$(MAKE) B=build/fuzz CC=clang CFLAGS='-O1 -g' EXTRA='-fsanitize=fuzzer-no-link $(FUZZ_FLAGS)' DOOR_MAIN=-fsanitize=fuzzer doors
	B=build/fuzz TIME=$(TIME) tests/fuzz/run $(DOOR)
fuzz-afl:
	CHIFFRE_MORE_PACKAGES=afl++ tools/packages
	$(MAKE) B=build/afl CC=afl-clang-fast CFLAGS='-O1 -g' DOOR_MAIN=-fsanitize=fuzzer $(DOOR:%=build/afl/doors/%)
	B=build/afl TIME=$(TIME) tests/fuzz/run_afl $(DOOR)
bench: all
	B=$B FULL=$(FULL) tests/bench
	B=$B tests/bench_compare
	B=$B tests/pathological
# What each stage of extract costs, in instructions.
profile: all
	B=$B tests/profile
bench-check: all
	B=$B tests/check_bench/run
	B=$B tests/check_bench/run --second
install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(libdir)/pkgconfig $(DESTDIR)$(includedir) $(DESTDIR)$(mandir)/man1 $(COMPLETIONS:%=$(DESTDIR)%)
	install -m 755 $B/chiffre $(DESTDIR)$(bindir)/chiffre
	install -m 644 $B/libchiffre.a $(DESTDIR)$(libdir)/libchiffre.a
	install -m 644 chiffre.h $(DESTDIR)$(includedir)/chiffre.h
	install -m 644 docs/chiffre.1 $(DESTDIR)$(mandir)/man1/chiffre.1
	printf '%s\n' 'Name: chiffre' 'Description: financial figures of French and English articles' \
	    "Version: $$($B/chiffre --version | cut -d' ' -f2)" 'Requires: $(PACKAGES)' \
	    'Libs: -L$(libdir) -lchiffre -lcsv -lm -lpthread -ldl' 'Cflags: -I$(includedir)' \
	    >$(DESTDIR)$(libdir)/pkgconfig/chiffre.pc
	$B/chiffre --generate bash >$(DESTDIR)$(datadir)/bash-completion/completions/chiffre
	$B/chiffre --generate zsh >$(DESTDIR)$(datadir)/zsh/vendor-completions/_chiffre
	$B/chiffre --generate fish >$(DESTDIR)$(datadir)/fish/vendor_completions.d/chiffre.fish
uninstall:
	rm -f $(DESTDIR)$(bindir)/chiffre $(DESTDIR)$(libdir)/libchiffre.a $(DESTDIR)$(libdir)/pkgconfig/chiffre.pc \
	    $(DESTDIR)$(includedir)/chiffre.h $(DESTDIR)$(mandir)/man1/chiffre.1 \
	    $(DESTDIR)$(datadir)/bash-completion/completions/chiffre $(DESTDIR)$(datadir)/zsh/vendor-completions/_chiffre \
	    $(DESTDIR)$(datadir)/fish/vendor_completions.d/chiffre.fish
clean:
	rm -rf build

.PHONY: faults analyze coverage mutate valgrind sanitize-integer sanitize-thread threads fuzz fuzz-afl doors all demo test packages check-all sanitize rooms gallery accept bench profile bench-check install clean
%.d: ; # made beside the objects, by no rule of their own
-include $(wildcard $B/*/*.d $B/analyze/*/*.d)

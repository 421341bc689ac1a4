#!/bin/sh
# What is built for use is hardened: the ELF file says so. Skipped under sanitizers, which are built without.
. tests/lib.sh
command -v readelf >/dev/null || { echo "readelf is missing (apt-get install binutils)"; exit 77; }
readelf -W --file-header --segments --dynamic --symbols "$CHIFFRE" >"$T/elf" 2>"$T/err" || { cat "$T/err"; exit 1; }
if grep -qE '__(asan|tsan|ubsan|msan)_|__llvm_profile|__gcov_' "$T/elf"; then
    echo "a build with sanitizers or counters is not hardened"
    exit 77
fi
holds "PIE: loaded where nobody knows" grep -qE 'Type: +DYN' "$T/elf"
holds "PIE: an executable" grep -qE 'FLAGS_1.*PIE' "$T/elf"
holds "RELRO: tables of the linker are read-only" grep -q 'GNU_RELRO' "$T/elf"
holds "BIND_NOW: all of them, before main" grep -qE 'FLAGS.*(BIND_NOW|NOW)' "$T/elf"
holds "stack protector" grep -q '__stack_chk_fail' "$T/elf"
holds "checked buffers" grep -qE '__(memcpy|snprintf|vsnprintf|memmove|strcpy|read|fprintf|vfprintf|printf)_chk' "$T/elf"
holds "the stack holds no code" grep -qE 'GNU_STACK .* RW ' "$T/elf"
if grep -qE 'LOAD .* RWE|TEXTREL' "$T/elf"; then fail "no memory is writable and code" "$(grep -E 'RWE|TEXTREL' "$T/elf")"; else
    pass "no memory is writable and code"
fi
if grep -qE '\((RPATH|RUNPATH)\)' "$T/elf"; then fail "no library is looked for in odd places" "$(grep PATH "$T/elf")"; else
    pass "no library is looked for in odd places"
fi
finish

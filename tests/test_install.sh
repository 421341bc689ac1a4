#!/bin/sh
# make install puts everything where it belongs, a program of somebody else builds against it, make uninstall leaves nothing.
. tests/lib.sh
unset MAKEFLAGS MAKELEVEL
holds "make install" make -s install B="$B" DESTDIR="$T/root" prefix=/usr
for file in bin/chiffre lib/libchiffre.a lib/pkgconfig/chiffre.pc include/chiffre.h share/man/man1/chiffre.1 \
    share/bash-completion/completions/chiffre share/zsh/vendor-completions/_chiffre share/fish/vendor_completions.d/chiffre.fish; do
    holds "installed: $file" test -s "$T/root/usr/$file"
done
holds "the installed program runs" "$T/root/usr/bin/chiffre" --version
cat >"$T/user.c" <<'C'
#include <chiffre.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
    const char *text = "Revenue was $3.2 billion in 2023.";
    struct chiffre_extract_options options = {NULL, NULL, NULL};
    struct chiffre_document document = {.text = {text, strlen(text)}, .date = CHIFFRE_NO_DATE};
    struct chiffre_extractor *extractor;
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error;
    if (list == NULL || chiffre_extractor_new(&options, &extractor, &error) != CHIFFRE_OK ||
        chiffre_extract(extractor, &document, list, &error) != CHIFFRE_OK)
        return 1;
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        printf("%.*s\n", (int)chiffre_list_at(list, i)->text.length, chiffre_list_at(list, i)->text.data);
    chiffre_extractor_free(extractor);
    chiffre_list_free(list);
    return 0;
}
C
case $B in
*sanitize* | *coverage*) ;; # its library needs what the sanitizers, or gcov, bring
*)
    flags=$(PKG_CONFIG_PATH=$T/root/usr/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$T/root pkg-config --define-prefix --cflags --libs chiffre |
        sed "s#-L/usr/lib #-L$T/root/usr/lib #; s#-I/usr/include #-I$T/root/usr/include #")
    holds "a program builds against chiffre.pc" ${CC:-cc} -I"$T/root/usr/include" -L"$T/root/usr/lib" -o "$T/user" "$T/user.c" $flags
    expect "and finds the figure" 0 "$T/user"
    holds "which is the one written" grep -qxF '$3.2 billion' "$T/out"
    ;;
esac
holds "make uninstall" make -s uninstall B="$B" DESTDIR="$T/root" prefix=/usr
holds "nothing is left" test -z "$(find "$T/root" -type f)"
finish

/* SPDX-License-Identifier: MIT */
/* Roles by name: the fixed ones of core/roles.h, and those that cues.csv makes. */
#include "core/lexicon.h"
#include "core/text.h"

#include <string.h>

#define ROLE_NAME(name, table, meaning) #name,
static const char *const fixed_roles[] = {ROLES(ROLE_NAME)};
#undef ROLE_NAME
#define ROLE_TABLE(name, table, meaning) table,
static const char *const fixed_tables[] = {ROLES(ROLE_TABLE)};
#undef ROLE_TABLE

void role_names_start(struct role_names *names)
{
    names->count = ROLE_FIRST_CUE;
    memcpy(names->names, fixed_roles, sizeof fixed_roles);
}

role_number role_find(const struct role_names *names, struct chiffre_text name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (text_equal(text_from(names->names[i]), name))
            return (role_number)i;
    return ROLE_none;
}

const char *role_table(role_number role)
{
    return role < ROLE_FIRST_CUE ? fixed_tables[role] : "cues";
}

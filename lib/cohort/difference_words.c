/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "cohort/difference.h"
#include "cohort/tell.h"

#include "base/text.h"

#include <string.h>

/* The words speak of one side at a time: its groups have its titles. */
static void append_side(integi_telling *words, const integ_definition_difference *difference,
                        const integi_change *change, integi_side_index index)
{
    const integi_side *side = &difference->sides[index];
    const integi_side_condition *condition = &side->conditions[change->conditions[index]];
    words->find_title = integi_tell_find_title;
    words->userdata = side->groups;
    integi_tell_clause(words, condition->node, false, false);
}

/* A condition of a group that the definition builds on. */
static void append_origin(integi_telling *words, const integ_definition_difference *difference,
                          const integi_change *change)
{
    integi_side_index index = change->conditions[INTEGI_AFTER] >= 0 ? INTEGI_AFTER : INTEGI_BEFORE;
    const integi_side *side = &difference->sides[index];
    const char *group = side->conditions[change->conditions[index]].group;
    if (group == NULL || (side->name != NULL && strcmp(group, side->name) == 0)) return;
    integi_tell_say(words, " – in the group ", " – i gruppen ");
    integi_tell_group(words, group);
}

static void append_population(integi_telling *words, const char *table)
{
    if (table == NULL)
        integi_tell_say(words, "the main table", "hovedtabellen");
    else
        integi_tell_name(words, table, strlen(table));
}

static void append_changed(integi_telling *words, const integ_definition_difference *difference,
                           const integi_change *change)
{
    if (strcmp(change->texts[INTEGI_BEFORE], change->texts[INTEGI_AFTER]) == 0) {
        integi_tell_say(words, "changed in what it builds on: ", "ændret i det, den bygger på: ");
        append_side(words, difference, change, INTEGI_AFTER);
        return;
    }
    integi_tell_say(words, "changed: before “", "ændret: før »");
    append_side(words, difference, change, INTEGI_BEFORE);
    integi_tell_say(words, "”, now “", "«, nu »");
    append_side(words, difference, change, INTEGI_AFTER);
    integi_tell_say(words, "”", "«");
}

static void append_change(integi_telling *words, const integ_definition_difference *difference,
                          const integi_change *change)
{
    integi_tell_bullet(words, 0);
    switch (change->kind) {
    case INTEG_DIFFERENCE_ADDED:
        integi_tell_say(words, "added: ", "tilføjet: ");
        append_side(words, difference, change, INTEGI_AFTER);
        break;
    case INTEG_DIFFERENCE_REMOVED:
        integi_tell_say(words, "removed: ", "fjernet: ");
        append_side(words, difference, change, INTEGI_BEFORE);
        break;
    case INTEG_DIFFERENCE_CHANGED:
        append_changed(words, difference, change);
        break;
    default:
        integi_tell_say(words, "selected from ", "vælges fra ");
        append_population(words, change->texts[INTEGI_AFTER]);
        integi_tell_say(words, ", before from ", ", før fra ");
        append_population(words, change->texts[INTEGI_BEFORE]);
    }
    if (change->kind != INTEG_DIFFERENCE_POPULATION) append_origin(words, difference, change);
    integi_buffer_byte(&words->text, '\n');
}

integ_status integ_definition_difference_to_words(const integ_definition_difference *difference,
                                                  const integ_register *reg, int32_t language,
                                                  integ_text **out, integ_error *error)
{
    if (out == NULL) return integi_invalid_argument(error, "out");
    *out = NULL;
    if (difference == NULL || !integi_tell_is_language(language))
        return integi_invalid_argument(error, difference == NULL ? "difference" : "language");
    integi_telling words;
    const char *table = difference->sides[INTEGI_AFTER].table;
    integi_tell_init(&words, difference->context, language);
    words.reg = reg;
    words.table = reg == NULL ? -1 : table == NULL ? 0 : integi_register_find_table(reg, table);
    if (difference->count == 0)
        integi_tell_say(&words, "The definition means the same as before.\n",
                        "Definitionen betyder det samme som før.\n");
    for (size_t i = 0; i < difference->count; i++)
        append_change(&words, difference, &difference->changes[i]);
    integ_status status = integi_text_from_buffer(&words.text, out, error);
    integi_tell_free(&words);
    return status;
}

/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#include "expression/tell.h"

#include "expression/function.h"
#include "expression/history.h"
#include "expression/lexer.h"

/* A sentence for each function, with {0}, {1} ... for its arguments and {t} for the linked table that it
 * looks at. */
typedef struct phrase {
    const char *name;
    int32_t arguments; /* a history's filter may follow them */
    int32_t type;      /* INTEG_TYPE_ */
    bool history;
    const char *english, *danish;
} phrase;

static const phrase phrases[] = {
    {"age", 1, INTEG_TYPE_INTEGER, false, "the age in completed years by {0}",
     "alderen i hele år ud fra {0}"},
    {"years_between", 2, INTEG_TYPE_INTEGER, false, "the number of completed years from {0} to {1}",
     "antallet af hele år fra {0} til {1}"},
    {"days_between", 2, INTEG_TYPE_INTEGER, false, "the number of days from {0} to {1}",
     "antallet af dage fra {0} til {1}"},
    {"rows", 1, INTEG_TYPE_INTEGER, true, "the number of rows in {t}", "antallet af rækker i {t}"},
    {"days_covered", 3, INTEG_TYPE_INTEGER, true,
     "the number of days from {1} to {2}, both included, with a spell in {t}",
     "antallet af dage fra {1} til og med {2} med et forløb i {t}"},
    {"coverage", 3, INTEG_TYPE_NUMBER, true,
     "the share (0 to 1) of the days from {1} to {2}, both included, with a spell in {t}",
     "andelen (0 til 1) af dagene fra {1} til og med {2} med et forløb i {t}"},
    {"longest_gap", 3, INTEG_TYPE_INTEGER, true,
     "the most days in a row from {1} to {2}, both included, without a spell in {t}",
     "det største antal dage i træk fra {1} til og med {2} uden et forløb i {t}"},
    {"longest_run", 3, INTEG_TYPE_INTEGER, true,
     "the most days in a row from {1} to {2}, both included, with a spell in {t}",
     "det største antal dage i træk fra {1} til og med {2} med et forløb i {t}"},
    {"first", 2, 0, true, "{c} of the earliest row in {t}", "{c} i den tidligste række i {t}"},
    {"last", 2, 0, true, "{c} of the latest row in {t}", "{c} i den seneste række i {t}"},
    {"exists", 1, INTEG_TYPE_BOOLEAN, true, "there is at least one row in {t}",
     "der er mindst én række i {t}"},
    {"at_date", 2, INTEG_TYPE_BOOLEAN, true, "there is a spell in {t} that covers {1}",
     "der er et forløb i {t}, som dækker {1}"},
    {"as_of", 0, INTEG_TYPE_DATE, false, "the date of the snapshot", "udtrækkets dato"},
    {"add_days", 2, INTEG_TYPE_DATE, false, "{0} plus {1} days", "{0} plus {1} dage"},
    {"add_months", 2, INTEG_TYPE_DATE, false, "{0} plus {1} months", "{0} plus {1} måneder"},
    {"add_years", 2, INTEG_TYPE_DATE, false, "{0} plus {1} years", "{0} plus {1} år"},
    {"in_group", 1, INTEG_TYPE_BOOLEAN, false, "", ""},
    {"was_in", 2, INTEG_TYPE_BOOLEAN, false, "", ""},
    {"years_in", 1, INTEG_TYPE_INTEGER, false, "", ""},
    {"linked_in", 1, INTEG_TYPE_BOOLEAN, false, "", ""},
    {"t_after", 2, INTEG_TYPE_BOOLEAN, false, "{0} is after {1}", "{0} er efter {1}"},
    {"t_before", 2, INTEG_TYPE_BOOLEAN, false, "{0} is before {1}", "{0} er før {1}"},
    {"t_contains", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins before and ends after {1}",
     "{0} begynder før og slutter efter {1}"},
    {"t_disjoint", 2, INTEG_TYPE_BOOLEAN, false, "{0} and {1} have no time in common",
     "{0} og {1} har ingen tid til fælles"},
    {"t_during", 2, INTEG_TYPE_BOOLEAN, false, "{0} lies inside {1}, its ends not included",
     "{0} ligger inde i {1}, enderne ikke medregnet"},
    {"t_equals", 2, INTEG_TYPE_BOOLEAN, false, "{0} is the same time as {1}", "{0} er samme tid som {1}"},
    {"t_finishedby", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins before and ends together with {1}",
     "{0} begynder før og slutter samtidig med {1}"},
    {"t_finishes", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins later than and ends together with {1}",
     "{0} begynder senere end og slutter samtidig med {1}"},
    {"t_intersects", 2, INTEG_TYPE_BOOLEAN, false, "{0} and {1} have time in common",
     "{0} og {1} har tid til fælles"},
    {"t_meets", 2, INTEG_TYPE_BOOLEAN, false, "{0} ends exactly when {1} begins",
     "{0} slutter præcis, når {1} begynder"},
    {"t_metby", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins exactly when {1} ends",
     "{0} begynder præcis, når {1} slutter"},
    {"t_overlappedby", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins inside {1} and ends later",
     "{0} begynder inde i {1} og slutter senere"},
    {"t_overlaps", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins earlier and ends inside {1}",
     "{0} begynder tidligere og slutter inde i {1}"},
    {"t_startedby", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins together with and ends later than {1}",
     "{0} begynder samtidig med og slutter senere end {1}"},
    {"t_starts", 2, INTEG_TYPE_BOOLEAN, false, "{0} begins together with and ends earlier than {1}",
     "{0} begynder samtidig med og slutter tidligere end {1}"},
    {"a_equals", 2, INTEG_TYPE_BOOLEAN, false, "{0} and {1} hold the same values",
     "{0} og {1} rummer de samme værdier"},
    {"a_contains", 2, INTEG_TYPE_BOOLEAN, false, "{0} holds all values of {1}",
     "{0} rummer alle værdier i {1}"},
    {"a_containedby", 2, INTEG_TYPE_BOOLEAN, false, "all values of {0} are in {1}",
     "alle værdier i {0} er i {1}"},
    {"a_overlaps", 2, INTEG_TYPE_BOOLEAN, false, "{0} and {1} have at least one value in common",
     "{0} og {1} har mindst én værdi til fælles"},
};

/* A function of a higher floor brings its phrase with it. */
static bool find_higher(const integi_node *node, phrase *out)
{
    for (int i = 0; integi_higher_functions[i] != NULL; i++) {
        const integi_function *function = integi_higher_functions[i];
        int32_t most = function->parameter_count, fewest = most - function->optional_count;
        if (!integi_same_word(node->text, node->length, function->name)) continue;
        *out = (phrase){function->name, node->child_count, function->result, false, function->english,
                        function->danish};
        return node->child_count >= fewest && node->child_count <= most;
    }
    return false;
}

/* False too where the arguments are not those of the function: then it is shown as it was written. */
static bool find(const integi_node *node, phrase *out)
{
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (!integi_same_word(node->text, node->length, phrases[i].name)) continue;
        *out = phrases[i];
        bool filtered = out->history && node->child_count == out->arguments + 1;
        bool named = (!out->history && out->english[0] != '\0') || node->child_count == 0 ||
                     node->children[0]->kind == INTEGI_NODE_TEXT ||
                     (out->history && integi_history_names_table(node->children[0]));
        return (node->child_count == out->arguments || filtered) && named;
    }
    return find_higher(node, out);
}

int32_t integi_tell_function_type(const integi_node *node)
{
    phrase found;
    return find(node, &found) ? found.type : 0;
}

const integi_column_definition *integi_tell_picked(const integi_telling *words, const integi_node *node)
{
    const integi_history_name *name = integi_history_of(node);
    int64_t table = words->reg == NULL || name == NULL || !name->column
                        ? -1
                        : integi_register_find_table(words->reg, node->children[0]->text);
    if (table < 0 || node->children[1]->kind != INTEGI_NODE_PROPERTY) return NULL;
    const integi_table_definition *definition = integi_register_table(words->reg, table);
    int64_t column = integi_table_find_column(definition, node->children[1]->text);
    return column < 0 ? NULL : &definition->columns[column];
}

int64_t integi_tell_enter(integi_telling *words, const integi_node *node)
{
    int64_t before = words->table;
    words->table = words->reg == NULL ? -1 : integi_register_find_table(words->reg, node->children[0]->text);
    return before;
}

/* Rows for which the filter is unknown are not counted; whoever counts none of them is still certain. */
static void append_filter(integi_telling *words, const integi_node *node, const integi_node *filter)
{
    bool uncertain = words->uncertain;
    int64_t before = integi_tell_enter(words, node);
    integi_tell_clause(words, filter, false, false);
    words->table = before;
    words->uncertain = uncertain;
}

bool integi_tell_value_function(integi_telling *words, const integi_node *node)
{
    phrase found;
    if (!find(node, &found) || found.type == INTEG_TYPE_BOOLEAN) return false;
    if (integi_names_group(node)) {
        integi_tell_say(words, "the number of calendar years, up to that of the snapshot, in the group ",
                        "antallet af kalenderår, til og med udtrækkets, i gruppen ");
        integi_tell_group(words, node->children[0]->text);
        return true;
    }
    integi_tell_fill(words, integi_tell_choose(words, found.english, found.danish), node);
    if (node->child_count > found.arguments) {
        integi_tell_say(words, " (only those where ", " (kun dem, hvor dette gælder: ");
        append_filter(words, node, node->children[found.arguments]);
        integi_buffer_byte(&words->text, ')');
    }
    return true;
}

const integi_node *integi_tell_history_filter(const integi_node *node)
{
    if (node->kind != INTEGI_NODE_FUNCTION) return NULL;
    phrase found;
    bool filtered = find(node, &found) && found.history && found.type == INTEG_TYPE_BOOLEAN &&
                    node->child_count > found.arguments;
    return filtered ? node->children[found.arguments] : NULL;
}

/* Whether it is known of everybody if there is such a row: always, unless the day may be unknown. */
static bool is_certain(const integi_node *node)
{
    const integi_history_name *name = integi_history_of(node);
    return name->arguments == 1 || node->children[1]->kind == INTEGI_NODE_DATE;
}

void integi_tell_history(integi_telling *words, const integi_node *node, bool negated)
{
    phrase found;
    const char *text = find(node, &found) ? integi_tell_choose(words, found.english, found.danish) : "";
    if (negated && integi_history_of(node)->arguments == 1)
        text = integi_tell_choose(words, "there is no row in {t}", "der er ingen række i {t}");
    else if (negated)
        text = integi_tell_choose(words, "there is no spell in {t} that covers {1}",
                                  "der er intet forløb i {t}, som dækker {1}");
    words->uncertain = words->uncertain || !is_certain(node);
    integi_tell_fill(words, text, node);
}

static void append_exists(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    const integi_node *filter = integi_tell_history_filter(node);
    integi_tell_history(words, node, negated);
    if (negated && !quiet && !is_certain(node))
        integi_tell_say(words, " (not met where something in it is unknown)",
                        " (ikke opfyldt, hvis noget i det er ukendt)");
    if (filter == NULL) return;
    integi_tell_say(words, " where ", ", hvor dette gælder: ");
    append_filter(words, node, filter);
}

static void append_membership(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    bool earlier = node->child_count == 2, linked = integi_same_word(node->text, node->length, "linked_in");
    words->uncertain = true;
    if (linked)
        integi_tell_say(words, "what it is linked to ", "det, som den er knyttet til, ");
    if (negated && earlier)
        integi_tell_say(words, "was not in the group ", "var ikke i gruppen ");
    else if (earlier)
        integi_tell_say(words, "was in the group ", "var i gruppen ");
    else if (negated)
        integi_tell_say(words, "is not in the group ", "er ikke i gruppen ");
    else
        integi_tell_say(words, "is in the group ", "er i gruppen ");
    integi_tell_group(words, node->children[0]->text);
    if (earlier) {
        integi_tell_say(words, " on ", " ");
        integi_tell_value(words, node->children[1], NULL);
    }
    if (negated && !quiet)
        integi_tell_say(words, " (not met where that is unknown)", " (ikke opfyldt, hvis det er ukendt)");
}

bool integi_tell_condition_function(integi_telling *words, const integi_node *node, bool negated, bool quiet)
{
    phrase found;
    if (!find(node, &found) || found.type != INTEG_TYPE_BOOLEAN) return false;
    if (found.history) {
        append_exists(words, node, negated, quiet);
        return true;
    }
    if (found.english[0] == '\0') {
        append_membership(words, node, negated, quiet);
        return true;
    }
    words->uncertain = true;
    if (negated) integi_tell_say(words, "it is not so that ", "dette gælder ikke: ");
    integi_tell_fill(words, integi_tell_choose(words, found.english, found.danish), node);
    if (negated && !quiet)
        integi_tell_say(words, " (not met where something in it is unknown)",
                        " (ikke opfyldt, hvis noget i det er ukendt)");
    return true;
}

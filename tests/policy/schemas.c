/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* The schemas for editors and what the loaders read are the same: every list of keys in the loaders' sources is an
 * object of a schema, with the same keys and the same required ones, and the other way round; so are the lists of
 * words. What methods there are, and their parameters, is read from the table of methods. */
#include "base/document.h"
#include "goal/method.h"
#include "policy/suite.h"
#include "register/csv_value.h"
#include "support/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES 32
#define LISTS 120

/* A list of names as they stand somewhere, and which of them are required. */
typedef struct list {
    char names[NAMES][40];
    bool required[NAMES];
    int count;
    bool found; /* on the other side */
    char place[120];
} list;

typedef struct lists {
    list items[LISTS];
    int count;
} lists;

static lists keys, words, objects, choices;

static list *begin_list(lists *all, const char *place)
{
    ck_assert_int_lt(all->count, LISTS);
    list *one = &all->items[all->count++];
    memset(one, 0, sizeof *one);
    snprintf(one->place, sizeof one->place, "%s", place);
    return one;
}

static void add_name(list *one, const char *name, size_t length, bool required)
{
    ck_assert_int_lt(one->count, NAMES);
    ck_assert_uint_lt(length, sizeof one->names[0]);
    memcpy(one->names[one->count], name, length);
    one->required[one->count++] = required;
}

static bool has(const list *one, const char *name, bool required)
{
    for (int i = 0; i < one->count; i++)
        if (strcmp(one->names[i], name) == 0)
            return one->required[i] == required;
    return false;
}

static bool equal(const list *one, const list *other)
{
    for (int i = 0; i < one->count; i++)
        if (!has(other, one->names[i], one->required[i]))
            return false;
    return one->count == other->count;
}

/* ---- the sources of the loaders: {"key", &node, required} and {"word", NUMBER} ---- */

/* The length of a word of small letters, digits and underscores. */
static size_t word_length(const char *text)
{
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
}

static void scan_source(const char *path)
{
    char *text = read_whole_file(path, NULL), *last = text;
    list *key_list = NULL, *word_list = NULL;
    ck_assert_ptr_nonnull(text);
    for (char *at = strstr(text, "{\""); at != NULL; at = strstr(at + 1, "{\"")) {
        const char *name = at + 2, *end = name + word_length(name), *close = strchr(end, '}');
        if (strncmp(end, "\", ", 3) != 0 || close == NULL)
            continue;
        char *gap = strstr(last, "[]"); /* a new array begins with its type */
        if (gap != NULL && gap < at)
            key_list = word_list = NULL;
        if (end[3] == '&') {
            key_list = key_list == NULL ? begin_list(&keys, path) : key_list;
            add_name(key_list, name, (size_t)(end - name), strncmp(close - 4, "true", 4) == 0);
        } else if (memchr(end + 3, ',', (size_t)(close - end - 3)) == NULL) {
            word_list = word_list == NULL ? begin_list(&words, path) : word_list;
            add_name(word_list, name, (size_t)(end - name), false);
        }
        last = at;
    }
    free(text);
}

static void scan_loader(const char *path, void *userdata)
{
    const char *name = strrchr(path, '/') + 1, *prefix = userdata;
    if (strncmp(name, prefix, strlen(prefix)) == 0 && strstr(name, "messages") == NULL &&
        strcmp(name + strlen(name) - 2, ".c") == 0)
        scan_source(path);
}

/* ---- the table of methods ---- */

static void add_text(list *one, const char *text, bool required)
{
    add_name(one, text, strlen(text), required);
}

static bool is_threshold(const integi_parameter_definition *definition)
{
    return definition->kind == INTEGI_PARAMETER_THRESHOLD;
}

/* The keys of a method's mapping, and those of its thresholds. */
static void take_parameters(const integi_goal_method *method)
{
    list *own = begin_list(&keys, method->name), *thresholds = NULL;
    add_text(own, "name", true);
    add_text(own, "thresholds", false);
    for (int i = 0; i < INTEGI_PARAMETERS_MAXIMUM && method->parameters[i].name != NULL; i++) {
        if (!is_threshold(&method->parameters[i])) {
            add_text(own, method->parameters[i].name, false);
            continue;
        }
        thresholds = thresholds == NULL ? begin_list(&keys, "thresholds") : thresholds;
        add_text(thresholds, method->parameters[i].name, false);
    }
}

static void take_methods(void)
{
    list *all = begin_list(&words, "methods"), *keeping = begin_list(&words, "methods that keep");
    list *targetless = begin_list(&words, "methods without a target");
    list *baseless = begin_list(&words, "methods without a baseline");
    for (int32_t i = 0; i < integi_goal_method_count; i++) {
        const integi_goal_method *method = &integi_goal_methods[i];
        bool keeps = integi_goal_method_suits(method, INTEG_DIRECTION_MAINTAIN);
        ck_assert(keeps == integi_goal_method_suits(method, INTEG_DIRECTION_BETWEEN));
        add_text(all, method->name, false);
        add_text(begin_list(&words, "a method"), method->name, false);
        if (keeps)
            add_text(keeping, method->name, false);
        if ((method->needs & INTEGI_METHOD_NEEDS_TARGET) == 0)
            add_text(targetless, method->name, false);
        if ((method->needs & INTEGI_METHOD_NEEDS_BASELINE) == 0)
            add_text(baseless, method->name, false);
        take_parameters(method);
    }
}

/* ---- the schemas ---- */

static void take_choices(const integi_document_node *node, const char *place)
{
    list *one = begin_list(&choices, place);
    if (node->kind == INTEGI_DOCUMENT_SCALAR)
        add_name(one, node->text, strlen(node->text), false);
    for (const integi_document_node *item = node->first; item != NULL; item = item->next)
        if (!item->absent)
            add_name(one, item->text, strlen(item->text), false);
}

static bool is_required(const integi_document_node *required, const char *name)
{
    for (const integi_document_node *item = required == NULL ? NULL : required->first; item != NULL; item = item->next)
        if (strcmp(item->text, name) == 0)
            return true;
    return false;
}

/* An object that takes no other keys than its own. */
static void take_object(const integi_document_node *node, const char *place)
{
    const integi_document_node *properties = integi_document_find(node, "properties");
    const integi_document_node *others = integi_document_find(node, "additionalProperties");
    if (properties == NULL || others == NULL || others->kind != INTEGI_DOCUMENT_SCALAR)
        return;
    list *one = begin_list(&objects, place);
    for (const integi_document_node *item = properties->first; item != NULL; item = item->next)
        add_name(one, item->key->text, strlen(item->key->text),
                 is_required(integi_document_find(node, "required"), item->key->text));
}

static void walk(const integi_document_node *node, const char *place)
{
    char below[120];
    if (node->kind == INTEGI_DOCUMENT_MAPPING)
        take_object(node, place);
    for (const integi_document_node *item = node->first; item != NULL; item = item->next) {
        snprintf(below, sizeof below, "%.80s/%.30s", place, item->key == NULL ? "" : item->key->text);
        if (item->key != NULL && (strcmp(item->key->text, "enum") == 0 || strcmp(item->key->text, "const") == 0))
            take_choices(item, below);
        else
            walk(item, below);
    }
}

static integi_document *open_schema(const char *name)
{
    char path[400];
    integ_context *context;
    integi_document *schema;
    snprintf(path, sizeof path, TEST_SOURCE_DIRECTORY "/../docs/%s", name);
    ck_assert_int_eq(integ_context_new(&context, NULL), INTEG_STATUS_OK);
    ck_assert_int_eq(integi_document_read_file(context, path, &schema, NULL), INTEG_STATUS_OK);
    integ_context_free(context);
    return schema;
}

static void read_schema(const char *name)
{
    integi_document *schema = open_schema(name);
    walk(integi_document_root(schema), name);
    integi_document_free(schema);
}

static void read_all(const char *schema, const char *folder, char *prefix)
{
    char path[400];
    keys.count = words.count = objects.count = choices.count = 0;
    snprintf(path, sizeof path, TEST_SOURCE_DIRECTORY "/../%s", folder);
    for_each_entry(path, scan_loader, prefix);
    read_schema(schema);
}

static void describe(const list *one, char *text, size_t size)
{
    int length = snprintf(text, size, "%s:", one->place);
    for (int i = 0; i < one->count && length < (int)size; i++)
        length += snprintf(text + length, size - (size_t)length, " %s%s", one->names[i], one->required[i] ? "!" : "");
}

/* Every list of one side has its like on the other. */
static void match(lists *from, lists *to, const char *complaint)
{
    for (int i = 0; i < from->count; i++) {
        char text[600];
        for (int j = 0; j < to->count; j++)
            if (equal(&from->items[i], &to->items[j]))
                from->items[i].found = to->items[j].found = true;
        describe(&from->items[i], text, sizeof text);
        ck_assert_msg(from->items[i].found, "%s: %s", complaint, text);
    }
}

static void compare_keys(int fewest)
{
    ck_assert_int_ge(keys.count, fewest);
    match(&keys, &objects, "no schema has these keys of a loader (! required)");
    match(&objects, &keys, "no loader reads these keys of a schema (! required)");
    match(&words, &choices, "no schema has these words of a loader");
}

START_TEST(the_schema_of_policies_has_the_keys_and_words_of_the_loader)
{
    read_all("policy.schema.json", "lib/policy", "load");
    take_methods();
    compare_keys(18);
    ck_assert_int_ge(words.count, 10);
}
END_TEST

START_TEST(the_schema_of_manifests_has_the_keys_and_words_of_the_loader)
{
    read_all("register.schema.json", "lib/register", "manifest");
    list *formats = begin_list(&words, "date formats");
    for (int i = 0; i < INTEGI_DATE_FORMATS; i++)
        add_name(formats, integi_date_formats[i], strlen(integi_date_formats[i]), false);
    compare_keys(6);
    ck_assert_int_ge(words.count, 3);
}
END_TEST

/* Where the schema offers words, the loader has them too: those that it does not keep as a list are named here. */
START_TEST(the_schema_of_policies_offers_no_word_that_the_loader_lacks)
{
    static const char *const elsewhere[] = {"/version", "/if/"};
    read_all("policy.schema.json", "lib/policy", "load");
    take_methods();
    for (int i = 0; i < choices.count; i++) {
        list *choice = &choices.items[i];
        for (int j = 0; j < words.count; j++)
            choice->found = choice->found || equal(choice, &words.items[j]);
        for (size_t j = 0; j < sizeof elsewhere / sizeof elsewhere[0]; j++)
            choice->found = choice->found || strstr(choice->place, elsewhere[j]) != NULL;
        char text[600];
        describe(choice, text, sizeof text);
        ck_assert_msg(choice->found, "no loader has these words of a schema: %s", text);
    }
}
END_TEST

static const integi_document_node *find(const integi_document_node *node, const char *key)
{
    const integi_document_node *found = integi_document_find(node, key);
    ck_assert_msg(found != NULL, "%s is not there", key);
    return found;
}

/* What a parameter must be is said where it stands, or by the definition that is referred to. */
static void expect_parameter(const integi_document_node *definitions, const integi_document_node *properties,
                             const integi_parameter_definition *parameter)
{
    const integi_document_node *own = find(properties, parameter->name), *limits = own;
    const char *type = strrchr(find(own, "$ref")->text, '/') + 1;
    ck_assert((strcmp(type, "switch") == 0) == (parameter->kind == INTEGI_PARAMETER_SWITCH));
    ck_assert((strcmp(type, "threshold") == 0) == is_threshold(parameter));
    if (parameter->kind == INTEGI_PARAMETER_SWITCH)
        return;
    if (is_threshold(parameter))
        limits = find(definitions, type);
    ck_assert_str_eq(find(limits, "minimum")->text, parameter->lowest);
    ck_assert_str_eq(find(limits, "maximum")->text, parameter->highest);
    ck_assert((integi_document_find(own, "multipleOf") != NULL) == (parameter->kind == INTEGI_PARAMETER_WHOLE));
}

START_TEST(the_schema_of_policies_knows_what_a_methods_parameters_may_be)
{
    integi_document *schema = open_schema("policy.schema.json");
    const integi_document_node *definitions = find(integi_document_root(schema), "$defs");
    int seen = 0;
    for (int32_t i = 0; i < integi_goal_method_count; i++) {
        char name[60];
        snprintf(name, sizeof name, "%.40s_method", integi_goal_methods[i].name);
        const integi_document_node *own = find(find(definitions, name), "properties"), *place;
        for (int j = 0; j < INTEGI_PARAMETERS_MAXIMUM && integi_goal_methods[i].parameters[j].name != NULL; j++) {
            const integi_parameter_definition *parameter = &integi_goal_methods[i].parameters[j];
            place = is_threshold(parameter) ? find(find(own, "thresholds"), "properties") : own;
            expect_parameter(definitions, place, parameter);
            seen++;
        }
    }
    ck_assert_int_ge(seen, 20);
    integi_document_free(schema);
}
END_TEST

void add_schemas(Suite *suite)
{
    add_tests(suite, "schemas",
              (const TTest *[]){the_schema_of_policies_has_the_keys_and_words_of_the_loader,
                                the_schema_of_manifests_has_the_keys_and_words_of_the_loader,
                                the_schema_of_policies_offers_no_word_that_the_loader_lacks,
                                the_schema_of_policies_knows_what_a_methods_parameters_may_be, NULL});
}

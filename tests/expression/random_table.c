/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/differential.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY INT64_C(86400000000)
#define AS_OF 18321 /* 2020-02-29 */

uint64_t random_bits(randomness *randomness)
{
    uint64_t mixed = randomness->state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

int64_t random_below(randomness *randomness, int64_t limit)
{
    return (int64_t)(random_bits(randomness) % (uint64_t)limit);
}

static const column patterns[COLUMN_COUNT] = {
    {.name = "id", .type = INTEG_TYPE_INTEGER},
    {.name = "i", .type = INTEG_TYPE_INTEGER},
    {.name = "k", .type = INTEG_TYPE_INTEGER},
    {.name = "j", .type = INTEG_TYPE_INTEGER, .kind = VALUES_LIMITS},
    {.name = "l", .type = INTEG_TYPE_INTEGER, .kind = VALUES_SPAN},
    {.name = "n", .type = INTEG_TYPE_INTEGER, .kind = VALUES_SPAN},
    {.name = "d", .type = INTEG_TYPE_DECIMAL, .decimals = 2},
    {.name = "f", .type = INTEG_TYPE_DECIMAL, .decimals = 3, .kind = VALUES_SPAN},
    {.name = "o", .type = INTEG_TYPE_DECIMAL, .decimals = 6, .kind = VALUES_LIMITS},
    {.name = "x", .type = INTEG_TYPE_NUMBER},
    {.name = "y", .type = INTEG_TYPE_NUMBER},
    {.name = "u", .type = INTEG_TYPE_NUMBER, .kind = VALUES_LIMITS},
    {.name = "p", .type = INTEG_TYPE_BOOLEAN},
    {.name = "q", .type = INTEG_TYPE_BOOLEAN},
    {.name = "c", .type = INTEG_TYPE_CODE},
    {.name = "b", .type = INTEG_TYPE_CODE, .kind = VALUES_SPAN},
    {.name = "s", .type = INTEG_TYPE_TEXT},
    {.name = "e", .type = INTEG_TYPE_DATE},
    {.name = "g", .type = INTEG_TYPE_DATE, .kind = VALUES_LIMITS},
    {.name = "m", .type = INTEG_TYPE_DATE, .kind = VALUES_SPAN, .sql_extra = "m_day"},
    {.name = "r", .type = INTEG_TYPE_DATE, .kind = VALUES_SPAN, .sql_extra = "r_day"},
    {.name = "z", .type = INTEG_TYPE_TIMESTAMP},
    {.name = "w", .type = INTEG_TYPE_TIMESTAMP, .kind = VALUES_SPAN},
    {.name = "v", .type = INTEG_TYPE_BOOLEAN},
    {.name = "h", .type = INTEG_TYPE_TEXT, .kind = VALUES_SPAN},
};

static const char *const words[] = {"a",  "b", "ab", "A",  "",   "æ",    "ø%",  "a_c", "a\\c", "aac", "bøv",  "zz",
                                    "Z",
                                    "10", "é", "É",  "e\xCC\x81", "abc", "b%",  "_",   "日本",  "ab ab", "Straße",
                                    "STRASSE", "Å", "å", "Ñandú", "\\", "%%", "It's", "Æ", "e"};
#define WORDS ((int64_t)(sizeof words / sizeof *words))

/* Spans that need 1, 2, 4 and 8 bytes an item, around their borders; and where they lie, at the ends of int64 too. */
static void choose_span(randomness *from, column *column)
{
    static const int64_t spans[] = {1, 2, 40, 254, 255, 256, 257, 5000, 65534, 65535, 65536, 3000000,
                                    INT64_C(4294967294), INT64_C(4294967295), INT64_C(4294967296), INT64_MAX / 2};
    column->span = spans[random_below(from, 16)];
    switch (random_below(from, 4)) {
    case 0:
        column->lowest = INT64_MIN;
        break;
    case 1:
        column->lowest = INT64_MAX - column->span + 1;
        break;
    case 2:
        column->lowest = -column->span / 2;
        break;
    default:
        column->lowest = random_below(from, 2000000) - 1000000;
    }
    if (column->type == INTEG_TYPE_TIMESTAMP)
        column->lowest = random_below(from, 20000) * DAY;
    if (column->sql_extra != NULL) {
        column->lowest = AS_OF - 40;
        column->span = 80;
    }
    column->words = random_below(from, 3) == 0 ? 70000 : random_below(from, 2) == 0 ? 400 : 3;
}

static void choose_columns(randomness *from, column *columns)
{
    memcpy(columns, patterns, sizeof patterns);
    for (int c = 1; c < COLUMN_COUNT; c++) {
        static const int nulls[] = {0, 0, 10, 20, 60, 100};
        int64_t choices = random_below(from, 4) == 0 ? 6 : 5; /* one draw to a statement, here and below */
        columns[c].nulls = nulls[random_below(from, choices)];
        if (columns[c].kind == VALUES_SPAN)
            choose_span(from, &columns[c]);
    }
}

static int64_t random_integer(randomness *from, const column *column)
{
    static const int64_t limits[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, 1, 0, -1,
                                     INT64_C(1) << 53, (INT64_C(1) << 53) + 1, INT64_C(3037000500)};
    if (column->kind == VALUES_LIMITS && random_below(from, 2) == 0)
        return limits[random_below(from, sizeof limits / sizeof *limits)];
    if (column->kind == VALUES_SPAN) /* the ends of the span often, so that it is as wide as it says */
        return random_below(from, 4) == 0 ? column->lowest + (random_below(from, 2) == 0 ? 0 : column->span - 1)
                                          : column->lowest + (int64_t)(random_bits(from) % (uint64_t)column->span);
    return random_below(from, 41) - 20;
}

static int64_t random_day(randomness *from, const column *column)
{
    if (column->kind == VALUES_SPAN && column->type == INTEG_TYPE_DATE)
        return column->lowest + random_below(from, column->span);
    switch (random_below(from, column->kind == VALUES_LIMITS ? 4 : 12)) {
    case 0:
        return INTEG_DATE_MINIMUM + random_below(from, 3);
    case 1:
        return INTEG_DATE_MAXIMUM - random_below(from, 3);
    case 2:
        return 11016 + random_below(from, 3) - 1; /* around 29 February 2000 */
    default:
        return random_below(from, 30000) - 5000;
    }
}

static int64_t random_whole(randomness *from, const column *column)
{
    int64_t noon;
    switch (column->type) {
    case INTEG_TYPE_BOOLEAN:
        return random_below(from, 2);
    case INTEG_TYPE_DECIMAL:
        return column->kind == VALUES_SMALL ? random_below(from, 601) - 300 : random_integer(from, column);
    case INTEG_TYPE_DATE:
        return random_day(from, column);
    case INTEG_TYPE_TIMESTAMP:
        if (column->kind == VALUES_SPAN)
            return column->lowest + (int64_t)(random_bits(from) % (uint64_t)column->span) % (900 * DAY);
        noon = random_below(from, 2) * 43200000001;
        return random_day(from, column) * DAY + noon;
    default:
        return random_integer(from, column);
    }
}

static double random_number(randomness *from, const column *column)
{
    static const double special[] = {0.1, 0.5, -0.0, 1e15, 9007199254740992.0, 2.5, 1e-5, 3};
    static const double limits[] = {1e308, -1e308, 5e-324, 9223372036854775808.0, -9223372036854775808.0, 1e18,
                                    9223372036854774784.0, -0.1};
    if (column->kind == VALUES_LIMITS && random_below(from, 2) == 0)
        return limits[random_below(from, 8)];
    return random_below(from, 2) == 0 ? special[random_below(from, 8)] : (double)(random_below(from, 2001) - 1000) / 16;
}

typedef struct cells {
    int64_t *integers;
    double *numbers;
    uint8_t *known;
    const char **texts;
    char (*made)[8];
} cells;

static void new_cells(cells *cells, int64_t rows)
{
    size_t count = (size_t)rows + 1;
    cells->integers = calloc(count, sizeof *cells->integers);
    cells->numbers = calloc(count, sizeof *cells->numbers);
    cells->known = calloc(count, 1);
    cells->texts = calloc(count, sizeof *cells->texts);
    cells->made = calloc(count, sizeof *cells->made);
}

static void free_cells(cells *cells)
{
    free(cells->integers);
    free(cells->numbers);
    free(cells->known);
    free(cells->texts);
    free(cells->made);
}

static const char *random_word(randomness *from, const column *column, int64_t row, char *made)
{
    if (column->kind != VALUES_SPAN || random_below(from, 8) == 0)
        return words[random_below(from, WORDS)];
    int64_t number = column->words > 400 ? row : random_below(from, column->words); /* each row a word of its own */
    snprintf(made, 8, "w%d", (int)(number % 100000));
    return made;
}

static void fill(randomness *from, column *column, int64_t rows, cells *out)
{
    for (int64_t row = 0; row < rows; row++) {
        out->known[row] = random_below(from, 100) >= column->nulls;
        out->integers[row] = strcmp(column->name, "id") == 0 ? 100 + row * 3 : random_whole(from, column);
        out->numbers[row] = random_number(from, column);
        out->texts[row] = out->known[row] ? random_word(from, column, row, out->made[row]) : NULL;
        if (row < 4 || random_below(from, 50) == 0)
            column->samples[row % 4] = out->integers[row];
    }
}

void write_instant(int64_t value, bool timestamp, char *text)
{
    int64_t size = timestamp ? DAY : 1, day = value / size - (value % size < 0);
    int64_t rest = value - day * size, second = rest / 1000000;
    integ_date_to_text((integ_date)day, text);
    if (timestamp)
        sprintf(text + 10, "T%02d:%02d:%02d.%06d", (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60),
                (int)(rest % 1000000));
}

static void bind_cell(sqlite3_stmt *insert, int at, const column *column, const cells *cells, int64_t row)
{
    char text[64];
    if (!cells->known[row]) {
        sqlite3_bind_null(insert, at);
        return;
    }
    switch (column->type) {
    case INTEG_TYPE_NUMBER:
        sqlite3_bind_double(insert, at, cells->numbers[row]);
        return;
    case INTEG_TYPE_CODE:
    case INTEG_TYPE_TEXT:
        sqlite3_bind_text(insert, at, cells->texts[row], -1, SQLITE_STATIC);
        return;
    case INTEG_TYPE_DATE:
    case INTEG_TYPE_TIMESTAMP:
        write_instant(cells->integers[row], column->type == INTEG_TYPE_TIMESTAMP, text);
        sqlite3_bind_text(insert, at, text, -1, SQLITE_TRANSIENT);
        return;
    default:
        sqlite3_bind_int64(insert, at, cells->integers[row]);
    }
}

static void must(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    ck_assert_msg(sqlite3_exec(database, sql, NULL, NULL, &message) == SQLITE_OK, "%s: %s", sql, message);
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement;
    ck_assert_msg(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
                  sqlite3_errmsg(database));
    return statement;
}

static void fill_database(sqlite3 *database, const column *columns, const cells *all, int64_t rows)
{
    char create[400] = "DROP TABLE IF EXISTS t; CREATE TABLE t(", insert_sql[400] = "INSERT INTO t VALUES (";
    for (int c = 0; c < COLUMN_COUNT; c++) {
        sprintf(create + strlen(create), "%s, ", columns[c].name);
        strcat(insert_sql, "?, ");
    }
    must(database, strcat(create, "m_day, r_day); BEGIN"));
    sqlite3_stmt *insert = prepare(database, strcat(insert_sql, "?, ?)"));
    for (int64_t row = 0; row < rows; row++) {
        int extra = COLUMN_COUNT;
        for (int c = 0; c < COLUMN_COUNT; c++) {
            bind_cell(insert, c + 1, &columns[c], &all[c], row);
            if (columns[c].sql_extra == NULL)
                continue;
            extra++;
            if (all[c].known[row])
                sqlite3_bind_int64(insert, extra, all[c].integers[row]);
            else
                sqlite3_bind_null(insert, extra);
        }
        if (sqlite3_step(insert) != SQLITE_DONE)
            ck_abort_msg("%s", sqlite3_errmsg(database));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    must(database, "COMMIT");
}

static void must_add(integ_status status)
{
    ck_assert_int_eq(status, INTEG_STATUS_OK);
}

static void add_column(integ_register_builder *builder, const column *column, const cells *cells, int64_t rows)
{
    if (column->type == INTEG_TYPE_NUMBER)
        must_add(integ_register_builder_add_numbers(builder, column->name, cells->numbers, cells->known, rows, NULL));
    else if (column->type == INTEG_TYPE_CODE || column->type == INTEG_TYPE_TEXT)
        must_add(integ_register_builder_add_texts(builder, column->name, column->type, cells->texts, rows, NULL));
    else
        must_add(integ_register_builder_add_integers(builder, column->name, column->type, column->decimals,
                                                     cells->integers, cells->known, rows, NULL));
}

/* A history: owners that do not exist and unknown ones, spells without a start or an end, and some that end before
 * they start. In SQLite the end is the last day. */
static void add_history(randomness *from, random_table *table, integ_register_builder *builder, sqlite3 *database)
{
    static const char *const kinds[] = {"course", "job", "trial", NULL};
    int64_t rows = random_below(from, 5) == 0 ? 0 : table->rows < 2000 ? table->rows * 3 : table->rows;
    cells owner, start, stop, amount, kind;
    cells *all[] = {&owner, &start, &stop, &amount, &kind};
    for (int c = 0; c < 5; c++)
        new_cells(all[c], rows);
    must(database, "DROP TABLE IF EXISTS h; CREATE TABLE h(owner, start, stop, amount, kind); BEGIN");
    sqlite3_stmt *insert = prepare(database, "INSERT INTO h VALUES (?, ?, ?, ?, ?)");
    for (int64_t row = 0; row < rows; row++) {
        for (int c = 0; c < 4; c++)
            all[c]->known[row] = random_below(from, 8) != 0;
        owner.integers[row] = 100 + random_below(from, table->rows + 2) * 3;
        start.integers[row] = AS_OF - 60 + random_below(from, 120);
        stop.integers[row] = start.integers[row] - 3 + random_below(from, 30);
        amount.integers[row] = random_below(from, 10);
        kind.texts[row] = kinds[random_below(from, 4)];
        for (int c = 0; c < 4; c++) {
            if (all[c]->known[row])
                sqlite3_bind_int64(insert, c + 1, all[c]->integers[row] - (c == 2 && !table->inclusive_ends));
            else
                sqlite3_bind_null(insert, c + 1);
        }
        sqlite3_bind_text(insert, 5, kind.texts[row], -1, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            ck_abort_msg("%s", sqlite3_errmsg(database));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    must(database, "COMMIT; CREATE INDEX h_owner ON h(owner)");
    must_add(integ_register_builder_add_table(builder, "spell", rows, NULL));
    must_add(integ_register_builder_add_integers(builder, "owner", INTEG_TYPE_INTEGER, 0, owner.integers, owner.known,
                                                 rows, NULL));
    must_add(integ_register_builder_add_integers(builder, "start", INTEG_TYPE_DATE, 0, start.integers, start.known,
                                                 rows, NULL));
    must_add(integ_register_builder_add_integers(builder, "stop", INTEG_TYPE_DATE, 0, stop.integers, stop.known, rows,
                                                 NULL));
    must_add(integ_register_builder_add_integers(builder, "amount", INTEG_TYPE_INTEGER, 0, amount.integers,
                                                 amount.known, rows, NULL));
    must_add(integ_register_builder_add_texts(builder, "kind", INTEG_TYPE_CODE, kind.texts, rows, NULL));
    must_add(integ_register_builder_set_link(builder, "owner", "citizen", NULL));
    must_add(integ_register_builder_set_spell(builder, "start", "stop", table->inclusive_ends, NULL));
    for (int c = 0; c < 5; c++)
        free_cells(all[c]);
}

static void add_derived(randomness *from, random_table *table, integ_register_builder *builder)
{
    static const char *const names[] = {"der_a", "der_b", "der_p", "der_q", "der_s", "der_d"};
    generator generator = {from, table, false};
    for (int n = 0; n < DERIVED_COUNT; n++) {
        table->derived[n] = n < 2    ? random_numeric(&generator, 2)
                            : n < 4  ? random_condition(&generator, 2)
                            : n == 4 ? (piece){format("s"), format("s"), 0}
                                     : (piece){format("e"), format("e"), 0};
        must_add(integ_register_builder_add_derived(builder, names[n], table->derived[n].ours, NULL));
    }
    table->derived_count = DERIVED_COUNT;
}

static void add_groups(randomness *from, random_table *table)
{
    generator generator = {from, table, true};
    for (int n = 0; n < GROUP_COUNT; n++) {
        struct random_group *group = &table->groups[n];
        sprintf(group->name, "g%d", n);
        group->definition = random_condition(&generator, 1);
        must_add(integ_expression_parse(integi_register_context(table->reg), group->definition.ours,
                                        strlen(group->definition.ours), NULL, &group->where, NULL));
        group->sql = format("(%s)", group->definition.sql);
        if (n > 0 && random_below(from, 2) == 0) {
            const struct random_group *around = &table->groups[random_below(from, n)];
            memcpy(group->within, around->name, sizeof group->within);
            free(group->sql);
            group->sql = format("(%s AND (%s))", around->sql, group->definition.sql);
        }
        table->group_count = n + 1;
    }
}

bool random_table_group(const char *name, integi_group_parts *out, void *userdata)
{
    const random_table *table = userdata;
    for (int n = 0; n < table->group_count; n++) {
        const struct random_group *group = &table->groups[n];
        if (strcmp(group->name, name) != 0)
            continue;
        *out = (integi_group_parts){.within = *group->within == '\0' ? NULL : group->within, .where = group->where};
        return true;
    }
    return false;
}

random_table *random_table_new(randomness *from, int64_t rows, sqlite3 *database)
{
    integ_context *context;
    integ_register_builder *builder;
    random_table *table = calloc(1, sizeof *table);
    table->rows = rows;
    table->may_walk_days = rows <= 200;
    table->inclusive_ends = random_below(from, 2) == 0;
    choose_columns(from, table->columns);
    cells all[COLUMN_COUNT];
    must_add(integ_context_new(&context, NULL));
    must_add(integ_register_builder_new(context, INTEG_PURPOSE_STATISTICS, &builder, NULL));
    must_add(integ_register_builder_add_snapshot(builder, AS_OF, NULL));
    must_add(integ_register_builder_add_table(builder, "citizen", rows, NULL));
    for (int c = 0; c < COLUMN_COUNT; c++) {
        new_cells(&all[c], rows);
        fill(from, &table->columns[c], rows, &all[c]);
        add_column(builder, &table->columns[c], &all[c], rows);
    }
    must_add(integ_register_builder_set_key(builder, "id", NULL));
    add_derived(from, table, builder);
    add_history(from, table, builder, database);
    must_add(integ_register_builder_finish(builder, &table->reg, NULL));
    fill_database(database, table->columns, all, rows);
    add_groups(from, table);
    integ_register_builder_free(builder);
    integ_context_free(context);
    for (int c = 0; c < COLUMN_COUNT; c++)
        free_cells(&all[c]);
    return table;
}

void random_table_free(random_table *table)
{
    for (int n = 0; n < table->group_count; n++) {
        integ_expression_free(table->groups[n].where);
        free_piece(&table->groups[n].definition);
        free(table->groups[n].sql);
    }
    for (int n = 0; n < table->derived_count; n++)
        free_piece(&table->derived[n]);
    integ_register_free(table->reg);
    free(table);
}

/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/shortest.h"
#include "expression/literals.h"
#include "expression/print.h"

#include <stdlib.h>
#include <string.h>

/* A coefficient of up to 19 digits, as many of them behind the point as it has decimals. */
static void print_decimal(integi_buffer *buffer, integi_decimal decimal)
{
    char digits[INTEGI_NUMBER_SIZE + INTEGI_DECIMALS_MAXIMUM] = {0};
    uint64_t rest = decimal.coefficient < 0 ? -(uint64_t)decimal.coefficient : (uint64_t)decimal.coefficient;
    size_t at = sizeof digits - 1;
    for (int32_t i = 0; rest > 0 || i <= decimal.decimals; i++, rest /= 10) {
        if (i == decimal.decimals && i > 0)
            digits[--at] = '.';
        digits[--at] = (char)('0' + rest % 10);
    }
    if (decimal.coefficient < 0)
        integi_buffer_byte(buffer, '-');
    integi_buffer_text(buffer, digits + at);
}

/* Always with an exponent: that is how a binary64 is told from an exact decimal. */
static void print_binary(integi_buffer *buffer, double number)
{
    integi_shortest shortest = integi_shortest_from(number);
    if (shortest.negative)
        integi_buffer_byte(buffer, '-');
    integi_buffer_byte(buffer, shortest.count == 0 ? '0' : shortest.digits[0]);
    if (shortest.count > 1) {
        integi_buffer_byte(buffer, '.');
        integi_buffer_text(buffer, shortest.digits + 1);
    }
    integi_buffer_byte(buffer, 'E');
    integi_buffer_integer(buffer, shortest.count == 0 ? 0 : shortest.exponent - 1);
}

void integi_print_number(integi_buffer *buffer, const integi_node *node)
{
    if (node->kind == INTEGI_NODE_INTEGER)
        integi_buffer_integer(buffer, node->integer);
    else if (node->kind == INTEGI_NODE_DECIMAL)
        print_decimal(buffer, node->decimal);
    else
        print_binary(buffer, node->number);
}

static void print_digits(integi_buffer *buffer, int64_t number, int count, char before)
{
    char digits[8];
    for (int i = count; i > 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
    digits[0] = before;
    integi_buffer_append(buffer, digits, (size_t)count + 1);
}

static void print_date(integi_buffer *buffer, int64_t days)
{
    char date[11];
    integ_date_to_text((integ_date)days, date);
    integi_buffer_text(buffer, date);
}

/* A fraction of a second only where there is one, without zeros at its end. */
static void print_timestamp(integi_buffer *buffer, int64_t microseconds)
{
    int64_t rest = microseconds % INTEGI_DAY_MICROSECONDS;
    rest += rest < 0 ? INTEGI_DAY_MICROSECONDS : 0;
    print_date(buffer, (microseconds - rest) / INTEGI_DAY_MICROSECONDS);
    print_digits(buffer, rest / INT64_C(3600000000), 2, 'T');
    print_digits(buffer, rest / 60000000 % 60, 2, ':');
    print_digits(buffer, rest / 1000000 % 60, 2, ':');
    int64_t fraction = rest % 1000000;
    int count = fraction == 0 ? 0 : 6;
    for (; count > 0 && fraction % 10 == 0; count--)
        fraction /= 10;
    if (count > 0)
        print_digits(buffer, fraction, count, '.');
    integi_buffer_byte(buffer, 'Z');
}

void integi_print_instant(integi_buffer *buffer, const integi_node *node)
{
    if (node->kind == INTEGI_NODE_DATE)
        print_date(buffer, node->integer);
    else if (node->kind == INTEGI_NODE_TIMESTAMP)
        print_timestamp(buffer, node->integer);
    else
        integi_buffer_text(buffer, "..");
}

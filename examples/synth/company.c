/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "work.h"

/* Small companies that get a contract in a year, of ten thousand. */
static const trend small_contracts = {{900, 1000, 1150, 1300, 1500, 1750}};

int32_t company_employees(const person *who, int32_t year)
{
    int32_t age = age_on(who, year, 12, 31);
    int32_t owners = who->region == REGION_NON_WESTERN ? 900 : 520;
    if (age < 25 || age > 66 || !chance(who->key, FOR_COMPANY, 0, owners))
        return -1;
    if (work_in(who, year) != WORK_EMPLOYED)
        return -1;
    if (chance(who->key, FOR_COMPANY, 1, 8500))
        return draw_low(who->key, FOR_COMPANY, 2, 10);
    return 10 + draw_low(who->key, FOR_COMPANY, 3, 140);
}

bool is_small(int32_t employees)
{
    return employees >= 0 && employees < 10;
}

int32_t contracts_in(const person *who, int32_t year, contract out[CONTRACTS_AT_MOST])
{
    int32_t employees = company_employees(who, year);
    if (employees < 0 || who->entry > day_in(year, 1, 1))
        return 0;
    int32_t share = is_small(employees) ? trend_in(&small_contracts, year) : 2500;
    if (!chance(who->key, FOR_CONTRACT, year * 16, share))
        return 0;
    int32_t count = 1 + draw_low(who->key, FOR_CONTRACT, year * 16 + 1, CONTRACTS_AT_MOST);
    int32_t largest = is_small(employees) ? 180000 : 900000;
    for (int32_t i = 0; i < count; i++) {
        int32_t occasion = year * 16 + 2 + i * 4;
        out[i].start = day_in(year, 1, 1) + draw_below(who->key, FOR_CONTRACT, occasion, 365);
        out[i].end = out[i].start + 29 + draw_below(who->key, FOR_CONTRACT, occasion + 1, 330);
        out[i].amount = 1500000 + 25 * i;
        out[i].amount += (int64_t)draw_low(who->key, FOR_CONTRACT, occasion + 2, largest) * 100;
        out[i].task = draw_below(who->key, FOR_CONTRACT, occasion + 3, 6);
    }
    return count;
}

/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
/* What is measured. All are questions to a register whose columns are those of docs/benchmarks.md. */

#include "bench.h"

#include <string.h>

#define TWENTY_COUNTRIES                                                                                  \
    "'C060','C065','C070','C075','C080','C085','C090','C095','C100','C105','C110','C115','C120','C125','C130',"     \
    "'C135','C140','C145','C150','C155'"

const workload workloads[] = {
    {"W1",
     "origin_region = 'non-western' AND sex = 'female' AND birth_date >= DATE('1961-01-02') AND"
     " birth_date <= DATE('2008-01-01') AND employment_status = 'unemployed' AND danish_level < 'level4'",
     run_count, bytes_of_filter},
    {"W2",
     "(origin_region = 'non-western' OR (origin = 'descendant' AND country IN (" TWENTY_COUNTRIES "))"
     " OR hours_worked < 12.5) AND NOT (employment_status = 'student' OR hours_worked > 45)"
     " AND (danish_level < 'level6' OR danish_level IS NULL) AND birth_date >= DATE('1950-01-01')"
     " AND birth_date <= DATE('2008-01-01') AND (housing_area IS NULL OR NOT (housing_area IN"
     " ('ha01','ha02','ha03'))) AND income BETWEEN 50000 AND 300000 AND education_level <> 'edu7'"
     " AND household_size >= 2",
     run_count, bytes_of_filter},
    {"W3", NULL, run_groups, bytes_of_groups},
    {"W4", NULL, run_cells, bytes_of_cells},
    {"W5_1", "residence_area = 'area07' AND sex = 'female'", run_members, bytes_of_members},
    {"W5_10",
     "residence_area IN ('area00','area05','area10','area15','area20','area25','area30','area35','area40','area45',"
     "'area50','area55') AND sex = 'female'",
     run_members, bytes_of_members},
    {"W5_50", "sex = 'female'", run_members, bytes_of_members},
    {"W6", NULL, run_load, NULL},
    {"W7",
     "origin_region = 'non-western' AND birth_date >= DATE('1961-01-02') AND birth_date <= DATE('2008-01-01')",
     run_days, bytes_of_days},
};

const int64_t workload_count = sizeof workloads / sizeof workloads[0];

const workload *workload_of_where(workload *room, const char *where)
{
    room->name = "where";
    room->where = where;
    room->run = run_count;
    room->bytes = bytes_of_filter;
    return room;
}

bool workload_answers_to(const workload *work, const char *name)
{
    size_t length = strlen(name);
    return strncmp(work->name, name, length) == 0 && (work->name[length] == '\0' || work->name[length] == '_');
}

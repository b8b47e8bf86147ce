/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "denmark/functions.h"

/* The functions of the filter language that live above it, by name: what every scope is filled with. */
const integi_function *const integi_higher_functions[] = {
    &integi_function_cpr_valid,     &integi_function_cpr_birth_date, &integi_function_cpr_sex,
    &integi_function_cpr_modulus_ok, &integi_function_dk_origin,     &integi_function_dk_country_group,
    &integi_function_dk_menapt,     &integi_function_dk_housing_class, NULL,
};

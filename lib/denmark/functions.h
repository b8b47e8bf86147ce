/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_DENMARK_FUNCTIONS_H
#define INTEGI_DENMARK_FUNCTIONS_H

/* The rules of this floor as functions of the filter language. */

#include "expression/function.h"

extern const integi_function integi_function_cpr_valid;
extern const integi_function integi_function_cpr_birth_date;
extern const integi_function integi_function_cpr_sex;
extern const integi_function integi_function_cpr_modulus_ok;
extern const integi_function integi_function_dk_origin;
extern const integi_function integi_function_dk_country_group;
extern const integi_function integi_function_dk_menapt;
extern const integi_function integi_function_dk_housing_class;

#endif

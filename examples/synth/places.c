/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "person.h"

/* The areas exist nowhere. */
const area areas[AREA_COUNT] = {
    {"sivagerhaven", "Sivagerhaven"},
    {"ravnlyparken", "Ravnlyparken"},
    {"klokketoften", "Klokketoften"},
    {"stenvadby", "Stenvadby"},
    {"vibelykke", "Vibelykke"},
    {"graevlingehoej", "Grævlingehøj"},
    {"oesterkrat", "Østerkrat"},
    {"moellesiden", "Møllesiden"},
    {"aalevang", "Ålevang"},
    {"tudseslette", "Tudseslette"},
    {"hyldebro", "Hyldebro"},
    {"snareskov", "Snareskov"},
};

/* ISO 3166 codes; western as the national integration barometer has it. The weights are made up. */
const country countries[] = {
    {"DK", "Danmark", REGION_DANISH, 0, 1},
    {"PL", "Polen", REGION_WESTERN, 0, 30},
    {"RO", "Rumænien", REGION_WESTERN, 0, 14},
    {"DE", "Tyskland", REGION_WESTERN, 0, 12},
    {"LT", "Litauen", REGION_WESTERN, 0, 9},
    {"SE", "Sverige", REGION_WESTERN, 0, 8},
    {"NO", "Norge", REGION_WESTERN, 0, 7},
    {"GB", "Storbritannien", REGION_WESTERN, 0, 7},
    {"IT", "Italien", REGION_WESTERN, 0, 5},
    {"US", "USA", REGION_WESTERN, 0, 4},
    {"IS", "Island", REGION_WESTERN, 0, 4},
    {"TR", "Tyrkiet", REGION_NON_WESTERN, 0, 24},
    {"PK", "Pakistan", REGION_NON_WESTERN, 0, 17},
    {"SY", "Syrien", REGION_NON_WESTERN, 1, 9},
    {"IQ", "Irak", REGION_NON_WESTERN, 1, 11},
    {"LB", "Libanon", REGION_NON_WESTERN, 1, 8},
    {"IR", "Iran", REGION_NON_WESTERN, 1, 6},
    {"AF", "Afghanistan", REGION_NON_WESTERN, 1, 5},
    {"SO", "Somalia", REGION_NON_WESTERN, 1, 4},
    {"BA", "Bosnien-Hercegovina", REGION_NON_WESTERN, 1, 5},
    {"MA", "Marokko", REGION_NON_WESTERN, 0, 5},
    {"VN", "Vietnam", REGION_NON_WESTERN, 0, 4},
    {"IN", "Indien", REGION_NON_WESTERN, 0, 6},
    {"CN", "Kina", REGION_NON_WESTERN, 0, 4},
    {"TH", "Thailand", REGION_NON_WESTERN, 0, 3},
};

const int32_t country_count = (int32_t)(sizeof countries / sizeof countries[0]);

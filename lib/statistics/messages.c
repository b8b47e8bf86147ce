/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "statistics/messages.h"

const integi_message integi_message_statistics_range = {
    INTEG_STATUS_OUT_OF_RANGE, "statistics.range", "the parameter {0} is outside its range",
    "parameteren {0} ligger uden for det tilladte", NULL, NULL};

const integi_message integi_message_statistics_order = {
    INTEG_STATUS_OUT_OF_RANGE, "statistics.order", "{0} are not in ascending order",
    "{0} er ikke i stigende rækkefølge", NULL, NULL};

const integi_message integi_message_statistics_too_large = {
    INTEG_STATUS_OUT_OF_RANGE, "statistics.too_large", "the result is too large to be a number",
    "resultatet er for stort til at være et tal", NULL, NULL};

const integi_message integi_message_statistics_no_values = {
    INTEG_STATUS_UNDEFINED, "statistics.no_values", "there is nothing to compute with: the sum of {0} is 0",
    "der er intet at regne med: summen af {0} er 0", NULL, NULL};

const integi_message integi_message_statistics_too_few_values = {
    INTEG_STATUS_UNDEFINED, "statistics.too_few_values", "there are too few values: at least {0} {0:is|are} needed",
    "der er for få værdier: der skal mindst {0} til", NULL, NULL};

const integi_message integi_message_statistics_few_values = {
    INTEG_STATUS_UNDEFINED, "statistics.few_values", "there are too few values for limits of this confidence",
    "der er for få værdier til grænser med den sikkerhed", NULL, NULL};

const integi_message integi_message_statistics_too_few_events = {
    INTEG_STATUS_UNDEFINED, "statistics.too_few_events", "there are too few events: at least {0} {0:is|are} needed",
    "der er for få hændelser: der skal mindst {0} til", NULL, NULL};

const integi_message integi_message_statistics_one_group = {
    INTEG_STATUS_UNDEFINED, "statistics.one_group",
    "all members are in one group, so that there is nothing to be kept apart",
    "alle medlemmer er i én gruppe, så der er intet at holde adskilt", NULL, NULL};

const integi_message integi_message_statistics_no_members = {
    INTEG_STATUS_UNDEFINED, "statistics.no_members", "the group has no members",
    "gruppen har ingen medlemmer", NULL, NULL};

const integi_message integi_message_statistics_small_group = {
    INTEG_STATUS_UNDEFINED, "statistics.small_group", "the group is too small to show any change",
    "gruppen er for lille til at vise nogen ændring", NULL, NULL};

const integi_message integi_message_statistics_one_moment = {
    INTEG_STATUS_UNDEFINED, "statistics.one_moment", "all values are of the same moment, which has no trend",
    "alle værdier er fra samme tidspunkt, og det har ingen tendens", NULL, NULL};

const integi_message integi_message_statistics_no_degrees = {
    INTEG_STATUS_UNDEFINED, "statistics.no_degrees", "two points have a line, but nothing that tells how far off it is",
    "to punkter giver en linje, men intet, der siger, hvor sikker den er", NULL, NULL};

const integi_message integi_message_statistics_by_chance = {
    INTEG_STATUS_UNDEFINED, "statistics.by_chance",
    "units of this size would be as segregated by chance alone",
    "enheder af den størrelse ville være lige så adskilte ved et rent tilfælde", NULL, NULL};

const integi_message integi_message_statistics_few_draws = {
    INTEG_STATUS_UNDEFINED, "statistics.few_draws", "in most draws the group has no members, or is everybody",
    "i de fleste udtrækninger har gruppen ingen medlemmer eller er alle", NULL, NULL};

const integi_message integi_message_statistics_nothing_common = {
    INTEG_STATUS_UNDEFINED, "statistics.nothing_common", "no unit has members of the same group at both times",
    "ingen enhed har medlemmer af samme gruppe på begge tidspunkter", NULL, NULL};

const integi_message integi_message_statistics_not_fitted = {
    INTEG_STATUS_UNDEFINED, "statistics.not_fitted",
    "the members at one time cannot be given the sizes of units and groups at the other",
    "medlemmerne på det ene tidspunkt kan ikke få enhedernes og gruppernes størrelser på det andet", NULL, NULL};

const integi_message integi_message_statistics_method = {
    INTEG_STATUS_UNKNOWN_NAME, "statistics.method", "there is no method of progress '{0}'",
    "der findes ingen fremskridtsmetode »{0}«", NULL, NULL};

const integi_message integi_message_statistics_parameter = {
    INTEG_STATUS_UNKNOWN_NAME, "statistics.parameter", "methods of progress have no parameter '{0}'",
    "fremskridtsmetoder har ingen parameter »{0}«", NULL, NULL};

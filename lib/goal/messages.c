/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "goal/messages.h"

const integi_message integi_message_goal_no_baseline = {
    INTEG_STATUS_MISSING, "goal.no_baseline", "goal '{0}' has no baseline", "målet '{0}' har intet udgangspunkt",
    NULL, NULL};

const integi_message integi_message_goal_no_target = {
    INTEG_STATUS_MISSING, "goal.no_target", "goal '{0}' has no target", "målet '{0}' har ingen målværdi", NULL, NULL};

const integi_message integi_message_goal_deadline = {
    INTEG_STATUS_INCONSISTENT, "goal.deadline", "the deadline of goal '{0}' is not after its baseline",
    "fristen for målet '{0}' ligger ikke efter dets udgangspunkt", NULL, NULL};

const integi_message integi_message_goal_method = {
    INTEG_STATUS_UNKNOWN_NAME, "goal.method", "there is no method '{0}'", "der er ingen metode '{0}'",
    "integ_goal_method_name() tells which there are", "integ_goal_method_name() fortæller, hvilke der er"};

const integi_message integi_message_goal_method_near = {
    INTEG_STATUS_UNKNOWN_NAME, "goal.method_near", "there is no method '{0}'", "der er ingen metode '{0}'",
    "did you mean '{1}'?", "mente du '{1}'?"};

const integi_message integi_message_goal_method_direction = {
    INTEG_STATUS_UNSUPPORTED, "goal.method_direction", "the method '{0}' has no meaning for the direction '{1}'",
    "metoden '{0}' giver ikke mening for retningen '{1}'",
    "it follows growth towards a value; share_of_distance and weather suit every direction",
    "den følger vækst hen mod en værdi; share_of_distance og weather passer til alle retninger"};

const integi_message integi_message_goal_parameter = {
    INTEG_STATUS_UNKNOWN_NAME, "goal.parameter", "the method '{0}' has no parameter '{1}'",
    "metoden '{0}' har ingen parameter '{1}'", NULL, NULL};

const integi_message integi_message_goal_parameter_range = {
    INTEG_STATUS_OUT_OF_RANGE, "goal.parameter_range", "the value of '{0}' is out of range",
    "værdien af '{0}' er uden for det tilladte", "it is a number from {1} to {2}",
    "den er et tal fra {1} til {2}"};

const integi_message integi_message_goal_threshold_order = {
    INTEG_STATUS_INCONSISTENT,
    "goal.threshold_order",
    "the threshold '{1}' of goal '{0}' is on the wrong side of '{2}'",
    "tærsklen '{1}' i målet '{0}' ligger på den forkerte side af '{2}'",
    NULL,
    NULL};

const integi_message integi_message_series_order = {
    INTEG_STATUS_INCONSISTENT, "goal.series_order", "the dates of a series must rise",
    "datoerne i en tidsserie skal være stigende", NULL, NULL};

const integi_message integi_message_series_range = {
    INTEG_STATUS_OUT_OF_RANGE, "goal.series_range", "a value of the series cannot be computed with",
    "en værdi i tidsserien kan ikke bruges", "numbers are finite and of magnitude 1e-15 to 1e30, or 0",
    "tal er endelige og mellem 1e-15 og 1e30 i størrelse, eller 0"};

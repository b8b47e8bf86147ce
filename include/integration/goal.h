/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_GOAL_H
#define INTEG_GOAL_H

/**
 * @file
 * @brief Floor 9, `goal`: how far a goal has come.
 */

#include <integration/release.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup goal goal: goals and their progress
 *  @{ */

#define INTEG_DIRECTION_INCREASE 1 /**< At or above the target is good. */
#define INTEG_DIRECTION_DECREASE 2 /**< At or below the target is good. */
#define INTEG_DIRECTION_MAINTAIN 3 /**< The value is to stay at or above (with a limit `at_most`: below) a level. */
#define INTEG_DIRECTION_BETWEEN 4  /**< The value is to lie between two limits, both included. */
#define INTEG_DIRECTION_PARITY 5   /**< The distance to parity (0 of a difference, 1 of a ratio) is to shrink. */

#define INTEG_LIMIT_NONE 0     /**< No limit. */
#define INTEG_LIMIT_AT_LEAST 1 /**< Met when the value is at or above it. */
#define INTEG_LIMIT_AT_MOST 2  /**< Met when the value is at or below it. */

#define INTEG_GOAL_NOT_STARTED 1             /**< The date is not after the baseline. */
#define INTEG_GOAL_ACHIEVED 2                /**< At or beyond the target. */
#define INTEG_GOAL_LOST 3                    /**< Achieved at an earlier snapshot and not now. */
#define INTEG_GOAL_MOVING_AWAY 4             /**< Further from the target than at the baseline. */
#define INTEG_GOAL_ON_TRACK 5                /**< At least as far as a straight line to the deadline. */
#define INTEG_GOAL_BEHIND 6                  /**< Moving, but less than a straight line. */
#define INTEG_GOAL_MAINTAINED 7              /**< Where it is to stay. */
#define INTEG_GOAL_NOT_MAINTAINED 8          /**< Not where it is to stay. */
#define INTEG_GOAL_BASELINE_EQUALS_TARGET 9  /**< There is no distance to measure. */
#define INTEG_GOAL_TOO_FEW 10                /**< The value or the baseline is hidden. */
#define INTEG_GOAL_NO_DATA 11                /**< The value or the baseline does not exist. */

#define INTEG_MILESTONE_AHEAD 1        /**< Its date is still to come, and it is not reached. */
#define INTEG_MILESTONE_REACHED 2      /**< Reached by its date. */
#define INTEG_MILESTONE_REACHED_LATE 3 /**< Reached after its date. */
#define INTEG_MILESTONE_MISSED 4       /**< Its date has passed, and it was never reached. */
#define INTEG_MILESTONE_UNKNOWN 5      /**< Cannot be told, since no value is known. */

/** @brief The name of what became of a milestone, such as `"reached_late"`. @param outcome An `INTEG_MILESTONE_`
 *  constant. @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_milestone_name(int32_t outcome);

/** @brief The name of a goal's status as reports write it, such as `"on_track"`. @param status An `INTEG_GOAL_`
 *  constant. @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_goal_status_name(int32_t status);

/** @brief The name of a direction as policies write it. @param direction An `INTEG_DIRECTION_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_direction_name(int32_t direction);

/* ---- definition ------------------------------------------------------------------------------------------- */

/** @brief The definition of a goal. Set it up on one thread; then it may be shared.
 *
 * Values are exact decimals, a whole coefficient divided by a power of ten: 12.50 is 1250 with 2 decimals. They are in
 * the unit of the indicator (per cent for shares). */
typedef struct integ_goal integ_goal;

/** @brief Makes the definition of a goal.
 *  @param context    Not NULL.
 *  @param id         Its lasting name; not NULL, not empty. Copied.
 *  @param direction  An `INTEG_DIRECTION_` constant.
 *  @param[out] out   The definition, freed with integ_goal_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_new(integ_context *context, const char *id, int32_t direction, integ_goal **out,
                                      integ_error *error);

/** @brief Frees a definition. @param goal May be NULL. */
INTEG_API void integ_goal_free(integ_goal *goal);

/** @brief Sets title, theme and indicator, each of which may be NULL. @param goal Not NULL. @param title Copied.
 *  @param theme Copied. @param indicator Copied. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_names(integ_goal *goal, const char *title, const char *theme,
                                            const char *indicator, integ_error *error);

/** @brief Takes the baseline from the series, at exactly this date. @param goal Not NULL. @param date The date.
 *  @param[out] error May be NULL. @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_baseline_date(integ_goal *goal, integ_date date, integ_error *error);

/** @brief Gives the baseline as a value from elsewhere.
 *  @param goal Not NULL. @param coefficient The value. @param decimals 0 to 18. @param date When it held.
 *  @param source Where it is from; NULL for none. Copied. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_baseline_value(integ_goal *goal, int64_t coefficient, int32_t decimals,
                                                     integ_date date, const char *source, integ_error *error);

/** @brief Sets the value to reach, or to keep with #INTEG_DIRECTION_MAINTAIN.
 *  @param goal Not NULL. @param coefficient The value. @param decimals 0 to 18. @param by The deadline.
 *  @param[out] error May be NULL. @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_target(integ_goal *goal, int64_t coefficient, int32_t decimals, integ_date by,
                                             integ_error *error);

/** @brief Sets the two limits of #INTEG_DIRECTION_BETWEEN.
 *  @param goal Not NULL. @param low_coefficient The lower limit. @param low_decimals 0 to 18.
 *  @param high_coefficient The upper limit, not below the lower one. @param high_decimals 0 to 18.
 *  @param by The deadline. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_target_between(integ_goal *goal, int64_t low_coefficient, int32_t low_decimals,
                                                     int64_t high_coefficient, int32_t high_decimals, integ_date by,
                                                     integ_error *error);

/** @brief Sets the value that stands for parity: 0 (the default) for differences, 1 for ratios.
 *  @param goal Not NULL. @param parity A whole number. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_parity(integ_goal *goal, int64_t parity, integ_error *error);

/** @brief Adds a value to have reached on a date.
 *  @param goal Not NULL. @param coefficient The value. @param decimals 0 to 18. @param by The date.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_add_milestone(integ_goal *goal, int64_t coefficient, int32_t decimals,
                                                integ_date by, integ_error *error);

/** @brief Sets the floor whose breach is reported.
 *  @param goal Not NULL. @param limit #INTEG_LIMIT_AT_LEAST or #INTEG_LIMIT_AT_MOST. @param coefficient The value.
 *  @param decimals 0 to 18. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_requirement(integ_goal *goal, int32_t limit, int64_t coefficient,
                                                  int32_t decimals, integ_error *error);

/** @brief Sets the limit whose reaching is reported as an achievement.
 *  @param goal Not NULL. @param limit #INTEG_LIMIT_AT_LEAST or #INTEG_LIMIT_AT_MOST. @param coefficient The value.
 *  @param decimals 0 to 18. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_recognition(integ_goal *goal, int32_t limit, int64_t coefficient,
                                                  int32_t decimals, integ_error *error);

/** @brief The lasting name. @param goal Not NULL. @return Borrowed. */
INTEG_API const char *integ_goal_id(const integ_goal *goal);

/** @brief The title. @param goal Not NULL. @return Borrowed; the lasting name where there is no title. */
INTEG_API const char *integ_goal_title(const integ_goal *goal);

/* ---- series ----------------------------------------------------------------------------------------------- */

/** @brief The values of an indicator over time. Fill it on one thread; then it may be shared. */
typedef struct integ_series integ_series;

/** @brief Makes an empty series.
 *  @param context Not NULL. @param[out] out The series, freed with integ_series_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_series_new(integ_context *context, integ_series **out, integ_error *error);

/** @brief Frees a series. @param series May be NULL. */
INTEG_API void integ_series_free(integ_series *series);

/** @brief Adds an exact value. @param series Not NULL. @param date After the last one added.
 *  @param coefficient The value. @param decimals 0 to 18. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INCONSISTENT when the date is not after the last one,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_series_add(integ_series *series, integ_date date, int64_t coefficient, int32_t decimals,
                                        integ_error *error);

/** @brief Adds a binary64 value, which stands for the shortest decimal that reads as the same number.
 *  @param series Not NULL. @param date After the last one added. @param number Finite, of magnitude 1e-15 to 1e30 or
 *  0. @param[out] error May be NULL.
 *  @return As integ_series_add(), and #INTEG_STATUS_OUT_OF_RANGE. */
INTEG_API integ_status integ_series_add_number(integ_series *series, integ_date date, double number,
                                               integ_error *error);

/** @brief Adds a date without a value. @param series Not NULL. @param date After the last one added.
 *  @param reason An `INTEG_REASON_` constant but #INTEG_REASON_NONE. @param[out] error May be NULL.
 *  @return As integ_series_add(). */
INTEG_API integ_status integ_series_add_missing(integ_series *series, integ_date date, int32_t reason,
                                                integ_error *error);

/* ---- progress --------------------------------------------------------------------------------------------- */

/** @brief How far a goal has come on a date, and what that was computed from. Immutable. */
typedef struct integ_progress integ_progress;

/** @brief Computes a goal's progress by the method share of distance.
 *
 * With baseline b on d0, target t on D and value v on d: progress p = (v − b) / (t − b); path
 * e = (d − d0) / (D − d0), clamped to 0..1. All comparisons are exact.
 *  @param goal       Not NULL, with a baseline (but for maintain and between) and a target.
 *  @param series     Not NULL. Dates after @p as_of are not looked at; the latest one not after it is the value's.
 *  @param as_of      The date.
 *  @param[out] out   The progress, freed with integ_progress_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when the goal has no baseline or target, #INTEG_STATUS_INCONSISTENT
 *          when the deadline is not after the baseline, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_evaluate(const integ_goal *goal, const integ_series *series, integ_date as_of,
                                           integ_progress **out, integ_error *error);

/** @brief Frees a progress. @param progress May be NULL. */
INTEG_API void integ_progress_free(integ_progress *progress);

/** @brief The status. @param progress Not NULL. @return An `INTEG_GOAL_` constant. */
INTEG_API int32_t integ_progress_status(const integ_progress *progress);

/** @brief Why there is no value. @param progress Not NULL. @return An `INTEG_REASON_` constant. */
INTEG_API int32_t integ_progress_reason(const integ_progress *progress);

/** @brief The value. @param progress Not NULL. @param[out] value In the indicator's unit; may be NULL.
 *  @param[out] date Of the snapshot it is from; may be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_value(const integ_progress *progress, double *value, integ_date *date);

/** @brief The baseline. @param progress Not NULL. @param[out] value May be NULL. @param[out] date May be NULL.
 *  @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_baseline(const integ_progress *progress, double *value, integ_date *date);

/** @brief The share of the distance covered, as a fraction: 0 at the baseline, 1 at the target.
 *  @param progress Not NULL. @param[out] share May be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_share(const integ_progress *progress, double *share);

/** @brief The share that a straight line would have covered, as a fraction 0 to 1.
 *  @param progress Not NULL. @param[out] share May be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_expected(const integ_progress *progress, double *share);

/** @brief Whether a limit is met now: 1 met, 0 not met, -1 no limit or cannot be told.
 *  @param progress Not NULL. @return The answer for the requirement; 0 is a breach. */
INTEG_API int32_t integ_progress_requirement(const integ_progress *progress);

/** @brief As integ_progress_requirement(), for the recognition. @param progress Not NULL. @return 1, 0 or -1. */
INTEG_API int32_t integ_progress_recognition(const integ_progress *progress);

/** @brief The number of milestones. @param progress Not NULL. @return 0 or more. */
INTEG_API int64_t integ_progress_milestones(const integ_progress *progress);

/** @brief What became of a milestone.
 *  @param progress Not NULL. @param index From 0. @param[out] met_on The date of the first value that met it; may be
 *  NULL, and is untouched where none did. @return An `INTEG_MILESTONE_` constant; 0 when there is no such one. */
INTEG_API int32_t integ_progress_milestone(const integ_progress *progress, int64_t index, integ_date *met_on);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

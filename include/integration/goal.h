/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_GOAL_H
#define INTEG_GOAL_H

/**
 * @file
 * @brief Floor 9, `goal`: how far a goal has come.
 */

#include <integration/release.h>
#include <integration/statistics.h>

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

#define INTEG_UNTOLD_NONE 0                   /**< It can be told. */
#define INTEG_UNTOLD_NOT_STARTED 1            /**< The date is not after the baseline. */
#define INTEG_UNTOLD_NO_VALUE 2               /**< There is no value, or it is hidden. */
#define INTEG_UNTOLD_NO_BASELINE 3            /**< There is no baseline, or it is hidden. */
#define INTEG_UNTOLD_NO_TARGET 4              /**< There is no target. */
#define INTEG_UNTOLD_NO_DEADLINE 5            /**< There is no deadline. */
#define INTEG_UNTOLD_BASELINE_EQUALS_TARGET 6 /**< There is no distance to measure. */
#define INTEG_UNTOLD_TOO_FEW_YEARS 7          /**< Less than a year after the baseline. */
#define INTEG_UNTOLD_TOO_FEW_POINTS 8         /**< The method needs more values in a row than there are. */
#define INTEG_UNTOLD_BASELINE_ZERO 9          /**< There is no compound growth from 0. */
#define INTEG_UNTOLD_OPPOSITE_SIGNS 10        /**< There is no compound growth from one sign to the other. */
#define INTEG_UNTOLD_TOO_LARGE 11             /**< A number is too large or too small to compute with. */
#define INTEG_UNTOLD_METHOD_DIRECTION 12      /**< The method has no meaning for the goal's direction. */
#define INTEG_UNTOLD_NO_COUNTS 13             /**< It needs counts that are hidden or were never there. */
#define INTEG_UNTOLD_NO_VARIANCE 14           /**< There is no chance in the numbers to hold a change against. */
#define INTEG_UNTOLD_DEADLINE_PASSED 15       /**< There is nothing ahead to forecast. */
#define INTEG_UNTOLD_TOO_SMALL_GROUP 16       /**< No change of so small a group can be told from chance. */
#define INTEG_UNTOLD_TARGET_ZERO 17           /**< No compound growth leads to exactly 0. */

/** @brief The name of a reason why something cannot be told, such as `"too_few_points"`. @param reason An
 *  `INTEG_UNTOLD_` constant. @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_untold_name(int32_t reason);

#define INTEG_WHY_NOT_STARTED 1      /**< The value is not from after the baseline. */
#define INTEG_WHY_NO_VALUE 2         /**< The value is hidden or does not exist. */
#define INTEG_WHY_NO_BASELINE 3      /**< The baseline is hidden or does not exist. */
#define INTEG_WHY_TARGET_MET 4       /**< The value is at or beyond the target. */
#define INTEG_WHY_MET_BEFORE 5       /**< The target was met earlier and is not now. */
#define INTEG_WHY_KEPT 6             /**< The value is where it is to stay. */
#define INTEG_WHY_NOT_KEPT 7         /**< The value is not where it is to stay. */
#define INTEG_WHY_AWAY_FROM_TARGET 8 /**< The value is further from the target than the baseline was. */
#define INTEG_WHY_AT_LEAST_PATH 9    /**< The share covered is at least that of the time. */
#define INTEG_WHY_LESS_THAN_PATH 10  /**< The share covered is less than that of the time. */
#define INTEG_WHY_METHOD_CLASS 11    /**< The method's value is in the class that its status names. */
#define INTEG_WHY_METHOD_UNTOLD 12   /**< The method cannot tell, for the reason that is given. */

/** @brief The name of why a goal has its status, such as `"at_least_path"`. @param why An `INTEG_WHY_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_why_name(int32_t why);

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

/* ---- methods ---------------------------------------------------------------------------------------------- */

/** @brief How many methods there are. @return Their number. */
INTEG_API int32_t integ_goal_method_count(void);

/** @brief The name of a method, such as `"open_sdg"`. @param index From 0. @return Static; NULL when there is no such
 *  method. */
INTEG_API const char *integ_goal_method_name(int32_t index);

/** @brief Where a method is published. @param index From 0. @return Static; NULL when there is no such method. */
INTEG_API const char *integ_goal_method_source(int32_t index);

/** @brief The name of a parameter of a method, such as `"strict"` or the threshold `"high"`.
 *  @param index Of the method, from 0. @param parameter From 0. @return Static; NULL when there is no such one. */
INTEG_API const char *integ_goal_method_parameter_name(int32_t index, int32_t parameter);

/** @brief Chooses the method by which the goal is judged, `share_of_distance` where none is chosen. Parameters that
 *         were set are forgotten.
 *
 * The page on goals has each method with its source, parameters, thresholds, the class that a boundary belongs to, and
 * what its statuses mean in the words that all methods share.
 *  @param goal       Not NULL.
 *  @param method     Its name; not NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_UNSUPPORTED when the method has no meaning for
 *          the goal's direction, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_method(integ_goal *goal, const char *method, integ_error *error);

/** @brief Sets a parameter of the goal's method, thresholds included.
 *  @param goal        Not NULL.
 *  @param parameter   Its name; not NULL.
 *  @param coefficient The value; 1 and 0 for those that are on or off.
 *  @param decimals    0 to 18.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME when the method has none of that name,
 *          #INTEG_STATUS_OUT_OF_RANGE, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_parameter(integ_goal *goal, const char *parameter, int64_t coefficient,
                                                int32_t decimals, integ_error *error);

/** @brief The name of the goal's method. @param goal Not NULL. @return Static. */
INTEG_API const char *integ_goal_method(const integ_goal *goal);

/** @brief Chooses the line that forecasts are read from: #INTEG_TREND_LEAST_SQUARES, the usual one, or
 *         #INTEG_TREND_THEIL_SEN. @param goal Not NULL. @param trend An `INTEG_TREND_` constant. @param[out] error May
 *  be NULL. @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_goal_set_forecast(integ_goal *goal, int32_t trend, integ_error *error);

/** @brief The lasting name. @param goal Not NULL. @return Borrowed. */
INTEG_API const char *integ_goal_id(const integ_goal *goal);

/** @brief The title. @param goal Not NULL. @return Borrowed; the lasting name where there is no title. */
INTEG_API const char *integ_goal_title(const integ_goal *goal);

/** @brief The direction. @param goal Not NULL. @return An `INTEG_DIRECTION_` constant. */
INTEG_API int32_t integ_goal_direction(const integ_goal *goal);

/** @brief The theme's lasting name. @param goal Not NULL. @return Borrowed; NULL where it has none. */
INTEG_API const char *integ_goal_theme(const integ_goal *goal);

/** @brief The indicator's lasting name. @param goal Not NULL. @return Borrowed; NULL where it has none. */
INTEG_API const char *integ_goal_indicator(const integ_goal *goal);

/** @brief The target, the level to keep, or the lower of two limits.
 *  @param goal Not NULL. @param[out] coefficient May be NULL; likewise the others. @param[out] decimals Of the
 *  coefficient. @param[out] by The deadline; #INTEG_DATE_MAXIMUM where a level is to be kept without one.
 *  @return 1, or 0 when it has no target; then nothing is written. */
INTEG_API int32_t integ_goal_target(const integ_goal *goal, int64_t *coefficient, int32_t *decimals, integ_date *by);

/** @brief The upper of two limits. @param goal Not NULL. @param[out] coefficient May be NULL. @param[out] decimals May
 *  be NULL. @return 1, or 0 when it is not a goal of #INTEG_DIRECTION_BETWEEN; then nothing is written. */
INTEG_API int32_t integ_goal_target_high(const integ_goal *goal, int64_t *coefficient, int32_t *decimals);

/** @brief The number of milestones. @param goal Not NULL. @return 0 or more. */
INTEG_API int64_t integ_goal_milestone_count(const integ_goal *goal);

/** @brief A milestone; integ_progress_milestone() tells by the same number what became of it.
 *  @param goal Not NULL. @param index From 0. @param[out] coefficient May be NULL; likewise the others.
 *  @param[out] decimals Of the coefficient. @param[out] by The date on which it is to be reached.
 *  @return 1, or 0 when there is no such one; then nothing is written. */
INTEG_API int32_t integ_goal_milestone(const integ_goal *goal, int64_t index, int64_t *coefficient, int32_t *decimals,
                                       integ_date *by);

/** @brief The floor whose breach is reported. @param goal Not NULL. @param[out] coefficient May be NULL.
 *  @param[out] decimals May be NULL. @return #INTEG_LIMIT_AT_LEAST or #INTEG_LIMIT_AT_MOST; #INTEG_LIMIT_NONE when
 *  there is none, and then nothing is written. */
INTEG_API int32_t integ_goal_requirement(const integ_goal *goal, int64_t *coefficient, int32_t *decimals);

/** @brief As integ_goal_requirement(), the limit whose reaching is an achievement. @param goal Not NULL.
 *  @param[out] coefficient As there. @param[out] decimals As there. @return As there. */
INTEG_API int32_t integ_goal_recognition(const integ_goal *goal, int64_t *coefficient, int32_t *decimals);

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

/** @brief The number of dates. @param series Not NULL. @return 0 or more. */
INTEG_API int64_t integ_series_count(const integ_series *series);

/** @brief What there is on one of them. @param series Not NULL. @param index From 0, the earliest. @param[out] date May
 *  be NULL, and is untouched when there is no such one. @return Borrowed until something is added; NULL when there is
 *  no such one. */
INTEG_API const integ_figure *integ_series_figure(const integ_series *series, int64_t index, integ_date *date);

/* ---- progress --------------------------------------------------------------------------------------------- */

/** @brief How far a goal has come on a date, and what that was computed from. Immutable. */
typedef struct integ_progress integ_progress;

/** @brief Computes a goal's progress by its method.
 *
 * With baseline b on d0, target t on D and value v on d, by whatever method: progress p = (v − b) / (t − b); path
 * e = (d − d0) / (D − d0), clamped to 0..1. All comparisons are exact. A value at or beyond the target is
 * #INTEG_GOAL_ACHIEVED by every method.
 *  @param goal       Not NULL, with the target and the baseline (but for maintain and between) that its method needs.
 *  @param series     Not NULL. Dates after @p as_of are not looked at; the latest one not after it is the value's.
 *  @param as_of      The date.
 *  @param[out] out   The progress, freed with integ_progress_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_MISSING when the goal has no baseline or target and needs it,
 *          #INTEG_STATUS_INCONSISTENT when the deadline is not after the baseline or a higher threshold is below a
 *          lower one, #INTEG_STATUS_OUT_OF_MEMORY,
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

/** @brief The first date on which the target was met. @param progress Not NULL. @param[out] date May be NULL.
 *  @return 1, or 0 when it never was. */
INTEG_API int32_t integ_progress_first_achieved(const integ_progress *progress, integ_date *date);

/* ---- limits and milestones over time ---------------------------------------------------------------------- */

/** @brief The number of snapshots, from the baseline to the date of the report, at which limits and milestones were
 *         looked at. @param progress Not NULL. @return 0 or more. */
INTEG_API int64_t integ_progress_state_count(const integ_progress *progress);

/** @brief Whether the limits were met at one snapshot.
 *  @param progress Not NULL. @param index From 0, the earliest. @param[out] date Of the snapshot; may be NULL.
 *  @param[out] requirement 1, 0, or -1 where it cannot be told or there is none; may be NULL.
 *  @param[out] recognition As @p requirement; may be NULL.
 *  @return 1, or 0 when there is no such snapshot. */
INTEG_API int32_t integ_progress_state(const integ_progress *progress, int64_t index, integ_date *date,
                                       int32_t *requirement, int32_t *recognition);

/** @brief What was to be said of a milestone at one snapshot.
 *  @param progress Not NULL. @param milestone From 0. @param index Of the snapshot, from 0.
 *  @return An `INTEG_MILESTONE_` constant; 0 when there is no such milestone or snapshot. */
INTEG_API int32_t integ_progress_milestone_state(const integ_progress *progress, int64_t milestone, int64_t index);

/** @brief When a limit was first met, first breached, and last known.
 *  @param progress Not NULL. @param recognition 0 for the requirement, otherwise the recognition.
 *  @param[out] met On which date first; untouched where it never was; may be NULL.
 *  @param[out] breached As @p met, for not being met.
 *  @param[out] last The last date on which it could be told; may be NULL.
 *  @return The answer on that last date: 1 met, 0 not met, -1 where it never could be told. */
INTEG_API int32_t integ_progress_limit_dates(const integ_progress *progress, int32_t recognition, integ_date *met,
                                             integ_date *breached, integ_date *last);

/* ---- what the method says, and from what ------------------------------------------------------------------ */

/** @brief The method by which it was judged. @param progress Not NULL. @return Static. */
INTEG_API const char *integ_progress_method(const integ_progress *progress);

/** @brief Where the method is published. @param progress Not NULL. @return Static. */
INTEG_API const char *integ_progress_method_source(const integ_progress *progress);

/** @brief The status in the method's own words, such as `"moderate_progress"`. @param progress Not NULL.
 *  @return Static; `"not_available"` where it cannot be told. */
INTEG_API const char *integ_progress_method_status(const integ_progress *progress);

/** @brief What the method measures: the share of the distance (`share_of_distance`), growth or the share of the growth
 *         needed as a fraction (`open_sdg`, `eurostat`), the share of the distance that growth leads to by the deadline
 *         (`un_progress_chart`), the mean change of a year (`weather`), the change since the baseline (`barometer`,
 *         rounded and in the wanted direction; `significance`), or the latest value (`control_chart`).
 *  @param progress Not NULL. @param[out] value May be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_method_value(const integ_progress *progress, double *value);

/** @brief The score of the method, where it has one: -5 to 5 (`open_sdg`, `eurostat`), 1 to 3 (`un_progress_chart`), -1
 *         to 1 (`barometer`). @param progress Not NULL. @param[out] score May be NULL. @return 1, or 0 for none. */
INTEG_API int32_t integ_progress_method_score(const integ_progress *progress, double *score);

/** @brief Whether the value is at or beyond the target, or where it is to stay. @param progress Not NULL.
 *  @return 1 or 0. */
INTEG_API int32_t integ_progress_target_met(const integ_progress *progress);

/** @brief Why the method cannot tell. @param progress Not NULL. @return An `INTEG_UNTOLD_` constant. */
INTEG_API int32_t integ_progress_untold(const integ_progress *progress);

/** @brief Why it has its status. @param progress Not NULL. @return An `INTEG_WHY_` constant. */
INTEG_API int32_t integ_progress_why(const integ_progress *progress);

/** @brief How many parameters the method has, thresholds included. @param progress Not NULL. @return 0 or more. */
INTEG_API int32_t integ_progress_parameter_count(const integ_progress *progress);

/** @brief A parameter as it was used.
 *  @param progress Not NULL. @param index From 0. @param[out] value May be NULL; untouched where there is none.
 *  @param[out] given 1 where the goal sets it, 0 where it is the usual one; may be NULL.
 *  @return Its name, static; NULL when there is no such parameter. A limit that is not set is NaN. */
INTEG_API const char *integ_progress_parameter(const integ_progress *progress, int32_t index, double *value,
                                               int32_t *given);

/** @brief How many values the status was computed from. @param progress Not NULL. @return 0 or more. */
INTEG_API int64_t integ_progress_point_count(const integ_progress *progress);

/** @brief One of them, as the method saw it: of `parity` and, but for charts, `between` it is the distance.
 *  @param progress Not NULL. @param index From 0. @param[out] date May be NULL. @param[out] value May be NULL.
 *  @return 1, or 0 when there is no such one. */
INTEG_API int32_t integ_progress_point(const integ_progress *progress, int64_t index, integ_date *date,
                                       double *value);

/** @brief The limits of a control chart at its last point. @param progress Not NULL. @param[out] lower May be NULL.
 *  @param[out] mean May be NULL. @param[out] upper May be NULL. @param[out] flag An `INTEG_CHART_` constant; may be
 *  NULL. @param[out] assurance An `INTEG_ASSURANCE_` constant; may be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_chart(const integ_progress *progress, double *lower, double *mean, double *upper,
                                       int32_t *flag, int32_t *assurance);

/** @brief The test of a change against chance. @param progress Not NULL. @param[out] z In standard errors; may be NULL.
 *  @param[out] p_value Two-sided; may be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_test(const integ_progress *progress, double *z, double *p_value);

/* ---- forecast --------------------------------------------------------------------------------------------- */

/** @brief Where a line through the values from the baseline on leads by the deadline, with its 95 % interval.
 *
 * Three values are needed. Value and limits of a share end at 0 and 100. Hidden values are not used.
 *  @param progress Not NULL. @param[out] date The deadline; may be NULL. @param[out] value May be NULL.
 *  @param[out] lower May be NULL. @param[out] upper May be NULL. @param[out] pace The change of a year; may be NULL.
 *  @return #INTEG_UNTOLD_NONE, or why there is none; then nothing is written. */
INTEG_API int32_t integ_progress_forecast(const integ_progress *progress, integ_date *date, double *value,
                                          double *lower, double *upper, double *pace);

/** @brief How probable it is that the target is met at the deadline if the line goes on. @param progress Not NULL.
 *  @param[out] probability 0 to 1; may be NULL. @return 1, or 0 when there is none, as for parity exactly. */
INTEG_API int32_t integ_progress_probability(const integ_progress *progress, double *probability);

/** @brief The change of a year that is needed from now on. @param progress Not NULL. @param[out] pace 0 where the
 *  target is met; may be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_progress_required_pace(const integ_progress *progress, double *pace);

/** @brief The smallest change of a share, in percentage points, that a group of this size can show: found in 80 % of
 *         cases by a test at 5 %, with as many people later as now. @param progress Not NULL. @param[out] change May be
 *  NULL. @return #INTEG_UNTOLD_NONE, or why there is none. */
INTEG_API int32_t integ_progress_smallest_change(const integ_progress *progress, double *change);

/* ---- several goals together ------------------------------------------------------------------------------- */

#define INTEG_AGGREGATE_NONE 0         /**< No status of the whole. */
#define INTEG_AGGREGATE_MEAN_SCORE 1   /**< The mean of what the statuses are worth. */
#define INTEG_AGGREGATE_WORST 2        /**< The worst status. */
#define INTEG_AGGREGATE_ALL_ACHIEVED 3 /**< Achieved when every one is. */

/** @brief The name of a rule, such as `"mean_score"`. @param rule An `INTEG_AGGREGATE_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_aggregate_name(int32_t rule);

/** @brief A status of several goals, or of several such statuses. Fill it on one thread; then it may be shared. */
typedef struct integ_aggregate integ_aggregate;

/** @brief Begins a status of several goals.
 *
 * Achieved and maintained are worth 3, on track 2, behind 1, the rest that can be told 0. A mean of 3 is achieved, one
 * of 2 or more on track, of 1 or more behind, below 1 moving away. Where all goals that can be told are judged by
 * `open_sdg`, or all by `eurostat`, the mean is that of the method's scores, and the class the method's own; of an odd
 * number judged by `barometer` it is what more than half of them are, and unchanged where none is. What
 * cannot be told (not started, too few, no data, no distance) is counted and left out, and keeps
 * #INTEG_AGGREGATE_ALL_ACHIEVED from being achieved.
 *  @param context Not NULL. @param rule An `INTEG_AGGREGATE_` constant but NONE.
 *  @param[out] out Freed with integ_aggregate_free(). NULL on failure. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_aggregate_new(integ_context *context, int32_t rule, integ_aggregate **out,
                                           integ_error *error);

/** @brief Frees it. @param aggregate May be NULL. */
INTEG_API void integ_aggregate_free(integ_aggregate *aggregate);

/** @brief Adds a goal. @param aggregate Not NULL. @param progress Not NULL; not kept. @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_aggregate_add(integ_aggregate *aggregate, const integ_progress *progress,
                                           integ_error *error);

/** @brief Adds the status of several goals as one. One without goals is left out. @param aggregate Not NULL.
 *  @param part Not NULL; not kept. @param[out] error May be NULL. @return #INTEG_STATUS_OK,
 *              #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_aggregate_add_part(integ_aggregate *aggregate, const integ_aggregate *part,
                                                integ_error *error);

/** @brief The rule. @param aggregate Not NULL. @return An `INTEG_AGGREGATE_` constant. */
INTEG_API int32_t integ_aggregate_rule(const integ_aggregate *aggregate);

/** @brief The status of the whole. @param aggregate Not NULL. @return An `INTEG_GOAL_` constant: achieved, on track,
 *  behind, moving away, or, where nothing can be told, too few or no data. */
INTEG_API int32_t integ_aggregate_status(const integ_aggregate *aggregate);

/** @brief The mean score, where the rule is #INTEG_AGGREGATE_MEAN_SCORE. @param aggregate Not NULL.
 *  @param[out] score May be NULL. @return 1, or 0 when there is none. */
INTEG_API int32_t integ_aggregate_score(const integ_aggregate *aggregate, double *score);

/** @brief The mean score's class in the words of the method that all goals share. @param aggregate Not NULL.
 *  @return Static; NULL where they share none that has such classes. */
INTEG_API const char *integ_aggregate_method_status(const integ_aggregate *aggregate);

/** @brief How many were added. @param aggregate Not NULL. @return 0 or more. */
INTEG_API int64_t integ_aggregate_count(const integ_aggregate *aggregate);

/** @brief How many of them could not be told. @param aggregate Not NULL. @return 0 or more. */
INTEG_API int64_t integ_aggregate_untold(const integ_aggregate *aggregate);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

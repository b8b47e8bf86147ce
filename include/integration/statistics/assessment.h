/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_STATISTICS_ASSESSMENT_H
#define INTEG_STATISTICS_ASSESSMENT_H

/**
 * @file
 * @brief Part of integration/statistics.h: how far a value has come, by named methods.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup assessment statistics: how far a value has come, by named methods
 *  @{ */

#define INTEG_ASSESSMENT_NONE 0                     /**< There is a progress. */
#define INTEG_ASSESSMENT_NO_VALUE 1                 /**< The current value or its year is not known. */
#define INTEG_ASSESSMENT_NO_BASELINE 2              /**< The baseline or its year is not known. */
#define INTEG_ASSESSMENT_NO_DIRECTION 3             /**< The direction is not known. */
#define INTEG_ASSESSMENT_NO_TARGET 4                /**< The method needs a target. */
#define INTEG_ASSESSMENT_TOO_FEW_YEARS 5            /**< Less than a year after the baseline. */
#define INTEG_ASSESSMENT_BASELINE_ZERO 6            /**< There is no growth from 0. */
#define INTEG_ASSESSMENT_OPPOSITE_SIGNS 7           /**< There is no growth from one sign to the other. */
#define INTEG_ASSESSMENT_BASELINE_EQUALS_TARGET 8   /**< There is no distance to measure. */
#define INTEG_ASSESSMENT_DEADLINE_BEFORE_BASELINE 9 /**< The target is to be met before the baseline. */
#define INTEG_ASSESSMENT_TOO_LARGE 10               /**< The progress is too large to be a number. */
#define INTEG_ASSESSMENT_TARGET_ZERO 11             /**< No steady growth leads to exactly 0. */

/** @brief A method and what it is to assess. Belongs to one thread at a time.
 *
 * Numbers are taken for the decimals that they are written as, and compared with thresholds with twice the digits of a
 * binary64: growth of exactly 1.5 % is 1.5 %. Methods, and the thresholds that `high`, `med` and `low` replace:
 *
 * - `open_sdg` (open-sdg/sdg-build, ProgressMeasure; Statistics Canada): compound annual growth in the wanted
 *   direction, without a target in classes from 1.5 %, 0.5 % and 0 % (each lowered near a limit), with one as a share of
 *   the growth that the target needs, in classes from 95 %, 60 % and 0 %. A threshold belongs to the class above it.
 * - `eurostat` (Eurostat's monitoring reports as applied by Eustat): the same growth; above 1 %, above 0.1 %, down to
 *   -0.1 % and -1 %; with a target above 95 %, above 60 %, from 0 % on. A threshold belongs to the class below it,
 *   -0.1 % and -1 % to the one above.
 * - `un_progress_chart` (UN Statistics Division, technical note of 2023): where compound growth leads by the target's
 *   year, as a share of the way from the baseline to the target; from 95 % and 10 %; without a target growth from 2 %
 *   and 0.5 %. `tolerance` from the target counts as met (1 for percentages with a target of 0 or 100).
 * - `share_of_distance`: (value − baseline) / (target − baseline) beside the share of the time.
 * - `barometer` (integrationsbarometer.dk): values rounded to `decimals` (0), a half away from 0, then compared.
 *
 * `strict` (1) repeats what the published programs do: a baseline or target of 0 is replaced by 0.001, and binary64
 * numbers are compared as they come. Without it there is no growth from a baseline of 0. */
typedef struct integ_assessment integ_assessment;

/** @brief How many methods there are. @return Their number. */
INTEG_API int32_t integ_assessment_method_count(void);

/** @brief The name of a method. @param index From 0. @return Static; NULL when there is no such method. */
INTEG_API const char *integ_assessment_method_name(int32_t index);

/** @brief Where a method is published. @param index From 0. @return Static; NULL when there is no such method. */
INTEG_API const char *integ_assessment_method_source(int32_t index);

/** @brief Chooses a method.
 *  @param context    Not NULL.
 *  @param method     Its name.
 *  @param[out] out   Freed with integ_assessment_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_new(integ_context *context, const char *method, integ_assessment **out,
                                            integ_error *error);

/** @brief Frees it. @param assessment May be NULL. */
INTEG_API void integ_assessment_free(integ_assessment *assessment);

/** @brief Forgets all parameters, so that the next values can be set. @param assessment May be NULL. */
INTEG_API void integ_assessment_clear(integ_assessment *assessment);

/** @brief Sets a parameter. Those that are not set are unknown, except target_year (2030) and thresholds.
 *  @param assessment Not NULL.
 *  @param parameter  `base_year`, `base_value`, `current_year`, `current_value`, `direction` (1 or -1), `target`,
 *    `target_year`, `limit`, `strict`, `tolerance`, `decimals`, `high`, `med` or `low`.
 *  @param value      Finite.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_OUT_OF_RANGE,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_set(integ_assessment *assessment, const char *parameter, double value,
                                            integ_error *error);

/** @brief Assesses what was set. What cannot be told is no failure: the status and the reason say it.
 *  @param assessment Not NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_assessment_run(integ_assessment *assessment, integ_error *error);

/** @brief The progress in the method's own measure.
 *  @param assessment Not NULL.
 *  @param[out] progress May be NULL.
 *  @return 1, or 0 when there is none. */
INTEG_API int32_t integ_assessment_progress(const integ_assessment *assessment, double *progress);

/** @brief The score of the method, such as -5 to 5.
 *  @param assessment Not NULL.
 *  @param[out] score May be NULL.
 *  @return 1, or 0 when there is none. */
INTEG_API int32_t integ_assessment_score(const integ_assessment *assessment, double *score);

/** @brief The status in the method's own words, such as `"moderate_progress"`.
 *  @param assessment Not NULL.
 *  @return Static. */
INTEG_API const char *integ_assessment_status(const integ_assessment *assessment);

/** @brief Whether the value is at or beyond its target. @param assessment Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_assessment_met(const integ_assessment *assessment);

/** @brief Why there is no progress. @param assessment Not NULL. @return An `INTEG_ASSESSMENT_` constant. */
INTEG_API int32_t integ_assessment_reason(const integ_assessment *assessment);

/** @brief The name of a reason, such as `"baseline_zero"`.
 *  @param reason An `INTEG_ASSESSMENT_` constant.
 *  @return Static; `"unknown"` for anything else. */
INTEG_API const char *integ_assessment_reason_name(int32_t reason);

/** @brief The status that the mean of several scores stands for.
 *  @param method  `open_sdg` or `eurostat`.
 *  @param score   The mean.
 *  @param all_met 1 when every one of them has met its target.
 *  @return Static; `"not_available"` for other methods and when @p score is not finite. */
INTEG_API const char *integ_assessment_status_of_score(const char *method, double score, int32_t all_met);

/** @brief What an odd number of movements of the barometer comes to: what more than half of them are.
 *  @param movements  @p count numbers: 1 positive, 0 unchanged, -1 negative.
 *  @param count      An odd number.
 *  @param undecided  What it is when no movement has more than half.
 *  @param[out] movement 1, 0 or -1.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_barometer_movement(const int32_t *movements, int64_t count, int32_t undecided,
                                                int32_t *movement, integ_error *error);

#define INTEG_WEATHER_TO_BE_REACHED 1 /**< A value to be reached by a year. */
#define INTEG_WEATHER_TO_BE_KEPT 2    /**< A value to be kept every year. */
#define INTEG_WEATHER_DIRECTION 3     /**< Only a direction. */

#define INTEG_WEATHER_NONE 0          /**< No symbol. */
#define INTEG_WEATHER_SUN 1           /**< Will be met, or misses by less than 5 %. */
#define INTEG_WEATHER_SUN_AND_CLOUD 2 /**< Misses by 5 to 20 %. */
#define INTEG_WEATHER_CLOUD 3         /**< Moves the right way, and misses by more. */
#define INTEG_WEATHER_THUNDERSTORM 4  /**< Moves the wrong way or not at all. */

/** @brief The weather symbol of the German sustainability strategy: the mean change of the last five years, drawn
 *  on.
 *
 * Source: Federal Statistical Office of Germany, "Nachhaltige Entwicklung in Deutschland: Indikatorenbericht", status
 * of the indicators. The last points that are a year apart are used, no more than six, and four are needed. A target
 * that is met already is to be kept. Of an interval the end that is reached first counts; of several targets the worst
 * symbol.
 *  @param years @p count numbers in ascending order.
 *  @param values @p count finite numbers.
 *  @param count 0 or more.
 *  @param kind What the target is: #INTEG_WEATHER_TO_BE_REACHED, #INTEG_WEATHER_TO_BE_KEPT,
 *    #INTEG_WEATHER_DIRECTION.
 *  @param direction 1: up is wanted, -1: down.
 *  @param target Of no consequence for a direction alone.
 *  @param target_year Of consequence for a value to be reached only.
 *  @param[out] symbol #INTEG_WEATHER_SUN, #INTEG_WEATHER_SUN_AND_CLOUD, #INTEG_WEATHER_CLOUD or
 *    #INTEG_WEATHER_THUNDERSTORM.
 *  @param[out] change The mean change of a year.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNDEFINED when there are fewer than four points in a row,
 *          #INTEG_STATUS_OUT_OF_RANGE when a number is outside its bounds, not finite or too large, or
 *          #INTEG_STATUS_INVALID_ARGUMENT when a pointer is NULL. */
INTEG_API integ_status integ_weather(const double *years, const double *values, int64_t count, int32_t kind,
                                     int32_t direction, double target, double target_year, int32_t *symbol,
                                     double *change, integ_error *error);

/** @brief The name of a symbol, such as `"sun_and_cloud"`.
 *  @param symbol #INTEG_WEATHER_NONE and on.
 *  @return Static; `"not_available"` for none, `"unknown"` for anything else. */
INTEG_API const char *integ_weather_name(int32_t symbol);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

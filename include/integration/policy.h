/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_POLICY_H
#define INTEG_POLICY_H

/**
 * @file
 * @brief Floor 10, `policy`: the document that says who a policy is about, what it aims at and what is done.
 *
 * The format is described key by key in `docs/policy-format.md`.
 */

#include <integration/goal.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup policy policy: policy documents
 *  @{ */

#define INTEG_FORM_INTEGRATED 1 /**< Integrated in other policies: efforts are part of what everyone gets. */
#define INTEG_FORM_STANDALONE 2 /**< A policy of its own. */

#define INTEG_REVIEW_REVIEWED 1     /**< The theme was read in an integration perspective. */
#define INTEG_REVIEW_NOT_REVIEWED 2 /**< It was not. */

#define INTEG_EFFORT_DECIDED 1  /**< The effort is decided. */
#define INTEG_EFFORT_PROPOSED 2 /**< The effort is proposed. */

#define INTEG_EFFORT_PREVENTIVE 1  /**< It acts before there is a problem. */
#define INTEG_EFFORT_INTERVENING 2 /**< It acts on a problem. */

#define INTEG_EFFORT_GENERAL 1  /**< Part of what everyone gets. */
#define INTEG_EFFORT_TARGETED 2 /**< For the target group only: against the principle of an integrated policy. */

#define INTEG_POLICY_TOO_BROAD 15 /**< Default: a target group of more per cent of the population is too broad. */

/** @brief A policy document. Immutable; may be shared between threads. */
typedef struct integ_policy integ_policy;

/** @brief Reads a policy document from a file.
 *  @param context    Not NULL; kept alive by the policy.
 *  @param path       A YAML or JSON file; stands in messages. Not NULL.
 *  @param[out] out   The policy, freed with integ_policy_free(). NULL on failure.
 *  @param[out] error May be NULL. All faults that can be told apart are reported together, in the order of the
 *                    document; warnings may be added on success.
 *  @return #INTEG_STATUS_OK; #INTEG_STATUS_READ_FAILED; what integ_policy_read() returns. */
INTEG_API integ_status integ_policy_load(integ_context *context, const char *path, integ_policy **out,
                                         integ_error *error);

/** @brief Reads a policy document from memory.
 *  @param context     Not NULL; kept alive by the policy.
 *  @param bytes       The document; may be NULL when @p length is 0. Not used after the call.
 *  @param length      Bytes at @p bytes.
 *  @param source_name Stands in messages; NULL for none. Copied.
 *  @param[out] out    The policy, freed with integ_policy_free(). NULL on failure.
 *  @param[out] error  As for integ_policy_load().
 *  @return #INTEG_STATUS_OK, or the status of the fault that was met first, which need not stand first in the document:
 *          #INTEG_STATUS_SYNTAX, #INTEG_STATUS_ENCODING,
 *          #INTEG_STATUS_DUPLICATE, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH, #INTEG_STATUS_MISSING,
 *          #INTEG_STATUS_OUT_OF_RANGE, #INTEG_STATUS_INCONSISTENT, #INTEG_STATUS_CYCLE, #INTEG_STATUS_UNSUPPORTED,
 *          #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_policy_read(integ_context *context, const char *bytes, size_t length,
                                         const char *source_name, integ_policy **out, integ_error *error);

/** @brief Frees a policy. @param policy May be NULL. */
INTEG_API void integ_policy_free(integ_policy *policy);

/** @brief What integ_policy_check() looks for. Set it up on one thread; then it may be shared. */
typedef struct integ_policy_options integ_policy_options;

/** @brief Makes options with the defaults.
 *  @param context    Not NULL.
 *  @param[out] out   The options, freed with integ_policy_options_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_policy_options_new(integ_context *context, integ_policy_options **out,
                                                integ_error *error);

/** @brief Frees options. @param options May be NULL. */
INTEG_API void integ_policy_options_free(integ_policy_options *options);

/** @brief Sets the share of the population above which a target group is too broad.
 *  @param options    Not NULL.
 *  @param percent    1 to 100; the default is #INTEG_POLICY_TOO_BROAD. 100 finds no group too broad.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_policy_options_set_too_broad(integ_policy_options *options, int32_t percent,
                                                          integ_error *error);

/** @brief Protects what integ_policy_check() says of how broad groups are against what a ledger remembers, and lets it
 *         be remembered: the counts behind it, and how many rows the population has, count as published whether a group
 *         is too broad or not. Without a ledger each call is protected by itself, and on which side of the limit two
 *         groups are that differ by a few people can be asked for in two calls.
 *
 * Nothing is said of measured baselines then, since the whole report would have to be remembered for that.
 *  @param options    Not NULL.
 *  @param ledger     Not NULL; kept by the caller until the last check with the options. Write it with
 *                    integ_ledger_write() before anything of what was found is told.
 *  @param published  The date that the ledger remembers it by.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. Not thread-safe, and neither are checks with the options
 *          then. */
INTEG_API integ_status integ_policy_options_set_ledger(integ_policy_options *options, integ_ledger *ledger,
                                                       integ_date published, integ_error *error);

/** @brief Looks for what a policy's authors should know, and with a register for what does not fit it.
 *
 * Errors (with a register): names and types in filters that do not fit the columns, a population that is not there, a
 * baseline date that is no snapshot. Warnings: a group that nobody uses; a target group that covers too large a share
 * of the population in the latest snapshot (a group used for comparison only is no target group; nothing is said where
 * the policy's disclosure rule would hide the group's count in a release of all of them); a target that is not beyond
 * the baseline, given or measured (the policy is run for that, and nothing is told of a baseline that a report would
 * hide); a targeted effort in a policy of integrated form; what integ_policy_examine() finds. Remarks: a theme that is
 * not reviewed; an effort that serves no goal.
 *  @param policy        Not NULL.
 *  @param reg           The register; NULL to look at the document alone.
 *  @param options       NULL for the defaults.
 *  @param[out] findings Errors, warnings and remarks, in the order of the document. NULL to learn the status only.
 *  @return #INTEG_STATUS_OK when there is no error, whatever warnings there are; otherwise the status of the first
 *          error: #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_TYPE_MISMATCH, #INTEG_STATUS_INCONSISTENT,
 *          #INTEG_STATUS_NOT_FOUND, #INTEG_STATUS_MISSING, #INTEG_STATUS_UNSUPPORTED, #INTEG_STATUS_LIMIT_EXCEEDED,
 *          #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT; with a ledger also
 *          what integ_release_protect() and integ_release_record() return. */
INTEG_API integ_status integ_policy_check(const integ_policy *policy, const integ_register *reg,
                                          const integ_policy_options *options, integ_error *findings);

/** @brief Looks for what the conditions of a policy, in groups and indicators, can hardly mean, as
 *         integ_groups_examine() does: a code that no citizen has, a contradiction, a constant. Where the policy's
 *         disclosure rule hides zeros, codes are compared with the labels of the manifest alone: that no citizen has
 *         one would be a zero.
 *  @param policy       Not NULL.
 *  @param reg          With a register more is known; may be NULL.
 *  @param[out] remarks Gets an entry of #INTEG_SEVERITY_WARNING, with its place, for each thing that was found, and one
 *                      of #INTEG_SEVERITY_ERROR where the call fails. May be NULL, but then nothing is learnt.
 *  @return As integ_groups_examine(). */
INTEG_API integ_status integ_policy_examine(const integ_policy *policy, const integ_register *reg,
                                            integ_error *remarks);

/** @brief The policy's name. @param policy Not NULL. @return Borrowed. */
INTEG_API const char *integ_policy_title(const integ_policy *policy);

/** @brief The language it is written in. @param policy Not NULL. @return An `INTEG_LANGUAGE_` constant. */
INTEG_API int32_t integ_policy_language(const integ_policy *policy);

/** @brief Its purpose. @param policy Not NULL. @return Borrowed; NULL where it states none. */
INTEG_API const char *integ_policy_purpose(const integ_policy *policy);

/** @brief The context it stands in, such as a motto. @param policy Not NULL. @return Borrowed; NULL for none. */
INTEG_API const char *integ_policy_context(const integ_policy *policy);

/** @brief Its form. @param policy Not NULL. @return An `INTEG_FORM_` constant. */
INTEG_API int32_t integ_policy_form(const integ_policy *policy);

/** @brief Its disclosure rule, for what is published beside its report.
 *  @param policy     Not NULL.
 *  @param[out] out   A rule of one's own, freed with integ_disclosure_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. Thread-safe. */
INTEG_API integ_status integ_policy_disclosure(const integ_policy *policy, integ_disclosure **out, integ_error *error);

/** @brief The number of decisions. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_decision_count(const integ_policy *policy);

/** @brief A decision's words. @param policy Not NULL. @param index From 0.
 *  @param[out] body Who decided, borrowed, NULL where it does not say; may be NULL.
 *  @param[out] date When; untouched where it does not say; may be NULL.
 *  @return Borrowed; NULL when there is no such decision or it has no words. */
INTEG_API const char *integ_policy_decision(const integ_policy *policy, int64_t index, const char **body,
                                            integ_date *date);

/** @brief The number of themes. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_theme_count(const integ_policy *policy);

/** @brief A theme's lasting name. @param policy Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such theme. */
INTEG_API const char *integ_policy_theme_id(const integ_policy *policy, int64_t index);

/** @brief A theme's title. @param policy Not NULL. @param index From 0.
 *  @return Borrowed; the lasting name where it has no title, NULL when there is no such theme. */
INTEG_API const char *integ_policy_theme_title(const integ_policy *policy, int64_t index);

/** @brief A theme's review status. @param policy Not NULL. @param index From 0.
 *  @return An `INTEG_REVIEW_` constant; 0 when there is no such theme. */
INTEG_API int32_t integ_policy_theme_review(const integ_policy *policy, int64_t index);

/** @brief A theme's priority, 1 first. @param policy Not NULL. @param index From 0.
 *  @return 0 when it has none or there is no such theme. */
INTEG_API int64_t integ_policy_theme_priority(const integ_policy *policy, int64_t index);

/** @brief The target groups, for evaluating them. @param policy Not NULL. @return Borrowed; not to be changed. */
INTEG_API const integ_groups *integ_policy_groups(const integ_policy *policy);

/** @brief The number of groups. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_group_count(const integ_policy *policy);

/** @brief A group's lasting name. @param policy Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such group. */
INTEG_API const char *integ_policy_group_id(const integ_policy *policy, int64_t index);

/** @brief A group's title. @param policy Not NULL. @param index From 0.
 *  @return Borrowed; the lasting name where it has no title, NULL when there is no such group. */
INTEG_API const char *integ_policy_group_title(const integ_policy *policy, int64_t index);

/** @brief The number of indicators. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_indicator_count(const integ_policy *policy);

/** @brief An indicator's definition. @param policy Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such indicator. */
INTEG_API const integ_indicator *integ_policy_indicator(const integ_policy *policy, int64_t index);

/** @brief The number of goals. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_goal_count(const integ_policy *policy);

/** @brief A goal's definition. @param policy Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such goal. */
INTEG_API const integ_goal *integ_policy_goal(const integ_policy *policy, int64_t index);

/** @brief The number of efforts. @param policy Not NULL. @return 0 or more. */
INTEG_API int64_t integ_policy_effort_count(const integ_policy *policy);

/** @brief An effort's lasting name. @param policy Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such effort. */
INTEG_API const char *integ_policy_effort_id(const integ_policy *policy, int64_t index);

/** @brief An effort's title. @param policy Not NULL. @param index From 0.
 *  @return Borrowed; the lasting name where it has no title, NULL when there is no such effort. */
INTEG_API const char *integ_policy_effort_title(const integ_policy *policy, int64_t index);

/** @brief Whether an effort is decided. @param policy Not NULL. @param index From 0.
 *  @return #INTEG_EFFORT_DECIDED or #INTEG_EFFORT_PROPOSED; 0 when there is no such effort. */
INTEG_API int32_t integ_policy_effort_status(const integ_policy *policy, int64_t index);

/** @brief What kind of effort it is. @param policy Not NULL. @param index From 0.
 *  @return #INTEG_EFFORT_PREVENTIVE or #INTEG_EFFORT_INTERVENING; 0 when it does not say or does not exist. */
INTEG_API int32_t integ_policy_effort_kind(const integ_policy *policy, int64_t index);

/** @brief Whom an effort is for. @param policy Not NULL. @param index From 0.
 *  @return #INTEG_EFFORT_GENERAL or #INTEG_EFFORT_TARGETED; 0 when there is no such effort. */
INTEG_API int32_t integ_policy_effort_scope(const integ_policy *policy, int64_t index);

/** @brief Judges all goals by one method, whatever the document says; its parameters and thresholds are the usual ones.
 *
 * Before the policy is used by other threads. Goals for whose direction the method has no meaning say so; a goal that
 * has no target or baseline keeps its own method where the other needs one.
 *  @param policy     Not NULL.
 *  @param method     The name of a method, see integ_goal_method_name(); not NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNKNOWN_NAME, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_policy_set_method(integ_policy *policy, const char *method, integ_error *error);

/* ---- running a policy --------------------------------------------------------------------------------------- */

/** @brief What a policy's run found: every indicator and goal on a date, and whom the efforts reach. Immutable; may be
 *         shared between threads. It keeps the policy alive. */
typedef struct integ_results integ_results;

/** @brief Measures a policy on a register; small figures are hidden by the policy's own disclosure rule.
 *
 * Every snapshot up to the date is counted in one pass, for the series behind milestones, requirements and "lost".
 *  @param policy     Not NULL.
 *  @param reg        Not NULL; needed only during the call.
 *  @param as_of      The latest snapshot not after it is reported on; #INTEG_DATE_MAXIMUM means the latest of all.
 *  @param[out] out   The results, freed with integ_results_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_NOT_FOUND when there is no such snapshot or a goal's baseline date is none,
 *          #INTEG_STATUS_MISSING when the register has no dates, what integ_release_protect() returns (nothing is given
 *          out that its audit has not passed), #INTEG_STATUS_REFUSED when an indicator is
 *          broken down by what identifies people, what integ_groups_check() and integ_plan_add()
 *          return, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_policy_run(const integ_policy *policy, const integ_register *reg, integ_date as_of,
                                        integ_results **out, integ_error *error);

/** @brief As integ_policy_run(), but hides nothing: for eyes that may see everything, not for publication.
 *  @param policy As there. @param reg As there. @param as_of As there. @param[out] out As there.
 *  @param[out] error As there. @return As there. */
INTEG_API integ_status integ_policy_run_unprotected(const integ_policy *policy, const integ_register *reg,
                                                    integ_date as_of, integ_results **out, integ_error *error);

/** @brief As integ_policy_run(), and protects the report against what earlier releases said; then adds what it says to
 *         their ledger, in memory. Write the ledger with integ_ledger_write() before the report leaves. Where the run
 *         fails, the ledger remembers what it did before.
 *  @param policy     As there. @param reg As there. @param as_of As there.
 *  @param ledger     Not NULL.
 *  @param published  The date of the release.
 *  @param[out] out   As there.
 *  @param[out] error As there. A warning says so when earlier releases already give small figures away.
 *  @return As there, and as integ_release_record(). */
INTEG_API integ_status integ_policy_run_with_ledger(const integ_policy *policy, const integ_register *reg,
                                                    integ_date as_of, integ_ledger *ledger, integ_date published,
                                                    integ_results **out, integ_error *error);

/** @brief Frees results. @param results May be NULL. */
INTEG_API void integ_results_free(integ_results *results);

/** @brief The date of the snapshot reported on. @param results Not NULL. @return The date. */
INTEG_API integ_date integ_results_as_of(const integ_results *results);

/** @brief Whether small figures are hidden. @param results Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_results_are_protected(const integ_results *results);

/** @brief What small counts are rounded to multiples of. @param results Not NULL.
 *  @return The base; 0 where they are hidden, or shown. */
INTEG_API int64_t integ_results_rounding(const integ_results *results);

/** @brief The number of goals. @param results Not NULL. @return 0 or more. */
INTEG_API int64_t integ_results_goal_count(const integ_results *results);

/** @brief A goal's definition. @param results Not NULL. @param index From 0, by their theme's priority.
 *  @return Borrowed; NULL when there is no such goal. */
INTEG_API const integ_goal *integ_results_goal(const integ_results *results, int64_t index);

/** @brief How far a goal has come. @param results Not NULL. @param index As for integ_results_goal().
 *  @return Borrowed; NULL when there is no such goal. */
INTEG_API const integ_progress *integ_results_progress(const integ_results *results, int64_t index);

/** @brief The number of indicators. @param results Not NULL. @return 0 or more. */
INTEG_API int64_t integ_results_indicator_count(const integ_results *results);

/** @brief An indicator's definition. @param results Not NULL. @param index From 0, in the order of the document.
 *  @return Borrowed; NULL when there is no such indicator. */
INTEG_API const integ_indicator *integ_results_indicator(const integ_results *results, int64_t index);

/** @brief An indicator's value on the date of the report. @param results Not NULL. @param index As for
 *  integ_results_indicator(). @return Borrowed; NULL when there is no such indicator, or nothing of that date. */
INTEG_API const integ_figure *integ_results_figure(const integ_results *results, int64_t index);

/** @brief An indicator's values at all snapshots up to that date. @param results Not NULL. @param index As for
 *  integ_results_indicator(). @return Borrowed; NULL when there is no such indicator. */
INTEG_API const integ_series *integ_results_series(const integ_results *results, int64_t index);

/** @brief The number of cells of an indicator's breakdown; integ_indicator_by() tells its dimensions. @param results
 *  Not NULL. @param index As for integ_results_indicator(). @return 0 or more. */
INTEG_API int64_t integ_results_cell_count(const integ_results *results, int64_t index);

/** @brief The value of a cell. @param results Not NULL. @param index As for integ_results_indicator(). @param cell From
 *         0.
 *  @return Borrowed; NULL when there is no such cell. */
INTEG_API const integ_figure *integ_results_cell(const integ_results *results, int64_t index, int64_t cell);

/** @brief Where a cell lies: the value of one of its dimensions. @param results Not NULL. @param index As for
 *  integ_results_indicator(). @param cell From 0. @param dimension From 0.
 *  @param[out] label In the register's words, borrowed, NULL where it is unknown; may be NULL.
 *  @return The code, or the name of the band. Borrowed; NULL where it is unknown, or there is no such cell or
 *          dimension. */
INTEG_API const char *integ_results_cell_code(const integ_results *results, int64_t index, int64_t cell,
                                              int64_t dimension, const char **label);

/** @brief What the goals of a theme come to together. @param results Not NULL. @param theme From 0, in the order of the
 *  document. @return Borrowed; NULL when there is no such theme, or the document names no rule for it. */
INTEG_API const integ_aggregate *integ_results_theme_aggregate(const integ_results *results, int64_t theme);

/** @brief What the themes come to together. @param results Not NULL. @return Borrowed; NULL when the document names no
 *  rule. */
INTEG_API const integ_aggregate *integ_results_aggregate(const integ_results *results);

/** @brief The number of goals whose requirement is breached. @param results Not NULL. @return 0 or more. */
INTEG_API int64_t integ_results_breach_count(const integ_results *results);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

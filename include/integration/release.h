/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_RELEASE_H
#define INTEG_RELEASE_H

/**
 * @file
 * @brief Floor 8, `release`: everything that is going to be said about a register, protected together.
 *
 * Every figure that leaves passes through a release. Add all figures, protect once, then read what may be shown.
 */

#include <integration/indicator.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup release release: what may be published
 *  @{ */

/** @brief The figures of one publication. Fill and protect it on one thread; then it may be shared.
 *
 * Where one of the calls that fill it fails (`integ_release_add_…`, integ_release_set_ledger()), for whatever reason,
 * the release can only be freed: every later call returns #INTEG_STATUS_INVALID_ARGUMENT with `release.failed`. So
 * nothing is published without something that was to be protected with it, and was overlooked. Calls that come too
 * early or too late are told by `release.undecided` and `release.decided`, with the same status. */
typedef struct integ_release integ_release;

/** @brief Makes an empty release.
 *  @param context    Not NULL.
 *  @param rule       The primary rule; NULL hides nothing, for eyes that may see everything. Copied. Where it rounds
 *                    (integ_disclosure_set_rounding()), all counts of the release are sums of the same smallest groups,
 *                    small ones of which are rounded; see integ_release_protect().
 *  @param[out] out   The release, freed with integ_release_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_new(integ_context *context, const integ_disclosure *rule, integ_release **out,
                                         integ_error *error);

/** @brief Frees a release. @param release May be NULL. */
INTEG_API void integ_release_free(integ_release *release);

#define INTEG_ROWS_ALL 1     /**< All rows of a query's group. */
#define INTEG_ROWS_KNOWN 2   /**< Those for which its condition is known. */
#define INTEG_ROWS_UNKNOWN 3 /**< Those for which it is unknown. */
#define INTEG_ROWS_TRUE 4    /**< Those for which it is true. */

/** @brief Adds a count of a query: of a cell of its breakdown, or of the whole.
 *
 * The release knows which rows are behind them, so that what overlaps is protected together, across queries, tables and
 * snapshots.
 *  @param release     Not NULL, not yet protected.
 *  @param tally       Of a plan that keeps members, see integ_plan_keep_members(); kept by the caller until the release
 *                     is protected and, where it is, recorded.
 *  @param query       As integ_plan_add() gave it.
 *  @param cell        From 0 to integ_tally_cells() - 1; 0 for the whole.
 *  @param what        Which rows are counted: an `INTEG_ROWS_` constant.
 *  @param[out] figure The figure's number; 0 on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, also when the plan keeps no
 *          members and the release hides figures. */
INTEG_API integ_status integ_release_add_query(integ_release *release, const integ_tally *tally, int64_t query,
                                               int64_t cell, int32_t what, int64_t *figure, integ_error *error);

/** @brief Says that everybody knows how many rows a table of a snapshot has: what is left of it without other figures
 *         may not be small either. Of the main table that counts as known in any case, as the number of inhabitants is,
 *         where something is said of it or of a table that is linked to it. Of a table of fewer people than the
 *         threshold nothing is said.
 *  @param release    Not NULL, not yet protected.
 *  @param tally      As in integ_release_add_query().
 *  @param query      A query of the tally's plan over the table; what it asks for does not matter.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT, also where the query has a breakdown without a cell or
 *          where the release was decided, #INTEG_STATUS_OUT_OF_MEMORY. Not thread-safe for the same release. */
INTEG_API integ_status integ_release_add_population(integ_release *release, const integ_tally *tally, int64_t query,
                                                    integ_error *error);

/** @brief Says that a breakdown names only cells of the threshold or more people: that a cell is named, or is not,
 *         tells of them, in this release and, with a ledger, in later ones.
 *
 * People are rows, or their owners where the table is linked to another one: integ_release_names_cell() says which
 * cells are named.
 *  @param release    Not NULL, not yet protected.
 *  @param tally      As in integ_release_add_query().
 *  @param query      A query of the tally's plan with a breakdown. What is said is of all rows of its cells
 *                    (#INTEG_ROWS_ALL).
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT, also where the query has no breakdown, where there are no
 *          cells or where the release was decided, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_UNSUPPORTED where it
 *          rounds: name the cells whose rounded rows (#INTEG_ROWS_ALL) are not 0 instead. Not thread-safe for the same
 *          release. */
INTEG_API integ_status integ_release_add_listing(integ_release *release, const integ_tally *tally, int64_t query,
                                                 integ_error *error);

/** @brief Whether a listing names a cell: the threshold or more people are in it, as integ_release_add_listing() says.
 *         Asked of rows alone, more cells would be named than the release takes to be. Before the release is protected,
 *         that is which ones are to be added; it may turn out then that none may be named.
 *  @param release    Not NULL.
 *  @param tally      As in integ_release_add_listing().
 *  @param query      As in integ_release_add_listing().
 *  @param cell       From 0 to integ_tally_cells() - 1.
 *  @return 1, also of every cell where the release hides nothing, or 0 where the cell is not to be named, where no
 *          listing of it was added, or where none of its cells may be named (integ_release_is_listed()). Thread-safe
 *          once the release is protected. */
INTEG_API int32_t integ_release_names_cell(const integ_release *release, const integ_tally *tally, int64_t query,
                                           int64_t cell);

/** @brief Whether the cells of a breakdown may be named. Where that, or which of them are not named, would tell of a
 *         few people, by itself or with what was published before, no cell may be, and all figures of the breakdown are
 *         hidden. Ask it also where integ_release_names_cell() names none: that all cells are few may tell of each.
 *  @param release    Not NULL, protected.
 *  @param tally      As in integ_release_add_listing().
 *  @param query      As in integ_release_add_listing().
 *  @return 1, or 0 where no cell may be named or no listing was added. Thread-safe. */
INTEG_API int32_t integ_release_is_listed(const integ_release *release, const integ_tally *tally, int64_t query);

/** @brief Says that one count is a part of another: the rest of it may not be small either, and that all or none of few
 *         (the full cell) are in the part is hidden.
 *
 * What else would tell that, now or in a later release with the ledger, is found by its conditions and labels: the same
 * condition in another order, of a group and its parts, or the other way round. That two conditions mean the same is
 * not known where they are written in other ways than that.
 *  @param release    Not NULL, not yet protected.
 *  @param part       A figure of integ_release_add_query() whose rows are all in @p whole.
 *  @param whole      Another one.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INCONSISTENT when the release hides figures and a row of @p part is not in
 *          @p whole, or they are of different tables or snapshots, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_add_share(integ_release *release, int64_t part, int64_t whole, integ_error *error);

/** @brief Adds a count of persons of which nothing is known but the number: it is protected by itself, with the rest of
 *         what it is a part of.
 *
 * Several parts of one whole that add up to no more than it are taken to be apart: what is left of the whole without
 * all that are shown is not small, and where it would be the smallest further one is hidden. Where they do meet, more
 * is hidden than need be; and what follows from counts that are no parts of each other, or of parts that add up to more
 * than their whole, is not looked for. Such counts belong into integ_release_add_query().
 *  @param release    Not NULL, not yet protected.
 *  @param count      0 or more.
 *  @param part_of    The number of an earlier count that this one is a part of and that is published too, so that
 *                    the rest can be computed and must not be small either; -1 for none.
 *  @param[out] figure The figure's number; 0 on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_add_count(integ_release *release, int64_t count, int64_t part_of,
                                               int64_t *figure, integ_error *error);

/** @brief Decides what is hidden, and audits it. No figure can be added afterwards, nor can it be tried again.
 *
 * Every count is a sum over the smallest groups that occur, where a person is known by the key of the table across
 * snapshots; see integ_protect() and, for the audit, integ_audit_new(). Where the rule rounds, those of these groups
 * that enter something small, printed or to be had by subtracting, are rounded as integ_round() does it: Ø. Langsrud
 * and J. Heldal, "An Algorithm for Small Count Rounding of Tabular Data", Privacy in Statistical Databases (2018).
 * Counts of integ_release_add_count() are hidden where they are small, since nobody knows what they are made of.
 *  @param release    Not NULL.
 *  @param[out] error May be NULL. A warning says so when earlier releases already give figures away, and when figures
 *                    are hidden because there are too many, over too many snapshots, to be compared with each other.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_LIMIT_EXCEEDED for
 *          2^31 rows and more, where the ledger has too many figures to be compared with anything more, where what
 *          is listed, shown and hidden would give figures away beside what it has, and where there are too many to
 *          be rounded together; #INTEG_STATUS_UNSUPPORTED where a rule rounds that has a width or is
 *          strict;
 *          #INTEG_STATUS_INTERNAL when the audit finds a fault: nothing can be read then;
 *          #INTEG_STATUS_INVALID_ARGUMENT, also when a figure is of another register than the ledger's. With a ledger
 *          also #INTEG_STATUS_MISSING when data have no date, #INTEG_STATUS_INCONSISTENT and #INTEG_STATUS_NOT_FOUND
 *          when it is of another register or of other snapshots, and the statuses of integ_plan_add(). */
INTEG_API integ_status integ_release_protect(integ_release *release, integ_error *error);

/** @brief A count as it may be shown.
 *  @param release    Not NULL, protected.
 *  @param figure     As integ_release_add_count() gave it.
 *  @param[out] count The count; -1 when it is hidden, and on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_INVALID_ARGUMENT when there is no such figure or nothing is protected
 *          yet. */
INTEG_API integ_status integ_release_count(const integ_release *release, int64_t figure, int64_t *count,
                                           integ_error *error);

/** @brief A value of an indicator as it may be shown, with what it was computed from. Immutable. */
typedef struct integ_figure integ_figure;

/** @brief The value. @param figure NULL for a date of which there is none. @param[out] value In the indicator's unit
 *  (per cent for shares); may be NULL, and is untouched where there is none. @return 1, or 0 when there is none.
 *  Thread-safe. */
INTEG_API int32_t integ_figure_value(const integ_figure *figure, double *value);

/** @brief The 95 % interval of the value. @param figure May be NULL. @param[out] lower May be NULL. @param[out] upper
 *  May be NULL. @return 1, or 0 when there is none; then nothing is written. Thread-safe. */
INTEG_API int32_t integ_figure_interval(const integ_figure *figure, double *lower, double *upper);

/** @brief Why there is no value. @param figure May be NULL. @return An `INTEG_REASON_` constant: #INTEG_REASON_NONE
 *  where there is one, #INTEG_REASON_TOO_FEW where it is hidden, #INTEG_REASON_NO_SNAPSHOT of NULL. Thread-safe. */
INTEG_API int32_t integ_figure_reason(const integ_figure *figure);

/** @brief The rows that a value was computed from; see the page on indicators for what they are of each kind.
 *  @param figure May be NULL. @param[out] numerator -1 where it is hidden; likewise the others; may be NULL.
 *  @param[out] denominator May be NULL. @param[out] unknown Rows that were left out since it is not known whether they
 *  count; may be NULL. @return 1, or 0 when it was not counted in the register; then nothing is written.
 *  Thread-safe. */
INTEG_API int32_t integ_figure_counts(const integ_figure *figure, int64_t *numerator, int64_t *denominator,
                                      int64_t *unknown);

/** @brief As integ_figure_counts(), of the group that it is compared with. @param figure As there. @param[out]
 *  numerator As there. @param[out] denominator As there. @param[out] unknown As there. @return 1, or 0 when it is
 *  compared with none. */
INTEG_API int32_t integ_figure_other_counts(const integ_figure *figure, int64_t *numerator, int64_t *denominator,
                                            int64_t *unknown);

/** @brief What small counts of the release are rounded to multiples of. @param release Not NULL.
 *  @return The base; 0 where they are hidden, or shown. Thread-safe. */
INTEG_API int64_t integ_release_rounding(const integ_release *release);

/** @brief Whether the release hides small figures: 1, or 0 when it was made without a rule.
 *  @param release Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_release_is_protected(const integ_release *release);

/** @} */

/** @defgroup figures figures: what may be shown of attritions, overlaps and followings
 *  @{ */

/** @brief What may be shown of an attrition. When its release is protected the counts are filled in; until then, and
 *         when that fails, all of them are hidden. From then on it may be shared between threads. */
typedef struct integ_attrition_figures integ_attrition_figures;

/** @brief Adds all figures of an attrition: those left and lost at every step, for whom each condition alone is true or
 *         unknown, the near misses, and all rows.
 *
 * What can be computed of them is protected too: those for whom a condition is false, who is a member and who is not.
 *  @param release     Not NULL, not yet protected.
 *  @param attrition   Not NULL; kept by the caller until the release is protected and, where it is, recorded.
 *  @param[out] out    The figures, freed with integ_attrition_figures_free(), before or after the release. NULL on
 *                     failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_INVALID_ARGUMENT,
 *          #INTEG_STATUS_LIMIT_EXCEEDED above 1,000 conditions when the release hides figures. */
INTEG_API integ_status integ_release_add_attrition(integ_release *release, const integ_attrition *attrition,
                                                   integ_attrition_figures **out, integ_error *error);

/** @brief Frees figures. @param figures May be NULL. */
INTEG_API void integ_attrition_figures_free(integ_attrition_figures *figures);

/** @brief All rows, before the first condition. @param figures Not NULL. @return Rows; -1 when it is hidden. */
INTEG_API int64_t integ_attrition_figures_rows(const integ_attrition_figures *figures);

/** @brief The number of conditions. @param figures Not NULL. @return 0 or more. */
INTEG_API int64_t integ_attrition_figures_steps(const integ_attrition_figures *figures);

/** @brief A condition as its author wrote it. @param figures Not NULL. @param step From 0.
 *  @return Borrowed UTF-8; NULL when there is no such step. */
INTEG_API const char *integ_attrition_figures_condition(const integ_attrition_figures *figures, int64_t step);

/** @brief A count of a step as it may be shown. @param figures Not NULL. @param step From 0.
 *  @param figure An `INTEG_ATTRITION_` constant. @return Rows; -1 when it is hidden or there is no such figure. */
INTEG_API int64_t integ_attrition_figures_count(const integ_attrition_figures *figures, int64_t step, int32_t figure);

/** @brief What may be shown of an overlap. As #integ_attrition_figures. */
typedef struct integ_overlap_figures integ_overlap_figures;

/** @brief Adds all figures of an overlap: the sizes of the groups, what each two of them share, and where the overlap
 *         was made with patterns how many are in exactly which groups.
 *  @param release     Not NULL, not yet protected.
 *  @param overlap     Not NULL; kept by the caller until the release is protected and, where it is, recorded.
 *  @param[out] out    The figures, freed with integ_overlap_figures_free(), before or after the release. NULL on
 *                     failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_INVALID_ARGUMENT,
 *          #INTEG_STATUS_LIMIT_EXCEEDED above 64 groups when the release hides figures. */
INTEG_API integ_status integ_release_add_overlap(integ_release *release, const integ_overlap *overlap,
                                                 integ_overlap_figures **out, integ_error *error);

/** @brief Frees figures. @param figures May be NULL. */
INTEG_API void integ_overlap_figures_free(integ_overlap_figures *figures);

/** @brief The number of groups. @param figures Not NULL. @return 1 or more. */
INTEG_API int64_t integ_overlap_figures_groups(const integ_overlap_figures *figures);

/** @brief Citizens who are in both of two groups, as it may be shown.
 *  @param figures Not NULL. @param first Index in the names given. @param second The same index gives the group's
 *  size. @return Citizens; -1 when it is hidden or there is no such pair. */
INTEG_API int64_t integ_overlap_figures_count(const integ_overlap_figures *figures, int64_t first, int64_t second);

/** @brief The number of patterns that may be shown. @param figures Not NULL. @return 0 or more. */
INTEG_API int64_t integ_overlap_figures_pattern_count(const integ_overlap_figures *figures);

/** @brief The groups of a pattern that may be shown, the largest first. @param figures Not NULL. @param pattern From 0.
 *  @return Bit i is the group with index i; 0 when there is no such pattern. */
INTEG_API uint64_t integ_overlap_figures_pattern(const integ_overlap_figures *figures, int64_t pattern);

/** @brief Citizens who are members of exactly the groups of a pattern. @param figures Not NULL. @param pattern From 0.
 *  @return Citizens; -1 when there is no such pattern. */
INTEG_API int64_t integ_overlap_figures_exactly(const integ_overlap_figures *figures, int64_t pattern);

/** @brief Whether there are patterns that may not be shown. @param figures Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_overlap_figures_left_out(const integ_overlap_figures *figures);

/** @brief What may be shown of a following. As #integ_attrition_figures. */
typedef struct integ_following_figures integ_following_figures;

/** @brief Adds all figures of a following.
 *
 * People are known by the key of the table here, so that everything that the release says of this table in any snapshot
 * is protected as one table of trajectories. How many rows there are in each snapshot is taken to be known.
 *  @param release     Not NULL, not yet protected.
 *  @param following   Not NULL; kept by the caller until the release is protected and, where it is, recorded.
 *  @param[out] out    The figures, freed with integ_following_figures_free(), before or after the release. NULL on
 *                     failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_UNSUPPORTED where the release rounds,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_add_following(integ_release *release, const integ_following *following,
                                                   integ_following_figures **out, integ_error *error);

/** @brief Frees figures. @param figures May be NULL. */
INTEG_API void integ_following_figures_free(integ_following_figures *figures);

/** @brief How many are followed, as it may be shown. @param figures Not NULL. @return Rows; -1 when it is hidden. */
INTEG_API int64_t integ_following_figures_size(const integ_following_figures *figures);

/** @brief For how many it is unknown at the start, as it may be shown. @param figures Not NULL.
 *  @return Rows; -1 when it is hidden. */
INTEG_API int64_t integ_following_figures_unknown(const integ_following_figures *figures);

/** @brief A count of a step as it may be shown. @param figures Not NULL. @param step From 0.
 *  @param figure An `INTEG_FOLLOWING_` constant. @return Rows; -1 when it is hidden or there is no such figure. */
INTEG_API int64_t integ_following_figures_count(const integ_following_figures *figures, int64_t step, int32_t figure);

/** @brief Who is gone for a reason, as it may be shown. @param figures Not NULL. @param step From 0.
 *  @param reason From 0. @return Rows; -1 when it is hidden or there is no such reason. */
INTEG_API int64_t integ_following_figures_reason_count(const integ_following_figures *figures, int64_t step,
                                                       int64_t reason);

/** @} */

/** @defgroup ledger ledger: what was published before
 *  @{ */

/** @brief What earlier releases from a register have published, in a file: definitions, snapshots, and each figure or
 *         that it was hidden. Belongs to one thread at a time. */
typedef struct integ_ledger integ_ledger;

/** @brief Opens a ledger, or begins one where there is no file. Until it is freed nobody else can open it.
 *
 * A running hash (SHA-256) tells when entries were changed, taken out or put in another order. It has no key: whoever
 * can write the file can also make a whole new one, or take the last entries away, and so can whoever restores an old
 * copy; integ_ledger_hash() is what to write down elsewhere to notice that.
 *  @param context    Not NULL.
 *  @param path       Not NULL, not empty. Beside it a file PATH.lock is made.
 *  @param[out] out   The ledger, freed with integ_ledger_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_READ_FAILED, also when it is a symbolic link that leads nowhere,
 *          #INTEG_STATUS_WRITE_FAILED when the lock cannot be made or the file is write-protected or has several names
 *          (hard links), #INTEG_STATUS_REFUSED when somebody else has it, #INTEG_STATUS_SYNTAX,
 *          #INTEG_STATUS_ENCODING, #INTEG_STATUS_LIMIT_EXCEEDED, #INTEG_STATUS_UNSUPPORTED for a later format,
 *          #INTEG_STATUS_INCONSISTENT when it was changed, #INTEG_STATUS_OUT_OF_MEMORY,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_ledger_open(integ_context *context, const char *path, integ_ledger **out,
                                         integ_error *error);

/** @brief Reads a ledger from memory, to look at; it cannot be written.
 *  @param context    Not NULL.
 *  @param text       UTF-8; need not end with a NUL.
 *  @param length     In bytes.
 *  @param source     What messages call it; not NULL. Copied.
 *  @param[out] out   The ledger, freed with integ_ledger_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return As integ_ledger_open(). */
INTEG_API integ_status integ_ledger_read(integ_context *context, const char *text, size_t length, const char *source,
                                         integ_ledger **out, integ_error *error);

/** @brief Frees a ledger, and lets others open it. What was not written is lost. @param ledger May be NULL. */
INTEG_API void integ_ledger_free(integ_ledger *ledger);

/** @brief Whether there was no file when it was opened, so that it knows nothing of earlier releases: worth telling,
 *         since it may be a mistake in the path. @param ledger Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_ledger_is_new(const integ_ledger *ledger);

/** @brief How many releases it remembers. @param ledger Not NULL. @return The number. */
INTEG_API int64_t integ_ledger_count(const integ_ledger *ledger);

/** @brief The date of a release. @param ledger Not NULL. @param index From 0.
 *  @return Borrowed, as YYYY-MM-DD; NULL when there is none. */
INTEG_API const char *integ_ledger_date(const integ_ledger *ledger, int64_t index);

/** @brief The running hash of all releases. @param ledger Not NULL.
 *  @return Borrowed until the next release is recorded: 64 hexadecimal digits; NULL when there are none. */
INTEG_API const char *integ_ledger_hash(const integ_ledger *ledger);

/** @brief Writes the ledger, whole or not at all, and waits until it is on the disk. Do so before what it remembers
 *         leaves.
 *  @param ledger     Not NULL, of integ_ledger_open().
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_WRITE_FAILED, also when the file is write-protected or has several names,
 *          #INTEG_STATUS_LIMIT_EXCEEDED beyond 16 MiB,
 *          #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_ledger_write(const integ_ledger *ledger, integ_error *error);

/** @brief Lets a release be protected against what a ledger remembers: what was shown counts as shown, and what was
 *         hidden stays hidden. The earlier definitions are counted again, on the same snapshots.
 *  @param release    Not NULL, not yet protected, made with a rule.
 *  @param ledger     Not NULL; to be kept until the release is protected and recorded.
 *  @param reg        The register that the release is about; likewise.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNSUPPORTED where the release rounds: the ledger has exact counts, beside
 *          which rounded ones would tell what they were rounded from; #INTEG_STATUS_INVALID_ARGUMENT, also when the
 *          release hides nothing. */
INTEG_API integ_status integ_release_set_ledger(integ_release *release, integ_ledger *ledger, const integ_register *reg,
                                                integ_error *error);

/** @brief Adds what a release says to its ledger, in memory, all of it or nothing. Counts of
 *         integ_release_add_count() are not remembered; what was added otherwise is, with its definition.
 *
 * A release is protected beside what the ledger remembers then. Where anything was recorded since, it cannot be
 * recorded: neither once more, nor after another release that was protected at the same time and does not know of it.
 *  @param release    Not NULL, protected, with a ledger.
 *  @param date       When it is published.
 *  @param title      What it is; NULL for nothing. Copied.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT, also where the ledger has
 *          got a release since this one was protected. Not thread-safe for the same ledger. */
INTEG_API integ_status integ_release_record(const integ_release *release, integ_date date, const char *title,
                                            integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

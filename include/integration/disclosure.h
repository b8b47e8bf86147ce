/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_DISCLOSURE_H
#define INTEG_DISCLOSURE_H

/**
 * @file
 * @brief Floor 2, `disclosure`: which figures may not be shown, and what published tables give away. Knows counts, not
 *        citizens.
 */

#include <integration/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup disclosure disclosure: rules for small numbers
 *  @{ */

/** @brief The primary rule: which single figures are hidden. Set it up on one thread; then it may be shared. */
typedef struct integ_disclosure integ_disclosure;

#define INTEG_DISCLOSURE_THRESHOLD 5  /**< Default: counts of 1 to 4 are hidden. */
#define INTEG_DISCLOSURE_FULL_CELL 10 /**< Default: shares of 0 and 100 % of fewer than 10 are hidden. */

/** @brief Makes the default rule.
 *  @param context    Not NULL.
 *  @param[out] out   The rule, freed with integ_disclosure_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_new(integ_context *context, integ_disclosure **out, integ_error *error);

/** @brief Frees a rule. @param rule May be NULL. */
INTEG_API void integ_disclosure_free(integ_disclosure *rule);

/** @brief Sets the smallest count that may be shown beside zero.
 *  @param rule       Not NULL.
 *  @param threshold  1 (hides nothing) to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_threshold(integ_disclosure *rule, int64_t threshold, integ_error *error);

/** @brief Sets the smallest denominator with which a share of 0 or 100 % may be shown.
 *  @param rule       Not NULL.
 *  @param full_cell  0 (hides nothing) to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_full_cell(integ_disclosure *rule, int64_t full_cell, integ_error *error);

/** @brief Sets whether what is left of a total protects a part of it: 95 of whom 93 are employed tells of 2.
 *  @param rule       Not NULL.
 *  @param complement 1 (the default) or 0.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_complement(integ_disclosure *rule, int32_t complement, integ_error *error);

/** @brief Sets whether zeros are hidden as small counts are, for tables where it is confidential that there is nobody.
 *  @param rule       Not NULL.
 *  @param zeros      1 or 0 (the default).
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_zeros(integ_disclosure *rule, int32_t zeros, integ_error *error);

/** @brief Sets how far the possible values of a hidden figure must be apart at least: largest minus smallest.
 *  @param rule       Not NULL.
 *  @param width      1 (the default: never a single possible value) to 1000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_width(integ_disclosure *rule, int64_t width, integ_error *error);

/** @brief Sets whether integ_protect() withstands even someone who is told of every hidden count whether it is below
 *         the threshold, which the order of the elimination can let him guess. Hides about a third more.
 *  @param rule       Not NULL.
 *  @param strict     1 or 0 (the default).
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_strict(integ_disclosure *rule, int32_t strict, integ_error *error);

/** @brief Sets whether a release (integ_release_new()) rounds small counts instead of hiding them, as integ_round()
 *         does for tables. Nothing else looks at it.
 *  @param rule       Not NULL.
 *  @param base       0 (the default) to hide; 2 to 1000 for counts to be rounded to multiples of that, or of the
 *                    threshold where this is larger.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_rounding(integ_disclosure *rule, int64_t base, integ_error *error);

#define INTEG_DOMINANCE_MAXIMUM 100 /**< The most contributors that a dominance rule looks at. */

/** @brief Sets the rule that hides sums and means of which a few contributors make up most: integ_dominance_hides().
 *  @param rule       Not NULL.
 *  @param n          How many contributors; 0 (the default) for no such rule, up to #INTEG_DOMINANCE_MAXIMUM.
 *  @param k          How much of the sum they may make up, in hundredths of a percent: 0 to 10000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_dominance(integ_disclosure *rule, int64_t n, int64_t k, integ_error *error);

/** @brief Sets the rule that hides sums and means from which the second largest contributor could estimate the largest:
 *         integ_p_percent_hides().
 *  @param rule       Not NULL.
 *  @param p          In hundredths of a percent: 0 (the default, no such rule) to 10000.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_disclosure_set_p_percent(integ_disclosure *rule, int64_t p, integ_error *error);

/** @brief Whether either of these rules hides a sum.
 *  @param rule    Not NULL.
 *  @param total   The sum of all contributions; none is negative.
 *  @param largest The largest contributions, the largest first.
 *  @param count   How many those are: integ_disclosure_contributions(), or all there are.
 *  @return 1 when hidden, else 0. */
INTEG_API int32_t integ_disclosure_hides_sum(const integ_disclosure *rule, int64_t total, const int64_t *largest,
                                             int64_t count);

/** @brief How many of the largest contributions these rules look at. @param rule Not NULL. @return 0 when there is none
 *         of them. */
INTEG_API int64_t integ_disclosure_contributions(const integ_disclosure *rule);

/** @brief Whether it withstands being told. @param rule Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_disclosure_strict(const integ_disclosure *rule);

/** @brief Whether what is left of a total protects. @param rule Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_disclosure_complement(const integ_disclosure *rule);

/** @brief Whether zeros are hidden. @param rule Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_disclosure_zeros(const integ_disclosure *rule);

/** @brief What a release rounds small counts to multiples of. @param rule Not NULL. @return The base, at least the
 *         threshold; 0 where it hides them. */
INTEG_API int64_t integ_disclosure_rounding(const integ_disclosure *rule);

/** @brief The least width of a hidden figure's possible values. @param rule Not NULL. @return The number. */
INTEG_API int64_t integ_disclosure_width(const integ_disclosure *rule);

/** @brief The smallest count that may be shown beside zero. @param rule Not NULL. @return The threshold. */
INTEG_API int64_t integ_disclosure_threshold(const integ_disclosure *rule);

/** @brief The smallest denominator of a full share. @param rule Not NULL. @return The number. */
INTEG_API int64_t integ_disclosure_full_cell(const integ_disclosure *rule);

/** @brief Whether a count is hidden: it is 1 to threshold − 1. Zero is shown unless zeros are hidden.
 *  @param rule  Not NULL. @param count Persons; what is below 0 is no count, and hidden. @return 1 when hidden, else
 *  0. */
INTEG_API int32_t integ_disclosure_hides_count(const integ_disclosure *rule, int64_t count);

/** @brief Whether a share is hidden: its numerator, its denominator or the rest of it is hidden as a count, or it
 *         is 0 or 100 % of fewer than the full cell. The rest counts unless that was switched off.
 *  @param rule        Not NULL.
 *  @param numerator   Persons, 0 to @p denominator.
 *  @param denominator Persons; a share of nobody is not hidden, since it does not exist; what is no
 *                     share at all is.
 *  @return 1 when hidden, else 0. */
INTEG_API int32_t integ_disclosure_hides_share(const integ_disclosure *rule, int64_t numerator, int64_t denominator);

/** @brief Whether a sum of amounts is hidden because few contributors make up most of it: x₁ + … + xₙ > k % of X.
 *
 * Source: Hundepool et al., "Handbook on Statistical Disclosure Control", 2nd ed. (2024), section 4.2, (n,k)-rule.
 *  @param total   X, the sum of all contributions; none is negative.
 *  @param largest The n largest contributions, in any order; fewer when there are fewer contributors.
 *  @param count   How many those are, 0 or more.
 *  @param k       In hundredths of a percent: 8000 is 80 %; 0 to 10000.
 *  @return 1 when hidden, else 0. What is no sum (a negative or missing contribution, more than the total) is
 *          hidden. */
INTEG_API int32_t integ_dominance_hides(int64_t total, const int64_t *largest, int64_t count, int64_t k);

/** @brief Whether a sum of amounts is hidden because the second largest contributor can estimate the largest within
 *         p %: X − x₁ − x₂ < p % of x₁.
 *
 * Source: as integ_dominance_hides(), p %-rule. With prior knowledge q (percent), give p / q instead.
 *  @param total   X, the sum of all contributions; none is negative.
 *  @param largest x₁. @param second x₂, 0 when there is one contributor.
 *  @param p       In hundredths of a percent: 1000 is 10 %; 0 to 1000000.
 *  @return 1 when hidden, else 0. What is no sum is hidden. */
INTEG_API int32_t integ_p_percent_hides(int64_t total, int64_t largest, int64_t second, int64_t p);

/** @brief Whether a sum of amounts is hidden because the second largest contributor, who knew every contribution within
 *         q % before, can estimate the largest within p %: X − x₁ − x₂ < p / q of x₁.
 *
 * Source: as integ_dominance_hides(), (p,q)-rule.
 *  @param total   X, the sum of all contributions; none is negative.
 *  @param largest x₁. @param second x₂, 0 when there is one contributor.
 *  @param p       In hundredths of a percent: 1000 is 10 %; 0 to 1000000.
 *  @param q       Likewise, 1 to 1000000.
 *  @return 1 when hidden, else 0. What is no sum is hidden. */
INTEG_API int32_t integ_p_q_hides(int64_t total, int64_t largest, int64_t second, int64_t p, int64_t q);

/** @brief How far the largest possible value of a hidden sum must at least be above the sum, so that nobody comes
 *         closer than the (n,k)-rule allows: 100 / k (x₁ + … + xₙ) − X, rounded up to a whole number.
 *
 * Source: as integ_dominance_hides(), protection levels.
 *  @param total   As integ_dominance_hides(). @param largest As there. @param count As there. @param k As there.
 *  @return The level, 0 when the rule does not hide the sum; -1 when there is none, since it is no sum or k is 0. */
INTEG_API int64_t integ_dominance_level(int64_t total, const int64_t *largest, int64_t count, int64_t k);

/** @brief The same for the p %-rule: p / 100 of x₁ − (X − x₁ − x₂), rounded up to a whole number.
 *  @param total   As integ_p_percent_hides(). @param largest As there. @param second As there. @param p As there.
 *  @return The level, 0 when the rule does not hide the sum; -1 when it is no sum. */
INTEG_API int64_t integ_p_percent_level(int64_t total, int64_t largest, int64_t second, int64_t p);

/** @brief Whether some of those who are counted find out something about all others: so many of a whole are in one part
 *         that, but for a coalition of this size, everybody is.
 *
 * Source: D. P. Lupp and Ø. Langsrud, "Suppression of directly-disclosive cells in frequency tables", UNECE Expert
 * meeting on Statistical Data Confidentiality (2021): |p| − k ≤ |c|.
 *  @param part      Persons in the part. @param whole Persons in all parts together.
 *  @param coalition How many work together: 0 for someone from outside.
 *  @return 1 when it discloses, else 0. An empty part tells nothing; what is no part does. */
INTEG_API int32_t integ_coalition_discloses(int64_t part, int64_t whole, int64_t coalition);

/** @brief Adds up who contributes what to several sums together, and finds the largest contributors.
 *
 * Hidden sums of one line are published together, by what is left of its total. So ask the rules of all of them
 * together too, and give every unit that is in several of them once, with its sum.
 *  @param context      Not NULL.
 *  @param units        The unit (a person, a company) of each contribution; any numbers. NULL when there are none.
 *  @param amounts      Each contribution, 0 or more. NULL when there are none.
 *  @param count        How many contributions.
 *  @param[out] total   Their sum; not NULL; 0 on failure.
 *  @param[out] largest The sums of the largest contributors, the largest first, 0 where there are no more; may be NULL
 *                      when none is wanted.
 *  @param wanted       How many.
 *  @param[out] error   May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_OUT_OF_RANGE for a negative contribution or a
 *          sum beyond 64 bits, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_contributions_rank(integ_context *context, const int64_t *units, const int64_t *amounts,
                                                int64_t count, int64_t *total, int64_t *largest, int64_t wanted,
                                                integ_error *error);

/** @} */

/** @defgroup disclosure_cells disclosure: tables as cells over atoms
 *  @{ */

/** @brief All cells that are published together. Each is the sum of some **atoms**, the smallest groups that occur and
 *         do not overlap; so a cell is a set of atoms. Tables, hierarchies, overlapping groups and parts with their
 *         wholes are all of this form. Filled on one thread; then it may be shared. */
typedef struct integ_cells integ_cells;

/** @brief Makes an empty set of cells.
 *  @param context    Not NULL.
 *  @param atoms      How many atoms there are, 0 to 2^31 − 1.
 *  @param[out] out   Freed with integ_cells_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cells_new(integ_context *context, int64_t atoms, integ_cells **out, integ_error *error);

/** @brief Makes the cells of a complete cross table, with totals and hierarchies.
 *
 * Each dimension has nodes; a node's parent is its total, and nodes without children are leaves. An atom is a
 * combination of leaves, a cell a combination of nodes, and both are numbered with the last dimension running fastest,
 * leaves in the order of their nodes. Every node and its parent make shares: see integ_cells_add_share().
 *  @param context     Not NULL.
 *  @param dimensions  1 to 16.
 *  @param sizes       @p dimensions numbers of nodes, each at least 1.
 *  @param parents     The parents of all nodes, one dimension after the other: a node of the same dimension, from 0, or
 *                     -1 for a node that has no total.
 *  @param[out] out    Freed with integ_cells_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_OUT_OF_RANGE when a parent is no node,
 *          #INTEG_STATUS_CYCLE when nodes are each other's totals, #INTEG_STATUS_LIMIT_EXCEEDED for more than 10
 *          million cells or dimensions, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cells_new_table(integ_context *context, int32_t dimensions, const int64_t *sizes,
                                             const int64_t *parents, integ_cells **out, integ_error *error);

/** @brief Frees cells. @param cells May be NULL. */
INTEG_API void integ_cells_free(integ_cells *cells);

/** @brief Adds a cell.
 *  @param cells      Not NULL.
 *  @param atoms      Its atoms, from 0, ascending; copied. NULL when there are none.
 *  @param count      How many.
 *  @param[out] index The cell's number, from 0; may be NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_OUT_OF_RANGE when there is no such atom,
 *          #INTEG_STATUS_INVALID_ARGUMENT, also when they are not ascending. */
INTEG_API integ_status integ_cells_add(integ_cells *cells, const int64_t *atoms, int64_t count, int64_t *index,
                                       integ_error *error);

/** @brief Says that one cell is a part of another, so that the rules for shares concern it.
 *  @param cells      Not NULL.
 *  @param part       A cell whose atoms are all in @p whole.
 *  @param whole      A cell.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INCONSISTENT when it is no part of it,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cells_add_share(integ_cells *cells, int64_t part, int64_t whole, integ_error *error);

#define INTEG_STANDING_OPEN 0      /**< Shown or hidden, as protection decides. */
#define INTEG_STANDING_PUBLISHED 1 /**< Somebody has it already: it counts as shown, whatever the rule says. */
#define INTEG_STANDING_SECRET 2    /**< Hidden whatever its count: it was hidden earlier, or a rule outside says so. */
#define INTEG_STANDING_DERIVED 3   /**< Never printed, such as a difference of groups: when the rule hides its count,
                                        what is shown must not tell it; otherwise it does not matter. */

/** @brief Says what becomes of a cell whatever its count; #INTEG_STANDING_OPEN unless set.
 *  @param cells      Not NULL.
 *  @param cell       From 0.
 *  @param standing   One of the `INTEG_STANDING_` constants.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cells_set_standing(integ_cells *cells, int64_t cell, int32_t standing,
                                                integ_error *error);

/** @brief Says how much a cell is wanted: of two that could be hidden, the one with the higher rank is. Cells of nobody
 *         are shown before all others, whatever their rank.
 *  @param cells      Not NULL.
 *  @param cell       From 0.
 *  @param rank       Any number; 0 unless set. Of equal ranks, cells with more atoms are wanted more, and of
 *                    those the ones that were added first.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_cells_set_rank(integ_cells *cells, int64_t cell, int64_t rank, integ_error *error);

/** @brief How many cells there are. @param cells Not NULL. @return The number. */
INTEG_API int64_t integ_cells_count(const integ_cells *cells);

/** @brief How many atoms there are. @param cells Not NULL. @return The number. */
INTEG_API int64_t integ_cells_atoms(const integ_cells *cells);

/** @brief The atoms of a cell. @param cells Not NULL. @param cell From 0. @param[out] count How many; not NULL.
 *  @return Borrowed, ascending; NULL when there is no such cell. */
INTEG_API const int64_t *integ_cells_members(const integ_cells *cells, int64_t cell, int64_t *count);

/** @} */

/** @defgroup disclosure_audit disclosure: the audit
 *  @{ */

#define INTEG_AUDIT_SHOWN 0     /**< The cell is not hidden. */
#define INTEG_AUDIT_SAFE 1      /**< At least two values are possible, as far apart as the rule asks. */
#define INTEG_AUDIT_LINEAR 2    /**< Adding and subtracting published cells gives the value. */
#define INTEG_AUDIT_INTERVAL 3  /**< Counts are not negative, which leaves one value. */
#define INTEG_AUDIT_INTEGER 4   /**< Counts are whole numbers, which leaves one value. */
#define INTEG_AUDIT_RULE 5      /**< Whoever knows what is hidden and what never is finds the value. */
#define INTEG_AUDIT_INSIDER 6   /**< Someone who is counted in the cell finds the value. */
#define INTEG_AUDIT_NARROW 7    /**< Two values are possible, but not as far apart as the rule asks. */
#define INTEG_AUDIT_UNDECIDED 8 /**< Beyond the budget: to be taken as unsafe. */

/** @brief What a published table gives away of its hidden cells. Never changes; may be shared between threads. */
typedef struct integ_audit integ_audit;

/** @brief Finds out which values each hidden cell can have, for someone who sees everything that is published.
 *
 * Derived cells are given as hidden ones; of them, and of secret ones, nobody knows that they are not zero.
 * Exact: intervals come from linear programming in whole numbers and branch and bound, never from rounded numbers, and
 * depend on nothing but the arguments. Sources: Hundepool et al., "Handbook on Statistical Disclosure Control", 2nd ed.
 * (2024), section 4.4.2; for whole-number pivoting J. Edmonds, J. of Research of the NBS 71B (1967), 241-245.
 *  @param cells      Not NULL.
 *  @param values     For each cell the published count, or -1 when it is hidden.
 *  @param rule       What the attacker knows of the rule: a count of 0 is never hidden unless zeros are, or it is no
 *                    one of a small total (the full cell); and a part (integ_cells_add_share()) is never shown beside a
 *                    hidden total with which the rule would hide it. That is left out where the rule was not followed,
 *                    as far as anybody sees. NULL for an attacker who knows nothing of it.
 *  @param[out] out   Freed with integ_audit_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_INCONSISTENT when no
 *          counts can have been published so, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_audit_new(const integ_cells *cells, const int64_t *values, const integ_disclosure *rule,
                                       integ_audit **out, integ_error *error);

/** @brief Other counts that could have been published in the same way: see integ_protect_with_proof(). They tell of the
 *         true counts, so they are as confidential as those. Never changes; may be shared between threads. */
typedef struct integ_proof integ_proof;

/** @brief Frees a proof. @param proof May be NULL. */
INTEG_API void integ_proof_free(integ_proof *proof);

/** @brief How many other counts there are in a proof. @param proof Not NULL. @return The number. */
INTEG_API int64_t integ_proof_count(const integ_proof *proof);

/** @brief What is different in other counts. @param proof Not NULL. @param number From 0.
 *  @param[out] count How many atoms have another count; not NULL.
 *  @return Borrowed; an atom and how many persons more (or, below 0, fewer) are in it, by turns. NULL when there are no
 *          such counts. */
INTEG_API const int64_t *integ_proof_other(const integ_proof *proof, int64_t number, int64_t *count);

/** @brief The audit for whoever has the true counts, and perhaps a proof: fast also for large tables.
 *
 * Each of the other counts in the proof is made and compared with everything that is published. Where it could have
 * been published in the same way, it shows that the cells in which it differs from the true counts have two values; but
 * not to someone whose like there are none in it, in all the atoms that are in the same cells. Hidden cells that this
 * leaves open are examined as integ_audit_new() does. A derived cell that the rule does not hide need not be proven.
 *  @param cells      Not NULL.
 *  @param values     For each cell the published count, or -1 when it is hidden.
 *  @param counts     The count of every atom.
 *  @param rule       Not NULL. What the attacker knows of the rule: a count that is hidden is not 0, unless zeros are
 *                    hidden, or it is; and every part that is shown would be with the other counts.
 *  @param proof      NULL when there is none.
 *  @param[out] out   Freed with integ_audit_free(). NULL on failure. The limits of cells that were proven by other
 *                    counts alone are not worked out: 0 and none.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_INCONSISTENT when the
 *          counts are not those that were published, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_audit_new_proven(const integ_cells *cells, const int64_t *values, const int64_t *counts,
                                              const integ_disclosure *rule, const integ_proof *proof,
                                              integ_audit **out, integ_error *error);

/** @brief Frees an audit. @param audit May be NULL. */
INTEG_API void integ_audit_free(integ_audit *audit);

/** @brief The finding on one cell: the simplest attack that works. @param audit Not NULL. @param cell From 0.
 *  @return One of the `INTEG_AUDIT_` constants. */
INTEG_API int32_t integ_audit_finding(const integ_audit *audit, int64_t cell);

/** @brief The lasting name of a finding, such as `"linear"`. @param finding One of the constants.
 *  @return Static; NULL when there is none. */
INTEG_API const char *integ_audit_finding_name(int32_t finding);

/** @brief Whether every hidden cell is safe. @param audit Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_audit_is_safe(const integ_audit *audit);

/** @brief The smallest and the largest value that a cell can have.
 *  @param audit      Not NULL.
 *  @param cell       From 0.
 *  @param with_rule  1 for someone who knows the rule, 0 for someone who only knows that counts are whole and not
 *                    negative.
 *  @param[out] lower May be NULL. @param[out] upper May be NULL; -1 when there is no limit.
 *  @return 1 when both limits are reached by some possible counts; 0 when they are only known not to be passed. */
INTEG_API int32_t integ_audit_interval(const integ_audit *audit, int64_t cell, int32_t with_rule, int64_t *lower,
                                       int64_t *upper);

/** @brief The published cells that give a hidden cell away, or set its limits. @param audit Not NULL.
 *  @param cell From 0. @param[out] count How many; not NULL.
 *  @return Borrowed, ascending; NULL when there are none. */
INTEG_API const int64_t *integ_audit_witness(const integ_audit *audit, int64_t cell, int64_t *count);

/** @} */

/** @defgroup disclosure_protect disclosure: protecting tables
 *  @{ */

#define INTEG_CELL_SHOWN 0       /**< The cell can be published. */
#define INTEG_CELL_PRIMARY 1     /**< Hidden by the rule, or secret; or derived, and protected. */
#define INTEG_CELL_SECONDARY 2   /**< Hidden so that what the rule hides does not follow from the rest. */
#define INTEG_CELL_NOT_PRINTED 3 /**< Derived, and of no concern: neither shown nor in need of protection. */
#define INTEG_CELL_EXPOSED 4     /**< Hidden in vain: what is published already gives it away. */

/** @brief Decides which cells are hidden so that no hidden cell has a single possible value.
 *
 * Secondary cells are chosen by exact Gaussian elimination, from the cell that is wanted most (by its rank) to the
 * one that is wanted least; then, for every hidden cell, other counts are looked for which could have been published in
 * the same way, by the rules about shares too; where none are found, more is hidden. The result is a function of the
 * arguments alone. Source: Ø. Langsrud, "Secondary Cell Suppression by Gaussian Elimination: An Algorithm Suitable for
 * Handling Issues with Zeros and Singletons", Privacy in Statistical Databases, LNCS 14915 (2024).
 *  @param cells       Not NULL.
 *  @param counts      The count of every atom, 0 or more.
 *  @param rule        Not NULL.
 *  @param[out] states One of the `INTEG_CELL_` constants for each cell. Never publish the difference between primary
 *                     and secondary.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_RANGE for a
 *          negative count or sums beyond 2^53, #INTEG_STATUS_INTERNAL for a fault of the library,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_protect(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                     int32_t *states, integ_error *error);

/** @brief As integ_protect(), and hands over the other counts that were found for the hidden cells.
 *  @param cells       Not NULL.
 *  @param counts      The count of every atom, 0 or more.
 *  @param rule        Not NULL.
 *  @param[out] states One of the `INTEG_CELL_` constants for each cell.
 *  @param[out] proof  Freed with integ_proof_free(). NULL on failure.
 *  @param[out] error  May be NULL.
 *  @return As integ_protect(). */
INTEG_API integ_status integ_protect_with_proof(const integ_cells *cells, const int64_t *counts,
                                                const integ_disclosure *rule, int32_t *states, integ_proof **proof,
                                                integ_error *error);

/** @} */

/** @defgroup disclosure_round disclosure: rounding tables
 *  @{ */

/** @brief Rounds small counts instead of hiding them, so that everything still adds up.
 *
 * Only atoms that enter a small published cell are rounded, down or up to multiples of the base; how many up, keeps the
 * sum of all atoms; which ones, keeps the published cells close to the true ones. Each cell is the sum of its rounded
 * atoms, so that parts add up to their totals in all tables. Every published value below the threshold and the base is
 * a multiple of the base. Published values that are small may have been rounded and others may not; nobody is told
 * which. The result is a function of the arguments alone. Source: Ø. Langsrud and J. Heldal, "An Algorithm for Small
 * Count Rounding of Tabular Data", Privacy in Statistical Databases (2018); instead of drawing lots between equals, the
 * first atom is taken.
 *  @param cells       Not NULL. Give shares for parts whose rest must not be small.
 *  @param counts      The count of every atom, 0 or more.
 *  @param rule        Not NULL. Its threshold is used, and whether what is left of a total protects. Zeros and full
 *                     cells need nothing more: a zero can be a small count that was rounded, and so nobody knows that
 *                     nobody, or everybody, is in a part; below the full cell what is left is rounded for that, also
 *                     where it is no secret. A width above 1, and a strict rule, are refused.
 *  @param base        What is rounded to, 2 to 1000; usually the threshold. Multiples of a smaller base that are below
 *                     the threshold are shown, and some of them are true counts: give one only where that may be seen.
 *  @param derived     1 to round also small counts of atoms that are not published and follow from all published cells
 *                     together; do so unless every atom is a cell. 0 to look no further than cells with a single atom
 *                     that does not follow from others, as the source does.
 *  @param[out] values The rounded count of each cell. On failure it is left as it was.
 *  @param[out] atoms  The rounded count of each atom; may be NULL. On failure it is left as it was.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_CANCELLED, #INTEG_STATUS_OUT_OF_RANGE for a
 *          negative count or sums beyond 2^53, #INTEG_STATUS_UNSUPPORTED for a rule with a width above 1 or a strict
 *          one, and for cells that are published already or secret, #INTEG_STATUS_INTERNAL for a fault of the library,
 *          #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_round(const integ_cells *cells, const int64_t *counts, const integ_disclosure *rule,
                                   int64_t base, int32_t derived, int64_t *values, int64_t *atoms, integ_error *error);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

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

/** @brief The figures of one publication. Fill and protect it on one thread; then it may be shared. */
typedef struct integ_release integ_release;

/** @brief Makes an empty release.
 *  @param context    Not NULL.
 *  @param rule       The primary rule; NULL hides nothing, for eyes that may see everything. Copied.
 *  @param[out] out   The release, freed with integ_release_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_new(integ_context *context, const integ_disclosure *rule, integ_release **out,
                                         integ_error *error);

/** @brief Frees a release. @param release May be NULL. */
INTEG_API void integ_release_free(integ_release *release);

/** @brief Adds a count of persons.
 *  @param release    Not NULL, not yet protected.
 *  @param count      0 or more.
 *  @param part_of    The number of an earlier count that this one is a part of and that is published too, so that
 *                    the rest can be computed and must not be small either; -1 for none.
 *  @param[out] figure The figure's number; 0 on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_release_add_count(integ_release *release, int64_t count, int64_t part_of,
                                               int64_t *figure, integ_error *error);

/** @brief Decides what is hidden. No figure can be added afterwards.
 *  @param release    Not NULL.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
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

/** @brief Whether the release hides small figures: 1, or 0 when it was made without a rule.
 *  @param release Not NULL. @return 1 or 0. */
INTEG_API int32_t integ_release_is_protected(const integ_release *release);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

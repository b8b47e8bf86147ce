/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_BASE_H
#define INTEG_BASE_H

/**
 * @file
 * @brief Floor 1, `base`: status codes, the error object, the context, dates and versions.
 *
 * Nothing here knows of citizens. Every other header includes this one.
 *
 * @section base_rules Rules that hold for the whole interface
 * - **Ownership.** What comes through an `out` pointer belongs to the caller, who frees it with the type's
 *   `_free`; what is returned is borrowed from the object that was asked, and lives as long as that object.
 *   `_free(NULL)` is harmless, and `_free` may run on any thread. A handle keeps what it was made from alive, so
 *   handles may be freed in any order.
 * - **Errors.** Every call that can fail returns an ::integ_status and takes an `integ_error *` last, which may be
 *   NULL. On failure `out` pointers are set to NULL and every handle that was passed stays usable.
 * - **Threads.** A handle may be used by many threads at once when it can no longer be changed (registers,
 *   snapshots, cohorts, policies, results). Builders, options, contexts being set up and error objects belong to one
 *   thread at a time.
 * - **Text** is UTF-8. A `const char *` without a length is NUL-terminated.
 */

#include <stddef.h>
#include <stdint.h>

/** @def INTEG_API
 *  @brief Marks what the shared library exports. Programs that link the static library on Windows define
 *         INTEG_STATIC. */
#if defined(_WIN32) && !defined(INTEG_STATIC)
#ifdef INTEG_BUILDING
#define INTEG_API __declspec(dllexport)
#else
#define INTEG_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define INTEG_API __attribute__((visibility("default")))
#else
#define INTEG_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** @defgroup base base: status, errors, context, dates
 *  @{ */

/* ---- version ---------------------------------------------------------------------------------------------- */

#define INTEG_VERSION_MAJOR 0 /**< Major version of these headers. */
#define INTEG_VERSION_MINOR 1 /**< Minor version of these headers. */
#define INTEG_VERSION_PATCH 0 /**< Patch version of these headers. */

/** @brief The version of the library that runs, as a number: major * 1000000 + minor * 1000 + patch.
 *  @return For example 1000 for 0.1.0. Thread-safe. */
INTEG_API int32_t integ_version_number(void);

/** @brief The version of the library that runs, as text.
 *  @return For example `"0.1.0"`; static, never freed. Thread-safe. */
INTEG_API const char *integ_version_text(void);

/* ---- status ----------------------------------------------------------------------------------------------- */

/** @brief What became of a call: one of the `INTEG_STATUS_` constants. Numbers are never reused. */
typedef int32_t integ_status;

#define INTEG_STATUS_OK 0                /**< It worked. */
#define INTEG_STATUS_OUT_OF_MEMORY 1     /**< An allocation failed. */
#define INTEG_STATUS_INVALID_ARGUMENT 2  /**< The caller broke the function's contract (a NULL, a negative size). */
#define INTEG_STATUS_CANCELLED 3         /**< The context's progress callback asked to stop. */
#define INTEG_STATUS_REFUSED 4           /**< The register's purpose does not allow it. */
#define INTEG_STATUS_READ_FAILED 5       /**< A file could not be opened or read. */
#define INTEG_STATUS_WRITE_FAILED 6      /**< Output could not be written. */
#define INTEG_STATUS_SYNTAX 7            /**< A document or an expression is not well formed. */
#define INTEG_STATUS_ENCODING 8          /**< Text is not in the encoding it should be in. */
#define INTEG_STATUS_TYPE_MISMATCH 9     /**< A value or an operand has the wrong type. */
#define INTEG_STATUS_UNKNOWN_NAME 10     /**< A column, function, group, key or table that does not exist. */
#define INTEG_STATUS_DUPLICATE 11        /**< A key or a name that may stand once stands twice. */
#define INTEG_STATUS_CYCLE 12            /**< Definitions that use each other in a circle. */
#define INTEG_STATUS_LIMIT_EXCEEDED 13   /**< Deeper, longer or larger than the library's stated limit. */
#define INTEG_STATUS_OUT_OF_RANGE 14     /**< A number or date outside the range of its type. */
#define INTEG_STATUS_NOT_FOUND 15        /**< Nothing there: a snapshot for a date, for example. */
#define INTEG_STATUS_UNSUPPORTED 16      /**< Understood, but this version cannot do it. */
#define INTEG_STATUS_MISSING 17          /**< Something required is missing. */
#define INTEG_STATUS_BAD_DATA 18         /**< A data file holds a value or a row that does not fit its description. */
#define INTEG_STATUS_INCONSISTENT 19     /**< Two things that must agree do not. */
#define INTEG_STATUS_INTERNAL 20         /**< A fault of the library itself; please report it. */
#define INTEG_STATUS_UNDEFINED 21        /**< There is no such number: the mean of nothing, a ratio to 0. */

/** @brief The name of a status, such as `"OUT_OF_MEMORY"`.
 *  @param status Any number.
 *  @return Static text; `"UNKNOWN_STATUS"` where there is no such status. Thread-safe. */
INTEG_API const char *integ_status_name(integ_status status);

/** @brief One sentence that explains a status.
 *  @param status   Any number.
 *  @param language #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH; anything else gives English.
 *  @return Static UTF-8 text. Thread-safe. */
INTEG_API const char *integ_status_text(integ_status status, int32_t language);

#define INTEG_LANGUAGE_ENGLISH 1 /**< English messages and reports. */
#define INTEG_LANGUAGE_DANISH 2  /**< Danish messages and reports. */

/* ---- names --------------------------------------------------------------------------------------------------- */

/** @brief Which of two names was perhaps meant by a misspelled one, for "did you mean ...?". Go through all names there
 *         are with what the last call returned, from NULL on.
 *  @param name      What was written. Not NULL; UTF-8.
 *  @param candidate A name there is. Not NULL; UTF-8.
 *  @param best      The nearest so far, or NULL.
 *  @return @p candidate when it is near to @p name and nearer than @p best, else @p best. A name is near that differs
 *          by a letter or two: one up to three letters, two up to seven, three in longer ones. Thread-safe. */
INTEG_API const char *integ_nearer_name(const char *name, const char *candidate, const char *best);

/* ---- output ----------------------------------------------------------------------------------------------- */

/** @brief Takes the next bytes of what a call writes, in order.
 *  @param bytes    Not NULL; valid during the call.
 *  @param length   More than 0.
 *  @param userdata As given with the callback.
 *  @return 0 to go on; anything else stops with #INTEG_STATUS_WRITE_FAILED. */
typedef int32_t (*integ_write_callback)(const char *bytes, size_t length, void *userdata);

/* ---- error object ----------------------------------------------------------------------------------------- */

/** @brief A reusable list of what went wrong, or deserves a remark, in one call. Belongs to one thread at a time.
 *
 * All of its memory is allocated when it is made, so that running out of memory can be reported. It holds up to
 * #INTEG_ERROR_CAPACITY entries; what comes after those is counted. A call that fails adds at least one entry of
 * severity error; entries of earlier calls stay until integ_error_clear(). No entry ever holds a citizen's value. */
typedef struct integ_error integ_error;

#define INTEG_ERROR_CAPACITY 64 /**< The number of entries that an error object can hold. */

#define INTEG_SEVERITY_ERROR 1   /**< The call failed because of this. */
#define INTEG_SEVERITY_WARNING 2 /**< Probably not what was meant; the result stands. */
#define INTEG_SEVERITY_REMARK 3  /**< Worth knowing. */

/** @brief Makes an empty error object.
 *  @param[out] out The object; the caller frees it with integ_error_free(). NULL on failure.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when @p out is NULL. */
INTEG_API integ_status integ_error_new(integ_error **out);

/** @brief Frees an error object. @param error May be NULL. */
INTEG_API void integ_error_free(integ_error *error);

/** @brief Removes all entries, to use the object again. @param error May be NULL. */
INTEG_API void integ_error_clear(integ_error *error);

/** @brief The number of entries held. @param error May be NULL, which counts as empty. @return 0 or more. */
INTEG_API int64_t integ_error_count(const integ_error *error);

/** @brief The number of entries that found no room. @param error May be NULL. @return 0 or more. */
INTEG_API int64_t integ_error_omitted(const integ_error *error);

/** @brief The number of entries of one severity that found no room.
 *  @param error    May be NULL.
 *  @param severity One of the `INTEG_SEVERITY_` constants.
 *  @return 0 or more. */
INTEG_API int64_t integ_error_omitted_of(const integ_error *error, int32_t severity);

/** @brief The number of entries held of one severity.
 *  @param error    May be NULL.
 *  @param severity One of the `INTEG_SEVERITY_` constants.
 *  @return 0 or more. */
INTEG_API int64_t integ_error_count_of(const integ_error *error, int32_t severity);

/** @brief The status of an entry.
 *  @param error May be NULL.
 *  @param index From 0 to integ_error_count() - 1.
 *  @return #INTEG_STATUS_OK when there is no such entry. */
INTEG_API integ_status integ_error_code(const integ_error *error, int64_t index);

/** @brief The severity of an entry: one of the `INTEG_SEVERITY_` constants, or 0 when there is no such entry.
 *  @param error May be NULL. @param index From 0. @return The severity. */
INTEG_API int32_t integ_error_severity(const integ_error *error, int64_t index);

/** @brief The lasting name of an entry's message, such as `"csv.field_count"`: for programs that react to it.
 *  @param error May be NULL. @param index From 0.
 *  @return Borrowed; `""` when there is no such entry. */
INTEG_API const char *integ_error_name(const integ_error *error, int64_t index);

/** @brief The message of an entry: one line, without a final full stop.
 *  @param error    May be NULL.
 *  @param index    From 0.
 *  @param language #INTEG_LANGUAGE_ENGLISH or #INTEG_LANGUAGE_DANISH; anything else gives English.
 *  @return Borrowed UTF-8 text, valid until the object changes; `""` when there is no such entry. The wording may
 *          change between versions. */
INTEG_API const char *integ_error_message(const integ_error *error, int64_t index, int32_t language);

/** @brief What to do about an entry, or `""` where there is nothing to say.
 *  @param error May be NULL. @param index From 0. @param language As for integ_error_message().
 *  @return Borrowed UTF-8 text, valid until the object changes. */
INTEG_API const char *integ_error_hint(const integ_error *error, int64_t index, int32_t language);

/** @brief The file or option that an entry speaks of. @param error May be NULL. @param index From 0.
 *  @return Borrowed; `""` where none is known. */
INTEG_API const char *integ_error_source(const integ_error *error, int64_t index);

/** @brief The line, from 1; 0 where none is known. @param error May be NULL. @param index From 0.
 *  @return The line. */
INTEG_API int64_t integ_error_line(const integ_error *error, int64_t index);

/** @brief The column in characters (not bytes), from 1; 0 where none is known. @param error May be NULL.
 *  @param index From 0. @return The column. */
INTEG_API int64_t integ_error_column(const integ_error *error, int64_t index);

/** @brief The offset in bytes from the start of the source, from 0; -1 where none is known.
 *  @param error May be NULL. @param index From 0. @return The offset. */
INTEG_API int64_t integ_error_byte(const integ_error *error, int64_t index);

/** @brief An entry as one line, `SOURCE:LINE:COLUMN: error: MESSAGE`, the hint in parentheses behind it.
 *
 * Works like snprintf: it writes at most @p size bytes with a final NUL and returns the whole length.
 *  @param error    May be NULL.
 *  @param index    From 0.
 *  @param language As for integ_error_message().
 *  @param[out] text Where to write; may be NULL when @p size is 0.
 *  @param size     Bytes at @p text.
 *  @return The length in bytes without the NUL; 0 when there is no such entry. */
INTEG_API size_t integ_error_line_text(const integ_error *error, int64_t index, int32_t language, char *text,
                                       size_t size);

/* ---- context ---------------------------------------------------------------------------------------------- */

/** @brief Allocator, number of threads, and the callback for progress and cancelling.
 *
 * Set it up on one thread, then use it from any number of threads. Handles made with a context keep it alive. */
typedef struct integ_context integ_context;

/** @brief Allocates @p size bytes, aligned for any type, or returns NULL. May be called from several threads. */
typedef void *(*integ_allocate_callback)(size_t size, void *userdata);
/** @brief Changes a block from @p old_size to @p new_size bytes, or returns NULL and leaves it as it was. */
typedef void *(*integ_reallocate_callback)(void *block, size_t old_size, size_t new_size, void *userdata);
/** @brief Frees a block of @p size bytes; @p block is never NULL. */
typedef void (*integ_release_callback)(void *block, size_t size, void *userdata);

/** @brief Hears how far long work has come, and may stop it.
 *
 * Called from one thread at a time, though not always from the same one.
 *  @param step     What is being done, a lasting English word such as `"read"` or `"evaluate"`.
 *  @param done     Units done, from 0.
 *  @param total    Units in all, or -1 where that is not known.
 *  @param userdata As given to integ_context_set_progress().
 *  @return 0 to go on; anything else stops the work with #INTEG_STATUS_CANCELLED. */
typedef int32_t (*integ_progress_callback)(const char *step, int64_t done, int64_t total, void *userdata);

/** @brief Makes a context with the C library's allocator and as many threads as there are processors.
 *  @param[out] out   The context, freed with integ_context_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, or #INTEG_STATUS_INVALID_ARGUMENT when @p out is NULL. */
INTEG_API integ_status integ_context_new(integ_context **out, integ_error *error);

/** @brief Makes a context with an allocator of the caller's. It serves every allocation of this library's own code;
 *         those inside the libraries that read YAML and JSON use the C library's.
 *  @param allocate   Not NULL.
 *  @param reallocate Not NULL.
 *  @param release    Not NULL.
 *  @param userdata   Handed to the three; must live until the last handle made with the context is freed.
 *  @param[out] out   The context, freed with integ_context_free(). NULL on failure.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_MEMORY, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_context_new_with_allocator(integ_allocate_callback allocate,
                                                        integ_reallocate_callback reallocate,
                                                        integ_release_callback release, void *userdata,
                                                        integ_context **out, integ_error *error);

/** @brief Frees a context; its memory goes when the last handle made with it is freed. @param context May be NULL. */
INTEG_API void integ_context_free(integ_context *context);

/** @brief Sets how many threads long work may use. Results never depend on it.
 *  @param context     Not yet in use elsewhere.
 *  @param threads     1 to 1024; 0 means as many as there are processors.
 *  @param[out] error  May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_context_set_threads(integ_context *context, int32_t threads, integ_error *error);

/** @brief How many threads long work may use. @param context Not NULL. @return 1 or more. Thread-safe. */
INTEG_API int32_t integ_context_threads(const integ_context *context);

/** @brief Sets the callback that hears of progress.
 *  @param context    Not yet in use elsewhere.
 *  @param callback   NULL for none.
 *  @param userdata   Handed to the callback.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK or #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_context_set_progress(integ_context *context, integ_progress_callback callback,
                                                  void *userdata, integ_error *error);

#define INTEG_INSTRUCTIONS_BEST 0     /**< The largest set below that the processor has. */
#define INTEG_INSTRUCTIONS_PORTABLE 1 /**< What every processor has that the library was built for. */
#define INTEG_INSTRUCTIONS_AVX2 2     /**< x86-64 with AVX2, BMI and POPCNT (x86-64-v3). */
#define INTEG_INSTRUCTIONS_AVX512 3   /**< And with AVX-512 F, BW, DQ, VL, VBMI, VBMI2 and VPOPCNTDQ. */

/** @brief Sets which of the processor's instructions the loops over rows may use. Results never depend on it: it is
 *         for measuring, and for going round a processor that slows down with wide instructions.
 *  @param context      Not yet in use elsewhere.
 *  @param instructions One of the `INTEG_INSTRUCTIONS_` constants; a new context has the best.
 *  @param[out] error   May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_UNSUPPORTED when this processor or this build has no such instructions
 *          (the context stays as it was), #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_context_set_instructions(integ_context *context, int32_t instructions,
                                                      integ_error *error);

/** @brief Which instructions the loops over rows use. @param context Not NULL.
 *  @return #INTEG_INSTRUCTIONS_PORTABLE, #INTEG_INSTRUCTIONS_AVX2 or #INTEG_INSTRUCTIONS_AVX512. Thread-safe. */
INTEG_API int32_t integ_context_instructions(const integ_context *context);

/** @brief The name of a set of instructions: `"portable"`, `"avx2"`, `"avx512"` or `"best"`.
 *  @param instructions Any number.
 *  @return Static text; `"unknown"` where there is no such set. Thread-safe. */
INTEG_API const char *integ_instructions_name(int32_t instructions);

/* ---- text --------------------------------------------------------------------------------------------------- */

/** @brief A text that a call has made, such as a filter as JSON. Immutable; may be shared between threads. */
typedef struct integ_text integ_text;

/** @brief The bytes of a text.
 *  @param text May be NULL, which counts as empty.
 *  @return Borrowed UTF-8 with a NUL behind it; never NULL. Thread-safe. */
INTEG_API const char *integ_text_bytes(const integ_text *text);

/** @brief The length of a text. @param text May be NULL, which counts as empty.
 *  @return Bytes without the final NUL. Thread-safe. */
INTEG_API size_t integ_text_length(const integ_text *text);

/** @brief Frees a text. @param text May be NULL. */
INTEG_API void integ_text_free(integ_text *text);

/* ---- dates ------------------------------------------------------------------------------------------------ */

/** @brief A calendar date as days since 1970-01-01 in the proleptic Gregorian calendar. */
typedef int32_t integ_date;

#define INTEG_DATE_MINIMUM (-719162) /**< 0001-01-01. */
#define INTEG_DATE_MAXIMUM 2932896   /**< 9999-12-31. */

/** @brief The date of a year, month and day.
 *  @param year       1 to 9999.
 *  @param month      1 to 12.
 *  @param day        1 to the month's length.
 *  @param[out] out   The date.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_OUT_OF_RANGE when there is no such day, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_date_from_civil(int32_t year, int32_t month, int32_t day, integ_date *out,
                                             integ_error *error);

/** @brief Year, month and day of a date. @param date In range. @param[out] year May be NULL.
 *  @param[out] month May be NULL. @param[out] day May be NULL. */
INTEG_API void integ_date_to_civil(integ_date date, int32_t *year, int32_t *month, int32_t *day);

/** @brief Reads `YYYY-MM-DD`.
 *  @param text       NUL-terminated.
 *  @param[out] out   The date.
 *  @param[out] error May be NULL.
 *  @return #INTEG_STATUS_OK, #INTEG_STATUS_SYNTAX when it is not of that form, #INTEG_STATUS_OUT_OF_RANGE when there
 *          is no such day, #INTEG_STATUS_INVALID_ARGUMENT. */
INTEG_API integ_status integ_date_from_text(const char *text, integ_date *out, integ_error *error);

/** @brief Writes a date as `YYYY-MM-DD` and a NUL. @param date In range. @param[out] text 11 bytes. */
INTEG_API void integ_date_to_text(integ_date date, char *text);

/** @brief Completed years from one date to another: a birthday on 29 February is reached on 1 March in other years.
 *  @param from In range. @param to In range; before @p from gives a negative number.
 *  @return The number of whole years, rounded towards zero. */
INTEG_API int32_t integ_date_years_between(integ_date from, integ_date to);

/* ---- constants for bindings -------------------------------------------------------------------------------- */

/** @brief The number of named constants of this interface. @return More than 0. Thread-safe. */
INTEG_API int32_t integ_constant_count(void);

/** @brief The name of a constant, such as `"INTEG_STATUS_OK"`: for bindings that cannot read C macros.
 *  @param index From 0 to integ_constant_count() - 1. @return Static; NULL when there is no such constant. */
INTEG_API const char *integ_constant_name(int32_t index);

/** @brief The value of the constant at an index. @param index From 0. @return 0 when there is no such constant. */
INTEG_API int64_t integ_constant_value(int32_t index);

/** @} */

#ifdef __cplusplus
}
#endif

#endif

/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEG_ARROW_H
#define INTEG_ARROW_H

/**
 * @file
 * @brief The structs in which tables come in and go out: the Arrow C data interface and the Arrow C stream interface.
 *
 * These are the only names in the headers that don't begin with `integ_`. They are the standard's own, member for
 * member and under the standard's own guards, so that a program may include the headers of several libraries that all
 * bring them. Who writes an Arrow library already has them, in memory if not in name: nothing has to be converted.
 *
 * What the library reads and what it writes stands in docs/arrow.md.
 *
 * Source: The Arrow C data interface, The Arrow C stream interface; Apache Arrow, docs/source/format, version 1 of the
 * interfaces (2020 and later), https://arrow.apache.org/docs/format/CDataInterface.html
 */

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE /**< Says that the structs below are known. */

#define ARROW_FLAG_DICTIONARY_ORDERED 1 /**< The order of the dictionary's entries means something. */
#define ARROW_FLAG_NULLABLE 2           /**< Values may be unknown. */
#define ARROW_FLAG_MAP_KEYS_SORTED 4    /**< Of maps, which the library does not read. */

/** @brief What an array is: its type, its name and its children's. */
struct ArrowSchema {
    const char *format;                    /**< The type, such as `"i"`, int32. */
    const char *name;                      /**< The column's name; may be NULL. */
    const char *metadata;                  /**< Keys and values; NULL for none. Not read. */
    int64_t flags;                         /**< `ARROW_FLAG_` bits. */
    int64_t n_children;                    /**< 0 or more. */
    struct ArrowSchema **children;         /**< As many as that. */
    struct ArrowSchema *dictionary;        /**< What the values are, where `format` is an index into them; or NULL. */
    void (*release)(struct ArrowSchema *); /**< Gives it back to whoever made it; NULL once that is done. */
    void *private_data;                    /**< Its maker's own. */
};

/** @brief The values of an array. */
struct ArrowArray {
    int64_t length;                       /**< Rows. */
    int64_t null_count;                   /**< Rows that are unknown; -1 when nobody has counted. */
    int64_t offset;                       /**< Rows in the buffers that stand before the first. */
    int64_t n_buffers;                    /**< As the type says. */
    int64_t n_children;                   /**< As the schema says. */
    const void **buffers;                 /**< As many as that. */
    struct ArrowArray **children;         /**< As many as that. */
    struct ArrowArray *dictionary;        /**< The values, where the buffers hold indices; or NULL. */
    void (*release)(struct ArrowArray *); /**< Gives it back to whoever made it; NULL once that is done. */
    void *private_data;                   /**< Its maker's own. */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE /**< Says that the struct below is known. */

/** @brief A table that comes in batches. For one thread at a time. */
struct ArrowArrayStream {
    /** The schema of all batches, to be released by the caller. 0, or an `errno` code. */
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    /** The next batch, to be released by the caller; one that is released already when there are no more. 0, or an
     *  `errno` code. */
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    /** What went wrong in the last call, until the next one; may be NULL. */
    const char *(*get_last_error)(struct ArrowArrayStream *);
    /** Gives the stream back to whoever made it; NULL once that is done. What came from it lives on. */
    void (*release)(struct ArrowArrayStream *);
    void *private_data; /**< Its maker's own. */
};

#endif

#ifdef __cplusplus
}
#endif

#endif

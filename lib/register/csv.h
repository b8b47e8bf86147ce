/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#ifndef INTEGI_REGISTER_CSV_H
#define INTEGI_REGISTER_CSV_H

/* Reading CSV: bytes come in blocks, are made UTF-8, cut into records and fields, and go into columns by
 * batches. */

#include "base/message.h"
#include "register/builder.h"

#define INTEGI_ENCODING_UTF8 0
#define INTEGI_ENCODING_WINDOWS_1252 1
#define INTEGI_ENCODING_ISO_8859_1 2

#define INTEGI_CSV_COLUMNS_MAXIMUM 4096
#define INTEGI_CSV_RECORD_BYTES_MAXIMUM (16 << 20)
#define INTEGI_CSV_SLACK_BYTES 64 /* that may be read before and behind text */

typedef struct integi_csv_format {
    char delimiter;
    char decimal;
    int32_t encoding;
    size_t block_bytes; /* how much is read at once; 0 for what is best */
    int32_t date_format; /* of files that nobody described; see csv_value.h */
    int32_t max_errors;  /* so many end the reading; 0: none does, and all are counted */
} integi_csv_format;

/* How far all files together have come, for the progress callback. */
typedef struct integi_csv_progress {
    int64_t done;
    int64_t total; /* -1: not known */
} integi_csv_progress;

/* Where the bytes come from; everything is borrowed. */
typedef struct integi_csv_input {
    const char *name; /* stands in messages */
    integ_read_callback read;
    void *userdata;
    integi_csv_format format;
    integi_csv_progress *progress; /* may be NULL */
} integi_csv_input;

/* A field as it stands in the reader's buffer, without its outer quotes; valid until the next record is
 * read. */
typedef struct integi_field {
    const char *text;
    size_t length;
    bool doubled; /* holds doubled quotes, which each stand for one */
} integi_field;

#define INTEGI_POISON_NONE 0
#define INTEGI_POISON_NUL 1      /* a NUL byte */
#define INTEGI_POISON_ENCODING 2 /* bytes that are not text in the encoding */

/* Reads one record after the other, from an input or from a block of text. */
typedef struct integi_csv_reader {
    integ_context *context;
    const integi_csv_input *input;
    struct integi_csv_bytes *bytes; /* NULL when it reads a block */
    char *buffer; /* UTF-8; what `end` points at is always a line feed, which stops every search */
    size_t capacity;
    size_t at;  /* the next record */
    size_t end; /* after the last valid byte */
    char *raw;   /* bytes as they came, of encodings of one byte */
    char cut[4]; /* the start of a character of UTF-8 that goes on in the next block */
    size_t cut_length;
    bool ended;
    int32_t poison; /* what stands at `end`, once the input has ended there */
    int64_t lines, counted; /* lines and bytes of the input before the buffer */
    integi_field *fields; /* of the record */
    int64_t field_count;  /* of the record; only the first INTEGI_CSV_COLUMNS_MAXIMUM are kept */
    const char *record;   /* its first byte */
    char *scratch;        /* a field without doubled quotes */
    size_t scratch_capacity;
    char **names; /* of the columns, from the header */
    int64_t name_count;
    int64_t faults; /* of rows and values, which do not end the reading */
    integ_status fault_status; /* of the first */
    int64_t blanks;     /* empty lines before the next record, which are none if they are the last lines */
    integi_place blank; /* where the first of them is */
} integi_csv_reader;

/* Reads the header too, and checks its names. The reader must be freed whatever comes out. */
integ_status integi_csv_reader_open(integi_csv_reader *reader, integ_context *context, const integi_csv_input *input,
                                    integ_error *error);
void integi_csv_reader_free(integi_csv_reader *reader); /* wipes */

/* For reading blocks: what integi_csv_reader_open does without reading anything. */
integ_status integi_csv_reader_begin(integi_csv_reader *reader, integ_context *context, const integi_csv_input *input,
                                     integ_error *error);
/* Turns to a block of text in UTF-8, which ends where a record does, at a fault of `poison`, or, when it is
 * not `whole`, within a record that is too long. The byte behind it is written. `lines` and `counted` say
 * where it begins. */
void integi_csv_reader_turn(integi_csv_reader *reader, char *text, size_t length, int32_t poison, bool whole);
/* Reads the first record as the header. */
integ_status integi_csv_reader_header(integi_csv_reader *reader, integ_error *error);
/* Before a record that is no empty line: those before it are records too, with too few fields. */
integ_status integi_csv_reader_blanks(integi_csv_reader *reader, integ_error *error);

/* Cuts out the next record; `more` is false after the last. Faults of the form are reported and end the
 * reading. */
integ_status integi_csv_reader_next(integi_csv_reader *reader, bool *more, integ_error *error);

/* The next record with as many fields as the header has; the others are reported and counted. */
integ_status integi_csv_reader_row(integi_csv_reader *reader, bool *more, integ_error *error);

/* Counts a fault that was reported as `status`. OK as long as reading on is worth it. */
integ_status integi_csv_fault(integi_csv_reader *reader, integ_status status);

/* Makes UTF-8 of bytes in an encoding of one byte, up to the first that is no character; a byte becomes at
 * most three. Returns how long the text is. */
size_t integi_csv_decode(int32_t encoding, const char *bytes, size_t length, char *out, int32_t *poison);

/* Counts the lines and bytes of the records before `at`, which are going to leave the buffer. */
void integi_csv_reader_count(integi_csv_reader *reader);

/* More bytes behind the record that begins at `at`, which may move. Only called when the input has not
 * ended. */
integ_status integi_csv_reader_fill(integi_csv_reader *reader, integ_error *error);

/* Where a byte of the buffer stands in the input. */
integi_place integi_csv_place(const integi_csv_reader *reader, const char *at);

/* A field without its doubled quotes; false: no memory. */
bool integi_csv_unquote(integi_csv_reader *reader, integi_field *field);

/* Reads the newest table of a builder, whose columns are defined: each must be in the header. */
integ_status integi_csv_load(integ_register_builder *builder, const integi_csv_input *input, integ_error *error);

/* Reads everything once to define the columns of the newest table of a builder by their values. `key` may be
 * NULL. */
integ_status integi_csv_infer(integ_register_builder *builder, const integi_csv_input *input, const char *key,
                              char *const *nulls, int64_t null_count, integ_error *error);

/* Says how the columns of the newest table, which an earlier snapshot has defined, are written in a file. */
integ_status integi_csv_settle(integ_register_builder *builder, const integi_csv_format *format, char *const *nulls,
                               int64_t null_count, integ_error *error);

#endif

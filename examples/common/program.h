/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/. */
#ifndef EXAMPLES_COMMON_PROGRAM_H
#define EXAMPLES_COMMON_PROGRAM_H

/* What every program does in the same way: its options, its messages and how it ends. */

#include <getopt.h>
#include <integration.h>
#include <stdbool.h>
#include <stdio.h>

#define EXIT_DONE 0    /* it worked */
#define EXIT_FINDING 1 /* it worked, and found what it is there to find */
#define EXIT_INPUT 2   /* something is wrong with what the user gave */
#define EXIT_SYSTEM 3  /* memory, output, or a fault of our own */

typedef struct program {
    const char *name;
    const char *help; /* what --help prints */
    integ_context *context;
    integ_error *error;
    int32_t language; /* of messages */
} program;

/* False when there is no memory; that has been said then, and the exit status is EXIT_SYSTEM. */
bool program_start(program *self, const char *name, const char *help);
void program_end(program *self);

/* Options. `program_option` is getopt_long() with messages of our own; '?' is returned after it has
 * complained.
 * `program_read_options` answers --help ('h') and --version ('v') and calls `take` with all others, which returns false
 * after a complaint; it returns -1 when the work can begin, otherwise the exit status. */
int program_option(program *self, int count, char **arguments, const char *letters,
                   const struct option *options);
int program_read_options(program *self, int count, char **arguments, const char *letters, const struct option *options,
                         bool (*take)(void *userdata, int option), void *userdata);
int program_show_help(program *self);
int program_show_version(program *self);

/* `SOURCE: error: MESSAGE` on standard error; SOURCE is an option or the program. Returns EXIT_INPUT. */
int program_complain(const program *self, const char *source, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A complaint in Danish; as it is where there is none. */
const char *program_in_danish(const char *english) __attribute__((format_arg(1)));
/* The same in the language of the messages, for what is said in other ways. */
const char *program_text(const program *self, const char *english) __attribute__((format_arg(2)));
/* Why a file could not be read or written: of errno. */
const char *program_reason(const program *self, int reason);

/* Whether a register is a manifest or a folder with one, which says itself how its files are written. */
bool program_is_manifest(const char *path);

/* Values of options. False after a complaint. */
integ_date program_today(void); /* in UTC */

bool program_read_date(const program *self, const char *option, const char *text, integ_date *out);
bool program_read_count(const program *self, const char *option, const char *text, int64_t low, int64_t high,
                        int64_t *out);
bool program_read_language(const program *self, const char *text, int32_t *out);
bool program_read_format(const program *self, const char *text, int32_t *out);

/* Prints all entries of the error object, clears it, and gives the exit status that the status stands for. */
int program_report(const program *self, integ_status status);
/* Warnings and remarks of a call that succeeded. */
void program_print_entries(const program *self);

/* The one line that says that small figures are shown. */
void program_say_unprotected(const program *self);

/* The one line that says that a ledger was begun, so that a mistake in its name is seen. */
void program_say_begun(const program *self, const integ_ledger *ledger, const char *path);

/* A line on the terminal while long work goes on, and nothing where standard error is no terminal. */
bool program_show_progress(program *self);
void program_tell_progress(const char *step, int64_t done, int64_t total); /* of work of the program's own */
void program_end_progress(void);

/* Standard output is only done when its last byte is written: says so and returns EXIT_SYSTEM when it is not.
 */
int program_close_output(const program *self, int exit_status);

#endif

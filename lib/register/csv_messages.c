/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "register/csv_messages.h"

const integi_message integi_message_csv_read_failed = {
    INTEG_STATUS_READ_FAILED, "csv.read_failed", "reading failed", "læsningen mislykkedes", NULL, NULL};

const integi_message integi_message_csv_gzip_damaged = {
    INTEG_STATUS_BAD_DATA, "csv.gzip_damaged", "the gzip data are damaged at byte {0}",
    "gzip-dataene er beskadigede ved byte {0}",
    "copy or pack the file again", "kopiér eller pak filen igen"};

const integi_message integi_message_csv_gzip_cut = {
    INTEG_STATUS_BAD_DATA, "csv.gzip_cut", "the gzip data end too early", "gzip-dataene slutter for tidligt",
    "the file was not written or copied to its end: copy or pack it again",
    "filen blev ikke skrevet eller kopieret færdig: kopiér eller pak den igen"};

const integi_message integi_message_csv_gzip_trailing = {
    INTEG_STATUS_BAD_DATA, "csv.gzip_trailing", "there is something else behind the gzip data, at byte {0}",
    "der står noget andet efter gzip-dataene, ved byte {0}", "copy or pack the file again",
    "kopiér eller pak filen igen"};

const integi_message integi_message_csv_empty = {
    INTEG_STATUS_BAD_DATA, "csv.empty", "the file is empty", "filen er tom",
    "the first line must name the columns", "første linje skal navngive kolonnerne"};

const integi_message integi_message_csv_column_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "csv.column_limit", "the header has more than {0} columns",
    "overskriften har mere end {0} kolonner", NULL, NULL};

const integi_message integi_message_csv_record_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "csv.record_limit", "the line is longer than 16 MiB (column \"{0}\")",
    "linjen er længere end 16 MiB (kolonnen \"{0}\")", NULL, NULL};

const integi_message integi_message_csv_other_delimiter = {
    INTEG_STATUS_BAD_DATA, "csv.other_delimiter", "the header has no \"{0}\", but has \"{1}\"",
    "overskriften har intet \"{0}\", men har \"{1}\"",
    "say which delimiter the file has: csv: {delimiter: \"{1}\"} in a manifest, or --delimiter \"{1}\" where a program "
    "has that option",
    "sig, hvilket skilletegn filen har: csv: {delimiter: \"{1}\"} i et manifest eller --delimiter \"{1}\", hvor et "
    "program har det tilvalg"};

const integi_message integi_message_csv_empty_name = {
    INTEG_STATUS_BAD_DATA, "csv.empty_name", "column {0} has no name in the header",
    "kolonne {0} har intet navn i overskriften", NULL, NULL};

const integi_message integi_message_csv_duplicate_name = {
    INTEG_STATUS_DUPLICATE, "csv.duplicate_name", "column {0} has the same name as column {1}",
    "kolonne {0} har samme navn som kolonne {1}", "the first line must hold the names of the columns",
    "den første linje skal indeholde kolonnernes navne"};

const integi_message integi_message_csv_missing_column = {
    INTEG_STATUS_MISSING, "csv.missing_column", "the file has no column \"{0}\"",
    "filen har ingen kolonne \"{0}\"", NULL, NULL};

const integi_message integi_message_csv_too_few_fields = {
    INTEG_STATUS_BAD_DATA, "csv.too_few_fields", "too few fields, {0} of {1}: column \"{2}\" is missing",
    "for få felter, {0} af {1}: kolonnen \"{2}\" mangler",
    "a field that holds the delimiter or a line break must stand in quotes",
    "et felt, der rummer skilletegnet eller et linjeskift, skal stå i anførselstegn"};

const integi_message integi_message_csv_too_many_fields = {
    INTEG_STATUS_BAD_DATA, "csv.too_many_fields", "too many fields, {0} instead of {1}",
    "for mange felter, {0} i stedet for {1}", "a field that holds the delimiter must stand in quotes",
    "et felt, der rummer skilletegnet, skal stå i anførselstegn"};

const integi_message integi_message_csv_unclosed_quote = {
    INTEG_STATUS_BAD_DATA, "csv.unclosed_quote",
    "column \"{0}\": the quote that opens here is never closed",
    "kolonnen \"{0}\": anførselstegnet, der åbner her, bliver aldrig lukket",
    "write a quote inside a quoted field twice",
    "skriv et anførselstegn inde i et felt med anførselstegn to gange"};

const integi_message integi_message_csv_after_quote = {
    INTEG_STATUS_BAD_DATA, "csv.after_quote", "column \"{0}\": there is text after the closing quote",
    "kolonnen \"{0}\": der står tekst efter det afsluttende anførselstegn",
    "write a quote inside a quoted field twice",
    "skriv et anførselstegn inde i et felt med anførselstegn to gange"};

const integi_message integi_message_csv_lone_return = {
    INTEG_STATUS_BAD_DATA, "csv.lone_return",
    "column \"{0}\": a carriage return (CR) without a line feed (LF)",
    "kolonnen \"{0}\": en vognretur (CR) uden linjeskift (LF)", "lines end with LF or CRLF",
    "linjer slutter med LF eller CRLF"};

const integi_message integi_message_csv_nul = {
    INTEG_STATUS_BAD_DATA, "csv.nul", "column \"{0}\": a NUL byte", "kolonnen \"{0}\": en NUL-byte",
    "is this a text file in the encoding that was given?",
    "er det en tekstfil i den angivne tegnkodning?"};

const integi_message integi_message_csv_nul_in_header = {
    INTEG_STATUS_BAD_DATA, "csv.nul", "the header's column {0}: a NUL byte", "overskriftens kolonne {0}: en NUL-byte",
    "is this a text file in the encoding that was given?",
    "er det en tekstfil i den angivne tegnkodning?"};

const integi_message integi_message_csv_utf16 = {
    INTEG_STATUS_ENCODING, "csv.utf16", "the file is in UTF-16, which cannot be read",
    "filen er i UTF-16, som ikke kan læses", "save it as UTF-8", "gem den som UTF-8"};

const integi_message integi_message_csv_not_utf8 = {
    INTEG_STATUS_ENCODING, "csv.not_utf8", "column \"{0}\": not valid UTF-8",
    "kolonnen \"{0}\": ikke gyldig UTF-8",
    "say which encoding the file has: csv: {encoding: windows-1252} in a manifest, or --encoding windows-1252 where a "
    "program has that option",
    "sig, hvilken tegnkodning filen har: csv: {encoding: windows-1252} i et manifest eller --encoding windows-1252, "
    "hvor et program har det tilvalg"};

const integi_message integi_message_csv_not_windows_1252 = {
    INTEG_STATUS_ENCODING, "csv.not_windows_1252",
    "column \"{0}\": a byte that is no character in windows-1252",
    "kolonnen \"{0}\": en byte, der ikke er noget tegn i windows-1252", NULL, NULL};

const integi_message integi_message_csv_not_boolean = {
    INTEG_STATUS_BAD_DATA, "csv.not_boolean", "column \"{0}\": not a boolean",
    "kolonnen \"{0}\": ikke en sandhedsværdi", "write true or false, 1 or 0, ja or nej",
    "skriv true eller false, 1 eller 0, ja eller nej"};

const integi_message integi_message_csv_not_integer = {
    INTEG_STATUS_BAD_DATA, "csv.not_integer", "column \"{0}\": not an integer",
    "kolonnen \"{0}\": ikke et heltal", NULL, NULL};

const integi_message integi_message_csv_not_decimal = {
    INTEG_STATUS_BAD_DATA, "csv.not_decimal", "column \"{0}\": not a decimal",
    "kolonnen \"{0}\": ikke et decimaltal",
    "say which decimal mark the file has, and what parts thousands",
    "sig, hvilket decimaltegn filen har, og hvad der adskiller tusinder"};

const integi_message integi_message_csv_too_many_decimals = {
    INTEG_STATUS_BAD_DATA, "csv.too_many_decimals", "column \"{0}\": more decimals than declared",
    "kolonnen \"{0}\": flere decimaler end erklæret", NULL, NULL};

const integi_message integi_message_csv_not_number = {
    INTEG_STATUS_BAD_DATA, "csv.not_number", "column \"{0}\": not a number",
    "kolonnen \"{0}\": ikke et tal", "say which decimal mark the file has, and what parts thousands",
    "sig, hvilket decimaltegn filen har, og hvad der adskiller tusinder"};

const integi_message integi_message_csv_not_date = {
    INTEG_STATUS_BAD_DATA, "csv.not_date", "column \"{0}\": not a date of the form {1}",
    "kolonnen \"{0}\": ikke en dato på formen {1}", NULL, NULL};

const integi_message integi_message_csv_no_such_date = {
    INTEG_STATUS_BAD_DATA, "csv.no_such_date", "column \"{0}\": there is no such date",
    "kolonnen \"{0}\": den dato findes ikke", NULL, NULL};

const integi_message integi_message_csv_not_timestamp = {
    INTEG_STATUS_BAD_DATA, "csv.not_timestamp", "column \"{0}\": not a timestamp of the form {1} hh:mm:ss",
    "kolonnen \"{0}\": ikke et tidspunkt på formen {1} hh:mm:ss", NULL, NULL};

const integi_message integi_message_csv_out_of_range = {
    INTEG_STATUS_BAD_DATA, "csv.out_of_range", "column \"{0}\": a number too large for its type",
    "kolonnen \"{0}\": et tal, der er for stort til sin type", NULL, NULL};

const integi_message integi_message_csv_not_municipality = {
    INTEG_STATUS_BAD_DATA, "csv.not_municipality", "column \"{0}\": not a municipality code",
    "kolonnen \"{0}\": ikke en kommunekode",
    "a municipality is 101 to 999, with or without a zero before it; list what means unknown under null",
    "en kommune er 101 til 999, med eller uden nul foran; skriv under null, hvad der betyder ukendt"};

const integi_message integi_message_csv_no_manifest = {
    INTEG_STATUS_MISSING, "csv.no_manifest", "the folder has no register.yaml",
    "mappen har ingen register.yaml",
    "name a manifest or a CSV file, or describe the folder's files in register.yaml",
    "nævn et manifest eller en CSV-fil, eller beskriv mappens filer i register.yaml"};

const integi_message integi_message_csv_bad_delimiter = {
    INTEG_STATUS_INVALID_ARGUMENT, "csv.bad_delimiter", "not a delimiter: \"{0}\"",
    "ikke et skilletegn: \"{0}\"", "one ASCII character, or the word tab",
    "ét ASCII-tegn eller ordet tab"};

const integi_message integi_message_csv_bad_decimal = {
    INTEG_STATUS_INVALID_ARGUMENT, "csv.bad_decimal", "not a decimal mark: \"{0}\"",
    "ikke et decimaltegn: \"{0}\"", "a point or a comma", "et punktum eller et komma"};

const integi_message integi_message_csv_bad_encoding = {
    INTEG_STATUS_INVALID_ARGUMENT, "csv.bad_encoding", "not an encoding: \"{0}\"",
    "ikke en tegnkodning: \"{0}\"", "utf-8, windows-1252 or iso-8859-1",
    "utf-8, windows-1252 eller iso-8859-1"};

const integi_message integi_message_csv_bad_date_format = {
    INTEG_STATUS_INVALID_ARGUMENT, "csv.bad_date_format", "not a date format: \"{0}\"",
    "ikke et datoformat: \"{0}\"",
    "yyyy-mm-dd, dd-mm-yyyy, dd.mm.yyyy, dd/mm/yyyy, yyyymmdd, ddmmyyyy, yyyy/mm/dd, yyyy.mm.dd or mm/dd/yyyy",
    "yyyy-mm-dd, dd-mm-yyyy, dd.mm.yyyy, dd/mm/yyyy, yyyymmdd, ddmmyyyy, yyyy/mm/dd, yyyy.mm.dd eller "
    "mm/dd/yyyy"};

const integi_message integi_message_csv_write_encoding = {
    INTEG_STATUS_UNSUPPORTED, "csv.write_encoding", "CSV is written in UTF-8 only",
    "CSV skrives kun i UTF-8", "older spreadsheets recognise UTF-8 by a byte order mark",
    "ældre regneark genkender UTF-8 på et byte order mark"};

const integi_message integi_message_csv_write_failed = {
    INTEG_STATUS_WRITE_FAILED, "csv.write_failed", "writing failed", "skrivningen mislykkedes", NULL, NULL};

const integi_message integi_message_csv_value_as_null = {
    INTEG_STATUS_INCONSISTENT, "csv.value_as_null",
    "column \"{0}\" has a value that is spelled like an unknown one",
    "kolonnen \"{0}\" har en værdi, der skrives som en ukendt",
    "choose a spelling of unknown that no value has", "vælg en skrivemåde for ukendt, som ingen værdi har"};

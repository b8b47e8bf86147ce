# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# For the tests of the example programs: where they are, and registers read by SQLite.

. "$srcdir/support/tap.sh"

programs=$top_builddir/examples
data=$top_srcdir/examples/data

# Without integ-synth no example programs are built (--disable-examples); with it all of them are.
need_program() {
    [ -x "$programs/integ-synth" ] || skip_all "the example programs are not built"
    [ -x "$programs/$1" ] || echo "$1 is not built" | fail "$1 is built"
}

need_sqlite() {
    command -v sqlite3 >/dev/null || skip_all "no sqlite3"
    sqlite3 :memory: "SELECT sqrt(4), '{}' ->> 'a'" >/dev/null 2>&1 || skip_all "sqlite3 without mathematics or JSON"
}

# One number for all files of a folder, names and order included.
checksum() {
    (cd "$1" && for file in $(LC_ALL=C ls); do echo "$file"; cat "$file"; done) | cksum
}

# import DATABASE TABLE FOLDER: reads TABLE-DATE.csv of all dates into the table TABLE_file of texts, with the date in
# as_of. Fields end with $separator, a semicolon unless set.
import() {
    first=yes
    for file in "$3/$2"-*.csv; do
        day=${file%.csv}
        day=${day#"$3/$2-"}
        echo ".mode csv"
        echo ".separator ${separator:-;}"
        echo ".import '$file' file"
        [ $first = no ] || echo "CREATE TABLE $2_file AS SELECT '' AS as_of, * FROM file WHERE 0;"
        echo "INSERT INTO $2_file SELECT '$day', * FROM file; DROP TABLE file;"
        first=no
    done | sqlite3 -bail "$1"
}

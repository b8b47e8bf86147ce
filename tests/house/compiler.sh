#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# A compiler without a type of 128 bits, as those for 32-bit machines are, is told by configure, and not by the hundredth
# file that it is to compile.

. "$srcdir/support/tap.sh"

[ ! -e "$top_srcdir/config.status" ] || skip_all "the sources are configured themselves"
(cd "$scratch" && "$top_srcdir/configure" CC="$CC -D__int128=no_such_type" >out 2>err </dev/null)
expect "configure ends" test $? -ne 0
expect "it says why" grep -q 'libintegration needs a 64-bit compiler with __int128' "$scratch/err"

done_testing

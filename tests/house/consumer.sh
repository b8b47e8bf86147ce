#!/bin/sh
# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# What a program that links the library sees: it is installed into a folder of this test's own, found by nothing but
# pkg-config, linked as C and C++, shared and static, and taken away again. The programs are the course, each of which
# has its expected output beside it (NAME.expected).

. "$srcdir/support/tap.sh"

! $NM -D "$top_builddir/lib/.libs/libintegration.so" 2>/dev/null | grep -q __asan_ || skip_all "sanitizers are on"
[ -n "$PKG_CONFIG" ] || skip_all "no pkg-config"

stage=$scratch/stage
# This make is not a job of the one that runs the tests.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
install_staged() {
    make -C "$top_builddir" install DESTDIR="$stage"
}
expect "make install honours DESTDIR" install_staged
description_file=$(find "$stage" -name libintegration.pc)
[ -f "$description_file" ] || { fail "libintegration.pc is installed" </dev/null; done_testing; }

# As if the library had been configured for the folder in which it is now.
sed -E "s|^([a-z_]+=)/|\1$stage/|" "$description_file" >"$scratch/pc" && mv "$scratch/pc" "$description_file"
PKG_CONFIG_PATH=$(dirname "$description_file")${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH
library_folder=$($PKG_CONFIG --variable=libdir libintegration)
LD_LIBRARY_PATH=$library_folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH

expect "libintegration.pc is valid" $PKG_CONFIG --validate libintegration
expect "its version is the header's" test "$($PKG_CONFIG --modversion libintegration)" = \
    "$(sh "$top_srcdir/build-aux/version.sh")"
(cd "$top_srcdir/include" && ls integration.h integration/*.h integration/*/*.h) >"$scratch/headers"
(cd "$($PKG_CONFIG --variable=includedir libintegration)" && ls integration.h integration/*.h integration/*/*.h) >"$scratch/installed"
expect_same "every public header is installed" "$scratch/headers" "$scratch/installed"

cat >"$scratch/smallest.c" <<'END'
#include <integration.h>
#include <stdio.h>
int main(void)
{
    printf("%s\n", integ_version_text());
    return integ_version_number() == INTEG_VERSION_MAJOR * 1000000 + INTEG_VERSION_MINOR * 1000 + INTEG_VERSION_PATCH ? 0 : 1;
}
END

build_and_run() { # LABEL COMPILER SOURCE EXPECTED [pkg-config options]
    name=$(basename "$3" .c)
    expect "$name compiles as $1" \
        sh -c "$2 -Wall -Wextra -Werror '$3' -o '$scratch/$name' \$($PKG_CONFIG --cflags --libs ${5:-} libintegration)"
    if [ -x "$scratch/$name" ]; then
        (cd "$scratch/data" && "$scratch/$name" >"$scratch/$name.out" 2>"$scratch/$name.err" </dev/null) ||
            echo "exit status $?" >>"$scratch/$name.err"
        expect_empty "$name as $1 ends well and without complaint" "$scratch/$name.err"
        [ ! -f "$4" ] || expect_same "$name as $1 prints what it should" "$4" "$scratch/$name.out"
        rm -f "$scratch/$name"
    else
        fail "$name as $1 prints what it should" <"$scratch/output"
    fi
}

# The course reads its small register and policy from the folder in which it is run.
mkdir "$scratch/data"
[ ! -d "$top_srcdir/examples/course/data" ] || cp -R "$top_srcdir/examples/course/data/." "$scratch/data"

expect_failure "without pkg-config's flags nothing compiles" $CC "$scratch/smallest.c" -o "$scratch/smallest"
expect_failure "without pkg-config's libraries nothing links" \
    sh -c "$CC '$scratch/smallest.c' -o '$scratch/smallest' \$($PKG_CONFIG --cflags libintegration)"
$PKG_CONFIG --modversion libintegration >"$scratch/version"
for source in "$scratch/smallest.c" "$top_srcdir"/examples/course/*.c; do
    expected=${source%.c}.expected
    [ "$source" != "$scratch/smallest.c" ] || expected=$scratch/version
    if [ ! -e "$library_folder/libintegration.so" ]; then
        skip "$(basename "$source") with the shared library" "only the static one was built"
        continue
    fi
    build_and_run C11 "$CC -std=c11" "$source" "$expected"
    if [ -n "$CXX" ]; then
        build_and_run C++17 "$CXX -std=c++17 -x c++" "$source" "$expected"
    else
        skip "$(basename "$source") as C++17" "no C++ compiler"
    fi
done

# Only the archive is left, so that it is what the linker takes: its own dependencies must come from pkg-config.
if [ -e "$library_folder/libintegration.a" ]; then
    mkdir "$scratch/shared" && mv "$library_folder"/libintegration.so* "$scratch/shared/" 2>/dev/null
    for source in "$scratch/smallest.c" "$top_srcdir"/examples/course/*.c; do
        expected=${source%.c}.expected
        [ "$source" != "$scratch/smallest.c" ] || expected=$scratch/version
        build_and_run "C11, linked statically," "$CC -std=c11" "$source" "$expected" --static
    done
    mv "$scratch/shared"/* "$library_folder/" 2>/dev/null
else
    skip "linking statically" "no static library was built"
fi

uninstall_staged() {
    make -C "$top_builddir" uninstall DESTDIR="$stage"
}
expect "make uninstall works" uninstall_staged
find "$stage" ! -type d >"$scratch/left"
expect_empty "make uninstall leaves nothing" "$scratch/left"

done_testing

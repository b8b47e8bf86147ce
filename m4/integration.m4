# What the compiler is asked for, each with its reason. The user's CFLAGS are never touched: everything goes into
# AM_CFLAGS, by way of INTEGRATION_CFLAGS.

# INTEGRATION_TRY_CFLAG(FLAG): adds the flag to INTEGRATION_CFLAGS if the compiler knows it.
AC_DEFUN([INTEGRATION_TRY_CFLAG], [
  AS_VAR_PUSHDEF([cached], [integration_cv_cflag_$1])
  AC_CACHE_CHECK([whether $CC takes $1], [cached], [
    saved_cflags=$CFLAGS
    CFLAGS="$CFLAGS -Werror $1"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])], [AS_VAR_SET([cached], [yes])], [AS_VAR_SET([cached], [no])])
    CFLAGS=$saved_cflags])
  AS_VAR_IF([cached], [yes], [INTEGRATION_CFLAGS="$INTEGRATION_CFLAGS $1"])
  AS_VAR_POPDEF([cached])])

# The reasons, where the name does not say it: -Wshadow, a hidden variable is a wrong variable; -Wmissing-prototypes
# finds functions that should be static; -Wvla, a stack size that data decide; -Wundef, a misspelt feature macro.
# Left out on purpose: -Wconversion (casts between widths are the daily work of packed columns, and the sign variant
# hides real findings in noise), -Wfloat-equal (comparing with an exact zero is meant), -Wpedantic in the library
# (it uses __int128; the public headers are tested with -pedantic), -Wnull-dereference (false alarms with sanitizers).
AC_DEFUN([INTEGRATION_WARNINGS], [
  AC_SUBST([INTEGRATION_CFLAGS])
  INTEGRATION_CFLAGS="-std=gnu11 -fvisibility=hidden"
  # A product and a sum are rounded one after the other, also where a processor could do both at once: the last digit
  # of a figure does not depend on the machine.
  INTEGRATION_TRY_CFLAG([-ffp-contract=off])
  m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
    -Wvla -Wformat=2 -Wundef -Wwrite-strings -Wpointer-arith -Wcast-qual -Wduplicated-cond -Wduplicated-branches
    -Wlogical-op -Wdouble-promotion -Wimplicit-fallthrough], [INTEGRATION_TRY_CFLAG(flag)])
  AS_IF([test "$enable_werror" = yes], [INTEGRATION_CFLAGS="$INTEGRATION_CFLAGS -Werror"])])

AC_DEFUN([INTEGRATION_SANITIZERS], [
  AC_SUBST([SANITIZER_CFLAGS])
  AS_IF([test "$enable_sanitizers" = yes], [
    SANITIZER_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"])
  AM_CONDITIONAL([ENABLE_SANITIZERS], [test "$enable_sanitizers" = yes])])

# Hidden visibility keeps internals in; the version script names exactly what is let out.
AC_DEFUN([INTEGRATION_VERSION_SCRIPT], [
  AC_CACHE_CHECK([whether the linker takes a version script], [integration_cv_version_script], [
    saved_ldflags=$LDFLAGS
    echo '{ local: *; };' > conftest.map
    LDFLAGS="$LDFLAGS -Wl,--version-script=conftest.map"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
      [integration_cv_version_script=yes], [integration_cv_version_script=no])
    rm -f conftest.map
    LDFLAGS=$saved_ldflags])
  have_version_script=$integration_cv_version_script
  AM_CONDITIONAL([HAVE_VERSION_SCRIPT], [test "$have_version_script" = yes])])

# Whether a program that uses CLP's C interface can be linked: its .pc file names libraries of which the packages are
# not always there.
AC_DEFUN([INTEGRATION_TRY_CLP], [
  AC_MSG_CHECKING([whether COIN-OR CLP can be linked])
  saved_cflags=$CFLAGS
  saved_libs=$LIBS
  CFLAGS="$CFLAGS $CLP_CFLAGS"
  LIBS="$CLP_LIBS $LIBS"
  AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <Clp_C_Interface.h>]], [[Clp_deleteModel(Clp_newModel());]])],
    [have_clp=yes], [have_clp=no])
  CFLAGS=$saved_cflags
  LIBS=$saved_libs
  AC_MSG_RESULT([$have_clp])])

/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "base/instructions.h"

#if INTEGI_HAVE_X86

static int has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt");
}

static int has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
           __builtin_cpu_supports("avx512vpopcntdq");
}

int32_t integi_instructions_best(void)
{
    if (!has_avx2())
        return INTEG_INSTRUCTIONS_PORTABLE;
    return has_avx512() ? INTEG_INSTRUCTIONS_AVX512 : INTEG_INSTRUCTIONS_AVX2;
}

#else

int32_t integi_instructions_best(void)
{
    return INTEG_INSTRUCTIONS_PORTABLE;
}

#endif

const char *integ_instructions_name(int32_t instructions)
{
    switch (instructions) {
    case INTEG_INSTRUCTIONS_BEST:
        return "best";
    case INTEG_INSTRUCTIONS_PORTABLE:
        return "portable";
    case INTEG_INSTRUCTIONS_AVX2:
        return "avx2";
    case INTEG_INSTRUCTIONS_AVX512:
        return "avx512";
    default:
        return "unknown";
    }
}

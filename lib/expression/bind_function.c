/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "expression/run.h"

#include <string.h>

/* More texts than this are hardly met often enough to be worth asking before; an identifier is met once. */
#define TEXTS 65536
#define TEXTS_AT_A_TIME 64

/* The dictionary of a call that looks at nothing but one text; NULL for others. */
static const integi_dictionary *only_text(const integi_graph *graph, const integi_operation *call)
{
    const integi_function *function = call->function;
    const integi_argument *described = integi_graph_data(graph, call);
    bool plain = call->input_count == 1 && described != NULL && !function->takes_unknown && !function->needs_as_of &&
                 function->result != INTEG_TYPE_NUMBER;
    return plain ? described[0].dictionary : NULL;
}

static void ask(const integi_function *function, const integi_dictionary *dictionary, int64_t first, int32_t count,
                int64_t *answers)
{
    int64_t places[TEXTS_AT_A_TIME];
    uint64_t all = ~UINT64_C(0), known = all;
    for (int32_t i = 0; i < count; i++)
        places[i] = first + i;
    integi_vector texts = {&all, places, NULL, INTEG_TYPE_CODE, 0, dictionary};
    integi_call call = {count, &texts, 0, &known, answers, NULL};
    function->evaluate(&call);
    for (int32_t i = 0; i < count; i++)
        if ((known >> i & 1) == 0)
            answers[i] = INTEGI_NO_ANSWER;
}

bool integi_bind_answers(integi_run *run, integi_step *step)
{
    const integi_dictionary *dictionary = only_text(&run->program->graph, step->operation);
    int64_t size = dictionary == NULL ? 0 : integi_dictionary_size(dictionary);
    if (size == 0 || size > TEXTS || size > run->table->rows)
        return true;
    step->answers = integi_allocate_array(run->program->context, (size_t)size, sizeof *step->answers);
    if (step->answers == NULL)
        return false;
    step->answer_count = size;
    for (int64_t first = 0; first < size; first += TEXTS_AT_A_TIME) {
        int64_t left = size - first;
        int32_t count = left < TEXTS_AT_A_TIME ? (int32_t)left : TEXTS_AT_A_TIME;
        ask(step->operation->function, dictionary, first, count, step->answers + first);
    }
    return true;
}

void integi_release_answers(integi_run *run)
{
    for (int32_t i = 0; i < run->step_count; i++)
        integi_release_wiped(run->program->context, run->steps[i].answers,
                             (size_t)run->steps[i].answer_count * sizeof *run->steps[i].answers);
}

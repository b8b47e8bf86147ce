/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "tables.h"

#include "writer.h"

#include <stdlib.h>

static const char *const head =
    "# A made-up municipality, written by integ-synth. Nobody in it exists.\n"
    "register: Eksempelkommunen\n"
    "version: 1\n"
    "csv: {delimiter: \";\", decimal: \",\", encoding: utf-8}\n"
    "tables:\n"
    "  citizen:\n"
    "    key: person_id\n"
    "    columns:\n"
    "      person_id:               {type: integer}\n"
    "      birth_date:              {type: date, format: dd-mm-yyyy}\n"
    "      sex:                     {type: code, labels: {F: Kvinde, M: Mand}}\n"
    "      origin:                  {type: code, labels: {danish: Dansk oprindelse, immigrant: Indvandrer,"
    " descendant: Efterkommer}}\n"
    "      region:                  {type: code, labels: {danish: Danmark, western: Vestlige lande,"
    " non_western: Ikke-vestlige lande}}\n";

static const char *const middle =
    "      arrival_date:            {type: date, format: dd-mm-yyyy}\n"
    "      residence_reason:        {type: code, labels: {work: Arbejde, study: Studier, family: Familie,"
    " asylum: Asyl}}\n";

static const char *const rest_of_citizen =
    "      employment:              {type: code, labels: {child: Barn, student: Under uddannelse,"
    " employed: I beskæftigelse,\n"
    "                                unemployed: Ledig, outside: Uden for arbejdsstyrken,"
    " retired: På pension}}\n"
    "      benefit:                 {type: code, labels: {none: Ingen ydelse, study_grant: SU,"
    " insurance: Dagpenge,\n"
    "                                cash: Kontanthjælp, education: Uddannelseshjælp,"
    " integration: Integrationsydelse,\n"
    "                                sickness: Sygedagpenge, disability: Førtidspension,"
    " pension: Folkepension}}\n"
    "      income:                  {type: decimal, decimals: 2, unit: DKK}\n"
    "      activation_days:         {type: integer, unit: days}\n"
    "      company_employees:       {type: integer}\n"
    "      contract_count:          {type: integer}\n"
    "      contract_amount:         {type: decimal, decimals: 2, unit: DKK}\n"
    "      institution_kind:        {type: code, labels: {nursery: Vuggestue, kindergarten: Børnehave,"
    " school: Skole}}\n"
    "      institution:             {type: code}\n"
    "      institution_broad_share: {type: decimal, decimals: 1, unit: percent}\n"
    "      danish_instrument:       {type: code, labels: {screening: Sprogvurdering,"
    " school_test: Test i skolen,\n"
    "                                final_exam: Afgangsprøve, danish_exam: Prøve i dansk for voksne}}\n"
    "      danish_assessed:         {type: date, format: dd-mm-yyyy}\n"
    "      danish_at_age:           {type: boolean}\n"
    "      danish_passed:           {type: date, format: dd-mm-yyyy}\n"
    "      club_member:             {type: boolean}\n"
    "      sports_board:            {type: boolean}\n"
    "      school_board:            {type: boolean}\n"
    "      youth_guide:             {type: boolean}\n"
    "    derive:\n"
    "      age: age(birth_date)\n"
    "      years_here: age(arrival_date)\n";

static const char *const histories =
    "  activation:\n"
    "    link: {person_id: citizen}\n"
    "    spell: {start: from_date, end: to_date, end_is: inclusive}\n"
    "    columns:\n"
    "      person_id: {type: integer}\n"
    "      from_date: {type: date, format: dd-mm-yyyy}\n"
    "      to_date:   {type: date, format: dd-mm-yyyy}\n"
    "      kind:      {type: code, labels: {daily_work: Nyttejob, internship: Virksomhedspraktik,"
    " wage_subsidy: Løntilskud, course: Kursus}}\n"
    "  language_assessment:\n"
    "    link: {person_id: citizen}\n"
    "    columns:\n"
    "      person_id:  {type: integer}\n"
    "      date:       {type: date, format: dd-mm-yyyy}\n"
    "      instrument: {type: code}\n"
    "      result:     {type: code}\n"
    "      at_age:     {type: boolean}\n"
    "  attendance:\n"
    "    link: {person_id: citizen}\n"
    "    spell: {start: from_date, end: to_date, end_is: inclusive}\n"
    "    columns:\n"
    "      person_id:   {type: integer}\n"
    "      school_year: {type: integer}\n"
    "      kind:        {type: code, labels: {nursery: Vuggestue, kindergarten: Børnehave, school: Skole}}\n"
    "      institution: {type: code}\n"
    "      from_date:   {type: date, format: dd-mm-yyyy}\n"
    "      to_date:     {type: date, format: dd-mm-yyyy}\n"
    "  club_membership:\n"
    "    link: {person_id: citizen}\n"
    "    spell: {start: from_date, end: to_date, end_is: inclusive}\n"
    "    columns:\n"
    "      person_id: {type: integer}\n"
    "      club:      {type: code}\n"
    "      kind:      {type: code, labels: {sport: Idræt, culture: Kultur, scouts: Spejdere,"
    " association: Forening}}\n"
    "      from_date: {type: date, format: dd-mm-yyyy}\n"
    "      to_date:   {type: date, format: dd-mm-yyyy}\n"
    "  board_seat:\n"
    "    link: {person_id: citizen}\n"
    "    spell: {start: from_date, end: to_date, end_is: inclusive}\n"
    "    columns:\n"
    "      person_id: {type: integer}\n"
    "      board:     {type: code}\n"
    "      kind:      {type: code, labels: {sports_club: Idrætsforening, school_board: Skolebestyrelse}}\n"
    "      from_date: {type: date, format: dd-mm-yyyy}\n"
    "      to_date:   {type: date, format: dd-mm-yyyy}\n"
    "  contract:\n"
    "    key: contract_id\n"
    "    link: {person_id: citizen}\n"
    "    spell: {start: from_date, end: to_date, end_is: inclusive}\n"
    "    columns:\n"
    "      contract_id: {type: text}\n"
    "      person_id:   {type: integer}\n"
    "      company:     {type: text}\n"
    "      small:       {type: boolean}\n"
    "      task:        {type: code, labels: {cleaning: Rengøring, gardening: Grønne områder, catering: Mad,"
    " transport: Kørsel, it: IT, painting: Maling}}\n"
    "      amount:      {type: decimal, decimals: 2, unit: DKK}\n"
    "      from_date:   {type: date, format: dd-mm-yyyy}\n"
    "      to_date:     {type: date, format: dd-mm-yyyy}\n";

static void put_label(writer *out, bool first, const char *code, const char *label)
{
    put_raw(out, first ? "" : ", ");
    put_raw(out, code);
    put_raw(out, ": ");
    put_raw(out, label);
}

static void put_countries(writer *out)
{
    put_raw(out, "      country:                 {type: code, labels: {");
    for (int32_t i = 0; i < country_count; i++)
        put_label(out, i == 0, countries[i].code, countries[i].label);
    put_raw(out, "}}\n");
}

static void put_areas(writer *out)
{
    put_raw(out, "      housing_area:            {type: code, labels: {");
    for (int32_t i = 0; i < AREA_COUNT; i++)
        put_label(out, i == 0, areas[i].code, areas[i].label);
    put_raw(out, "}}\n");
}

static void put_snapshot(writer *out, integ_date day)
{
    char iso[11];
    integ_date_to_text(day, iso);
    put_raw(out, "  - as_of: ");
    put_raw(out, iso);
    put_raw(out, "\n");
    for (int32_t i = 0; i < TABLE_COUNT; i++) {
        char name[FILE_NAME_BYTES];
        file_name(table_names[i], day, name);
        put_raw(out, "    ");
        put_raw(out, table_names[i]);
        put_raw(out, ": ");
        put_raw(out, name);
        put_raw(out, "\n");
    }
}

bool write_manifest(const char *folder, const integ_date *days, int32_t count)
{
    writer *out = malloc(sizeof *out);
    if (out == NULL) {
        fputs("integ-synth: error: not enough memory\n", stderr);
        return false;
    }
    bool fine = writer_open(out, folder, "register.yaml");
    if (fine) {
        put_raw(out, head);
        put_countries(out);
        put_raw(out, middle);
        put_areas(out);
        put_raw(out, rest_of_citizen);
        put_raw(out, histories);
        put_raw(out, "snapshots:\n");
        for (int32_t i = 0; i < count; i++)
            put_snapshot(out, days[i]);
        fine = writer_close(out);
    }
    free(out);
    return fine;
}

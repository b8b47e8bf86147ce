# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
#
# A small register with the columns of the workloads, by rule, and what the workloads must count on it: computed here
# while the rows are written, in another language and another way. Variables: rows, folder.

function draw(n) { # 0 to n - 1
    state = (state * 69069 + 1) % 4294967296
    return int(state / 65536) % n
}

function number(width, n,  text) {
    text = sprintf("%0" width "d", n)
    return text
}

# Days since 2023-12-01 as a date, for fifteen months.
function iso(n,  i) {
    for (i = 1; n >= lengths[i]; i++)
        n -= lengths[i]
    return (i == 1 ? 2023 : i <= 13 ? 2024 : 2025) "-" number(2, (i + 10) % 12 + 1) "-" number(2, n + 1)
}

# Every day of 2024 that any of a person's spells holds counts once.
function write_spells(person, counted,  spells, start, end, day, held) {
    split("", held)
    for (spells = 1 + draw(4); spells > 0; spells--) {
        start = draw(420)
        end = start + draw(60) - 2 # some end before they start
        if (end < 0)
            end = 0
        print person ";" iso(start) ";" iso(end) ";K" draw(3) > (folder "/spells.csv")
        for (day = start; day <= end; day++)
            if (day >= 31 && day <= 396)
                held[day] = 1
    }
    if (counted)
        for (day in held)
            answer["W7"]++
}

BEGIN {
    state = 20260101
    split("31 31 29 31 30 31 30 31 31 30 31 30 31 31 28 31", lengths, " ")
    split("employed unemployed student retired", employments, " ")
    split("danish immigrant descendant", origins, " ")
    split("W1 W2 W3 W5_1 W5_10 W5_50 W7 rows persons", names, " ")
    for (i in names)
        answer[names[i]] = 0
    print "person_id;birth_date;sex;origin;origin_region;country;residence_area;housing_area;arrival_date;" \
        "employment_status;hours_worked;income;danish_level;education_level;household_size;parish" > (folder "/citizens.csv")
    print "person_id;start_date;end_date;kind" > (folder "/spells.csv")
    for (row = 0; row < rows; row++) {
        birth = number(4, 1930 + draw(95)) "-" number(2, 1 + draw(12)) "-" number(2, 1 + draw(28))
        sex = draw(2) ? "female" : "male"
        origin = origins[1 + draw(3)]
        region = origin == "danish" ? "danish" : draw(2) ? "western" : "non-western"
        country = "C" number(3, 55 + draw(100))
        area = "area" number(2, draw(60))
        housing = draw(2) ? "" : "ha" number(2, 1 + draw(6))
        arrival = origin == "immigrant" ? "2015-06-" number(2, 1 + draw(28)) : ""
        employment = employments[1 + draw(4)]
        hours = draw(3) ? draw(60) "." 5 * draw(2) : ""
        income = draw(400000) "." number(2, draw(100))
        level = draw(4) ? "level" 1 + draw(7) : ""
        education = "edu" draw(8)
        household = 1 + draw(5)
        print 1000 + row ";" birth ";" sex ";" origin ";" region ";" country ";" area ";" housing ";" arrival ";" employment \
            ";" hours ";" income ";" level ";" education ";" household ";P" draw(9) > (folder "/citizens.csv")

        of_age = birth >= "1961-01-02" && birth <= "2008-01-01"
        answer["W1"] += region == "non-western" && sex == "female" && of_age && employment == "unemployed" && \
            level != "" && level < "level4"
        place = substr(country, 2) + 0
        # Unknown hours make only the third of these unknown, and both parts of the second condition.
        first = region == "non-western" || (origin == "descendant" && place >= 60 && place <= 155 && place % 5 == 0) || \
            (hours != "" && hours + 0 < 12.5)
        second = employment != "student" && hours != "" && hours + 0 <= 45
        answer["W2"] += first && second && level < "level6" && birth >= "1950-01-01" && birth <= "2008-01-01" && \
            housing != "ha01" && housing != "ha02" && housing != "ha03" && income + 0 >= 50000 && income + 0 <= 300000 && \
            education != "edu7" && household >= 2
        answer["W3"] += (birth <= "1980-01-01" && household >= 3 && household <= 4) + (area == "area07") + \
            (level == "" && (country == "C060" || country == "C061")) + (sex == "female" && housing != "" && income + 0 < 1000)
        answer["W5_1"] += area == "area07" && sex == "female"
        answer["W5_10"] += substr(area, 5) % 5 == 0 && sex == "female"
        answer["W5_50"] += sex == "female"
        member = region == "non-western" && of_age
        answer["persons"] += member
        answer["rows"]++
        if (draw(2))
            write_spells(1000 + row, member)
    }
    for (i = 1; i in names; i++)
        print names[i], answer[names[i]]
}

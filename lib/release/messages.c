/* This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/. */
#include "release/messages.h"

const integi_message integi_message_release_rows = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.rows", "the snapshots have more rows together than can be protected together",
    "udtrækkene har flere rækker tilsammen, end der kan beskyttes sammen", "leave snapshots out",
    "udelad udtræk"};

const integi_message integi_message_release_fault = {
    INTEG_STATUS_INTERNAL, "release.fault", "the release could not be protected; this is a fault of the library",
    "offentliggørelsen kunne ikke beskyttes; det er en fejl i biblioteket", NULL, NULL};

const integi_message integi_message_release_unsafe = {
    INTEG_STATUS_INTERNAL,
    "release.unsafe",
    "the audit found that {0} hidden {0:figure|figures} could be worked out, or could not rule it out; nothing is "
    "given out",
    "revisionen fandt, at {0} {0:skjult|skjulte} tal kunne regnes ud, eller kunne ikke udelukke det; intet gives ud",
    NULL,
    NULL};

const integi_message integi_message_release_exposed = {
    INTEG_STATUS_INCONSISTENT,
    "release.exposed",
    "what was published earlier already gives {0} small {0:figure|figures} away; hiding {0:it|them} now does not help",
    "det, der er offentliggjort tidligere, røber allerede {0} {0:lille|små} tal; det hjælper ikke at skjule "
    "{0:det|dem} nu",
    NULL,
    NULL};

const integi_message integi_message_release_crowded = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.crowded",
    "{0} figures are hidden because there are too many, over too many snapshots, to be compared with each other",
    "{0} tal er skjult, fordi der er for mange, over for mange udtræk, til at de kan sammenholdes",
    "leave groups, breakdowns or snapshots out", "udelad grupper, opdelinger eller udtræk"};

const integi_message integi_message_release_published = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.published",
    "earlier releases have published too much for anything more to be compared with it",
    "tidligere offentliggørelser har vist for meget til, at mere kan sammenholdes med det",
    "begin a new ledger with new snapshots", "begynd en ny protokol med nye udtræk"};

const integi_message integi_message_release_adds = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.adds",
    "beside what was published earlier, what is listed, shown and hidden here would give {0} small "
    "{0:figure|figures} away",
    "sammen med det, der er offentliggjort tidligere, ville det, der nævnes, vises og skjules her, røbe {0} "
    "{0:lille|små} tal",
    "leave out groups and breakdowns with figures of a few people",
    "udelad grupper og fordelinger med tal for få personer"};

const integi_message integi_message_release_possible = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.possible",
    "there are too many empty cells and shares of few people to look for those who might be in them",
    "der er for mange tomme celler og andele af få personer til, at der kan ledes efter dem, der kunne være i dem",
    "leave groups or breakdowns out, or show zeros", "udelad grupper eller opdelinger, eller vis nuller"};

const integi_message integi_message_release_members = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.members",
    "the tally does not know the rows behind its counts, without which they cannot be protected together",
    "optællingen kender ikke rækkerne bag sine tal, og uden dem kan de ikke beskyttes sammen",
    "ask the plan to keep members", "bed planen om at beholde rækkerne"};

const integi_message integi_message_release_part = {
    INTEG_STATUS_INCONSISTENT, "release.part",
    "figure {0} is not a part of figure {1}: not all of its rows are among the other's",
    "tal {0} er ikke en del af tal {1}: ikke alle dets rækker er blandt det andets",
    "name the part first, and then the whole", "nævn delen først, og så det hele"};

const integi_message integi_message_release_decided = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.decided",
    "the release is protected already: nothing can be added or changed, and it is protected only once",
    "offentliggørelsen er allerede beskyttet: intet kan tilføjes eller ændres, og den beskyttes kun én gang",
    "make another release", "lav en ny offentliggørelse"};

const integi_message integi_message_release_undecided = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.undecided",
    "the release is not protected yet, so that nothing can be read of it or recorded",
    "offentliggørelsen er ikke beskyttet endnu, så intet kan læses af den eller optegnes",
    "protect it first", "beskyt den først"};

const integi_message integi_message_release_failed = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.failed",
    "an earlier call for this release failed: nothing comes out of it any more",
    "et tidligere kald for denne offentliggørelse slog fejl: der kommer ikke mere ud af den",
    "make another release", "lav en ny offentliggørelse"};

const integi_message integi_message_release_unprotected = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.unprotected",
    "the release was made without a rule and hides nothing: a ledger cannot remember it",
    "offentliggørelsen er lavet uden en regel og skjuler intet: en protokol kan ikke huske den",
    "give the rule when the release is made", "angiv reglen, når offentliggørelsen laves"};

const integi_message integi_message_release_no_ledger = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.no_ledger", "the release has no ledger in which it could be recorded",
    "offentliggørelsen har ingen protokol, som den kunne optegnes i", "set the ledger before it is protected",
    "sæt protokollen, før den beskyttes"};

const integi_message integi_message_release_recorded = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.recorded",
    "since the release was protected, it or another one was recorded in its ledger, beside which it was not protected",
    "siden offentliggørelsen blev beskyttet, er den eller en anden optegnet i dens protokol, og den er ikke beskyttet "
    "ved siden af det",
    "record a release once, before the next one is protected",
    "optegn en offentliggørelse én gang, før den næste beskyttes"};

const integi_message integi_message_release_register = {
    INTEG_STATUS_INVALID_ARGUMENT, "release.register",
    "a figure of the release was counted in another register than the one that was given with the ledger",
    "et tal i offentliggørelsen er talt i et andet register end det, der blev angivet med protokollen",
    "count the figures in the register that is given to integ_release_set_ledger()",
    "tæl tallene i det register, der gives til integ_release_set_ledger()"};

const integi_message integi_message_release_conditions = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.conditions", "a funnel of more than {0} conditions cannot be protected",
    "en tragt med mere end {0} betingelser kan ikke beskyttes", "join conditions, or ask about some of them",
    "slå betingelser sammen, eller spørg om nogle af dem"};

const integi_message integi_message_release_groups = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.groups", "an overlap of more than {0} groups cannot be protected",
    "et overlap mellem mere end {0} grupper kan ikke beskyttes", "ask about some of the groups",
    "spørg om nogle af grupperne"};

const integi_message integi_message_release_round_limit = {
    INTEG_STATUS_LIMIT_EXCEEDED, "release.round_limit", "there are too many figures to be rounded together",
    "der er for mange tal til, at de kan afrundes sammen", "leave groups, breakdowns or snapshots out, or hide instead",
    "udelad grupper, opdelinger eller udtræk, eller skjul i stedet"};

const integi_message integi_message_release_round_ledger = {
    INTEG_STATUS_UNSUPPORTED, "release.round_ledger",
    "a ledger remembers exact counts, beside which rounded ones would tell what they were rounded from",
    "en protokol husker nøjagtige antal, og ved siden af dem ville afrundede røbe, hvad de er afrundet fra",
    "leave the ledger out, or hide instead of rounding", "udelad protokollen, eller skjul i stedet for at afrunde"};

const integi_message integi_message_release_round_following = {
    INTEG_STATUS_UNSUPPORTED, "release.round_following", "a following cannot be rounded",
    "et forløb over flere udtræk kan ikke afrundes", "hide instead of rounding", "skjul i stedet for at afrunde"};

const integi_message integi_message_release_round_listing = {
    INTEG_STATUS_UNSUPPORTED, "release.round_listing",
    "which combinations are few cannot be said where counts are rounded, since it tells the exact counts",
    "hvilke kombinationer der er få i, kan ikke siges, hvor antal afrundes, for det røber de nøjagtige antal",
    "name the combinations whose rounded count is not 0", "nævn de kombinationer, hvis afrundede antal ikke er 0"};

const integi_message integi_message_ledger_broken = {
    INTEG_STATUS_SYNTAX, "ledger.broken",
    "the ledger is empty, cut off or no ledger at all; without what it remembers nothing can be published beside it",
    "protokollen er tom, skåret over eller slet ingen protokol; uden det, den husker, kan intet offentliggøres ved "
    "siden af det",
    "put a copy of the ledger back, and compare its hash with the one that was written down",
    "læg en kopi af protokollen tilbage, og sammenlign dens hash med den, der blev skrevet ned"};

const integi_message integi_message_ledger_shape = {
    INTEG_STATUS_SYNTAX,
    "ledger.shape",
    "this is no ledger, or not all of one: something is wrong or missing at '{0}'",
    "dette er ikke en protokol over offentliggørelser, eller ikke en hel: noget er forkert eller mangler ved '{0}'",
    "put a copy of the ledger back, and compare its hash with the one that was written down",
    "læg en kopi af protokollen tilbage, og sammenlign dens hash med den, der blev skrevet ned"};

const integi_message integi_message_ledger_version = {
    INTEG_STATUS_UNSUPPORTED, "ledger.version", "the ledger was written by a later version of the library",
    "protokollen er skrevet af en senere version af biblioteket", NULL, NULL};

const integi_message integi_message_ledger_changed = {
    INTEG_STATUS_INCONSISTENT,
    "ledger.changed",
    "release {0} is not as it was recorded: the ledger was changed",
    "offentliggørelse {0} er ikke, som den blev skrevet: protokollen er ændret",
    "go back to a copy that was not changed, and compare its hash with the one that was written down",
    "gå tilbage til en kopi, der ikke er ændret, og sammenlign dens hash med den, der blev skrevet ned"};

const integi_message integi_message_ledger_foreign = {
    INTEG_STATUS_INCONSISTENT, "ledger.foreign", "the ledger is of another register, '{0}'",
    "protokollen hører til et andet register, '{0}'", "each register has a ledger of its own",
    "hvert register har sin egen protokol"};

const integi_message integi_message_ledger_snapshot = {
    INTEG_STATUS_NOT_FOUND, "ledger.snapshot", "the register has no snapshot of {0}, which an earlier release is about",
    "registret har intet udtræk fra {0}, som en tidligere offentliggørelse handler om",
    "keep the snapshots that were published from", "behold de udtræk, der er offentliggjort fra"};

const integi_message integi_message_ledger_fingerprint = {
    INTEG_STATUS_INCONSISTENT,
    "ledger.fingerprint",
    "the snapshot of {0} is not the one that an earlier release counted: data, derived columns or the key have changed",
    "udtrækket fra {0} er ikke det, en tidligere offentliggørelse talte på: data, afledte kolonner eller nøglen er "
    "ændret",
    "keep the snapshots that were published from as they are; for a CSV file name the same key (--key) every time",
    "lad de udtræk, der er offentliggjort fra, være, som de er; giv hver gang den samme nøgle til en CSV-fil (--key)"};

const integi_message integi_message_ledger_figure = {
    INTEG_STATUS_INCONSISTENT,
    "ledger.figure",
    "what the ledger says of the release of {0} is not what the register says",
    "det, protokollen siger om offentliggørelsen fra {0}, er ikke det, registret siger",
    NULL,
    NULL};

const integi_message integi_message_ledger_dangling = {
    INTEG_STATUS_READ_FAILED, "ledger.dangling",
    "the ledger is a symbolic link that leads nowhere: a new one would not know what was published",
    "protokollen er et symbolsk link, der ikke fører nogen steder hen: en ny ville ikke kende det, der er "
    "offentliggjort",
    "put the ledger back where the link leads, or remove the link to begin a new one",
    "læg protokollen tilbage, hvor linket fører hen, eller fjern linket for at begynde en ny"};

const integi_message integi_message_ledger_locked = {
    INTEG_STATUS_REFUSED, "ledger.locked", "the ledger is in use by another program",
    "protokollen bruges af et andet program", "wait until it has ended", "vent, til det er færdigt"};

const integi_message integi_message_ledger_unwritable = {INTEG_STATUS_WRITE_FAILED, "ledger.unwritable",
                                                         "the ledger cannot be written", "protokollen kan ikke skrives",
                                                         NULL, NULL};

const integi_message integi_message_ledger_read_only = {
    INTEG_STATUS_WRITE_FAILED, "ledger.read_only",
    "the ledger may not be written: it is write-protected, so that what is published could not be remembered",
    "der må ikke skrives i protokollen: den er skrivebeskyttet, så det, der offentliggøres, ikke kunne huskes",
    "allow writing the file, or take the right ledger",
    "tillad, at der skrives i filen, eller tag den rigtige protokol"};

const integi_message integi_message_ledger_linked = {
    INTEG_STATUS_WRITE_FAILED, "ledger.linked",
    "the ledger's file has {0} names (hard links), of which all but one would stay behind when it is replaced",
    "protokollens fil har {0} navne (hårde links), som alle på nær ét ville blive ladt tilbage, når den udskiftes",
    "keep one name, and make symbolic links of the others", "behold ét navn, og gør de andre til symbolske links"};

const integi_message integi_message_ledger_text = {
    INTEG_STATUS_INVALID_ARGUMENT, "ledger.text", "the ledger was read from a text to look at, and has no file",
    "protokollen er læst fra en tekst for at ses på og har ingen fil", "open the file instead (integ_ledger_open())",
    "åbn filen i stedet (integ_ledger_open())"};

const integi_message integi_message_ledger_full = {
    INTEG_STATUS_LIMIT_EXCEEDED, "ledger.full", "the ledger would be larger than 16 MiB",
    "protokollen ville blive større end 16 MiB", "begin a new one with new snapshots",
    "begynd en ny med nye udtræk"};

const integi_message integi_message_ledger_undated = {
    INTEG_STATUS_MISSING, "ledger.undated", "a ledger finds data again by their date, and these have none",
    "en protokol genfinder data på deres dato, og disse har ingen", "give their date (--as-of)",
    "angiv deres dato (--as-of)"};

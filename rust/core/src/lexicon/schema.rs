//! What a lexicon may hold: its tables, the keys of each, and what a word in it means to the reader.

use super::role::Role;

/// What the keys of a table look like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keys {
    /// Numbers: `1_000 = [...]`, `"0.5" = [...]`.
    Values(Role),
    /// A closed list, each with its role.
    Named(&'static [(&'static str, Role)]),
    /// Codes that the table's cells hold: currencies, units, countries.
    Codes(Role),
    /// Settings, not words; read by `settings.rs`.
    Settings(&'static [&'static str]),
    /// `pairs`, `joiners` and `behind` of ranges.
    Range,
}

/// Every table that a language's lexicon may have, and its keys.
pub(crate) const TABLES: &[(&str, Keys)] = &[
    ("detect", Keys::Settings(&["letters", "scripts", "never_without", "words", "model"])),
    ("digits", Keys::Settings(&["decimal", "group"])),
    (
        "number",
        Keys::Named(&[
            ("and", Role::And),
            ("point", Role::Point),
            ("minus", Role::Minus),
            ("parts_of", Role::PartsOf),
            ("over", Role::Over),
            ("one_in", Role::OneIn),
            ("with_part", Role::WithPart),
            ("tenths_of", Role::TenthsOf),
            ("half_after", Role::HalfAfter),
            ("minus_after", Role::MinusAfter),
        ]),
    ),
    ("number_ending", Keys::Named(&[("words", Role::NumberEnding)])),
    ("joined_before", Keys::Named(&[("words", Role::JoinedBefore)])),
    ("counter", Keys::Named(&[("words", Role::Counter)])),
    ("cardinal", Keys::Values(Role::Cardinal)),
    ("scale", Keys::Values(Role::Scale)),
    ("scale_after_digits", Keys::Values(Role::ScaleAfterDigits)),
    ("scale_in_money", Keys::Values(Role::ScaleInMoney)),
    ("scale_respelled", Keys::Values(Role::ScaleRespelled)),
    ("part_before", Keys::Values(Role::PartBefore)),
    ("ordinal", Keys::Values(Role::Ordinal)),
    ("ordinal_mark", Keys::Named(&[("words", Role::OrdinalMark), ("before", Role::OrdinalBefore)])),
    ("denominator", Keys::Values(Role::Denominator)),
    ("group", Keys::Values(Role::Group)),
    ("collective", Keys::Values(Role::Collective)),
    ("vague", Keys::Values(Role::Vague)),
    ("multiplier", Keys::Values(Role::Multiplier)),
    ("multiplier_mark", Keys::Named(&[("words", Role::MultiplierMark)])),
    ("fused_part", Keys::Values(Role::FusedPart)),
    ("fused_ordinal", Keys::Settings(&["words"])),
    (
        "weak",
        Keys::Named(&[
            ("article", Role::Article),
            ("never_alone", Role::NeverAlone),
            ("before_noun", Role::BeforeNoun),
            ("after_article", Role::AfterArticle),
            ("definite", Role::Definite),
            ("whole", Role::Whole),
            ("whole_lasting", Role::WholeLasting),
            ("lasting", Role::Lasting),
        ]),
    ),
    ("none", Keys::Named(&[("words", Role::NoOne), ("before", Role::NoneOf)])),
    ("not_a_number", Keys::Named(&[("phrases", Role::NotANumber)])),
    ("name_beside", Keys::Named(&[("before", Role::NameBefore), ("after", Role::NameAfter), ("street", Role::Street)])),
    (
        "hedge_before",
        Keys::Named(&[
            ("approx", Role::ApproxBefore),
            ("at_least", Role::AtLeastBefore),
            ("more_than", Role::MoreThanBefore),
            ("at_most", Role::AtMostBefore),
            ("less_than", Role::LessThanBefore),
        ]),
    ),
    (
        "hedge_after",
        Keys::Named(&[
            ("approx", Role::ApproxAfter),
            ("at_least", Role::AtLeastAfter),
            ("more_than", Role::MoreThanAfter),
            ("at_most", Role::AtMostAfter),
            ("less_than", Role::LessThanAfter),
        ]),
    ),
    ("range", Keys::Range),
    (
        "percent",
        Keys::Named(&[
            ("words", Role::Percent),
            ("before", Role::PercentBefore),
            ("points", Role::PercentPoints),
            ("mille", Role::PerMille),
        ]),
    ),
    ("money", Keys::Codes(Role::Money)),
    ("money_minor", Keys::Codes(Role::MoneyMinor)),
    ("money_ambiguous", Keys::Named(&[("words", Role::MoneyAmbiguous)])),
    ("money_before", Keys::Codes(Role::MoneyBefore)),
    ("unit", Keys::Codes(Role::Unit)),
    ("unit_before", Keys::Codes(Role::UnitBefore)),
    ("unit_near", Keys::Codes(Role::UnitNear)),
    ("with_number", Keys::Codes(Role::WithNumber)),
    ("duration", Keys::Codes(Role::Duration)),
    ("per", Keys::Codes(Role::Per)),
    ("per_words", Keys::Named(&[("words", Role::PerWord)])),
    (
        "age",
        Keys::Named(&[
            ("after", Role::AgeAfter),
            ("before", Role::AgeBefore),
            ("unit_after", Role::AgeUnit),
            ("cue", Role::AgeCue),
        ]),
    ),
    ("age_ending", Keys::Named(&[("words", Role::AgeEnding)])),
    ("duration_ending", Keys::Codes(Role::DurationEnding)),
    ("month", Keys::Values(Role::Month)),
    (
        "season",
        Keys::Named(&[
            ("spring", Role::Season),
            ("summer", Role::Season),
            ("autumn", Role::Season),
            ("winter", Role::Season),
        ]),
    ),
    (
        "date",
        Keys::Named(&[
            ("of", Role::DateOf),
            ("year_before", Role::YearBefore),
            ("year_after", Role::YearAfter),
            ("decade_before", Role::DecadeBefore),
            ("decade_after", Role::DecadeAfter),
            ("month_after", Role::MonthAfter),
            ("month_before", Role::MonthBefore),
            ("day_after", Role::DayAfter),
            ("article", Role::DateArticle),
            ("as_of", Role::AsOf),
            ("since", Role::Since),
        ]),
    ),
    (
        "time",
        Keys::Named(&[
            ("hour_before", Role::HourBefore),
            ("before", Role::TimeBefore),
            ("after", Role::TimeAfter),
            ("am", Role::Am),
            ("pm", Role::Pm),
        ]),
    ),
    ("score", Keys::Named(&[("cue", Role::ScoreCue), ("joiners", Role::ScoreJoiner)])),
    ("category", Keys::Codes(Role::Category)),
    ("outcome", Keys::Codes(Role::Outcome)),
    ("outcome_noun", Keys::Codes(Role::OutcomeNoun)),
    ("outcome_split", Keys::Codes(Role::Split)),
    ("side", Keys::Codes(Role::Side)),
    (
        "scope",
        Keys::Named(&[
            ("cumulative", Role::Cumulative),
            ("new", Role::NewlyReported),
            ("period", Role::Period),
            ("previous", Role::Previous),
            ("earlier", Role::Earlier),
        ]),
    ),
    ("trend", Keys::Named(&[("up", Role::Up), ("down", Role::Down), ("verbs", Role::Change), ("than", Role::Than)])),
    ("part_of", Keys::Named(&[("words", Role::PartOf), ("out_of", Role::OutOf)])),
    (
        "one",
        Keys::Named(&[
            ("article", Role::OneArticle),
            ("noun", Role::OneNoun),
            ("suffers", Role::Suffers),
            ("passive", Role::Passive),
            ("between", Role::Between),
            ("agent", Role::Agent),
        ]),
    ),
    ("others", Keys::Named(&[("words", Role::Others)])),
    ("number_of", Keys::Named(&[("words", Role::NumberOf)])),
    (
        "cue",
        Keys::Named(&[
            ("according_to", Role::Cue),
            ("own_dead", Role::Cue),
            ("minutes", Role::Cue),
            ("oldest", Role::Cue),
            ("from_ending", Role::Cue),
            ("numbered", Role::Cue),
            ("also", Role::Cue),
            ("whose", Role::Cue),
            ("instead", Role::Cue),
            ("last_time", Role::Cue),
            ("at_first", Role::Cue),
            ("by_now", Role::Cue),
            ("one_when_hedged", Role::Cue),
            ("everyday", Role::Cue),
            ("dismisses", Role::Cue),
            ("things", Role::Cue),
            ("public", Role::Cue),
            ("of_war", Role::Cue),
            ("gravely", Role::Cue),
            ("bodies", Role::Cue),
            ("because", Role::Cue),
            ("remains", Role::Cue),
            ("article_of_one", Role::Cue),
            ("ago", Role::Cue),
            ("became", Role::Cue),
            ("spanning", Role::Cue),
            ("before_preposition", Role::Cue),
            ("precipitation", Role::Cue),
            ("days_before", Role::Cue),
            ("days_behind", Role::Cue),
            ("days_end", Role::Cue),
            ("number_when_bounded", Role::Cue),
            ("unit_of_one", Role::Cue),
            ("unit_of_one_bounded", Role::Cue),
            ("placed", Role::Cue),
            ("has_term", Role::Cue),
            ("of_people", Role::Cue),
            ("lives", Role::Cue),
            ("takes_lives", Role::Cue),
            ("cases", Role::Cue),
            ("age_bound", Role::Cue),
            ("their", Role::Cue),
            ("among", Role::Cue),
            ("victims", Role::Cue),
            ("older_than", Role::Cue),
            ("disease", Role::Cue),
            ("clock", Role::Cue),
            ("says_that", Role::Cue),
            ("before_particle", Role::Cue),
            ("before_unit", Role::Cue),
            ("month_if_capital", Role::Cue),
        ]),
    ),
    ("place", Keys::Named(&[("before", Role::Place)])),
    ("function", Keys::Named(&[("words", Role::Function)])),
    ("label_link", Keys::Named(&[("words", Role::LabelLink)])),
];

/// The keys of `[date]` and of the file itself that are settings.
pub(crate) const SETTINGS: &[(&str, &str)] = &[("date", "order"), ("", "name"), ("", "sources")];

/// Tables that count as one: a word has one value in all of them.
pub(crate) fn family(role: Role) -> u8 {
    match role {
        Role::Cardinal | Role::Scale | Role::ScaleRespelled => 0,
        Role::Season => 1,
        Role::ApproxBefore | Role::AtLeastBefore | Role::MoreThanBefore | Role::AtMostBefore | Role::LessThanBefore => {
            2
        }
        Role::ApproxAfter | Role::AtLeastAfter | Role::MoreThanAfter | Role::AtMostAfter | Role::LessThanAfter => 3,
        Role::Percent | Role::PercentPoints | Role::PerMille => 4,
        Role::Cumulative | Role::NewlyReported | Role::Previous => 5,
        Role::Up | Role::Down => 6,
        Role::Am | Role::Pm => 7,
        // Its own family; the codes below 16 are taken above.
        other => 16 + other as u8,
    }
}

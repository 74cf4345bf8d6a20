//! Yes-or-no and listed choices of a language. A new one of `[number]` is one line here and one in `lexicons/README.md`.

use super::image::{Reader, Writer};

macro_rules! switches {
    (
        number: { $($(#[$doc:meta])* $name:ident,)* }
        found: { $($(#[$found_doc:meta])* $found:ident,)* }
    ) => {
        /// Yes-or-no and listed choices of a language.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub(crate) struct Switches {
            $($(#[$doc])* pub(crate) $name: bool,)*
            $($(#[$found_doc])* pub(crate) $found: bool,)*
            /// Tens that numbers up to nineteen may follow: soixante-dix.
            pub(crate) score_tens: Vec<i128>,
        }

        impl Switches {
            /// Whether `[number]` has a switch or a list of this name.
            pub(crate) fn has(name: &str) -> bool {
                [$(stringify!($name),)* "score_tens"].contains(&name)
            }

            /// Turns the switch of this name in `[number]` on or off.
            pub(crate) fn turn(&mut self, name: &str, is_on: bool) {
                $(if name == stringify!($name) {
                    self.$name = is_on;
                })*
            }

            /// Appends all of them to an image.
            pub(crate) fn write(&self, image: &mut Writer) {
                for is_on in [$(self.$name,)* $(self.$found,)*] {
                    image.number(u64::from(is_on));
                }
                image.number(self.score_tens.len() as u64);
                self.score_tens.iter().for_each(|tens| image.wide(*tens));
            }

            /// What [`Switches::write`] wrote.
            pub(crate) fn read(image: &mut Reader) -> Self {
                Self {
                    $($name: image.number() != 0,)*
                    $($found: image.number() != 0,)*
                    score_tens: (0..image.number()).map(|_| image.wide()).collect(),
                }
            }
        }
    };
}

switches! {
    number: {
        ordinal_chain,
        units_before_tens,
        pairs,
        /// Whether the halves of a year are written together: achttienvierentachtig.
        fused_pairs,
        ordinal_denominator,
        ordinal_follows,
        capital_nouns,
        /// Whether a capital I is that of a letter without a dot: YARALANDI.
        capital_i_dotless,
        verb_final,
        /// Whether what is counted stands right before its number: watu 12.
        noun_first,
        /// Whether units stand before their numbers: siku tatu, kilomita 25.
        unit_first,
        /// Whether a scale word stands before what it multiplies: milioni mbili, elfu 48.
        scale_first,
        /// Whether numbers go by ten thousands, each part below with ten, hundred and thousand of its own.
        myriads,
        /// Whether "of" stands between a plain number and what it counts.
        counts_with_of,
        /// Whether "and" never joins the words of a whole number to a part of one: twenty and three fifths.
        and_adds_parts,
        /// Whether a last digit without its unit counts the unit below the one before it: 四百五 is 450.
        last_unit_unsaid,
        /// Whether cardinals go on behind the ordinal that opens a number.
        ordinal_opens,
        /// Whether the mark before digits that makes them an ordinal stands apart from them.
        ordinal_mark_apart,
        /// Whether the mark before a number is an article, which makes a place in an order only of spelled numbers past ten.
        definite_ordinals,
        /// Whether every part of an ordinal in one word is itself ordinal.
        ordinal_parts,
        /// Whether a large ordinal's plural behind a cardinal is so many parts: dos millonésimas.
        plural_parts,
        /// Whether a large ordinal behind a smaller number says what parts are counted, as its multiples are one word: одна сотая.
        parts_apart,
        /// Whether a word for a number that is as well a place in an order is one where it is all that is written.
        ordinal_alone,
        /// Whether digits and a stop are a place in an order where they are all that is written, and nowhere else.
        ordinal_stop_alone,
        /// Whether a part stands behind what it is of: 132 का पाँचवाँ भाग is a fifth of 132.
        part_behind_whole,
        /// Whether a prime is a foot and two an inch, rather than minutes and seconds: 6'2".
        prime_is_foot,
        /// Whether the word for one stands behind what it counts.
        one_follows,
        /// Whether a year stands before its noun behind a determiner, as digits that count a thousand have a mark: the 2022 election.
        year_before_noun,
        /// Whether a hyphen between digits and a word makes them a place in an order: 21-ғасыр.
        hyphen_is_ordinal,
        elision,
        /// Whether a noun before another only describes it: two hospital patients are no hospitals.
        noun_describes_noun,
        per_character,
        /// Whether years are counted from 543 before our era too: 2567 is 2024.
        buddhist_years,
        /// Whether number words are written together.
        fused,
    }
    found: {
        /// Whether a full stop behind digits makes them an ordinal.
        stop_is_ordinal,
        /// Whether dates in digits begin with the month.
        month_first,
        /// Whether dates in words begin with the year.
        year_first,
        /// Whether nouns stand for one.
        counts_ones,
        /// Whether a unit of time opens an amount behind words that open none by themselves: "an" of "an hour", "понад".
        units_open,
    }
}

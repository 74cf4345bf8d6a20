"""What may be changed about a sentence without changing its figures, in the languages that are read best.

Sentences are made from `SENTENCES` with numbers at random, so that their figures are known. Each test checks them first
as they are and then changed: other spaces, digits of another script, letters apart or whole, capitals, quotation marks,
neighbours, batches.
"""

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from num2words import num2words

import figures

# What num2words has wrong, by language.
MISSPELT: dict[str, list[re.Pattern[str]]] = {}
for entry in tomllib.loads((Path(__file__).parent / "spellers.toml").read_text("utf-8"))["wrong"]:
    if (
        entry["speller"] == "num2words"
        and re.fullmatch(entry["rules"], f"{entry['lang']} cardinal")
        and "spelling" in entry
    ):
        MISSPELT.setdefault(entry["lang"], []).append(re.compile(entry["spelling"]))

# {n} a whole number in digits, {p} one with decimals, {w} one in words; kind, relation, unit, category, outcome.
SENTENCES: dict[str, list[tuple[str, str, str, str | None, str | None, str | None]]] = {
    "en": [
        ("At least {n} people were killed near the old bridge.", "count", "at_least", None, "person", "killed"),
        ("The ministry spent about {n} dollars on the new school.", "money", "approx", "USD", None, None),
        ("Unemployment stood at {p}% in the valley.", "percent", "exact", "%", None, None),
        ("The convoy drove {n} kilometres without a stop.", "measure", "exact", "km", None, None),
        ("Rescuers say that {w} people were wounded there.", "count", "exact", None, "person", "wounded"),
    ],
    "uk": [
        ("Щонайменше {n} людей загинуло біля старого мосту.", "count", "at_least", None, "person", "killed"),
        ("Міністерство витратило близько {n} доларів на нову школу.", "money", "approx", "USD", None, None),
        ("Безробіття в долині становило {p} %.", "percent", "exact", "%", None, None),
        ("Колона проїхала {n} кілометрів без зупинки.", "measure", "exact", "km", None, None),
        ("Рятувальники кажуть, що там поранено {w} людей.", "count", "exact", None, "person", "wounded"),
    ],
    "ru": [
        ("Не менее {n} человек погибли у старого моста.", "count", "at_least", None, "person", "killed"),
        ("Министерство потратило около {n} долларов на новую школу.", "money", "approx", "USD", None, None),
        ("Безработица в долине составила {p} %.", "percent", "exact", "%", None, None),
        ("Колонна проехала {n} километров без остановки.", "measure", "exact", "km", None, None),
        ("Спасатели говорят, что там ранены {w} человек.", "count", "exact", None, "person", "wounded"),
    ],
    "pt": [
        ("Pelo menos {n} pessoas morreram perto da ponte velha.", "count", "at_least", None, "person", "killed"),
        ("O ministério gastou cerca de {n} dólares na nova escola.", "money", "approx", "USD", None, None),
        ("O desemprego no vale era de {p}%.", "percent", "exact", "%", None, None),
        ("A coluna andou {n} quilómetros sem parar.", "measure", "exact", "km", None, None),
        ("Os bombeiros dizem que {w} pessoas ficaram feridas.", "count", "exact", None, "person", "wounded"),
    ],
    "it": [
        ("Almeno {n} persone sono morte vicino al vecchio ponte.", "count", "at_least", None, "person", "killed"),
        ("Il ministero ha speso circa {n} dollari per la nuova scuola.", "money", "approx", "USD", None, None),
        ("La disoccupazione nella valle era del {p}%.", "percent", "exact", "%", None, None),
        ("La colonna ha percorso {n} chilometri senza fermarsi.", "measure", "exact", "km", None, None),
        ("I soccorritori dicono che {w} persone sono rimaste ferite.", "count", "exact", None, "person", "wounded"),
    ],
    "fr": [
        ("Au moins {n} personnes ont été tuées près du vieux pont.", "count", "at_least", None, "person", "killed"),
        ("Le ministère a dépensé environ {n} dollars pour la nouvelle école.", "money", "approx", "USD", None, None),
        ("Le chômage dans la vallée était de {p} %.", "percent", "exact", "%", None, None),
        ("La colonne a parcouru {n} kilomètres sans arrêt.", "measure", "exact", "km", None, None),
        ("Les secours disent que {w} personnes ont été blessées.", "count", "exact", None, "person", "wounded"),
    ],
    "es": [
        ("Al menos {n} personas murieron cerca del puente viejo.", "count", "at_least", None, "person", "killed"),
        ("El ministerio gastó unos {n} dólares en la nueva escuela.", "money", "approx", "USD", None, None),
        ("El desempleo en el valle era del {p} %.", "percent", "exact", "%", None, None),
        ("La columna recorrió {n} kilómetros sin parar.", "measure", "exact", "km", None, None),
        ("Los bomberos dicen que {w} personas resultaron heridas.", "count", "exact", None, "person", "wounded"),
    ],
    "de": [
        ("Mindestens {n} Menschen wurden an der alten Brücke getötet.", "count", "at_least", None, "person", "killed"),
        ("Das Ministerium gab etwa {n} Dollar für die neue Schule aus.", "money", "approx", "USD", None, None),
        ("Die Arbeitslosigkeit im Tal lag bei {p} %.", "percent", "exact", "%", None, None),
        ("Die Kolonne fuhr {n} Kilometer ohne Halt.", "measure", "exact", "km", None, None),
        ("Die Helfer sagen, dass {w} Menschen verletzt wurden.", "count", "exact", None, "person", "wounded"),
    ],
    "pl": [
        ("Co najmniej {n} osób zginęło przy starym moście.", "count", "at_least", None, "person", "killed"),
        ("Ministerstwo wydało około {n} dolarów na nową szkołę.", "money", "approx", "USD", None, None),
        ("Bezrobocie w dolinie wynosiło {p}%.", "percent", "exact", "%", None, None),
        ("Kolumna przejechała {n} kilometrów bez postoju.", "measure", "exact", "km", None, None),
        ("Ratownicy mówią, że {w} osób zostało rannych.", "count", "exact", None, "person", "wounded"),
    ],
}
NEUTRAL = {
    "en": "The mayor thanked the volunteers for their patience.",
    "uk": "Мер подякував волонтерам за терпіння.",
    "ru": "Мэр поблагодарил волонтёров за терпение.",
    "pt": "O presidente da câmara agradeceu aos voluntários pela paciência.",
    "it": "Il sindaco ha ringraziato i volontari per la pazienza.",
    "fr": "Le maire a remercié les bénévoles de leur patience.",
    "es": "El alcalde agradeció a los voluntarios su paciencia.",
    "de": "Der Bürgermeister dankte den Freiwilligen für ihre Geduld.",
    "pl": "Burmistrz podziękował ochotnikom za cierpliwość.",
}
# Those that news in these languages is set with; the ideographic one parts no words of theirs.
SPACES = "\u00a0\u202f\u2009\u2007\u2002"
SCRIPTS = {
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "full width": "０１２３４５６７８９",
}
QUOTES = ["“”", "«»", "„“", '""', "‹›", "‘’"]
quick = settings(max_examples=100, deadline=None)


@dataclass(frozen=True)
class Told:
    """A sentence and the one figure in it."""

    lang: str
    text: str
    wanted: dict[str, Any]

    def figure(self) -> dict[str, Any]:
        """The figure as it was written."""
        return self.figure_of(self.text, self.wanted["text"])

    def figure_of(self, text: str, amount: str) -> dict[str, Any]:
        """The figure of a changed `text`, which must be one and span `amount`."""
        found = figures.parse(text, self.lang)
        assert [figure.text for figure in found] == [amount]
        return found[0].as_dict()


def amounts(figure: dict[str, Any]) -> dict[str, Any]:
    """What a figure says, without the letters and places that say it."""
    places = ("start", "end", "label_start", "label_end")
    return {name: value for name, value in figure.items() if name not in (*places, "text", "label", "per")}


@st.composite
def sentences(draw: st.DrawFn, lang: str | None = None, digits: bool = False) -> Told:
    """A sentence of one of the languages; with `digits`, its number is in digits."""
    lang = lang or draw(st.sampled_from(sorted(SENTENCES)))
    template, kind, relation, unit, category, outcome = draw(st.sampled_from(SENTENCES[lang][: 4 if digits else None]))
    # From 10 000 on no language leaves the groups away, and no number is a year.
    whole = draw(st.one_of(st.integers(12, 999), st.integers(10_000, 999_999)))
    value = Decimal(whole) if "{p}" not in template else Decimal(draw(st.integers(101, 999))) / 10
    if "{w}" in template:
        value = Decimal(draw(st.integers(21, 999)))
        written = num2words(int(value), lang=lang)
        assume(not any(wrong.search(written) for wrong in MISSPELT.get(lang, [])))
    else:
        written = format_decimal(value, locale=lang)
    text = template.format(n=written, p=written, w=written)
    at = text.index(written)
    tail = text[at + len(written) :]
    # The span is the amount with its unit.
    unit_words = {"money": 1, "measure": 1, "percent": 1}.get(kind, 0)
    amount = written
    if unit_words:
        amount += tail[0] + tail[1:].split(" ")[0].rstrip(".") if tail.startswith((" ", "\u00a0")) else tail[0]
    value = value.normalize()
    low, high = {"exact": (value, value), "at_least": (value, None), "approx": (None, None)}[relation]
    wanted = {
        "text": amount,
        "start": at,
        "end": at + len(amount),
        "kind": kind,
        "value": value,
        "low": low,
        "high": high,
        "relation": relation,
        "unit": unit,
        "category": category,
        "outcome": outcome,
        "lang": lang,
    }
    return Told(lang, text, wanted)


@quick
@given(sentences())
def test_the_figure_is_the_one_that_was_written(told: Told) -> None:
    found = told.figure()
    assert {name: found[name] for name in told.wanted} == told.wanted


@quick
@given(sentences(), st.sampled_from(SPACES))
def test_any_space_is_a_space(told: Told, space: str) -> None:
    def spaced(text: str) -> str:
        return "".join(space if c in " \u00a0\u202f" else c for c in text)

    before = told.figure()
    after = told.figure_of(spaced(told.text), spaced(told.wanted["text"]))
    assert after == before | {name: before[name] and spaced(before[name]) for name in ("text", "label")}


@quick
@given(sentences(digits=True), st.sampled_from(sorted(SCRIPTS)))
def test_digits_of_any_script_count_the_same(told: Told, script: str) -> None:
    table = str.maketrans("0123456789", SCRIPTS[script])
    before = told.figure()
    after = told.figure_of(told.text.translate(table), told.wanted["text"].translate(table))
    assert after == before | {"text": before["text"].translate(table)}


@quick
@given(sentences())
def test_letters_apart_or_whole_are_the_same(told: Told) -> None:
    before = told.figure()
    apart = unicodedata.normalize("NFD", told.text)
    after = told.figure_of(apart, unicodedata.normalize("NFD", told.wanted["text"]))
    assert amounts(after) == amounts(before)
    assert apart[after["start"] : after["end"]] == after["text"]


@quick
@given(sentences())
def test_capitals_are_letters(told: Told) -> None:
    before = told.figure()
    after = told.figure_of(told.text.upper(), told.wanted["text"].upper())
    assert amounts(after) == amounts(before)


@quick
@given(sentences(), st.sampled_from(QUOTES))
def test_quotation_marks_change_nothing(told: Told, quotes: str) -> None:
    before = told.figure()
    after = told.figure_of(quotes[0] + told.text + quotes[1], told.wanted["text"])
    assert after["start"] == before["start"] + 1
    assert amounts(after) == amounts(before)
    assert after["label"] == before["label"]


@quick
@given(sentences(), st.booleans(), st.sampled_from([" ", "\n", "\n\n"]))
def test_a_neutral_neighbour_changes_nothing(told: Told, is_before: bool, joint: str) -> None:
    neutral = NEUTRAL[told.lang]
    assert figures.parse(neutral, told.lang) == []
    before = told.figure()
    text = neutral + joint + told.text if is_before else told.text + joint + neutral
    after = told.figure_of(text, told.wanted["text"])
    moved = len(neutral + joint) if is_before else 0
    assert after["start"] == before["start"] + moved
    assert amounts(after) == amounts(before)
    assert after["label"] == before["label"]


@settings(max_examples=25, deadline=None)
@given(st.lists(sentences(), min_size=2, max_size=12), st.integers(0, 12), st.randoms(use_true_random=False))
def test_batches_may_be_split_and_documents_shuffled(told: list[Told], cut: int, shuffler: random.Random) -> None:
    documents = [(f"d{place:02}", one.text, one.lang) for place, one in enumerate(told)]

    def read(some: list[tuple[str, str, str]]) -> pl.DataFrame:
        # With the language found, as in a dump that does not tell it.
        return figures.table([text for _, text, _ in some], ids=[name for name, _, _ in some])

    whole = read(documents)
    assert read(documents[:cut]).vstack(read(documents[cut:])).equals(whole)
    shuffler.shuffle(documents)
    assert read(documents).sort("doc", "start").equals(whole.sort("doc", "start"))


@quick
@given(st.sampled_from(sorted(SENTENCES)), st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_what_babel_formats_reads_back(lang: str, digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    written = format_decimal(value, locale=lang, decimal_quantization=False)
    assert figures.parse_number(written, lang=lang) == value


@quick
@given(st.sampled_from(sorted(SENTENCES)), st.integers(1, 10**9), st.sampled_from(["USD", "EUR", "GBP", "UAH", "PLN"]))
def test_money_of_babel_reads_back(lang: str, cents: int, currency: str) -> None:
    value = Decimal(cents) / 100
    written = format_currency(value, currency, locale=lang)
    found = figures.parse(written, lang=lang)
    assert [(figure.kind, figure.value, figure.unit) for figure in found] == [("money", value.normalize(), currency)]
    assert found[0].text == written


@quick
@given(st.sampled_from(sorted(SENTENCES)), st.integers(0, 10_000))
def test_percent_of_babel_reads_back(lang: str, tenths: int) -> None:
    value = Decimal(tenths) / 10
    written = format_percent(value / 100, locale=lang, decimal_quantization=False)
    found = figures.parse(written, lang=lang)
    assert [(figure.text, figure.kind, figure.value, figure.unit) for figure in found] == [
        (written, "percent", value.normalize(), "%")
    ]


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_every_sentence_is_its_language(lang: str) -> None:
    for template, *_ in SENTENCES[lang]:
        text = NEUTRAL[lang] + " " + template.format(n=12, p=12, w="12")
        assert figures.detect(text) == lang

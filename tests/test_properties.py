"""What must hold for any text whatever: pieces of news in many scripts, glued together as no writer would."""

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

import figures

FRAGMENTS = [
    *"0 1 9 12 2,5 1.000 912 490 912\u00a0490 875\u202f610 1,234.5 ٤٥٠ ４２ ½ 2⁄3 II".split(" "),
    *"$ € £ ₴ % ‰ °C km/h US$ R$ US $ грн No. + - – — ( ) [ ] / : ; . , ' ’ ʼ ‘ \" « » # @ &".split(" "),
    *"killed wounded people soldiers at least about dozens of thousand million billion half".split(" "),
    *"mortos feridos milhões mil bilhão cerca de entre e pelo menos duas dezenas".split(" "),
    *"загинуло поранено людей тисяч млн мільйонів щонайменше від до особовий склад двадцять п'ять".split(" "),
    *"morti feriti duemila trecento ventitré miliardi oltre circa decine tués blessés quatre-vingt-dix cents".split(
        " "
    ),
    *"May мая 28 лютого 2022 2025-03-01 18:30 18h30 T-72 Су-34 COVID-19 G7 24/7 https://a.b/12 @x1".split(" "),
    *" |\u00a0|\u202f|\u2009|\n|\n\n|\t|\r\n|\ufeff|\u200b|\u200d|\u0301|\u0308|\u00ad".split("|"),
    *"😀 👨‍👩‍👧 🇺🇦 é e\u0301 й и\u0306 中 万 千 人 ع ش שלוש हज़ार ไทย 𝟙𝟚 \x00 \ufffd".split(" "),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=30).map(" ".join),
    st.text(max_size=200),
)
LANGS = st.sampled_from([None, *(code for code, _ in figures.languages())])
quick = settings(max_examples=300, deadline=None)
# Bytes of a text that is looked at whole (rust/core/src/stages/scan/mod.rs).
LOOKED_AT_WHOLE = 120


@quick
@given(TEXTS, LANGS)
def test_spans_slice_back_in_order_and_never_overlap(text: str, lang: str | None) -> None:
    end = 0
    for index, figure in enumerate(figures.parse(text, lang)):
        assert figure.figure == index
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        if figure.label is not None:
            assert figure.label_start is not None
            assert figure.label_end is not None
            assert text[figure.label_start : figure.label_end] == figure.label
        end = figure.end


@quick
@given(TEXTS, LANGS)
def test_same_text_same_answer(text: str, lang: str | None) -> None:
    first, second = figures.parse(text, lang), figures.parse(text, lang)
    assert first == second
    assert [hash(figure) for figure in first] == [hash(figure) for figure in second]


@quick
@example(["×", "0×"], None)
@given(st.lists(TEXTS, max_size=5), LANGS)
def test_alone_or_in_a_batch_is_the_same(texts: list[str], lang: str | None) -> None:
    rows = figures.table(texts, lang=lang).to_dicts()
    alone = [
        {"doc": str(index), **figure.as_dict()}
        for index, text in enumerate(texts)
        for figure in figures.parse(text, lang)
    ]
    doubles = ("value", "low", "high", "delta")
    for row in alone:
        row["flags"] = list(row["flags"])
        row.update({name: float(row[name]) for name in doubles if row[name] is not None})
    assert rows == alone


@quick
@given(TEXTS, LANGS)
def test_bounds_agree_with_the_relation(text: str, lang: str | None) -> None:
    for figure in figures.parse(text, lang):
        low, high = figure.low, figure.high
        match figure.relation:
            case "exact" if figure.kind not in ("date", "score"):
                assert figure.value is not None
                assert low == high == figure.value
            case "approx":
                assert (low, high) == (None, None)
            case "at_least" | "more_than":
                assert low is not None
                assert high is None
            case "at_most" | "less_than":
                assert low is None
                assert high is not None
            case "range":
                assert figure.value is None
                assert low is not None
                assert high is not None


@quick
@given(TEXTS, LANGS)
def test_no_break_spaces_read_as_spaces(text: str, lang: str | None) -> None:
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    # Longer ones are looked at in windows of so many bytes, and wider spaces leave less room in them.
    plain = plain.encode()[:LOOKED_AT_WHOLE].decode(errors="ignore")
    hard = plain.replace(" ", "\u00a0")
    told = [figure.as_dict() for figure in figures.parse(plain, lang)]
    hard_told = [figure.as_dict() for figure in figures.parse(hard, lang)]
    for figure in told + hard_told:
        for words in ("text", "label", "per"):
            figure[words] = figure[words] and figure[words].replace("\u00a0", " ")
    assert told == hard_told


@quick
@given(TEXTS)
def test_part_of_names_another_figure(text: str) -> None:
    found = figures.parse(text)
    for figure in found:
        assert figure.part_of is None or (figure.part_of < len(found) and figure.part_of != figure.figure)


@quick
@given(TEXTS)
def test_a_number_is_read_or_refused(text: str) -> None:
    read = pl.select(pl.lit(text).figures.number()).item()  # type: ignore[attr-defined]
    try:
        number = figures.parse_number(text)
    except figures.FiguresError:
        assert read is None
    else:
        assert read == float(number)

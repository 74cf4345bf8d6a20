"""`figures report`: one page of marked articles and charts, which nothing in an article can break."""

import base64
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

import figures
from command import lines, run
from figures import charts, reports
from figures.sinks import MissingExtraError

SEEDS = Path(__file__).parent.parent / "seeds"
HOSTILE = """<script>alert(12)</script> At least 40 "soldiers" & 3 <b onclick='x'>tanks</b> were lost.\x1b[2J

\u202eAnother 7 people died. <!-- <img src=http://example.org/1.png> {{ 6 }} {% raw %}"""
DAYS = [
    (f"2024-07-0{day}", f"Losses of the Russian army\n\nTanks: {8100 + day * step:,}")
    for day, step in ((1, 10), (2, 10), (3, 1), (4, 10))
]


TAGS = set(
    "html head meta title style body h1 h2 small p mark figure img details summary table tr th td "
    "article bdi div".split()
)


class Page(HTMLParser):
    """The tags of a page, and the text of what has a class or name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.marks: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == [], f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img"):
            self._open.append(tag)
        if dict(attrs).get("class") == "text":
            self.texts.append("")
        elif tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self._open and "details" not in self._open and "h2" not in self._open and "div" in self._open:
            self.texts[-1] += data
        if self._open and self._open[-1] == "mark":
            self.marks[-1] += data


def page_of(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def test_articles_are_whole_and_their_figures_marked(tmp_path: Path) -> None:
    done = run("report", SEEDS, "-o", "page.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = page_of(tmp_path / "page.html")
    articles = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    assert page.texts == articles
    found = [figure.text for text in articles for figure in figures.parse(text)]
    kinds = len({figure.kind for text in articles for figure in figures.parse(text)})
    assert page.marks[kinds:] == found


def test_nothing_in_an_article_becomes_markup(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "</h2><script>", "text": HOSTILE}))
    done = run("report", "in.jsonl", "-o", "page.html", "--title", "<i>12", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    sources = [attributes["src"] or "" for tag, attributes in page.tags if tag == "img"]
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)
    assert "default-src 'none'" in html
    assert not {"\x1b", "\u202e"} & set(html)
    assert page.texts == [HOSTILE.replace("\x1b", "\ufffd").replace("\u202e", "")]


def test_totals_of_several_days_are_drawn_and_falls_are_red(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(*({"id": day, "date": day, "text": text} for day, text in DAYS)))
    done = run("report", "in.jsonl", "-o", "page.html", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    drawn = [base64.b64decode(found).decode() for found in re.findall(r"base64,([^\"]+)", html)]
    assert "RU tank losses" in drawn[0]
    assert "#cc3333" in drawn[0]
    assert "8140" in drawn[1].replace("\u202f", "")
    assert 'class="flagged"' in html


def test_the_same_tally_gives_the_same_drawing() -> None:
    texts, days = [text for _, text in DAYS], [day for day, _ in DAYS]
    tally = figures.tally(figures.table(texts, ids=days, lang="en"), dates=dict(zip(days, days, strict=True)))
    assert list(charts.charts(tally)) == list(charts.charts(tally))
    assert list(charts.charts(tally.clear())) == []


def test_what_cannot_be_read_is_told_and_the_rest_is_there(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        lines({"id": "a", "text": "12 dead"}) + b"{broken\n" + lines({"id": "b", "text": "13 dead"})
    )
    done = run("report", "in.jsonl", "-o", "page.html", cwd=tmp_path)
    assert done.returncode == 1
    assert b"in.jsonl:2:" in done.stderr
    assert page_of(tmp_path / "page.html").texts == ["12 dead", "13 dead"]


def test_without_an_output_it_is_a_wrong_use(tmp_path: Path) -> None:
    done = run("report", SEEDS, cwd=tmp_path)
    assert done.returncode == 2
    assert b"--output" in done.stderr


def test_without_its_libraries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"newsfigures\[report\]"):
        reports.check()


def test_ids_that_repeat_keep_their_own_articles(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(
        lines({"id": "a", "text": "12 dead"}, {"id": "a", "text": "no"}, {"id": "a", "text": "13 hurt"})
    )
    assert run("report", "in.jsonl", "-o", "page.html", cwd=tmp_path).returncode == 0
    assert page_of(tmp_path / "page.html").texts == ["12 dead", "13 hurt"]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no browser is installed")
def test_a_browser_shows_the_page_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines({"id": "a", "text": HOSTILE + "<script>document.title='run'</script>"}))
    assert run("report", "in.jsonl", "-o", "page.html", cwd=tmp_path).returncode == 0
    shown = subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path}/profile",
            "--dump-dom",
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
        text=True,
    ).stdout
    page = Page(shown)
    assert "<title>page</title>" in shown
    assert page.texts[0].startswith("<script>alert(12)</script> At least 40")
    assert [tag for tag, _ in page.tags].count("script") == 0

"""Web pages in, their text out. Knows HTML, not where it came from; needs the extra `warc`."""

import re

from figures.inputs import LONGEST

_NAMED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_HEAD = 4096
"""Bytes in which a page may name its encoding."""


class MissingExtraError(Exception):
    """The libraries of the extra are not installed."""

    def __init__(self) -> None:
        super().__init__("HTML and WARC need the extra `warc`: pip install 'newsfigures[warc]'")


def text_of(page: bytes, encoding: str | None = None) -> str:
    """The text of the article on a page, block by block; the offsets of its figures count in this text.

    `encoding` is what the server or the user says; else a byte order mark, the page itself, or a guess decides.
    Raises `ValueError` where a page cannot be read, `MissingExtraError` where the libraries are not there.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5
        from resiliparse.parse.html import HTMLTree
    except ImportError:
        raise MissingExtraError from None
    if len(page) > LONGEST:
        raise ValueError(f"a page of more than {LONGEST >> 20} MB")
    if not page.strip():
        raise ValueError("empty: there is nothing to read")
    if page.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    elif page.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif encoding is None:
        named = _NAMED.search(page, 0, _HEAD)
        encoding = map_encoding_to_html5(named[1].decode("ascii")) if named else None
    encoding = encoding or detect_encoding(page) or "utf-8"
    try:
        tree = HTMLTree.parse_from_bytes(page, encoding, "replace")
        return str(extract_plain_text(tree, main_content=True, preserve_formatting=True, alt_texts=False))
    except (LookupError, RuntimeError, UnicodeError) as error:
        raise ValueError(f"not HTML that can be read: {str(error).lower()}") from None

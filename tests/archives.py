"""Makes small web archives."""

import gzip


def record(url: str, body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """What a server sent, as WARC keeps it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return _framed("response", url, "application/http; msgtype=response", http)


def conversion(url: str, text: str) -> bytes:
    """A text taken from a page, as WET keeps it."""
    return _framed("conversion", url, "text/plain", text.encode())


def page(text: str) -> bytes:
    """An article with what stands around articles."""
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/9'>Top 99 lists</a></li></ul></nav>"
    head = "<!doctype html><html><head><title>News</title></head>"
    return f"{head}<body>{menu}<article><p>{text}</p></article></body></html>".encode()


def members(*records: bytes) -> bytes:
    """Each record a gzip member of its own, as crawlers write them."""
    return b"".join(map(gzip.compress, records))


def _framed(kind: str, url: str, content_type: str, block: bytes) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Target-URI": url,
        "WARC-Date": "2024-02-03T04:05:06Z",
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"

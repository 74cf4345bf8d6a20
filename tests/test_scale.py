"""docs/scale.md says what the newest record gives."""

import scale


def test_the_page_has_the_table_of_the_newest_record() -> None:
    written = scale.PAGE.read_text("utf-8")
    assert scale.table(scale.newest()) in written
    assert scale.page(scale.newest()) == written


def test_core_hours_follow_from_the_speed() -> None:
    rows = [line for line in scale.table(scale.newest()).splitlines() if line.startswith("| ray ")]
    speed, _, web, on_all, news = (float(cell.replace(",", "")) for cell in rows[0].split("|")[2:-1])
    assert abs(web - 18e12 / (speed * 1e6) / 3600) < web * 0.05
    # The page rounds hours to a tenth.
    assert abs(on_all - web / scale.CORES) <= 0.05 + web * 0.01 / scale.CORES
    assert abs(news / web - scale.NEWS.bytes / 18e12) < 0.05

"""Markdown as a reader sees it: what stays, what goes, and that the address of no link is ever shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contentlib.model import Reading
from indexer.extract import read_bytes
from indexer.extract.text.addresses import address_at, host_of, with_hosts
from indexer.extract.text.copyist import MAX_BRACKETS, MAX_LETTERS
from indexer.extract.text.markdown import read_text

SECRET = "key7Q9"


def shown(reading: Reading) -> list[tuple[str, str]]:
    return [(one.locator, one.text) for one in reading.sections]


def text_of(markdown: str) -> str:
    return "\n".join(one.text for one in read_text(markdown).sections)


def everything(reading: Reading) -> str:
    places = [f"{one.locator}\n{one.heading}\n{one.text}\n{one.notes}" for one in reading.sections]
    told = reading.properties
    return "\n".join([*places, told.title, told.subject, *told.fields.get("title", ()), *reading.warnings])


@pytest.mark.parametrize(
    ("markdown", "sees"),
    [
        # links
        (f"A [wrapped\nlink](https://in.example/a?t={SECRET}) here.", "A wrapped\nlink here."),
        (f"A [link](https://in.example/\na?t={SECRET}) cut in two.", "A link cut in two."),
        (f"[One](/docs/My Plan.docx?t={SECRET}) with blanks", "One with blanks"),
        (f"[One] (https://in.example/{SECRET}) apart", "One apart"),
        (f"[One][r] and [r][]\n\n[r]: </a b?t={SECRET}>\n  'A title'", "One and r"),
        (f"[One][r]\n[r]: https://in.example/{SECRET}\nmore", "One\n\nmore"),
        (f"[One][r]\n\n[r]: https://in.example/a\nt={SECRET}", "One"),
        (f"[![A map of Kiel](/{SECRET}.png)](/{SECRET})", "A map of Kiel"),
        (f"[a [b](/x?{SECRET}) c](/y?{SECRET})", "[a b c]"),
        (f"[x](javascript:go({SECRET})) [y](< {SECRET}> '{SECRET}')", "x y"),
        ("[one][2], [Yes][No], [Maybe](see there)", "one, [Yes][No], [Maybe](see there)"),
        ("[\\[1\\]](#n) \\[not\\](a link)", "[1] [not](a link)"),
        # addresses as typed
        (f"See <https://in.example/a?t={SECRET}>, <https://in.example/\n{SECRET}>", "See in.example, in.example"),
        (f"See https://ann:{SECRET}@in.example:81/a_b_*c*(d)?t={SECRET}.", "See in.example."),
        (f"(www.in.example/*a*{SECRET})", "(www.in.example)"),
        (f"**https://in.example/{SECRET}** `https://in.example/{SECRET}`", "in.example in.example"),
        (f"[in.example/{SECRET}](https://in.example/{SECRET})", "in.example"),
        (f"[plan.pdf?t={SECRET}](plan.pdf?t={SECRET})", "plan.pdf"),
        (f"https://in.example/{SECRET}をご覧ください。", "in.exampleをご覧ください。"),
        ("<ann@x.example> <mailto:bob@x.example?subject=Hi> <std::string>", "ann@x.example bob@x.example std::string"),
        ("always use https:// and 10:30, and/or", "always use https:// and 10:30, and/or"),
        # marks
        ("ab**so**lutely snake_case_word __so__ **重要：**テキスト", "absolutely snake_case_word so 重要：テキスト"),
        (r"\*no\* &amp; &copy; \[x\] \# 1\. &lt;b&gt; &#65; **\*\*x\*\***", "*no* & © [x] # 1. <b> A **x**"),
        ("one  \ntwo\\\nthree<br>\nfour", "one\ntwo\nthree\nfour"),
        ("~~old~~ `a  b` ``c`d``", "old a b c`d"),
        ("Plan[^1]and[^n].\n\n[^1]: Gartner\n[^n]: A note\n\n    [more](/x)", "Planand.\n\nGartner\nA note\n\nmore"),
        # blocks
        ("- [ ] a\n- [x] b\n  1. c\n     - d\n\n     e\n> f\ng\n>> h", "a\nb\nc\nd\n\ne\nf\ng\nh"),
        ("Term\n: One\n: Two", "Term\nOne\nTwo"),
        (":::note Read this\nBody\n:::\n\n!!! tip\n    More\n\n> [!TIP]\n> Sell", "Read this\nBody\n\nMore\n\nSell"),
        ("[TOC]\n\nText\n\n* * *\n\nmore", "Text\n\nmore"),
        ("```sh\n# no heading\n[x](/kept)\n```\n\n    # nor this\n", "# no heading\n[x](/kept)\n\n# nor this"),
        ("#hashtag\n\n- a\n  # b\n\n> # c", "#hashtag\n\na\nb\n\nc"),
        # tables
        ("| a | b |\n|---|:-:|\n| 1 \\| x | **y** | z |\n| 2 |\n\nend", "a | b\n1 | x | y | z\n2\n\nend"),
        ("| no | head |\n| x | y |", "no | head\nx | y"),
        ("| a |\n|---|\n| one<br>two |", "a\none\ntwo"),
        ("<table><tr><th>Plan</th><th>€</th></tr><tr><td>S</td><td>12</td></tr></table>", "Plan | €\nS | 12"),
        # HTML and its kin
        ("a <!-- b\nc --> d\n\n<!--\n\ne\n\n-->\nf <!-- g\n\nh --> i --> j", "a d\n\nf\n\ni --> j"),
        ("<script>\nx\n\ny\n</script>\na<style>b</style> c\n\n<div>\n<svg>\n\nd\n\n</svg>\n\ne", "a c\n\ne"),
        ("Put the <script> tag first.", "Put the  tag first."),
        (f'<p title="a > b">x &amp; <a href="/{SECRET}">y</a>\n<img alt="A map" src=/{SECRET}></p>', "x & y\nA map"),
        ("<pre>\n**a** &lt;b&gt;\n\nc</pre>\nd", "**a** <b>\n\nc\nd"),
        ('import X from "./x"\n\n<Tab\n  a={"b"}>\n\nIn **tab**\n\n</Tab>\n\n{/* c */}\n\n<B>d</B>', "In tab\n\nd"),
        ('{{< figure src="/x.png" caption="How it works" >}} {% include "y" %} [a](b){:.c}', "How it works  a"),
        ("{{quote `\nauthor: Ann\nquote: Yes\n`}} Hi {{first_name}}", "author: Ann\nquote: Yes\n Hi {{first_name}}"),
        ("![logo](a.png) ![Bar chart of churn](b.png)_A caption_", "Bar chart of churn A caption"),
        (f"![A **map**\nof <a href='/{SECRET}'>Kiel</a>](/x.png)", "A map of Kiel"),
        ("a\r\nb\r\n\r\nc", "a\nb\n\nc"),
    ],
)  # fmt: skip
def test_a_text_is_read_as_a_reader_sees_it(markdown: str, sees: str) -> None:
    assert text_of(markdown).split() == sees.split()
    lines = [line.strip() for line in text_of(markdown).splitlines() if line.strip()]
    assert lines == [" ".join(line.split()) for line in sees.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("markdown", "locators"),
    [
        ("Big\n===\n\nSmall\none\n---\ntext", ["Big > Small one"]),
        ("# A #\n## B {#b .c}\n### C\n# D", ["A > B > C", "D"]),
        ("<h1 id=x>\n\nThe <em>plan</em>\n\n</h1>\n\ntext\n\n<h2>2. Why</h2>", ["The plan", "The plan > 2. Why"]),
        ("text <h2>In line</h2> more", ["", "In line"]),
        ("<h1>never closed\n\ntext", [""]),
        (f"# [Plan](/{SECRET}) https://in.example/{SECRET}\nx", ["Plan in.example"]),
        (f"{'A long paragraph above a rule. ' * 10}\n---\ntext", [""]),
        ("- a\n---\nb\n\n***\n\nc", [""]),
    ],
)  # fmt: skip
def test_headings_lead_to_their_text(markdown: str, locators: list[str]) -> None:
    assert [one.locator for one in read_text(markdown).sections] == locators


def test_front_matter_is_fields_and_its_title_shows_no_address() -> None:
    yaml = f"---\ntitle: 'Plan https://in.example/{SECRET}'\nkind: deck\ndescription: '[Us](/x?{SECRET})'\n---\n"
    toml = '+++\ntitle = "Plan"\nobjections = ["price"]\n+++\nBody'
    reading = read_text(yaml)
    assert (reading.properties.title, shown(reading)) == ("Plan in.example", [("", "[Us]")])
    assert reading.properties.fields["kind"] == ("deck",)
    assert read_text(toml).properties.fields["objections"] == ("price",)
    assert shown(read_text(toml)) == [("", "Body")]


def test_a_notebook_shows_no_address_either() -> None:
    cells = [{"cell_type": "markdown", "source": ["[The\n", f"plan](https://in.example/?{SECRET})"]}]
    reading = read_bytes(json.dumps({"cells": cells}).encode(), "a.ipynb")
    assert shown(reading) == [("", "The\nplan")]


# --- every way to write a link -----------------------------------------------------------------------------------

WORD = st.text("abcdefgäßéжщ日本語", min_size=1, max_size=6)
PATH = st.text("ab_*~-.%&=+é価/", max_size=8)
ABSOLUTE = st.builds(
    lambda scheme, path, query: f"{scheme}in.example/{path}?t={SECRET}{query}",
    st.sampled_from(["https://", "http://", "ftp://ann:pw@", "HTTPS://www."]),
    PATH,
    st.sampled_from(["", "&b=(c)", "#d_e_f"]),
)
RELATIVE = st.builds(
    lambda start: f"{start}{SECRET}", st.sampled_from(["/a?t=", "../b_c_/", "#", "mailto:a@b.example?"])
)
LABEL = st.lists(WORD, min_size=1, max_size=3)
BREAK = st.sampled_from([" ", "\n"])


@st.composite
def inline_link(draw: st.DrawFn) -> str:
    """A link of the form ``[label](address "title")``, with line breaks wherever a program might set them."""
    label = draw(BREAK).join(draw(LABEL))
    address = draw(ABSOLUTE | RELATIVE)
    cut = draw(st.integers(0, len(address)))
    address = address[:cut] + draw(st.sampled_from(["", "\n"])) + address[cut:]
    address = f"<{address}>" if draw(st.booleans()) and "\n" not in address else address
    title = draw(st.sampled_from(["", f' "{SECRET}"', f"\n'{SECRET}'"]))
    mark = draw(st.sampled_from(["[{}]", "![{}]", "[**{}**]", "[`{}`]", "[_a_ {}]", "[![{}](/x.png)]"])).format(label)
    link = f"{mark}({draw(st.sampled_from(['', ' ']))}{address}{title})"
    # An empty line ends a paragraph, and with it every link.
    return link.replace("\n\n", "\n")


@st.composite
def reference_link(draw: st.DrawFn) -> str:
    """A link whose definition stands behind it."""
    label, name = draw(BREAK).join(draw(LABEL)), draw(WORD)
    address = draw(ABSOLUTE | RELATIVE)
    address = f"<{address}>" if draw(st.booleans()) else address
    title = draw(st.sampled_from(["", f' "{SECRET}"', f"\n  '{SECRET}'"]))
    use = draw(st.sampled_from(["[{0}][{1}]", "[{1}][]", "[{1}]", "![{0}][{1}]", "[**{0}**][{1}]"])).format(label, name)
    return f"{use}\n\n[{name}]:{draw(BREAK)}{address}{title}\n"


TYPED = st.builds(
    lambda form, address: form.format(address),
    st.sampled_from(["<{}>", "{}", "({})", "**{}**", "_{}_", "[{0}]({0})", "{}.", "x <a href='{}'>y</a>", "`{}`"]),
    ABSOLUTE,
)
TAG = st.builds(
    lambda form, address: form.format(address),
    st.sampled_from(['<a href="{}">x</a>', "<p>\n<img src={} alt='A map'>\n</p>", "<div>\n[x]({})\n</div>"]),
    ABSOLUTE | RELATIVE,
)
LINK = inline_link() | reference_link() | TYPED | TAG
PLACE = st.sampled_from(
    ["{}", "> {}", "- {}", "1. {}", "before {} behind", "[^1]: {}", "- a\n\n  {}", "# {}", "| a | {} |"]
)


def placed(place: str, link: str) -> str:
    """The link in that place, each further line marked as the place demands."""
    if place[0] in "#|":
        link = link.partition("\n\n")[0].replace("\n", "").replace("|", "")
    mark = {"> {}": "> ", "- {}": "  ", "1. {}": "   ", "- a\n\n  {}": "  "}.get(place, "")
    return place.format(link.replace("\n", f"\n{mark}"))


@settings(deadline=None, max_examples=400)
@given(st.lists(st.builds(placed, PLACE, LINK), min_size=1, max_size=3))
@example([f"[a](/\na?t={SECRET})", f"[a][a]\n\n[a]: https://in.example/?t={SECRET}\n"])
@example([f"![a](/plan\na?t={SECRET})", f"[a]: https://in.example/?t={SECRET}\n"])
def test_the_address_of_no_link_reaches_a_section(links: list[str]) -> None:
    reading = read_bytes("\n\n".join(links).encode(), "a.md")
    assert SECRET not in everything(reading)


MARKED = st.sampled_from(
    [
        "{}",
        "- {}",
        "12. {}",
        "> {}",
        "- > {}",
        "[ ] {}",
        "**x** {}",
        "| {}",
        "\\* {}",
        "[^1]: {}",
        "# {}\n\nx",
        "{}\n---\nx",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(MARKED, st.lists(WORD, min_size=1, max_size=8), BREAK), min_size=1, max_size=6))
def test_every_word_of_a_text_stays_in_its_order(paragraphs: list[tuple[str, list[str], str]]) -> None:
    written = [
        mark.format(("\n" if "#" not in mark and end == "\n" else " ").join(words)) for mark, words, end in paragraphs
    ]
    sections = read_text("\n\n".join(written)).sections
    read = iter([word for one in sections for word in [*one.heading.split(), *one.text.split()]])
    assert all(word in read for _, words, _ in paragraphs for word in words)


PIECES = st.sampled_from(
    ["[", "]", "(", ")", "![", "](", "]:", "<", ">", "<a ", "</a>", "<!--", "-->", "<script>", "</script>", "<h1>",
     "</h1>", "<td>", "<pre>", "`", "```\n", "~~~\n", "*", "**", "_", "#", "# ", "\n", "\n\n", "    ", "\t", "- ",
     "1. ", "> ", "|", "|-|-|\n", "---\n", "===\n", "\\", "&amp;", "&#0;", "{{", "}}", "{%", "{:", "https://", "www.",
     "://", "[^1]", ":::", ": ", "\x00", "\ud800", "\u2028", "é", "word", " ", '"', "'", "=", "/", "?", "+++\n",
     "data:a/b;base64,"]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES | st.text(max_size=3), max_size=40))
def test_no_text_fails(pieces: list[str]) -> None:
    read_text("".join(pieces))


# --- limits ------------------------------------------------------------------------------------------------------


def test_what_is_nested_too_deeply_is_read_as_lines() -> None:
    deep = "".join(f"{'  ' * level}- level{level}\n" for level in range(60)) + "\n" + ">" * 5000 + " quoted"
    reading = read_bytes(deep.encode(), "a.md")
    assert reading.sections[0].text.split() == [*(f"level{level}" for level in range(60)), "quoted"]
    assert reading.warnings == ("what is nested more than 14 lists deep was read as plain lines",)


def test_a_text_of_more_brackets_than_links_is_read_roughly() -> None:
    text = f"{'[' * (MAX_BRACKETS + 1)} a\n\n[The **plan**](/x?{SECRET}) at https://in.example/{SECRET}\n"
    reading = read_bytes(text.encode(), "a.md")
    assert reading.sections[0].text.endswith("a\n\n[The plan] at in.example")
    assert reading.warnings == ("only the first 50,000 brackets were read as links",)


def test_a_very_long_text_is_read_to_its_end_and_the_rest_as_lines() -> None:
    text = "word\n" * (MAX_LETTERS // 5) + f"\n# [Last](/x?{SECRET}) <b>words</b>\n"
    reading = read_bytes(text.encode(), "a.md")
    assert reading.sections[0].text.endswith("word\n\n# [Last] words")
    assert reading.warnings == ("only the first 1,000,000 letters were read as Markdown, the rest as plain lines",)


@pytest.mark.parametrize(
    "address", ["https://in.example/a", "www.in.example/b?c=(d)", "http://in.example:80/[e]", "a+b://in.example/é"]
)
def test_an_address_ends_where_its_sentence_goes_on(address: str) -> None:
    host = host_of(address)
    assert host in ("in.example", "www.in.example")
    for behind in (" and", ").", '" then', "> x", "。", "», x", "\n", ", x"):
        found = address_at(address + behind, 0)
        assert found is not None
        assert (found.host, found.end) == (host, len(address))
        assert with_hosts(f"At {address}{behind}") == f"At {host}{behind}"

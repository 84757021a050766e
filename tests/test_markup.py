"""HTML is read as a browser reads it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.markup.addresses import in_attribute, in_style
from macros.markup.places import places
from macros.markup.reading import walk
from macros.proof.page import read_page
from tests.project import Project


class Tree:
    """What a document holds, as lists: elements with their attributes, and text with the element that it stands in."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.elements: list[tuple[str, str, dict[str, str]]] = []
        self.text: list[tuple[str, str]] = []

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        self.elements.append((tag, self.open[-1] if self.open else "", dict(given)))
        self.open.append(tag)

    def end(self, tag: str) -> None:
        assert self.open.pop() == tag

    def words(self, text: str) -> None:
        self.text.append((self.open[-1], text))


def tree(html: str | bytes) -> Tree:
    found = Tree()
    walk(html, found)
    assert not found.open
    return found


NASTY = {
    "nothing": "",
    "only words": "words &amp; more",
    "ends that are implied": "<ul><li id=a>one<li id=b>two</ul><p>a<p>b<dl><dt>c<dd>d<dt>e</dl><select><option value=1>x<option>y</select>",
    "rows without a body": "<table><caption>c<tr><td>a<th id=h>b<tr><td>c</table>",
    "words put out of a table": "<table><a href=x>out</a><tr>also<td>in</table>",
    "elements that overlap": "<b>1<i>2</b>3</i><p>4<a href=1>x<a href=2>y</a></p></b>",
    "an end that nobody began": "</p></div><br></br>x</span>",
    "attributes twice": '<p id=a ID=b data-verbatim="k" data-verbatim="l" class=c class=d>x',
    "attributes in every way": '<p id = a title=\'b "c"\' lang=en hidden data-x="1&#10;2"/><a href=x?a=1&amp;b=2&copy=3>y</a>',
    "a letter in an attribute's name": '<div/id=a/b"c=1 <d>x</div>',
    "references": "&amp; &lt; &#x26; &#65; &#x80; &nbsp; &notit; &NotEqualTilde; &copy &amp",
    "references that name no letter": "&#0; &#xD800; &#x110000; &unknown; & &# &#x;",
    "raw text": '<script>if (a < b) "<p id=no>&amp;"</script><style>a > b { content: "</p>&lt;" }</style><p>x',
    "a script that seems to hold another": "<script><!-- <script> </script> --> </script><p id=yes>x",
    "text with an end within": "<title>a <b> c</title><textarea>\n<p id=no>&lt;</textarea><p id=yes>x",
    "a first line break": "<pre>\n\n a</pre><pre>\nb</pre>",
    "comments": "<!-- <p id=no> --><!--> <p id=a>x<!-- a --!> <p id=b>y<? what ?><![CDATA[ <p id=c>z ]]><!-- open <p id=no2>",
    "line ends": "a\r\nb\rc\n<pre>\r\nd\r\n</pre><p title='e\r\nf'>",
    "a template": "<template id=t><p id=inner>not shown<template><p>nor this</p></template></template><p id=after>x",
    "a template in a table": "<table><template><tr><td>x</template><tr><td>y</table>",
    "without scripts": "<head><noscript><link rel=x href=y></noscript></head><body><noscript><p id=n><a href=z>q</a></noscript>",
    "without scripts, in the head": "<head><noscript><p id=n>x</noscript><title>T</title></head><body>y",
    "a drawing": '<svg viewBox="0 0 1 1" id=s><title>t</title><linearGradient ID=g /><foreignObject><p id=p>x<div>y</div></foreignObject>'
    '<use xlink:href="#a" href="#b"/><a xlink:href=q>k</a><script>1 < 2</script></svg>after',
    "a drawing that HTML ends": "<svg><g><p id=p>x</p></g></svg><svg><desc><b>y</b></desc><style>a{b:c}</style></svg>",
    "formulas": "<math><mi>x</mi><annotation-xml encoding='text/html'><p>y</annotation-xml><mtext><b>z</b></mtext></math>",
    "a section of letters in a drawing": "<svg><text><![CDATA[ <p id=no> & ]]></text></svg>",
    "buttons and forms": "<form action=a><form action=b><button formaction=c><p>x<button>y</form></form>",
    "headings in headings": "<h1 id=a>one<h2 id=b>two</h1>three<h3>four</h2>",
    "what ends a head": "<title>T</title><meta charset=utf-8><p id=p><title>late</title><body class=x><html lang=de>",
    "frames that hold text": "<iframe src=x><p id=no>y</iframe><noembed><p id=no2></noembed><p id=yes>z",
    "no end of it": "<p id=a>x<plaintext><p id=no>&amp;</plaintext>",
    "letters that cannot be": "a\x00b<p id='c\x00d'>e<svg>f\x00g</svg>",
    "other letters": "<p id=ü>Größe 😀 \u200f\u0627\u200e</p><P ID=É></P>",
    "a tag that ends with the file": "<p id=a>x<p id=b",
    "deep": "<div>" * 300 + "x",
    "a page in a page": "<p>a</p><html><head><base href=x></head><body id=b>c</body></html>d<!doctype html>e",
    "lists of sources": '<picture><source srcset="a.png 1x, b.png 2x"><img src=c.png alt=d></picture><video poster=e><track src=f></video>',
}

_SEEN = """() => {
    const found = {elements: [], text: []};
    const name = node => node.nodeType === 1 ? node.localName : "";
    const walk = (node, parent) => {
        if (node.nodeType === 1) {
            const given = {};
            for (const attribute of node.attributes) given[attribute.name] = attribute.value;
            found.elements.push([node.localName, parent, given]);
            const inside = node instanceof HTMLTemplateElement ? node.content : node;
            inside.childNodes.forEach(child => walk(child, node.localName));
        } else if (node.nodeType === 3 || node.nodeType === 4) {
            found.text.push([parent, node.data]);
        }
    };
    walk(document.documentElement, "");
    return found;
}"""


def joined(text: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join texts that stand side by side: how a browser cuts them does not matter."""
    found: list[tuple[str, str]] = []
    for element, words in text:
        if found and found[-1][0] == element:
            found[-1] = (element, found[-1][1] + words)
        else:
            found.append((element, words))
    return found


@pytest.mark.browser
def test_a_browser_sees_the_same_elements_attributes_and_words(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    differ: dict[tuple[str, str], object] = {}
    for name, body in NASTY.items():
        html = b"\xef\xbb\xbf<!doctype html>" + body.encode()  # a byte order mark says that it is UTF-8
        (tmp_path / "page.html").write_bytes(html)
        page.goto((tmp_path / "page.html").as_uri(), wait_until="domcontentloaded")
        seen, ours = page.evaluate(_SEEN), tree(html)
        theirs = [(tag, parent, given) for tag, parent, given in seen["elements"]]
        if ours.elements != theirs:
            differ[name, "elements"] = (ours.elements, theirs)
        texts = joined(ours.text), joined([(element, words) for element, words in seen["text"]])
        if texts[0] != texts[1]:
            differ[name, "text"] = texts
    context.close()
    assert differ == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    "address", ["index.html", "full-text.html", "recommendations/index.html", "documents/wo-ga-34-7.html"]
)
def test_a_browser_sees_the_same_on_a_page_of_ours(
    browser: Browser, built: Project, on_disk: str, address: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(on_disk + address)
    seen, ours = page.evaluate(_SEEN), tree((built.site / address).read_bytes())
    page.context.close()
    assert len(ours.elements) > 100
    assert ours.elements == [tuple(each) for each in seen["elements"]]
    assert joined(ours.text) == joined([tuple(each) for each in seen["text"]])


def test_what_a_page_holds_is_what_is_shown() -> None:
    page = read_page(
        "<title>T</title><p id=a id=b>x<p id=a>y<script>no</script><style>no</style><noscript><a id=c href=z.html>n</a></noscript>"
        "<template id=t><b id=inner>no</b><a href=t.html></a></template><svg><title>s</title></svg><!-- <p id=d> --><h2>One <b>two</h2><p>after",
        "x.html",
    )
    assert ({*page.anchors}, {*page.repeated}) == ({"a", "c", "t"}, {"a"})
    assert [target.address for target in page.targets] == ["z.html", "t.html"]
    assert (page.title, page.text) == ("T", "xynsOne twoafter")
    assert page.headings == ((2, "", "One two"),)


def test_the_first_of_two_attributes_counts() -> None:
    page = read_page('<p data-verbatim="first" data-verbatim="second">x</p><a href=a href=b>y</a>', "x.html")
    assert page.verbatim == (("first", "x"),)
    assert [target.address for target in page.targets] == ["a"]


def test_bytes_are_read_as_utf_8_without_a_mark() -> None:
    assert tree(b"\xef\xbb\xbf<p>\xc3\xa9\xff").text == [("p", "\u00e9\ufffd")]


def test_every_attribute_that_loads_or_leads_is_read() -> None:
    html = """
        <a href=1 ping="2 3">x</a><area href=4><img src=5 srcset="6, 7 2x,8 100w, 9,a.png 3x"><video poster=10></video>
        <form action=11><button formaction=12></button><input formaction=13 src=14></form><object data=15></object>
        <q cite=16></q><svg><use xlink:href=17 /><image href=18 /><rect fill="url(#19)" /></svg>
        <link href=20 imagesrcset="21 1x"><p style="background: url( '22' )">x</p><style>@import "23"; a { b: url(24) }</style>
        <meta http-equiv=refresh content="0; url=25"><meta http-equiv=Refresh content="3;URL='26'"><meta name=x content="27">
        <body background=28><script src=29></script><iframe src=30></iframe><source srcset=31>
    """
    read = [target.address for target in read_page(html, "x.html").targets]
    wanted = [
        *map(str, range(1, 9)),
        "9,a.png",
        *map(str, range(10, 19)),
        "#19",
        *map(str, range(20, 27)),
        *map(str, range(28, 32)),
    ]
    assert sorted(read) == sorted(wanted)


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("", []),
        (" , ", []),
        ("a.png", ["a.png"]),
        ("a.png 1x, //b.example/c.png 2x", ["a.png", "//b.example/c.png"]),
        ("a,b.png 1x,c.png,  d.png 3x ,", ["a,b.png", "c.png", "d.png"]),
        ("data:,a ( , ) 1x, b", ["data:,a", "b"]),
    ],
)
def test_the_candidates_of_a_picture_are_told_apart(srcset: str, addresses: list[str]) -> None:
    assert [*in_attribute("srcset", {"srcset": srcset})] == addresses


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("a { b: url(x.png) }", ["x.png"]),
        ("a { b: URL( 'x y.png' ), url(\"z\") }", ["x y.png", "z"]),
        ("@import '//e.example/x.css'; @import url(y.css) print;", ["//e.example/x.css", "y.css"]),
        (r"a { b: u\72l(//e.example/x) }", ["//e.example/x"]),
        ("a { b: image-set('p.png' 1x, url(q.png) 2x type('image/png')) }", ["q.png", "p.png"]),
        ("/* url(no) */ a { content: 'curl(no)' }", []),
    ],
)
def test_what_a_style_sheet_fetches_is_found(css: str, addresses: list[str]) -> None:
    assert [*in_style(css)] == addresses


def test_a_place_is_that_of_the_tag_as_written() -> None:
    html = "<p>\n <a href=x>1</a><!-- <a href=x> -->\n  <A\n class=c HREF='x'>2</A><a href=y&amp;z>3</a>"
    page = read_page(html, "p.html")
    assert [[str(place) for place in page.places_of(target)] for target in page.targets] == [
        ["site/p.html:2:2", "site/p.html:3:3"],
        ["site/p.html:4:24"],
    ]
    assert places(html, "p") == [(1, 1)]
    assert places(html, "b") == []

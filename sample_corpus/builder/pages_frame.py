"""The frame of the company's web site: head, navigation, cookie banner, footer. The only module that knows HTML."""

import json
from dataclasses import dataclass
from html import escape

from sample_corpus.builder.company import BRAND, COMPANY, TAGLINE

SITE = "https://www.ledgerlark.example"
NAVIGATION = (
    ("Product", "/product"),
    ("Customers", "/customers"),
    ("Pricing", "/pricing"),
    ("Trust", "/trust"),
    ("Blog", "/blog"),
    ("Log in", "/login"),
)
FOOTER_LINKS = (
    ("Capture", "/product/capture"),
    ("Match", "/product/match"),
    ("Approve", "/product/approve"),
    ("Pay", "/product/pay"),
    ("Connect", "/product/connect"),
    ("Careers", "/careers"),
    ("Imprint", "/imprint"),
    ("Privacy", "/privacy"),
)
STYLE = f"""
  body {{ margin: 0; font: 17px/1.6 Georgia, serif; color: #{BRAND["ink"]}; background: #{BRAND["paper"]}; }}
  header.site, footer.site {{ background: #{BRAND["ink"]}; color: #fff; padding: 14px 6vw; font: 15px/1.5 sans-serif; }}
  header.site a, footer.site a {{ color: #fff; text-decoration: none; margin-right: 22px; }}
  header.site .logo {{ font-weight: 700; margin-right: 40px; }}
  main {{ max-width: 46em; margin: 0 auto; padding: 34px 24px 60px; background: #fff; }}
  h1, h2, h3 {{ font-family: sans-serif; line-height: 1.25; }}
  h1 {{ font-size: 34px; margin-top: 6px; }} h2 {{ font-size: 23px; margin-top: 38px; color: #{BRAND["accent"]}; }}
  .eyebrow, .byline {{ font: 14px sans-serif; color: #{BRAND["grey"]}; }}
  .lead {{ font-size: 20px; }}
  table {{ border-collapse: collapse; width: 100%; font: 15px/1.4 sans-serif; }}
  th, td {{ border-bottom: 1px solid #ddd; padding: 8px; text-align: left; vertical-align: top; }}
  th {{ background: #{BRAND["paper"]}; }}
  blockquote {{ border-left: 5px solid #{BRAND["warm"]}; margin: 26px 0; padding: 4px 20px; font-size: 20px; }}
  blockquote footer {{ font: 14px sans-serif; color: #{BRAND["grey"]}; }}
  .figures {{ display: flex; gap: 16px; padding: 0; list-style: none; font-family: sans-serif; }}
  .figures li {{ flex: 1; background: #{BRAND["paper"]}; border-top: 4px solid #{BRAND["accent"]}; padding: 14px; }}
  .figures b {{ display: block; font-size: 26px; color: #{BRAND["accent"]}; }}
  .aside {{ background: #{BRAND["paper"]}; padding: 12px 20px; border-left: 5px solid #{BRAND["accent"]}; }}
  .button {{ display: inline-block; background: #{BRAND["warm"]}; color: #{BRAND["ink"]}; padding: 10px 20px;
    border-radius: 4px; text-decoration: none; font: 700 15px sans-serif; }}
  .cookie-banner {{ position: fixed; bottom: 0; left: 0; right: 0; background: #fff; border-top: 3px solid
    #{BRAND["accent"]}; padding: 14px 6vw; font: 14px sans-serif; }}
"""
COOKIE_BANNER = """<div class="cookie-banner" id="cookie-consent" role="dialog" aria-label="Cookie settings">
  <p>We use cookies that the site needs to work and, if you agree, cookies that count visits. You can change your mind
  at any time in the footer.</p>
  <button type="button">Accept all</button> <button type="button">Only what is needed</button>
  <a href="/privacy#cookies">Settings</a>
</div>"""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """One page of the web site as somebody saved it to the drive."""

    path: str
    url: str
    title: str
    description: str
    body: str
    schema: str = "WebPage"
    author: str = ""
    published: str = ""
    modified: str = ""
    language: str = "en"
    questions: tuple[tuple[str, str], ...] = ()


def render_page(page: HtmlPage) -> str:
    """The whole file: a saved web page with everything around the text that such a page has."""
    return f"""<!DOCTYPE html>
<!-- saved from url=({len(page.url) + len(SITE):04d}){SITE}{page.url} -->
<html lang="{page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{_head(page)}
<style>{STYLE}</style>
<script type="application/ld+json">
{json.dumps(_linked_data(page), ensure_ascii=False, indent=1)}
</script>
<script>window.dataLayer = window.dataLayer || []; dataLayer.push({{"event": "pageview", "page": "{page.url}"}});</script>
</head>
<body>
<a class="skip" href="#content" hidden>Skip to content</a>
<header class="site"><span class="logo">{COMPANY}</span>
<nav aria-label="Main">{_links(NAVIGATION)}</nav>
</header>
<main id="content">
{page.body.strip()}
{_faq(page.questions)}</main>
<footer class="site">
<p>{COMPANY}: {TAGLINE}</p>
<nav aria-label="Footer">{_links(FOOTER_LINKS)}</nav>
<p>© 2026 {COMPANY}. Follow us · Subscribe to the newsletter · Status page</p>
</footer>
{COOKIE_BANNER}
</body>
</html>
"""


def _head(page: HtmlPage) -> str:
    lines = [
        f"<title>{escape(page.title)}</title>",
        f'<meta name="description" content="{escape(page.description)}">',
        f'<link rel="canonical" href="{SITE}{page.url}">',
        f'<meta property="og:title" content="{escape(page.title)}">',
        f'<meta name="author" content="{escape(page.author)}">' if page.author else "",
        f'<meta property="article:published_time" content="{page.published}">' if page.published else "",
        f'<meta property="article:modified_time" content="{page.modified}">' if page.modified else "",
    ]
    return "\n".join(line for line in lines if line)


def _links(links: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f'<a href="{SITE}{target}">{escape(label)}</a>' for label, target in links)


def _faq(questions: tuple[tuple[str, str], ...]) -> str:
    if not questions:
        return ""
    items = "\n".join(f"<h3>{escape(question)}</h3>\n<p>{escape(answer)}</p>" for question, answer in questions)
    return f"<h2>Questions we are asked</h2>\n{items}\n"


def _linked_data(page: HtmlPage) -> dict[str, object]:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": page.schema,
        "name": page.title,
        "description": page.description,
        "url": SITE + page.url,
        "publisher": {"@type": "Organization", "name": COMPANY, "url": SITE},
    }
    if page.author:
        data["author"] = {"@type": "Person" if " " in page.author else "Organization", "name": page.author}
    if page.published:
        data["datePublished"] = page.published
    if page.modified:
        data["dateModified"] = page.modified
    if page.questions:
        data["mainEntity"] = [_linked_question(question, answer) for question, answer in page.questions]
    return data


def _linked_question(question: str, answer: str) -> dict[str, object]:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}

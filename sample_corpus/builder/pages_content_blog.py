"""The blog of the web site: five pieces by different people, for readers who may never become customers."""

from sample_corpus.builder.pages_frame import HtmlPage

LATE_INVOICE = HtmlPage(
    path="Blog and Web/what-a-late-invoice-costs.html",
    url="/blog/what-a-late-invoice-costs",
    title="What one late invoice costs, to the cent",
    description="Interest, the fixed fee, the lost discount, the reminder calls: a worked example for EUR 8,400.",
    schema="BlogPosting",
    author="Petra Holm",
    published="2026-04-14",
    body="""
<p class="eyebrow">Blog · 6 minutes</p>
<h1>What one late invoice costs, to the cent</h1>
<p class="byline">Petra Holm, 14 April 2026</p>
<p class="lead">"We pay a bit late, everybody does." We took one real invoice for EUR 8,400, terms 2 % ten days, net
thirty, paid on day 47, and followed it through the building with a stopwatch and a calculator.</p>
<h2>1. The discount that walked out: EUR 168.00</h2>
<p>Two per cent for paying twenty days sooner is, over a year, a return of about 37 %. No treasurer would turn that
down. Nobody did: the invoice lay eleven days in the tray of a plant office, and then it was day 12.</p>
<h2>2. What the law adds: EUR 79.71</h2>
<p>Between businesses in the EU, late payment costs eight percentage points above the central bank's reference rate,
10.15 % in the first half of 2026, and a fixed EUR 40 on top, without a reminder. Seventeen days on EUR 8,400 make EUR
39.71. Few suppliers charge it while they like you.</p>
<h2>3. People: EUR 46.20</h2>
<p>The supplier rang twice. Accounts payable looked for the invoice three times, wrote to the plant four times, and
moved the item from one payment run to the next. Together 66 minutes at EUR 42 an hour.</p>
<h2>4. What nobody books</h2>
<p>The supplier's salesperson now quotes you net fifteen. In March they served the other customer first. Ask a
purchasing manager what a week of goodwill is worth and watch the face.</p>
<table>
<tr><th>Item</th><th>EUR</th></tr>
<tr><td>Lost discount</td><td>168.00</td></tr>
<tr><td>Interest and fixed fee, if claimed</td><td>79.71</td></tr>
<tr><td>Handling, 66 minutes</td><td>46.20</td></tr>
<tr><td><strong>One late invoice</strong></td><td><strong>293.91</strong></td></tr>
</table>
<p>That is 3.5 % of the invoice. If one in eight of yours is late and you receive 2,000 a month, the year costs more
than the team that handles them.</p>
<h2>So why is it always next year's project?</h2>
<p>Since the sum has no owner. The discount is lost in purchasing, the interest is booked under "other", the phone
calls are nobody's. Doing nothing looks free, which is the most expensive property a cost can have. Take ten late
invoices from last month, fill in the four lines above for each, and add an owner.</p>
<p>You need no software for that. Should the number make you swallow, our ROI calculator carries on from there.</p>
""",
)

EINVOICING = HtmlPage(
    path="Blog and Web/2026-09 e-invoicing deadlines.html",
    url="/blog/e-invoicing-deadlines",
    title="E-invoicing deadlines 2026 to 2030: the table we wish we had had",
    description="Who must receive and send structured invoices, from when: Belgium, France, Germany, Poland, the EU.",
    schema="BlogPosting",
    author="Aude Lambert",
    published="2025-12-02",
    modified="2026-09-08",
    body="""
<p class="eyebrow">Blog · updated 8 September 2026</p>
<h1>E-invoicing deadlines 2026 to 2030</h1>
<p class="byline">Aude Lambert, Benelux &amp; France. Not legal advice; check dates with your tax adviser.</p>
<p>A PDF in a mail is, in a growing part of Europe, no longer an invoice. It is a courtesy copy. The invoice is the XML,
and if you cannot take it in, your right to deduct input tax is what starts to shake. Here is what applies to a
mid-sized company that trades in several countries.</p>
<table>
<tr><th>Country</th><th>From</th><th>What</th><th>Format</th></tr>
<tr><td>Germany</td><td>1 January 2025</td><td>Every business must be able to <em>receive</em></td>
<td>XRechnung, ZUGFeRD</td></tr>
<tr><td>Germany</td><td>1 January 2027</td><td>Must <em>issue</em> above EUR 800,000 turnover; all others a year
later</td><td>EN 16931</td></tr>
<tr><td>Belgium</td><td>1 January 2026</td><td>B2B issue and receive</td><td>Peppol BIS</td></tr>
<tr><td>Poland</td><td>1 February 2026</td><td>KSeF for the largest; 1 April 2026 for the others</td><td>FA(3)</td></tr>
<tr><td>France</td><td>1 September 2026</td><td>All receive; large and mid-sized companies issue</td>
<td>Factur-X, UBL, CII by an approved platform</td></tr>
<tr><td>France</td><td>1 September 2027</td><td>Small companies issue</td><td>as above</td></tr>
<tr><td>EU (ViDA)</td><td>1 July 2030</td><td>Cross-border B2B with digital reporting</td><td>EN 16931</td></tr>
</table>
<h2>Receiving is the half nobody planned</h2>
<p>Most projects are about sending, since sending has a date. But on the first morning after a deadline it is accounts
payable that has four kinds of files in four inboxes. Three things go wrong, always the same three:</p>
<ol>
<li>The supplier sends the XML <em>and</em> a PDF. Both are booked. Congratulations, a duplicate.</li>
<li>The XML passes validation and the order number is in the field for remarks.</li>
<li>The e-invoice cannot be shown to the approver, because there is nothing to look at.</li>
</ol>
<h2>If the next date is six weeks away</h2>
<p>You need three things in place: a channel (a Peppol address or an approved platform), a way to read the XML into the
ERP, and a readable picture for the approver. A full automation project is not among them; it may follow. The City of
Tamsberg, under a duty to accept structured invoices since long before the rest of us, started with the channel and
added matching later. Today it pays 97 % in time; it was 71 %.</p>
<p>Waiting has a price that can be dated. After the deadline your suppliers' systems will send, whether you are ready
or not.</p>
""",
)

HATE_PORTALS = HtmlPage(
    path="Blog and Web/approvals-from-people-who-hate-portals.html",
    url="/blog/approvals-from-people-who-hate-portals",
    title="How finance teams get approvals from people who hate portals",
    description="Seven habits from hotels, law firms and universities that make a busy approver answer the same day.",
    schema="BlogPosting",
    author="Dafydd Price",
    published="2026-02-24",
    body="""
<p class="eyebrow">Blog · field notes</p>
<h1>How finance teams get approvals from people who hate portals</h1>
<p class="byline">Dafydd Price</p>
<p>I have sat in on some forty approval roll-outs. The software was rarely the reason one failed. The reason was a
surgeon, a skipper, a senior partner: somebody important enough to ignore you. Here is what the teams do that win them
over. Steal freely.</p>
<h2>1. Never invite them to a training</h2>
<p>An invitation says: this will be work. At Ferrand Astley, a law firm, the partners were told nothing. One morning the
usual mail had a button in it. 94 % of their approvals now come by that button.</p>
<h2>2. Write the mail they would write</h2>
<p>"Invoice approval request #88213 pending" is a mail from a machine. "Brightline Catering, GBP 1,140, the client
dinner on 3 March: yours?" is a mail from a colleague. Answer rates differ by half.</p>
<h2>3. One question a mail</h2>
<p>Bundled digests look considerate. They are opened on Friday, and answered never.</p>
<h2>4. Offer a third button</h2>
<p>Approve and reject are both commitments. <em>Not mine</em> is a relief, and it cleans your cost centres better than
any workshop. One university found 140 invoices a month going to professors who had retired.</p>
<h2>5. Choose the hour</h2>
<p>Hotel managers answer at 15:00, surgeons before 07:30, site managers from the car park at 16:45. Nobody answers on
Monday at nine, which is when most systems send.</p>
<h2>6. Let silence have a consequence, and let it be mild</h2>
<p>After two days, a deputy. No red banner, no copy to the boss. People do not mind losing an invoice. They mind being
told off by a robot.</p>
<h2>7. Show them the day it helped</h2>
<p>"Approved Tuesday, paid Thursday, 2 % kept: EUR 318." One line a month to each approver. It is the only statistic I
have ever seen a partner forward.</p>
<h2>And the objection you will hear</h2>
<p>"Our people won't change." Quite right. So do not ask them to. Change what lands in the mailbox they already read.</p>
""",
)

BUILD_OR_BUY = HtmlPage(
    path="Blog and Web/build-vs-buy-ap.html",
    url="/blog/build-or-buy-accounts-payable",
    title="Build or buy? An engineer's honest answer for invoice automation",
    description="With today's models a prototype takes a weekend. Here is what the other three years are made of.",
    schema="BlogPosting",
    author="Ledgerlark Marketing",
    published="2026-06-30",
    body="""
<p class="eyebrow">Blog · for IT and finance</p>
<h1>Your weekend prototype works. That was the easy 20 %.</h1>
<p class="lead">I build invoice software for a living, and I will say what our sales colleagues will not: reading an
invoice is nearly solved. One good developer can have a demo by Sunday night that gets nine of ten PDFs right. If that
were the product, you should build it.</p>
<h2>What is on the list on Monday</h2>
<pre>
[x] read supplier, number, date, total
[ ] the tenth PDF
[ ] know that it does not know
[ ] duplicates: same invoice, other scan, other number format
[ ] tax codes: 5 countries, reverse charge, 0 % with a reason
[ ] match 40 lines with partial receipts
[ ] approvals, deputies, holidays, people who leave
[ ] post to the ERP and survive its upgrade
[ ] an audit log that an auditor accepts
[ ] Peppol, ZUGFeRD, KSeF, whatever comes in 2027
[ ] somebody on call on the second of January
</pre>
<p>None of these is hard. All of them are forever. A retailer we know, Ostermann Markets, wrote its own tool in 2017,
and a good one. It took two developers to keep alive, and in one spring both resigned. "We are grocers, not a software
house," said the CIO. The tool was off seven weeks later, and EUR 260,000 a year of upkeep with it.</p>
<h2>A back-of-envelope sum you may take to your CTO</h2>
<table>
<tr><th></th><th>Build</th><th>Buy (Professional)</th></tr>
<tr><td>First year</td><td>2.5 people, EUR 275,000</td><td>EUR 38,400 + 9,500 set-up</td></tr>
<tr><td>Each further year</td><td>1.5 to 2 people, EUR 165,000–220,000</td><td>EUR 38,400</td></tr>
<tr><td>First live invoice</td><td>6–9 months</td><td>6 weeks, median</td></tr>
<tr><td>When a law changes</td><td>Your sprint</td><td>Our sprint</td></tr>
<tr><td>When the author leaves</td><td>A risk with a name</td><td>A ticket</td></tr>
</table>
<h2>When building is right</h2>
<p>Three cases, in earnest. Your invoices are unlike any others and are your business (clearing houses, for example).
You have a platform team that already runs a dozen such services around the clock. Or the volume is so small that a
spreadsheet and a rule in the mailbox will do; then build that.</p>
<h2>The middle way</h2>
<p>Buy the parts that are the same for everyone, and build on the API what is yours. A customer of ours has written
its own supplier score in 400 lines on top of our webhooks. Those are 400 lines worth owning.</p>
""",
)

MODEL_LIMITS = HtmlPage(
    path="Blog and Web/what-a-model-may-not-decide.html",
    url="/blog/what-a-language-model-may-not-decide",
    title="What a language model may not decide in accounts payable",
    description="Reading is not deciding. Four decisions that must stay with rules and people, and how to show it.",
    schema="BlogPosting",
    author="Ines Marlow",
    published="2026-08-18",
    body="""
<p class="eyebrow">Blog · opinion</p>
<h1>What a language model may not decide in accounts payable</h1>
<p class="byline">Ines Marlow</p>
<p class="lead">We use language models. They are in Capture, they are good, and they may not do four things.</p>
<h2>May not: invent</h2>
<p>Give a general model an invoice of nine pages and ask for the line items. You will get line items. Now and then you
will get one more than the invoice has, nicely formatted, with a plausible price. Whoever compares the total notices;
whoever does not, pays. So in our house a line exists only if its words and its numbers have coordinates on the page,
and the lines must add up to the total, by arithmetic, not by opinion.</p>
<h2>May not: choose the account to pay</h2>
<p>Bank details come from master data that a person has confirmed. A model that reads an IBAN from a letter and puts it
into a payment run has automated fraud.</p>
<h2>May not: approve</h2>
<p>"The assistant thinks it looks fine" is not four eyes. It is no eyes. Posting without a human touch is right when a
<em>rule</em> that a human wrote says so: order, receipt and invoice agree within a tolerance. That rule can be printed.
71 % of our customers' invoices go that way after six months.</p>
<h2>May not: forget why</h2>
<p>An auditor asks in March why an invoice of the previous June was booked to 6815. "The model said so" is an answer you
give once. Each suggestion must keep what it was based on: which version, which words, what confidence, who changed
it.</p>
<h2>Four questions for any vendor, us included</h2>
<ol>
<li>Show me an invoice your system refused to read. How did it know?</li>
<li>Upload an invoice of twelve pages. Count the lines, by hand.</li>
<li>Where is the record of this decision, a year from now, after three model updates?</li>
<li>Which third party sees the invoice, and is that in the SOC 2 report?</li>
</ol>
<p>A demo without set-up is a wonderful thing. Ask for the log of it.</p>
""",
)

BLOG_PAGES = (LATE_INVOICE, EINVOICING, HATE_PORTALS, BUILD_OR_BUY, MODEL_LIMITS)

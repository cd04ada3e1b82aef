"""What the product pages and the trust centre of the web site say."""

from sample_corpus.builder.pages_frame import HtmlPage

CAPTURE = HtmlPage(
    path="Product/Capture - Ledgerlark AP.html",
    url="/product/capture",
    title="Capture: invoices read, not retyped | Ledgerlark AP",
    description="Capture reads supplier invoices from mail, scans, EDI and portals. 96 % of header fields need no touch.",
    schema="Product",
    published="2025-06-11",
    modified="2026-08-27",
    body="""
<p class="eyebrow">Product · Capture</p>
<h1>Your best accountant should not be typing IBANs</h1>
<p class="lead">Capture takes in every invoice, however the supplier chooses to send it, and hands over a finished
record. <strong>96 % of header fields need no touch.</strong> The other four are put in front of a person, with the
spot on the page already marked.</p>
<h2>Five doors in, one queue out</h2>
<ul>
<li><strong>Mail.</strong> Suppliers write to one address. Attachments are split, cover letters are set aside, and a
reminder for an invoice that is already in house is recognised as a reminder.</li>
<li><strong>Paper.</strong> Any scanner that can send a PDF. Coffee rings and staple shadows included.</li>
<li><strong>Structured e-invoices.</strong> XRechnung, ZUGFeRD, Factur-X, Peppol BIS and OIOUBL are read as data. No
picture is ever interpreted when the numbers are already there.</li>
<li><strong>EDI.</strong> EDIFACT INVOIC and ANSI X12 810, by AS2 or SFTP.</li>
<li><strong>Supplier portals.</strong> Capture collects from the portals your utilities and telecoms insist on.</li>
</ul>
<h2>No template for each supplier</h2>
<p>Older tools want a template drawn for every layout, and a new one whenever a supplier changes its logo. Karsten
Antriebe retired 9,000 of them the day they switched over. Capture reads the page by position, wording and arithmetic:
a total must be the sum of its lines, a VAT number must pass its checksum, an IBAN must belong to the supplier in your
master data. What does not add up is never quietly posted.</p>
<div class="aside"><p><strong>What it will not do.</strong> Capture does not guess. A field below the threshold you set
stays empty and asks. Customers tell us they trust it because of the blanks.</p></div>
<h2>Long invoices and awkward ones</h2>
<p>Freight invoices with 40 lines and a fuel surcharge, wholesale deliveries with deposit bottles, utility bills over
120 meters: line items are read across page breaks, and continuation headers are not mistaken for goods. Norrvik
Freight matches 83 % of its freight invoices untouched.</p>
<p><a class="button" href="https://www.ledgerlark.example/demo">Send us your ten worst invoices</a></p>
""",
    questions=(
        (
            "Which languages does Capture read?",
            "Twenty-six, among them every official language of the EU, Norwegian, Turkish and both Swiss number styles.",
        ),
        (
            "Do you outsource keying?",
            "No. Nobody outside your company sees an invoice. What the machine cannot read is shown to your own team.",
        ),
        (
            "How long until it knows our suppliers?",
            "There is nothing to learn for most. Corrections your team makes apply to the next invoice of that supplier.",
        ),
    ),
)

MATCH = HtmlPage(
    path="Product/match.html",
    url="/product/match",
    title="Match – two-way and three-way matching with tolerances per supplier",
    description="Invoices compared with orders and goods receipts, line by line. Only real differences reach a person.",
    schema="Product",
    published="2025-06-11",
    modified="2026-05-04",
    body="""
<p class="eyebrow">Product · Match</p>
<h1>Ordered. Received. Invoiced. All three agree, or somebody is told why not.</h1>
<p class="lead">Match compares each invoice line with the purchase order and the goods receipt in your ERP. Inside
your tolerances it posts by itself. Outside, it shows the one number that differs and the person who can settle it.</p>
<h2>Tolerances that fit the supplier</h2>
<p>Three cents on a screw, 2 % on steel, nothing at all on consultancy. Tolerances are set per supplier, commodity,
plant or price unit, in the purchaser's own words, and every change to one is logged with who and when.</p>
<table>
<tr><th>Situation</th><th>What Match does</th><th>Who hears of it</th></tr>
<tr><td>Price 0.8 % above the order, tolerance 1 %</td><td>Posts, books the difference</td><td>Nobody</td></tr>
<tr><td>120 invoiced, 100 received</td><td>Parks the invoice, watches the receipt for five days</td>
<td>The storekeeper, on day three</td></tr>
<tr><td>Fuel surcharge with no order line</td><td>Looks up the agreed surcharge table for that week</td>
<td>The buyer, if the table is missing</td></tr>
<tr><td>No order at all</td><td>Suggests the five likeliest open orders, else sends it to approval</td>
<td>The person who ordered last</td></tr>
<tr><td>Same number, same amount, two suppliers</td><td>Stops both</td><td>AP lead</td></tr>
</table>
<h2>Services, frame contracts, stage payments</h2>
<p>Not everything arrives on a pallet. Match works with service entry sheets, call-offs from frame contracts, and with
retention and stage payments. Haldane Civil found GBP 1.9 m of overpaid retentions in its first year, because the
certificates, the invoices and the payments had never before been on the same screen.</p>
<h2>After six months</h2>
<p>Across customers, <strong>71 % of invoices are posted without a human touch after six months</strong>. The share
depends on how much of your spend has an order; we will tell you yours from a sample of 500 invoices, before you
sign.</p>
<p><a class="button" href="https://www.ledgerlark.example/sample">Ask for the 500-invoice test</a></p>
""",
)

APPROVE = HtmlPage(
    path="Product/Approve _ Ledgerlark AP.html",
    url="/product/approve",
    title="Approve from a mail, a phone or not at all",
    description="Approval routes by amount, cost centre and project. Approvers need no login, no app and no training.",
    schema="Product",
    published="2025-06-12",
    modified="2026-09-15",
    body="""
<p class="eyebrow">Product · Approve</p>
<h1>The approval comes to the person. Never the other way round.</h1>
<blockquote><p>Nobody had to be trained, which is the only roll-out partners accept.</p>
<footer>Chief Operating Officer, Ferrand Astley LLP</footer></blockquote>
<p class="lead">Ask any finance team what delays an invoice and the answer is a name, not a system. Approve is built
for that name: the plant manager on the shop floor, the professor on sabbatical, the partner who has never logged in
to anything.</p>
<h2>How an approval happens</h2>
<ol>
<li>A mail arrives: supplier, amount, what it is for, the picture of the invoice, the budget left.</li>
<li>The approver presses <em>Approve</em>, <em>Ask</em> or <em>Not mine</em>. There is no password to remember; the
link is signed, works once and only from that person's mailbox.</li>
<li>Silence for two days: one polite reminder. Four days: the deputy. The chain is yours to set.</li>
</ol>
<p>At Ferrand Astley 94 % of approvals come straight from the mail. Maribelle Hotels, 38 houses in high season, needs
nine hours on average, mostly from a phone in a corridor.</p>
<h2>Routes people can read</h2>
<p>"Above EUR 5,000 and on project Harbour: site lead, then commercial director." That sentence <em>is</em> the rule.
Routes follow amount, cost centre, project, supplier, entity or grant, and Universitat Vallclara runs 93 faculties on a
single matrix. You can try a rule against last year's invoices and see who would have been asked how often.</p>
<h2>Four eyes, on the record</h2>
<p>Nobody approves an invoice they created, nobody approves their own expenses, and substitutes inherit limits, not
rights. Each step is written to a log that cannot be altered, with the rule that led to it. Auditors get a
read-only seat.</p>
<h2>Everybody may approve. It costs nothing.</h2>
<p>We do not charge per user. A company with 40 approvers and one with 4,000 pay the same for the same invoices.</p>
""",
    questions=(
        (
            "Can people approve inside Teams or Slack?",
            "Yes, in Teams and Slack, with the same signed card. Mail stays the default since everybody has it.",
        ),
        (
            "Is an approval by mail secure enough for our auditor?",
            "The link is single-use, bound to the mailbox and expires. Above a limit you set, a second factor is asked.",
        ),
    ),
)

PAY = HtmlPage(
    path="Product/pay.html",
    url="/product/pay",
    title="Pay | Ledgerlark AP",
    description="Payment runs on the best day, early-payment discounts, and a check of every changed bank account.",
    schema="Product",
    modified="2026-03-30",
    body="""
<p class="eyebrow">Product · Pay (part of Enterprise, option for Professional)</p>
<h1>Pay on the right day. To the right account.</h1>
<p class="lead">Two mistakes cost real money after an invoice is approved: paying at the wrong time, and paying the
wrong person. Pay is about those two.</p>
<h2>The right day</h2>
<p>An invoice with 2 % for ten days is worth more paid early than cash in the bank earns in a year. An invoice without
a discount is worth most on its last day. Pay knows every term and your cash plan, proposes the run, and shows what the
plan earns. Brennan &amp; Doyle Foods captured <strong>EUR 412,000 of discounts in the first year, against 38,000 the
year before</strong>, with the same suppliers and the same terms. What changed is that approval was done on day
four.</p>
<h2>The right account</h2>
<p>The classic fraud is a friendly letter: "our bank details have changed". Pay holds the first payment to any new or
changed account until three things are true:</p>
<ul>
<li>the account belongs to the name (confirmation-of-payee where banks offer it),</li>
<li>a second person in your team has confirmed it by a phone number that was on file <em>before</em> the change,</li>
<li>the invoice that brought the new account is not the only thing that ever named it.</li>
</ul>
<h2>Formats and banks</h2>
<p>SEPA credit transfer and instant (pain.001), Bacs, Bankgirot, Swiss QR and ISO 20022, US ACH, checks for those who
must. Files go to your bank by EBICS, host-to-host or from your ERP; we never hold your money and never take a share of
a supplier's payment. There is no virtual card and no fee on the other side.</p>
<h2>What a payment run looks like</h2>
<table>
<tr><th>Step</th><th>Who</th><th>Typical time</th></tr>
<tr><td>Proposal: 312 invoices, EUR 1.84 m, EUR 9,420 of discount</td><td>Pay, 06:00</td><td>0 min</td></tr>
<tr><td>Two changed accounts held back, reason shown</td><td>AP lead</td><td>6 min</td></tr>
<tr><td>Release by two people, on two devices</td><td>Treasurer, CFO</td><td>3 min</td></tr>
<tr><td>Bank statement returns, items cleared in the ERP</td><td>Pay, next morning</td><td>0 min</td></tr>
</table>
""",
)

CONNECT = HtmlPage(
    path="Product/connect - 34 ERP connectors.html",
    url="/product/connect",
    title="Connect: certified connectors for 34 ERP systems",
    description="Connectors for SAP, Dynamics 365, NetSuite, Infor, IFS and 29 more; a REST API and SFTP for the rest.",
    schema="Product",
    author="Ledgerlark Marketing",
    modified="2026-07-02",
    body="""
<p class="eyebrow">Product · Connect</p>
<h1>Your IT team has a queue. This is not in it.</h1>
<p class="lead">A connector is something we build, certify, monitor and upgrade. What we need from you: a service user,
a firewall rule or none, and a test company. Typical effort on your side is three to five person-days over the whole
project.</p>
<h2>What is connected</h2>
<p>Certified connectors for <strong>34 ERP systems</strong>, among them SAP S/4HANA and SAP ECC, Dynamics 365 Finance
and Business Central, Oracle NetSuite, Infor M3, IFS, UNIT4, Workday, proALPHA, COINS, KMD Opus, Elite 3E and Xledger.
Each carries the same eleven objects: suppliers, bank accounts, orders, receipts, cost centres, projects, tax codes,
payment terms, invoices, payments, attachments.</p>
<h2>How it talks</h2>
<table>
<tr><th></th><th>Cloud ERP</th><th>ERP in your data centre</th></tr>
<tr><td>Path</td><td>Vendor's own API, OAuth</td><td>A small agent that calls out over TLS 1.3; no open port</td></tr>
<tr><td>Master data</td><td>Changes within a minute</td><td>Every five minutes, or on event</td></tr>
<tr><td>Posting</td><td>At once, with the ERP's document number back</td><td>At once, queued when the ERP is down</td></tr>
<tr><td>Your Z-fields</td><td colspan="2">Mapped in a table by your admin, not in code by a consultant</td></tr>
</table>
<h2>When the ERP changes</h2>
<p>Connectors are tested against each vendor's pre-release. If you move from ECC to S/4HANA, both can be connected at
once and each entity changes on its own day; the connector switch is part of the licence. You do not have to finish the
ERP project first. Six in ten customers did not.</p>
<h2>No connector? No drama.</h2>
<p>The REST API is the one our own connectors use, with an OpenAPI description and webhooks. Flat files by SFTP still
carry a fifth of all our postings, and nobody is ashamed of it.</p>
<h2>How long</h2>
<p>Six weeks is the median from signature to the first live invoice. The connector itself is usually done in the second
week; the rest is your approval matrix and a fortnight in parallel.</p>
""",
    questions=(
        (
            "Who fixes it when a posting fails at night?",
            "We do. Connectors are watched around the clock; a failed posting is retried, then looked at by a person.",
        ),
        (
            "Do you write into our database?",
            "Never. Only through the interfaces your ERP vendor supports, so that your maintenance contract stays valid.",
        ),
        (
            "Can we test without touching production?",
            "Yes. A sandbox tied to your test company can be added to every plan, with no end date.",
        ),
    ),
)

TRUST_CENTER = HtmlPage(
    path="Security and Legal/trust-center.html",
    url="/trust",
    title="Trust centre | Ledgerlark",
    description="Where your data lives, who can see it, what was tested and when. Certificates, uptime, sub-processors.",
    author="Ledgerlark Marketing",
    published="2025-02-03",
    modified="2026-10-06",
    body="""
<p class="eyebrow">Trust</p>
<h1>Ask us anything. Most of it is already here.</h1>
<p class="lead">Security teams have said no to vendors for less than what an AP system holds: bank accounts, prices,
salaries of contractors. This page is kept by our security officer and shows its date. Last reviewed: 6 October
2026.</p>
<ul class="figures">
<li><b>99.95 %</b>uptime over the last 24 months</li>
<li><b>ISO 27001</b>certified, surveillance audit every year</li>
<li><b>SOC 2 Type II</b>report under NDA, in one day</li>
<li><b>2 a year</b>penetration tests by an outside firm</li>
</ul>
<h2>Where the data is</h2>
<p>You choose Frankfurt, Dublin or Montreal. Production data, backups and logs stay in that region. Support staff
elsewhere work through a recorded session that you have to open; without your click there is no access.</p>
<h2>How it is protected</h2>
<ul>
<li>In transit TLS 1.3, at rest AES-256; keys per customer, rotated yearly, your own key on request (Enterprise).</li>
<li>Single sign-on with SAML or OpenID Connect, provisioning with SCIM.</li>
<li>Each read of an invoice by anyone, our staff included, is a line in an access log you can export to your SIEM.</li>
<li>Backups every hour, kept for 35 days; restore rehearsed each quarter. Recovery point 1 hour, recovery time 4.</li>
</ul>
<h2>Sub-processors</h2>
<table>
<tr><th>What for</th><th>Where</th><th>Sees invoice content?</th></tr>
<tr><td>Data-centre hosting</td><td>Region of your choice</td><td>Encrypted only</td></tr>
<tr><td>Outgoing mail for approvals</td><td>Dublin</td><td>Supplier, amount, picture</td></tr>
<tr><td>Ticket system for support</td><td>Frankfurt</td><td>No</td></tr>
</table>
<p>A new sub-processor is announced 30 days ahead; you may object. The text-reading models run on our own machines in
your region, are not trained across customers, and no invoice is sent to a third-party model.</p>
<h2>Privacy and contracts</h2>
<p>The data-processing agreement follows Article 28 GDPR and is pre-signed. Works councils receive a ready description
of what is and is not recorded about employees; approval speed by person is off unless you and your council switch it
on.</p>
<h2>If something happens</h2>
<p>Customers affected by an incident hear from us within 24 hours by phone and mail, with what we know, what we do not
know, and the next time we will write. There were no incidents with loss of customer data in the last 24 months. Past
disturbances are listed on the status page with their cause.</p>
<h2>Paper you can take away</h2>
<ul><li>ISO 27001 certificate and statement of applicability</li><li>SOC 2 Type II report (NDA)</li>
<li>Summary of the last penetration test (NDA)</li><li>Security questionnaire, 60 answers, as a spreadsheet</li>
<li>Data-processing agreement and list of technical measures</li></ul>
""",
)

PRODUCT_PAGES = (CAPTURE, MATCH, APPROVE, PAY, CONNECT, TRUST_CENTER)

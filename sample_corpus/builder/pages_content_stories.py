"""The two customer stories that live on the web site: a hotel group and a software company."""

from sample_corpus.builder.pages_frame import HtmlPage

HOTELS = HtmlPage(
    path="Case Studies/maribelle-hotels.html",
    url="/customers/maribelle-hotels",
    title="Maribelle Hotels: 38 houses, one phone screen",
    description="How a Portuguese hotel group moved approvals out of chat messages before the summer season.",
    schema="Article",
    author="Mateus Corvo",
    published="2026-03-09",
    body="""
<p class="eyebrow">Customer story · hospitality · Portugal · Oracle NetSuite</p>
<h1>The fish did not come</h1>
<p class="lead">On the second Saturday of August the kitchen of a 220-room hotel in the Algarve had no fish. The
supplier had not been paid for seven weeks. The invoice had been approved, in a chat group, between a photo of a broken
ice machine and a birthday greeting.</p>
<p>Maribelle Hotels runs 38 houses between the Minho and the Algarve. Its general managers are judged on guests, and
they guard their hours. For years they approved invoices by thumbs-up in a messenger, because it was the one thing on
the phone that was always open. Head office in Lisbon then tried to work out which thumb belonged to which invoice.</p>
<h2>"They will never use another system"</h2>
<p>The Finance Director did not doubt that software could do it. She doubted her colleagues would. Two earlier attempts,
a portal and an expense app, had died within a season: the portal asked for a password every Monday, the app wanted an
hour of training from people who had no hour. So the question to us was blunt. <em>What happens with the manager who
does nothing at all?</em></p>
<p>The honest answer: he gets a message he can answer without opening anything. If he does not, his deputy gets it
after 24 hours in high season, 48 in winter. Nobody installs, nobody registers, nobody is trained.</p>
<h2>Roll-out in the low season, house by house</h2>
<table>
<tr><th>Week</th><th>What happened</th></tr>
<tr><td>1</td><td>NetSuite connected, suppliers and cost centres loaded; old chat groups left in place</td></tr>
<tr><td>2–3</td><td>Three houses in Porto, 412 invoices. One complaint: the mail came during the breakfast rush.
Mails moved to 15:00</td></tr>
<tr><td>4–5</td><td>Twenty more houses. No announcement; the first approval mail <em>was</em> the announcement</td></tr>
<tr><td>6</td><td>The last fifteen. Chat approvals switched off by the Finance Director in one sentence</td></tr>
</table>
<blockquote><p>My managers did not notice there was a roll-out.</p><footer>Finance Director, Maribelle
Hotels</footer></blockquote>
<h2>Two seasons later</h2>
<ul class="figures">
<li><b>9 hours</b>average time to approve, from the phone</li>
<li><b>0</b>stopped deliveries in two seasons</li>
<li><b>38</b>houses, none of them trained</li>
</ul>
<p>What she likes best is smaller. When a supplier rings reception, reception can now say: approved yesterday at 16:12,
paid on Thursday. And the chat groups are about ice machines again.</p>
<h2>If you have managers like these</h2>
<p>Pick the three most difficult, not the three friendliest, for your pilot. If it works for them, the story travels
by itself. Mateus Corvo, who looked after the project, keeps the message texts Maribelle used in Portuguese, Spanish and
Italian and will send them to you.</p>
""",
)

SAAS = HtmlPage(
    path="Case Studies/Tidemark Cloud - leaving Billmoor.html",
    url="/customers/tidemark-cloud",
    title="Tidemark Cloud: what Billmoor really cost",
    description="A Canadian software company left Billmoor in 19 days, with 26 months of history.",
    schema="Article",
    author="Jonah Pike",
    published="2026-01-20",
    modified="2026-06-18",
    body="""
<p class="eyebrow">Customer story · software · Canada · Oracle NetSuite · 480 staff</p>
<h1>A EUR 390 tool, and the EUR 9,000 a month around it</h1>
<p class="byline">A conversation with the VP Finance of Tidemark Cloud, Halifax. Interview: Jonah Pike.</p>
<p class="lead">Tidemark chose Billmoor at 60 people and 150 invoices a month, and would do so again. At 1,800 invoices
a month the arithmetic had changed. We asked what finally tipped it.</p>
<h3>Let us be fair first. What was good about Billmoor?</h3>
<p>I signed up over lunch. Ten minutes, no salesperson, no offence. It paid our bills and it cost less than the coffee
machine. If you are forty people, buy it.</p>
<h3>And then?</h3>
<p>Then we grew, and we started to buy on purchase orders, and there is no order in Billmoor. No three-way match at
all. So two people printed the order, held it next to the invoice and ticked. I counted it once: 21 hours a week of
holding paper next to paper. Then came the user fees, from the sixth user up, so we gave logins to five people and they
approved on behalf of everyone. My auditor had an opinion about that. After his visit we had 36 users.</p>
<h3>What does that come to?</h3>
<table>
<tr><th>A month on Billmoor, 2025</th><th>EUR</th></tr>
<tr><td>Subscription</td><td>390</td></tr>
<tr><td>31 extra users</td><td>868</td></tr>
<tr><td>Two people keying and matching (their share of the month)</td><td>7,150</td></tr>
<tr><td>Late fees and lost discounts</td><td>1,240</td></tr>
<tr><td><strong>Altogether</strong></td><td><strong>9,648</strong></td></tr>
</table>
<p>The first line was the only one in the budget. Billmoor was cheap until we counted the people.</p>
<h3>Was the move as bad as you had feared?</h3>
<p>I had put a quarter aside. It took 19 days. The part I was afraid of was history: our auditors look back two years.
Ledgerlark moved 26 months of invoices with pictures and approvals, and reconciled the totals per supplier and month. Two
suppliers were off, both by a credit note we had booked twice. That was us.</p>
<h3>And the two people who matched paper?</h3>
<p>Both still here. One does cash forecasting, the other runs vendor analysis and has renegotiated our hosting. I was
careful to say that on day one: nobody loses a desk, everybody loses a keyboard.</p>
<h3>Anything you miss?</h3>
<p>The ten-minute sign-up. You do have to think about an approval matrix, and it took us three meetings to agree on
one. That is not the software's fault.</p>
<ul class="figures">
<li><b>19 days</b>from kick-off to the switch</li>
<li><b>26 months</b>of history migrated, with pictures</li>
<li><b>2 people</b>from keying to analysis</li>
</ul>
""",
)

STORY_PAGES = (HOTELS, SAAS)

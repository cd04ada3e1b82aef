"""The mails reps keep as templates: subject, words and, where a colleague took the trouble, a formatted version."""

from dataclasses import dataclass

SIGNATURE = "\n-- \n{name}\nLedgerlark · Invoices in, approvals out, nothing retyped.\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it lies on the drive. `html` and `attachment_paragraphs` are optional extras."""

    path: str
    sender: tuple[str, str]
    recipient: tuple[str, str]
    subject: str
    sent_at: str
    text: str
    html: str = ""
    attachment_name: str = ""
    attachment_paragraphs: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


COLD_OPENER = Letter(
    path="Email Templates/01 cold opener CFO.eml",
    sender=("Aude Lambert", "aude.lambert@ledgerlark.example"),
    recipient=("", "first.last@prospect.example"),
    subject="The invoice that cost EUR 293.91 more than it said",
    sent_at="2026-04-21T07:40:00+00:00",
    headers=(("X-Unsent", "1"),),
    text="""Good morning {{first name}},

we followed one invoice for EUR 8,400 through a company of your size. It was paid on day 47. By then the discount was
gone (168.00), the law had added interest and the fixed fee (79.71) and three people had spent 66 minutes (46.20).

Nobody had done anything wrong. It lay in a tray in a plant office for eleven days.

You'll know your number of late invoices better than I do. If it is one in eight, as with most, it's worth half a
morning. The whole sum, line by line, is on our blog; there is nothing to sign up for:
https://www.ledgerlark.example/blog/what-a-late-invoice-costs

If it isn't a topic at {{company}}, one word is enough and I'll leave you in peace.

Aude Lambert
""",
    html="""<html><body style="font-family:Georgia,serif;color:#14213D">
<p>Good morning {{first name}},</p>
<p>we followed one invoice for EUR 8,400 through a company of your size. It was paid on day 47. By then:</p>
<table cellpadding="6">
<tr><td>the discount was gone</td><td align="right">168.00</td></tr>
<tr><td>the law had added interest and the fixed fee</td><td align="right">79.71</td></tr>
<tr><td>three people had spent 66 minutes</td><td align="right">46.20</td></tr>
<tr><td><b>together</b></td><td align="right"><b>EUR 293.91</b></td></tr>
</table>
<p>Nobody had done anything wrong. It lay in a tray in a plant office for eleven days.</p>
<p>You'll know your number of late invoices better than I do. If it is one in eight, as with most, it's worth half a
morning. The whole sum, line by line, <a href="https://www.ledgerlark.example/blog/what-a-late-invoice-costs">is on our
blog</a>; there is nothing to sign up for.</p>
<p>If it isn't a topic at {{company}}, one word is enough and I'll leave you in peace.</p>
<p>Aude Lambert</p></body></html>
""",
)

AFTER_DEMO = Letter(
    path="Email Templates/follow-up after demo (too expensive).eml",
    sender=("Tobias Renn", "tobias.renn@ledgerlark.example"),
    recipient=("", "cfo@prospect.example"),
    subject="Three times dearer – or three times cheaper? The sum we promised (€)",
    sent_at="2026-05-19T14:05:00+00:00",
    text="""Dear {{name}},

on Tuesday you said, and I wrote it down: "I like it, but it costs three times what we pay now." A fair sentence. You
asked for a sum without adjectives. Here it is, with your figures; please correct me wherever I am wrong.

   What you pay now, a year
   OCR maintenance                                     5,300
   Server and its care                                 3,900
   Keying, 1.4 posts                                  58,800
   Discounts left lying (you estimated a third taken)  61,000
                                                     -------
                                                     129,000

   With Ledgerlark AP Professional, a year
   Licence, any number of approvers                   38,400
   Remaining work, 0.4 posts                          16,800
   Discounts still missed                             15,000
                                                     -------
                                                      70,200   plus 9,500 once

If only half of the extra discounts come, the setup is earned back in month four. If none come, in month nine, and then
it's close enough for you to think twice.

Two things I won't do: give you a discount so that the first table looks better, or promise you more than the median.
The median of 118 customers is EUR 11.80 before, 2.90 after, nine months until the money is back.

What I'd like to do: take 500 of your invoices and replace my estimates by your own numbers. Would the week of the
8th suit you?

With best wishes
Tobias Renn
""",
)

PROCUREMENT = Letter(
    path="Email Templates/Reply to procurement - three offers and 20 percent.eml",
    sender=("Dafydd Price", "dafydd.price@ledgerlark.example"),
    recipient=("Category Manager", "procurement@prospect.example"),
    subject="Re: RFQ invoice automation - commercial terms",
    sent_at="2026-02-11T10:22:00+00:00",
    headers=(("In-Reply-To", "<rfq-4471@prospect.example>"), ("References", "<rfq-4471@prospect.example>")),
    text="""Dear {{name}},

thank you for taking this over, and for telling me plainly what you need: three comparable offers, 20 % below list, and
your general terms of purchase.

1. Comparable offers. So that you don't compare apples with carts, I enclose our RFP checklist. It has
   no line in it that only we could fill. If the other two complete the same sheet, you are done by Friday.

2. The price. Our list price is the same for every company of your size, so there is no fat to trim for the sport of it.
   What I can trade:
     - three-year term: the setup of EUR 9,500 is credited in full
     - payment annually in advance instead of quarterly: saves you 3 %
     - signature before 31 March: I may go to my director for a further concession
   Together this comes to about 11 % over the term. I can't do 20, and would rather tell you today than in April.

3. Terms. Yours as an annex, ours as the frame, the data-processing agreement as it is (pre-signed; your data
   protection officer will recognise it). Your lawyers tend to ask for liability: twelve months' fees, doubled for data
   protection. Shall we put our two lawyers on a call of half an hour, rather than send colours to and fro?

A suggestion for the calendar: checklist by the 20th, legal by the 27th, decision on 6 March, first live invoice in
mid-April.

Kind regards
Dafydd Price

> On 10 Feb 2026, Category Manager wrote:
> Please provide your best and final offer. Note that we require at least
> three quotations for any spend above EUR 25,000.
""",
)

SECURITY_ANSWER = Letter(
    path="Email Templates/security answer to CISO + attachment.eml",
    sender=("Linnea Strand", "linnea.strand@ledgerlark.example"),
    recipient=("", "ciso@prospect.example"),
    subject="Your five questions on data residency and access, answered",
    sent_at="2026-06-03T08:15:00+00:00",
    text="""Hello {{name}},

{{champion}} tells me the project waits for you, and that you've heard enough from salespeople. So this is short, and
the answers in the attached note are written by our security officer.

  - Data, backups and logs stay in Frankfurt. In writing, annex 2.
  - Nobody on our side sees your invoices unless your admin opens a recorded session.
  - Each access is a line in a log that your SIEM can pull.
  - SOC 2 Type II and the pen-test findings: under NDA, within a day, mediums included.
  - Invoices are not sent to any third-party model.

Corvane Mutual put 214 questions to us and was through in 12 days. Their CISO will take a call from you. I won't be on it.

If there's something that makes you say no, I would like to know it early.

Best
Linnea Strand
""",
    attachment_name="Answers to the CISO.docx",
    attachment_paragraphs=(
        "Answers to five questions of the CISO",
        "1. Where is the data? Frankfurt, Dublin or Montreal, as chosen in the order. Production, hourly backups and "
        "logs never leave the region. Approval mails go out through Dublin; the invoice picture in them can be "
        "switched off.",
        "2. Who can read it? Your users by role. Our support only in a session your admin opens, for one named person, "
        "for two hours, with a recording for you. Break-glass access needs two people and is reported to you at once.",
        "3. How is it encrypted? TLS 1.3 in transit, AES-256 at rest, a key for each customer in a hardware module; "
        "your own key on request with Enterprise.",
        "4. What is tested? Penetration tests twice a year by an outside firm. The last had no critical or high "
        "findings; two mediums are open, with dates.",
        "5. What happens in an incident? A call and a mail within 24 hours of our knowing, then every 24 hours, until "
        "the written report after ten working days. This fits the early-warning duty under NIS2.",
    ),
)

RE_ENGAGE = Letter(
    path="Email Templates/re-engage lost deal.eml",
    sender=("Jonah Pike", "jonah.pike@ledgerlark.example"),
    recipient=("", "vp.finance@prospect.example"),
    subject="Nine months later",
    sent_at="2026-09-30T15:30:00+00:00",
    text="""Hi {{first name}},

last {{month}} you went with {{competitor}}, for good reasons: cheaper, faster, and the board wanted it done. I said I
would ring after nine months. I'm writing instead, so that you can ignore it in comfort.

Three questions. If the answer to all of them is fine, keep what you have.

  1. How many people touch an invoice before it is paid?
  2. Which supplier complained last, and what about?
  3. What did the whole thing cost per invoice last month, people included?

Tidemark Cloud answered 9,648 a month to number three, for a tool that costs 390. They moved in 19 days and took 26
months of history along. Pollux Grid left a procurement suite after 14 months without a live invoice. Neither enjoyed
the first decision; both say that the second was quiet.

If your contract has a notice date, send me the date and nothing else. I'll make sure you have a sum on your desk six
weeks before.

Jonah
""",
)

RENEWAL = Letter(
    path="Email Templates/renewal notice 120 days.eml",
    sender=("Ledgerlark Customer Success", "success@ledgerlark.example"),
    recipient=("", "admin@customer.example"),
    subject="Your renewal in 120 days: usage, savings, price, in that order",
    sent_at="2026-08-31T06:00:00+00:00",
    text="""Dear {{first name}},

your contract renews on {{renewal date}}. You have until {{notice date}} to change your mind, and we would like you to
decide on figures.

USAGE          {{invoices}} invoices in twelve months, {{touchless}} % posted untouched (median of all customers: 71 %)
SAVINGS        {{hours}} hours, {{discounts}} of discounts taken, {{duplicates}} duplicates stopped
NOT SO GOOD    {{one honest sentence}}
PRICE          {{new price}} from {{renewal date}}, index adjustment {{percent}} % (never above the consumer price index)

Three choices, all fine with us:
  - do nothing: it renews for a year
  - renew for three years: the price is fixed and the next setup (a new entity, say) is credited
  - talk: {{success manager}} keeps {{date}} free

And if you are thinking of leaving, tell us now, not in the last week. You get all data in open formats within ten days
and no hard feelings.

Your Ledgerlark team
""",
)

WORKS_COUNCIL = Letter(
    path="Email Templates/Antwort Betriebsrat und Datenschutz.eml",
    sender=("Ines Marlow", "ines.marlow@ledgerlark.example"),
    recipient=("Geschäftsführung", "leitung@interessent.example"),
    subject="Betriebsrat & Datenschutz: kurze Antworten für die Sitzung am Donnerstag",
    sent_at="2026-07-07T09:12:00+00:00",
    text="""Guten Tag {{Name}},

Sie schrieben, der Betriebsrat fürchte eine „Überwachung durch die Hintertür“. Das nehmen wir ernst, denn die Sorge ist
berechtigt, wenn eine Software Bearbeitungszeiten je Person zeigt. Unsere tut das nicht, solange Sie und der Betriebsrat
es nicht gemeinsam einschalten.

- Protokolliert wird, wer welche Rechnung freigegeben hat (das verlangen die GoBD), nicht wie lange jemand gebraucht hat.
- Auswertungen gibt es je Kostenstelle ab fünf Personen.
- Der alte Bericht „Rechnungen je Sachbearbeiter“ ist mit Version 2026.3 entfallen.
- Der Auftragsverarbeitungsvertrag nach Art. 28 DSGVO ist vorab unterschrieben; die Daten bleiben in Frankfurt.

Für die Sitzung lege ich gern das Muster einer Betriebsvereinbarung bei, wie sie die Karsten Antriebe GmbH verwendet: zwei
Seiten, in einer Sitzung verabschiedet. Auf Wunsch nehme ich zwanzig Minuten teil und beantworte Fragen, ohne Folien.

Mit freundlichen Grüßen
Ines Marlow
""",
)

FORWARD_TO_BOSS = Letter(
    path="Email Templates/for the champion - forward this to your boss.eml",
    sender=("Mateus Corvo", "mateus.corvo@ledgerlark.example"),
    recipient=("", "champion@prospect.example"),
    subject="A mail you can forward (please change my words)",
    sent_at="2026-03-17T11:48:00+00:00",
    text="""Hi {{first name}},

you said you can't decide this alone. Below is a mail you might send upstairs. Delete whatever doesn't sound like you.

---

{{boss}}, ten minutes of your time on invoices, please.

What it costs us today: {{invoices a month}} x about EUR 11.80 (peer median) = EUR {{sum}} a year, and {{number}} late
payments last quarter.

What I propose: Ledgerlark AP, EUR {{price}} a year plus 9,500 once. People our size have their money back in nine
months.

What it needs from us: 3 to 5 days of IT, spread over six weeks. My time. No training for approvers, they press a button
in a mail.

What if it fails: we test with 500 of our own invoices before we sign anything. If under {{threshold}} % pass untouched,
I will drop it.

What I need from you: a yes to the test, not to the purchase.

---

If the answer is "why now?", ring me before you reply. There's usually a good reason in it.

Mateus
""",
)

LETTERS = (
    COLD_OPENER,
    AFTER_DEMO,
    PROCUREMENT,
    SECURITY_ANSWER,
    RE_ENGAGE,
    RENEWAL,
    WORKS_COUNCIL,
    FORWARD_TO_BOSS,
)

"""What was said on five recorded calls. A line in brackets moves the clock: the recording was cut there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transcript:
    """A call: who the initials stand for, and the lines as they were spoken."""

    path: str
    note: str
    speakers: dict[str, str]
    spoken: str
    voice_tags: bool = True
    numbered: bool = False


DISCOVERY = Transcript(
    path="Call Transcripts/2026-03-04 Discovery Ombertree Tools.vtt",
    note="Discovery call, Ombertree Tools (machine tools, 900 staff, proALPHA). Recorded with consent, cut to highlights.",
    speakers={"TR": "Tobias Renn", "GK": "Gesa Kolbrink (CFO)", "HW": "Henning Wastorf (Head of Accounting)"},
    spoken="""
TR: Thanks for making the time on a Wednesday before the quarter closes. What made you take this call this week, and not in May?
GK: To be frank, the auditors. They found two invoices we had paid twice. It was eleven thousand together. The sum is not the point. The point is that nobody noticed for seven months.
TR: How did they notice?
HW: The supplier told us. At Christmas. With a card.
GK: A very nice card.
TR: Henning, walk me through the last invoice that went wrong, the whole way.
HW: Last week. Castings from Italy. It came by mail and by post, a different scan, so our system takes it for two. One goes to the foreman, he signs, puts it in the drawer. The other goes to purchasing and they park it since the price is one per cent off. I get the reminder. I find one. I pay it. A month later purchasing releases the other.
TR: How many of those a month, would you guess?
HW: Duplicates, I don't know. That is rather the problem. Invoices altogether about two thousand three hundred.
[00:09:40]
TR: And today that runs on what?
HW: SumLedger. From 2010 or so. It does its job. We have a template for every supplier and Frau Timm knows them all by heart. She retires next year in June.
GK: That is the other reason I took the call.
TR: What happens if you leave everything as it is until 2028?
GK: Frau Timm stays until she is seventy.
HW: She won't.
TR: You may know that SumLedger stops support in December twenty twenty-seven.
HW: They wrote to us, yes. They also wrote that there is a successor. They wrote that in 2019 too.
[00:16:05]
GK: Can we talk about money? I looked at your page. Three thousand two hundred a month. For reading invoices. SumLedger costs me four hundred in maintenance. I can't walk into the board and say, good news, I have found something eight times as dear.
TR: I would not walk in with that either. May I put next to the four hundred what is not on that bill? Frau Timm and her colleague, how many hours?
HW: Thirty and twenty. A week.
TR: So a bit more than one full post. The server?
HW: Runs. Nobody touches it.
TR: And discounts you are offered, what share do you take?
GK: I asked that last year. We take about a third. I'd have to look, but we leave perhaps ninety thousand lying there.
TR: Then the four hundred is more like twelve thousand a month. I don't want you to believe me. We have measured it with 118 customers, before and after. It went from eleven eighty an invoice to two ninety. I would rather take five hundred of your own invoices, last quarter, and tell you what would have gone through by itself.
GK: And that costs?
TR: Nothing. Three weeks, and an afternoon of Henning's time.
HW: An afternoon I have.
[00:24:30]
GK: There is a second thing. Timing. We are in the middle of the proALPHA upgrade. My IT manager will throw himself in front of the train. He has said no projects before October. None.
TR: He is right to say it. What would he need to see so that this is not one of his projects?
GK: That it doesn't land on his desk.
TR: It lands on his desk for about four days. Service user, network, the mapping of your fields, single sign-on. Karsten Antriebe, same ERP, did it during an upgrade. The old and the new version can be connected at the same time.
HW: Karsten? I know somebody there. They had SumLedger as well.
TR: They had nine thousand templates in it. I can put you in touch with the head of accounting, if you'd like to hear it without me in the room.
HW: I would like that.
GK: Even so. The budget for this year is gone. I'm not being difficult, it simply is. If I ask now, I ask for an exception, and I have one exception a year, and I have used it on a forklift.
TR: Then don't ask for an exception. You can sign when you are convinced, go live in the autumn after the upgrade, and our first invoice comes in January. We call it spring start for some reason.
GK: In January. In writing?
TR: In the contract.
[00:33:15]
TR: Who has signed something like this before at Ombertree, and what annoyed them about it?
GK: I have. The travel tool. What annoyed me was that nobody used it. The foremen don't log in. They have gloves on.
TR: Would you let us take the foreman with the drawer for the pilot?
HW: Herr Brandt? You don't know what you are asking.
TR: If he approves from his phone, the rest is easy. If not, you have lost three weeks and we've lost a customer.
GK: I like that. Do it with Brandt.
TR: So: you send five hundred invoices by the thirteenth, I send the two-page memo for your board with gaps for your numbers, Henning rings Karsten. And on the thirty-first we look at the result together. What should I have asked and didn't?
GK: Whether the works council is going to ask who approves how slowly.
TR: Will they?
GK: Oh, yes.
TR: That report is off unless you and they switch it on. I'll send you the sheet on it, in German.
""",
)

SECURITY_REVIEW = Transcript(
    path="Call Transcripts/security review - Halverstad Energi CISO.vtt",
    note="Security review with the CISO of Halverstad Energi, 11 June 2026",
    speakers={"Linnea": "Linnea Strand", "Ruben": "Ruben Askevold", "Priya": "Priya Nandan"},
    voice_tags=False,
    numbered=True,
    spoken="""
Linnea: Ruben, you know Priya from the mails. She runs security with us. You sent 61 questions and said you wanted to talk about five.
Ruben: I did. I have read your answers. They are better than most, so I will go straight to where it hurts. I have stopped two projects of finance in three years and they think I like it.
Priya: I stop about that many myself. Start with the worst one.
Ruben: Support access. Every vendor says nobody can see our data. And then we have a problem, and somebody in a time zone I have never heard of has fixed it. How?
Priya: With us, nobody gets in unless you open the door. There is a button, your admin presses it, it gives one named person two hours. It is recorded, the screen and the statements, and you get the recording. If you don't press it we work from what you send us. It's slower. We think that's right.
Ruben: And the database administrator? He doesn't need a button.
Priya: He sees ciphertext. Keys are per customer, in a hardware module in your region. For production there is a break-glass path, two people, it rings my phone and it writes a line into your log, not ours. It has been used twice in two years. Both times the customer was on the call.
[00:08:50]
Ruben: Second. Region. You offer Frankfurt, Dublin, Montreal. We're critical infrastructure. I need it in writing that backups don't wander.
Priya: Annex two of the agreement. Production, backups, logs, the models that read invoices. All Frankfurt in your case. The only thing that leaves is the approval mail, which goes out through Dublin.
Ruben: With the picture of the invoice in it.
Priya: By default, yes. You can switch the picture off, then there's a link which asks for your own sign-on. Corvane Mutual does it like that. Their CISO had the same frown.
Ruben: I'm told I have a frown.
[00:14:20]
Ruben: Third. The language model. Finance is excited. I'm not. Where does my invoice go when the model reads it?
Priya: Nowhere. The models run on our machines in the same region. No third-party service, no training across customers. What you correct helps your own company only.
Ruben: And if it makes something up?
Priya: Then it has no place on the page to point to and it's thrown away. Every value has coordinates. I can show you the rejects, they are quite funny.
Ruben: Is that in the SOC 2 scope? Or is it next year's scope, as everyone says?
Priya: In scope since the last report. Type two, twelve months. Page 31 describes the controls. You get the report today under the NDA.
[00:21:00]
Ruben: Fourth, access logs. My people live in the SIEM. A log in your web page is a log nobody reads.
Priya: Export by webhook or pull, OCSF since September's release, which is in preview for you now. Every read of an invoice, every changed bank account, every export. Ours as well as yours.
Ruben: Retention?
Priya: Thirteen months hot, seven years in an archive you can pull.
Ruben: Good. Fifth. Not a technical one. You are what, three hundred people? If you go bankrupt in the middle of my payment run, what do I do?
Linnea: That one is mine. 640 customers, 97 % of revenue retained last year, profitable since 2023. And in case that isn't enough: an escrow with the full export each night in a bucket you own. It's a line in the order form and costs nothing. Some of our banks have it.
Ruben: A bucket we own. Encrypted with our key?
Priya: With your key.
Ruben: Hm. You know, that is the first thing today that I would call unusual.
[00:31:40]
Ruben: Here's my position. I'll not sign off without seeing the last penetration test. Not the certificate of it. The findings.
Priya: You can read the findings on a shared screen, with me, including the two mediums we have not closed. One will be closed in July. One we accept, and I'd like you to hear why from me.
Ruben: When vendors have none open, I know that they are lying. Send a slot for next week.
Linnea: If that goes well, what remains between you and a yes?
Ruben: The processing agreement with legal, and a paragraph on NIS2 incident deadlines. Twenty-four hours for the early warning.
Priya: We inform you within 24 hours of awareness anyway. I'll put it in as a sentence.
Ruben: Then finance may have its toy.
""",
)

LOST_DEBRIEF = Transcript(
    path="Call Transcripts/Lost deal debrief - Pellworth Catering (why Veltrapay).vtt",
    note="INTERNAL. Debrief with the buyer, four weeks after the no. May 2026. Do not share outside Ledgerlark.",
    speakers={
        "SQ": "Saoirse Quinlan",
        "OB": "Oliver Brandreth (Finance Director, Pellworth Catering)",
        "PH": "Petra Holm",
    },
    spoken="""
SQ: Oliver, thanks for giving us half an hour when you've already told us no. I'm not going to try and turn it. Petra from marketing is listening, she writes down what we should do better.
OB: Fire away. I felt a bit bad, to be honest. You'd put the work in.
SQ: When did you know it wouldn't be us?
OB: Earlier than you'd think. Second meeting. You brought your fraud person and it was forty minutes on bank details being changed. It was good. It just wasn't our problem. Margaret, she owns the place, she leaned over and said, when do they talk about the kitchens?
SQ: What was the problem, in her words?
OB: Her words were: I don't want another bill. Not, I don't want to pay bills. Another bill. We'd just taken on the till system, the rota system and the allergen thing, each a subscription. Then Veltrapay comes in and says nought. Nought pounds. I know it's not nought. You told me it's not nought. She heard nought.
[00:06:20]
SQ: I did send the comparison with supplier fees in it. Did that land?
OB: It landed with me. But it had your example in it, thirty million of spend. We spend six. She looked at it and said, that's somebody else's company.
PH: So had it been with your own suppliers...
OB: If you'd taken our top twenty and rung three of them and come back with, these three won't take cards, then I'd have had something. It's what's happened since, by the way. The dairy won't touch it. The linen people take the card and they've put two per cent on.
SQ: That was quick.
OB: Quick? It was on the first statement.
[00:12:00]
PH: May I ask about the case studies we sent? You had three.
OB: Did I? There was a hospital. I remember thinking, four thousand people, six sites, SAP, that's not us. There was one on hotels? No? I'd have read hotels.
PH: We have a hotel group. Thirty-eight houses, managers approving on their phones.
OB: Well, that's us, isn't it. Kitchens, managers with wet hands. Why didn't I get that one?
SQ: I couldn't find it. It's on the website, it isn't where I look.
PH: That hurts, but thank you.
[00:17:45]
SQ: And the timing? You said at one point April was impossible.
OB: Weddings start in April. Veltrapay said you can be live on Friday. And we were, in a manner of speaking. Six suppliers. The other two hundred and ten are still on the old spreadsheet, it turns out somebody in Manila types those in and it takes two days.
SQ: We said six weeks. Would it have helped to say, kitchens one to three in six weeks, the rest after the season?
OB: Yes. It would. You said six weeks as if it were good news, and for me it was the whole of the season.
[00:23:10]
PH: What did they say about us?
OB: That you're for corporations. That there's a setup fee. Nine and a half thousand. That's a lot of scones. Nobody on your side told me it comes off if you sign for three years, not until the last mail.
SQ: I kept it for the negotiation.
OB: There was no negotiation, love. There was a Tuesday and she'd decided.
SQ: Understood. When would be a good time for me to ring again, if at all?
OB: Their contract's a year. The dairy will have worn Margaret down by November. Ring me in October. And bring the hotels.
PH: So, three things: start from the owner's sentence, use their own suppliers, and put the setup credit on page one.
OB: And shorter meetings. But yes.
""",
)

CUSTOMER_INTERVIEW = Transcript(
    path="Call Transcripts/Interview Norrvik Freight controller RAW.vtt",
    note="Raw interview for the Norrvik case study. Quotes cleared only where the case study uses them.",
    speakers={"PH": "Petra Holm", "GC": "Group Controller, Norrvik Freight"},
    numbered=True,
    spoken="""
PH: For the tape: you're the group controller, nineteen hundred people, trucks and terminals. What did a bad day look like before?
GC: Day nine. Of the close. On day nine I'd have eleven people in a room and each had a different surcharge table. Diesel goes up on Monday, the carrier uses Wednesday's index, our buyer agreed to the monthly average, and the invoice has forty lines and a total that is right, only nobody can say why.
PH: How did you handle it?
GC: We believed. I've said this before: surcharges used to be a matter of belief. If it was within five per cent we paid. Do that with sixty carriers for a year and five per cent is a lorry.
[00:05:30]
PH: You looked at several tools. What made you doubtful about us?
GC: Oh, plenty. First: every demo works with an office-supplies invoice. One line, paper clips. I brought my own. The worst one, from a carrier in Poland, forty-three lines, two currencies, subtotals in the middle. Two vendors asked if I could bring another. You took it home and came back in two days with a list of what didn't work.
PH: That's not much of a sales trick.
GC: It was the only one that worked on me. You said eleven lines fail and here's why. Since then I've trusted the other thirty-two.
PH: And second?
GC: IT. We're on Dynamics, and our IT is four people and a dog. They said, no capacity till after the summer. It was in fact four and a quarter days of their time. I know because the head of IT keeps a tally to beat me with.
[00:11:50]
PH: Let's do the numbers. What matched on its own?
GC: In month one, fifty-four per cent of the freight invoices. I was disappointed, I may say so. Then we cleaned up the surcharge tables, sixty carriers, with your Linnea, three afternoons. Month four, seventy-nine. Now we're at eighty-three.
PH: So part of the work was yours.
GC: Most of the work was ours. Write that down. If someone thinks software repairs your master data, sell them something else.
PH: And the close?
GC: Eleven days, it was. Now four. The first time it was four I didn't tell the board, because I thought that we'd forgotten something.
[00:18:05]
PH: What about the carriers?
GC: That's the part I didn't expect. They like it. If a line doesn't match they hear about it the next day with the line number. Before, they heard in week five, from a lawyer. Two have given us better terms. Nobody asked them to.
PH: Is there something it still doesn't do well?
GC: Detention and waiting time. It's handwritten on the delivery note, with a time nobody can read. We send those to a person. Forty a week. Fine.
PH: If a colleague in another haulier asks you whether it's worth the money?
GC: I'd ask what day they close on. If they say four, don't bother. If they say eleven, why are you talking to me, ring them.
PH: Last one. What would you tell someone who says, we're too busy to change now?
GC: That you're busy because you don't. But say it more nicely.
""",
)

QBR_EXPANSION = Transcript(
    path="Call Transcripts/QBR Brennan & Doyle 2026-07 (expansion).vtt",
    note="Quarterly business review, Brennan & Doyle Foods, July 2026",
    speakers={
        "SQ": "Saoirse Quinlan",
        "MF": "Maeve Forrestal (CFO)",
        "CH": "Conor Hartigan (AP lead)",
        "EL": "Elin Sato (success manager)",
    },
    voice_tags=False,
    spoken="""
EL: Right, shall we? The agenda is five points. What you said you wanted a year ago, what happened, what isn't good, what's next, and Maeve's question.
MF: Which is about money. It is always about money.
EL: Goal one was discounts. In the year before: thirty-eight thousand euro taken. First full year: four hundred and twelve thousand. This half-year you're at two hundred and twenty-one.
MF: It pays its own bill by March. I keep saying that at dinners. I'm not invited so much any more.
EL: Goal two was plant approvals under three days. Four plants are. Plant five isn't: 6.2 days.
CH: That's Declan.
EL: I wasn't going to say names. The report by person is switched off.
CH: It's Declan. He has one mail address for the whole shift office.
EL: Then that's the fix. Personal addresses and a deputy. I will do it with him on Thursday, twenty minutes.
[00:09:15]
EL: What isn't good. Two things. In May posting to M3 stopped for three hours after their patch. We saw it first, you got a call after fourteen minutes, nothing was lost. It's still three hours. The other thing is line items from the potato growers' co-op: only 58 % untouched. Their invoice has weights crossed out by hand.
MF: They've done that since my father's time.
EL: We could offer them a form. One grower in three would use it, from what we've seen elsewhere.
CH: I'd try it.
[00:16:40]
MF: My question, then. We've bought Carrowmore Dairies. Closing is in September. Nine thousand invoices a month, they have a different ERP, some Dynamics thing, and a payment process with a lady and a dongle. Do I put them on ours, or leave them alone for a year?
SQ: What is the risk you see in doing it at once?
MF: People. They've just been bought. If the first thing that comes from us is a system, I'll be the villain.
SQ: So what if the first thing is that their suppliers are paid on time? Approve only, from the mail, no change in the ERP. Then matching in the new year. Pollux did its entities like that, one after the other, in eight weeks.
MF: And the price of it? I'm on Professional. You'll tell me that I need Enterprise. I was waiting for that.
SQ: With two legal entities and fourteen thousand invoices, yes. Enterprise starts at six thousand one hundred. But you would stop paying overage, which was about nineteen thousand last year, and Pay is in it. You have been using the bank portal with Conor's own two hands.
CH: And his own two eyes, for the changed bank accounts. Three this spring. One was a fraud. I rang the number on the letter first, that's how good I am.
MF: You never told me that.
CH: I'm telling you now.
[00:25:30]
MF: All right. Make me a page. What I pay today with the overage, what I would pay, what Pay brings on top, and what Carrowmore costs if I leave them alone. No adjectives.
EL: You'll have it by Friday. And a 60-day trial of Pay in the main company, so that Conor can see the account check with real suppliers.
MF: And the renewal's in January. I don't want two negotiations.
SQ: One paper, then. Expansion now, the term starts again, setup for Carrowmore credited.
MF: For three years? I knew it. Send it. And Saoirse, I'll take that reference call you asked for. The hospital people, wasn't it.
SQ: It was. Thank you.
""",
)

TRANSCRIPTS = (DISCOVERY, SECURITY_REVIEW, LOST_DEBRIEF, CUSTOMER_INTERVIEW, QBR_EXPANSION)

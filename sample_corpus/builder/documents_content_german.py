"""The German sheet on data protection and works councils, as the DACH team wrote it."""

from sample_corpus.builder.documents_package import WordDocument
from sample_corpus.builder.papers_properties import Properties

WORKS_COUNCIL = WordDocument(
    path="Security and Legal/Einwandbehandlung Datenschutz und Betriebsrat.docx",
    title="Einwandbehandlung: Datenschutz und Betriebsrat",
    header="Ledgerlark DACH - nur für den internen Gebrauch im Vertrieb",
    footer="Stand: Mai 2026 - Rückfragen an Ines Marlow",
    language="de-DE",
    properties=Properties(
        title="Einwandbehandlung Datenschutz und Betriebsrat",
        created="2025-09-15",
        modified="2026-05-20",
        author="Ines Marlow",
        subject="Einwände zu Datenschutz, Mitbestimmung und Informationssicherheit",
        keywords="Datenschutz, Betriebsrat, Mitbestimmung, DSGVO, Auftragsverarbeitung, Leistungskontrolle",
    ),
    body="""
# Worum es geht

In Deutschland und Österreich scheitert kaum ein Projekt an der Technik, aber manches am dritten Gesprächspartner: dem Betriebsrat oder der Datenschutzbeauftragten. Meist werden beide zu spät gefragt und antworten dann mit dem Mittel, das ihnen bleibt, nämlich mit Zeit. Dieses Blatt hilft, sie früh einzubinden und ihre Fragen
ernst zu nehmen. Sie sind in aller Regel berechtigt.

!textbox Faustregel: Wer den Betriebsrat vor der Entscheidung informiert, verliert zwei Wochen. Wer ihn danach informiert, verliert zwei Monate.

# Der rechtliche Rahmen in fünf Sätzen

1. Ledgerlark AP protokolliert, wer wann welche Rechnung ansieht, prüft und freigibt. Damit ist das System *geeignet*, Verhalten und Leistung zu überwachen, und die Mitbestimmung nach § 87 Abs. 1 Nr. 6 BetrVG greift, auch wenn niemand überwachen will.
2. Der Kunde ist Verantwortlicher, wir sind Auftragsverarbeiter nach Art. 28 DSGVO.
3. Die Verarbeitung der Freigabedaten stützt sich in der Regel auf die ordnungsgemäße Buchführung und das interne Kontrollsystem.
4. Eine Datenschutz-Folgenabschätzung ist meist nicht zwingend; wir liefern trotzdem eine Vorlage, weil sie Gespräche verkürzt.
5. Wir geben keine Rechtsberatung. Dieser Satz gehört in jedes Gespräch.

# Einwände des Betriebsrats

## "Damit kann der Chef sehen, wie schnell jemand arbeitet."

**Dahinter steht:** die Sorge vor einer Leistungskontrolle durch die Hintertür.

**Antwort:** "Ja, technisch wäre das möglich, und deshalb sprechen wir darüber. Für Häuser mit Betriebsrat gibt es eine eigene Einstellung: Auswertungen nach Personen sind gesperrt und lassen sich nur im Vier-Augen-Prinzip öffnen, wobei eines der beiden Paare Augen dem Betriebsrat gehört. Berichte zeigen Durchlaufzeiten je Kostenstelle, und erst ab fünf Personen."

**Nachweis:** Einstellungsblatt "Betriebsratsprofil", Muster-Betriebsvereinbarung (sieben Seiten, anpassbar).

## "Das kostet Arbeitsplätze in der Buchhaltung."

**Dahinter steht:** eine Frage, auf die der Vertrieb nicht antworten kann, wohl aber der Kunde.

**Antwort:** nicht beschwichtigen. "Die Erfassung fällt zu großen Teilen weg, das ist der Zweck. Was mit den Stunden geschieht, entscheidet Ihr Haus, und wir fragen es vor der Unterschrift, weil auch der Nutzen davon abhängt." Dann das Beispiel Karsten Antriebe: Die beiden Teilzeitkräfte, die früher Belege nacherfasst haben, betreuen heute
die Aufnahme neuer Lieferanten. Die Investition hat sich in zehn Monaten bezahlt gemacht, ohne dass jemand gehen musste.

## "Freigaben auf dem privaten Handy, auch noch am Abend?"

**Antwort:** "Freigaben per Mail funktionieren auf jedem Gerät, verlangt wird keines. Ruhezeiten lassen sich einstellen: Zwischen 19 und 7 Uhr sowie am Wochenende verschickt das System keine Mails und keine Erinnerungen. Die Frist läuft in dieser Zeit nicht weiter."

## "Hier entscheidet doch eine künstliche Intelligenz."

**Antwort:** "Ein Modell liest und schlägt vor. Gebucht wird nach Regeln, die Ihr Haus festlegt, und eine Zahlung gibt immer ein Mensch frei. Jeder Vorschlag zeigt seine Quelle auf dem Beleg und wie sicher er ist. Über Beschäftigte trifft das System keine Entscheidungen."

# Einwände aus dem Datenschutz

## "Wo liegen unsere Daten?"

In Frankfurt, wenn der Kunde es so wählt, und zwar vollständig: Belege, ausgelesene Felder, Suchindex, Protokolle und Sicherungen. Mit Enterprise steht die Region im Vertrag. Eine Übermittlung in Drittländer findet für Mandanten in Frankfurt und Dublin nicht statt.

## "Ihr Auftragsverarbeitungsvertrag ist nicht unserer."

Wir unterschreiben auch das Muster des Kunden, sofern es dieselben Punkte abdeckt. Anmerkungen kommen innerhalb von fünf Arbeitstagen. Unser eigenes Muster wird seit 2024 in vier von fünf Fällen unverändert gezeichnet.

## "Warum speichern Sie jeden Lesezugriff sieben Jahre lang?"

Eine gute Frage, denn hier stehen zwei Schutzgüter gegeneinander: die Daten der Lieferanten und die der Beschäftigten. Die Frist ist einstellbar, mindestens 90 Tage. Versicherer und Krankenhäuser bleiben meist bei sieben Jahren, weil ihre Revision es verlangt. Andere wählen ein Jahr.

## "Wer von Ihren Leuten kann hineinsehen?"

Niemand dauerhaft. Der Kunde öffnet bei Bedarf ein Zeitfenster von höchstens vier Stunden, und jeder Blick steht in seinem eigenen Protokoll. 2025 wurden 71 % aller Anfragen ohne ein solches Fenster gelöst.

## "Und wenn ein Vorfall eintritt?"

Erste Meldung innerhalb von 24 Stunden nach Bestätigung, damit die Frist von 72 Stunden nach Art. 33 DSGVO zu halten ist. Schriftlicher Bericht nach zehn Arbeitstagen. Bisher gab es keine bestätigte Offenlegung von Kundendaten gegenüber Dritten.

# Fahrplan für ein Haus mit Betriebsrat

| Woche | Schritt | Wer lädt ein |
| -6 | Kurzinformation, zwei Seiten, an den Betriebsrat | Personalabteilung |
| -5 | Termin: System zeigen, Betriebsratsprofil zeigen, zuhören | Projektleitung, wir |
| -4 | Entwurf der Betriebsvereinbarung nach Muster | Personalabteilung |
| -2 | Zweiter Termin, offene Punkte | beide Seiten |
| 0 | Unterschrift, Beginn der Einführung | - |
| +26 | Gemeinsamer Blick in die Auswertungen: Was wurde wirklich benutzt? | Betriebsrat |

Der letzte Termin ist der wichtigste. Er steht in keinem Gesetz und schafft mehr Vertrauen als alle Unterlagen davor.

# Was man nicht sagt

- "Das ist doch nur Buchhaltung."
- "Andere Betriebsräte hatten damit kein Problem."
- "Das können wir später regeln."
- "Das ist technisch gar nicht möglich", wenn es technisch möglich ist.

# Unterlagen, die nach außen gegeben werden dürfen

- [ ] Muster-Betriebsvereinbarung
- [ ] Einstellungsblatt Betriebsratsprofil
- [ ] Technische und organisatorische Maßnahmen (Anlage 2)
- [ ] Verzeichnis der Unterauftragsverarbeiter (Anlage 3)
- [ ] Zertifikate ISO 27001 und Bericht SOC 2 Type II (mit Vertraulichkeitserklärung)
- [ ] Referenz Corvane Mutual: Sicherheitsprüfung mit 214 Fragen in zwölf Tagen
""",
)

GERMAN_DOCUMENTS = (WORKS_COUNCIL,)

"""Sentences of buyers in many languages, in the encodings that programs of their countries saved them in."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.extract.alphabets import guess_alphabet, reads_as_one_script
from indexer.extract.raw_text import decode

_WEST = ("cp1252", "mac_roman", "cp850")
_EAST = ("cp1250", "iso8859_2", "cp852")
SAID = {
    "German": (_WEST, "Die Größe des Vertrags ist für Müller zu hoch. Wir möchten über längere Zeit prüfen."),
    "French": (_WEST, "Le prix est trop élevé pour une société. Où êtes-vous basés ? Ça dépend du château."),
    "Spanish": (_WEST, "El precio es demasiado alto. ¿Cuándo podría el señor Muñoz enviar la cotización? ¡Gracias!"),
    "Portuguese": (_WEST, "A solução é muito cara para a organização. Não há opções de avaliação até amanhã."),
    "Italian": (_WEST, "Il prezzo è troppo alto, però la qualità è più che buona. Perché no? Così va."),
    "Danish": (_WEST, "Prisen er for høj på nuværende tidspunkt. Vi ønsker at prøve løsningen, før vi køber."),
    "Swedish": (_WEST, "Priset är för högt för oss. Vi vill gärna pröva lösningen på plats."),
    "English": (_WEST, "We think the fee isn't for us. The Café Müller paid £50."),
    "Icelandic": (("cp1252",), "Verðið er of hátt fyrir okkur. Við viljum fá lengri reynslutíma áður en við ákveðum."),
    "Estonian": (("cp1257",), "Hind on meie ettevõtte jaoks liiga kõrge. Soovime pikemat prooviaega ja väljaõpet."),
    "Polish": (_EAST, "Cena jest zbyt wysoka dla małej spółki. Proszę o wycenę wdrożenia i szkolenie zespołu."),
    "Czech": (_EAST, "Příliš vysoká cena pro naši společnost. Prosíme o delší zkušební období."),
    "Hungarian": (_EAST, "Az ár túl magas a cégünk számára. Hosszabb próbaidőszakot kérünk, köszönjük előre."),
    "Romanian": (_EAST, "Preţul este prea mare pentru firma noastră. Vă rugăm să ne trimiteţi o ofertă."),
    "Croatian": (_EAST, "Cijena je previsoka za našu tvrtku. Želimo duže razdoblje za međunarodni tim, što ćete."),
    "Turkish": (("cp1254", "cp857"), "Fiyat çok yüksek. Müşteri daha düşük bir aylık ücret istiyor. İşletme küçük."),
    "Lithuanian": (("cp1257", "cp775"), "Kaina yra per didelė mūsų įmonei. Norėtume ilgesnio laikotarpio, ačiū už."),
    "Latvian": (("cp1257",), "Cena ir pārāk augsta mūsu uzņēmumam. Mēs vēlamies garāku izmēģinājuma laiku."),
    "Greek": (("cp1253", "cp737", "iso8859_7"), "Η τιμή είναι πολύ υψηλή για τον πελάτη. Ζητάμε μεγαλύτερη περίοδο."),
    "Russian": (("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"), "Цена слишком высокая. Просим скидку."),
    "Ukrainian": (("cp1251", "koi8_u"), "Ціна занадто висока для клієнта. Просимо знижку та довший пробний період."),
    "Bulgarian": (("cp1251",), "Цената е твърде висока за клиента. Молим за отстъпка и по-дълъг пробен период."),
    "Hebrew": (("cp1255", "cp862"), "המחיר גבוה מדי עבור הלקוח. אנו מבקשים הנחה ותקופת ניסיון ארוכה יותר."),
    "Arabic": (("cp1256",), "السعر مرتفع جدا بالنسبة للعميل. نطلب خصما وفترة تجريبية أطول من فضلكم."),
    "Thai": (("cp874",), "ราคาสูงเกินไปสำหรับลูกค้า เราขอส่วนลดและระยะเวลาทดลองใช้ที่นานขึ้น"),
    "Japanese": (("cp932",), "価格が高すぎるという声がある。導入費用は三か月で回収できる。"),
    "Chinese": (("gb18030",), "价格太高。客户希望更低的月费和更长的试用期。"),
    "Korean": (("cp949",), "가격이 너무 비쌉니다. 고객은 더 긴 시험 기간을 원합니다."),
}  # fmt: skip
CASES = [(language, encoding) for language, (encodings, _) in SAID.items() for encoding in encodings]
OF_ONE_SCRIPT = ("Greek", "Russian", "Ukrainian", "Hebrew", "Arabic", "Thai", "Japanese", "Chinese", "Korean")


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_sentence_is_read_in_the_encoding_it_was_saved_in(language: str, encoding: str, times: int) -> None:
    text = "\n".join([SAID[language][1]] * times)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", OF_ONE_SCRIPT)
def test_wide_letters_are_told_without_a_mark(language: str, encoding: str) -> None:
    assert decode(f"{SAID[language][1]}\n".encode(encoding)) == f"{SAID[language][1]}\n"


def test_vietnamese_is_read_with_its_marks_on_its_letters() -> None:
    data = b"Gi\xe1 qu\xe1 cao \xf0\xf4\xeci v\xf5\xeci c\xf4ng ty ch\xfang t\xf4i."
    assert unicodedata.normalize("NFC", decode(data)) == "Giá quá cao đối với công ty chúng tôi."


@pytest.mark.parametrize("text", ["The fee — 20 € — isn’t “all in”.", "Müller GmbH", "Acme™ © 2026", "½"])
def test_a_few_signs_beyond_ascii_are_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_what_is_no_words_of_any_language_is_not_guessed() -> None:
    assert guess_alphabet(bytes(range(0x80, 0x100))) is None
    assert not reads_as_one_script("The price, Цена, Τιμή")

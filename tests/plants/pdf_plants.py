"""Words planted in every place of a PDF that its pages do not show.

Each plant is a function that puts a word somewhere into an open document of :func:`make_plain`, whose pages show the
words of :func:`shown_words` and nothing else, before and after.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from tests.plants.pdf_document import make_form, make_jpeg, make_picture, make_plain, save

Plant = Callable[[pikepdf.Pdf, str, random.Random], None]
PLANTS: dict[str, Plant] = {}
# What is added to the bytes, behind the document or in front of it.
AROUND: dict[str, Callable[[bytes, str], bytes]] = {}


# --- the plants ---------------------------------------------------------------------------------------------------


def plant(made: Plant) -> Plant:
    PLANTS[made.__name__.removeprefix("in_")] = made
    return made


def around(made: Callable[[bytes, str], bytes]) -> Callable[[bytes, str], bytes]:
    AROUND[made.__name__.removeprefix("in_")] = made
    return made


def _page(pdf: pikepdf.Pdf, chance: random.Random) -> Any:
    return chance.choice(list(pdf.pages)).obj


def _annotate(pdf: pikepdf.Pdf, page: Any, **keys: Any) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([100, 100, 200, 130]), **keys))
    page.Annots = Array([*(iter(page.Annots) if "/Annots" in page else ()), made])
    return made


def _add_content(pdf: pikepdf.Pdf, page: Any, content: str) -> None:
    page.Contents = Array([*iter(page.Contents), Stream(pdf, content.encode("latin-1"))])


@plant
def in_info(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    key = chance.choice(("Author", "Subject", "Keywords", "Creator", "Producer", "Customer", "Company"))
    pdf.docinfo[f"/{key}"] = f"{word} GmbH"


@plant
def in_title(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    pdf.docinfo.Title = f"{word} {chance.randint(1, 9)}"


@plant
def in_xmp(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    place = chance.choice([pdf.Root, _page(pdf, chance), _page(pdf, chance).Resources.XObject.Logo])
    xmp = Stream(pdf, f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{word}</dc:creator></x:xmpmeta>".encode())
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    place.Metadata = xmp


MARKUP = (
    "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "FreeText", "Stamp", "Ink", "Line", "Square", "Circle",
    "Polygon", "PolyLine", "Caret", "Popup", "FileAttachment", "Sound", "Movie", "Screen", "Redact", "Watermark", "3D",
    "PrinterMark", "TrapNet", "RichMedia", "Projection", "Unheard",
)  # fmt: skip


@plant
def in_annotation(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    kind = chance.choice(MARKUP)
    keys = {chance.choice(("T", "Contents", "Subj", "RC", "NM", "DA", "CA")): String(f"{word} said so")}
    made = _annotate(pdf, _page(pdf, chance), Subtype=Name(f"/{kind}"), F=chance.choice([0, 2, 4, 32]), **keys)
    made.QuadPoints = Array([100, 130, 200, 130, 100, 100, 200, 100])
    if chance.random() < 0.5:
        made.AP = Dictionary(N=make_form(pdf, f"BT /F 12 Tf 2 2 Td ({word}) Tj ET".encode()))


@plant
def in_reply(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page = _page(pdf, chance)
    note = _annotate(pdf, page, Subtype=Name.Text, Contents=String("?"), Popup=None or Dictionary(Subtype=Name.Popup))
    reply = _annotate(pdf, page, Subtype=Name.Text, Contents=String(f"{word} is the floor"), IRT=note, RT=Name.R)
    reply.T = String(word)
    if chance.random() < 0.5:
        page.Annots = Array([one for one in iter(page.Annots) if one.objgen != reply.objgen])
        note.Answer = reply


@plant
def in_attachment(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    file = pdf.make_indirect(Stream(pdf, f"{word} costs 12".encode()))
    file.Type = Name.EmbeddedFile
    said = Dictionary(Type=Name.Filespec, F=String(f"{word}.txt"), EF=Dictionary(F=file), Desc=String(word))
    spec = pdf.make_indirect(said)
    where = chance.randrange(4)
    if where == 0:
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(word), spec])))
    elif where == 1:
        pdf.Root.AF = Array([spec])
    elif where == 2:
        _annotate(pdf, _page(pdf, chance), Subtype=Name.FileAttachment, FS=spec)
    else:
        _page(pdf, chance).AF = Array([spec])


@plant
def in_script(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{word}')"))
    where = chance.randrange(6)
    if where == 0:
        pdf.Root.OpenAction = script
    elif where == 1:
        pdf.Root.AA = Dictionary(WC=script)
    elif where == 2:
        _page(pdf, chance).AA = Dictionary(O=script)
    elif where == 3:
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), script])))
    elif where == 4:
        _annotate(pdf, _page(pdf, chance), Subtype=Name.Link, A=script)
    else:
        web = Dictionary(S=Name.URI, URI=String("https://a.example/"), Next=script)
        _annotate(pdf, _page(pdf, chance), Subtype=Name.Link, A=web, PA=script)


@plant
def in_path(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    path = String(f"\\\\server\\{word}\\prices.xlsx")
    action = chance.choice([
        Dictionary(S=Name.Launch, F=path), Dictionary(S=Name.GoToR, F=path, D=Array([0, Name.Fit])),
        Dictionary(S=Name.URI, URI=String(f"file:///c:/{word}/x")), Dictionary(S=Name.ImportData, F=path),
        Dictionary(S=Name.SubmitForm, F=path), Dictionary(S=Name.URI, URI=String(f"https://rep:{word}@a.example/")),
        Dictionary(S=Name.URI, URI=String(f"javascript:{word}")), Dictionary(S=Name.GoToE, F=path),
    ])  # fmt: skip
    if chance.random() < 0.3:
        pdf.Root.OpenAction = action
    _annotate(pdf, _page(pdf, chance), Subtype=Name.Link, A=action)


@plant
def in_field(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page, flags = _page(pdf, chance), chance.choice([2, 32, 34])
    field = _annotate(pdf, page, Subtype=Name.Widget, FT=Name.Tx, T=String("price"), F=flags, V=String(word))
    field.AP = Dictionary(N=make_form(pdf, f"BT /F 12 Tf 2 2 Td ({word}) Tj ET".encode()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    if chance.random() < 0.3:
        page.Annots = Array([])
        pdf.Root.AcroForm.Fields = Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("x"), V=String(word)))])


@plant
def in_field_beside_its_look(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    key = chance.choice(["DV", "TU", "TM", "RV", "Opt", "AA", "MK"])
    field = _annotate(pdf, _page(pdf, chance), Subtype=Name.Widget, FT=Name.Tx, T=String("note"), V=String(""))
    value: Any = String(word)
    if key == "AA":
        value = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String(word)))
    field[f"/{key}"] = Array([String(word)]) if key == "Opt" else Dictionary(CA=value) if key == "MK" else value
    field.AP = Dictionary(N=make_form(pdf, b""), D=make_form(pdf, f"BT /F 12 Tf ({word}) Tj ET".encode()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@plant
def in_private_data(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page = _page(pdf, chance)
    place = chance.choice([pdf.Root, page, page.Resources.XObject.Foot, page.Resources.XObject.Logo, pdf.trailer])
    key = chance.choice(["PieceInfo", "LastModified", "Private", "Ref", "Name", "Comment", "OPI", "SpiderInfo"])
    place[f"/{key}"] = Dictionary(Illustrator=Dictionary(Private=String(f"{word} draft")))


def _layer(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> Any:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{word} prices")))
    how = chance.randrange(3)
    default = Dictionary(Name=String("default"))
    if how == 0:
        default.OFF = Array([layer])
    elif how == 1:
        default.BaseState = Name.OFF
    else:
        layer.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
        default.AS = Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([layer]))])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=default)
    if chance.random() < 0.4:
        return pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=layer, P=chance.choice([Name.AllOn, Name.AnyOn])))
    return layer


@plant
def in_layer(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page, layer = _page(pdf, chance), _layer(pdf, word, chance)
    shown = f"BT /F1 14 Tf 60 150 Td ({word}) Tj ET"
    where = chance.randrange(4)
    if where == 0:
        page.Resources.Properties = Dictionary(L0=layer)
        _add_content(pdf, page, f"/OC /L0 BDC {shown} /Span BMC 0 0 1 rg 60 140 80 4 re f EMC EMC 0 g")
    elif where == 1:
        page.Resources.XObject.Hidden = make_form(pdf, f"BT /F 14 Tf 0 0 Td ({word}) Tj ET".encode(), OC=layer)
        _add_content(pdf, page, "q 1 0 0 1 60 150 cm /Hidden Do Q")
    elif where == 2:
        note = _annotate(pdf, page, Subtype=Name.Widget, FT=Name.Tx, OC=layer, T=String("l"))
        pdf.Root.AcroForm = Dictionary(Fields=Array([note]))
        note.AP = Dictionary(N=make_form(pdf, f"BT /F 14 Tf ({word}) Tj ET".encode()))
    else:
        form = page.Resources.XObject.Box
        form.Resources.Properties = Dictionary(L0=layer)
        form.write(bytes(form.read_bytes()) + f" /OC /L0 BDC BT /F 9 Tf 3 3 Td ({word}) Tj ET EMC".encode())


@plant
def beside_the_page(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    x, y = chance.choice([(60, 5), (60, 480), (60, -200), (900, 100), (-500, 100), (60, 2000), (395, 300)])
    turn = "0 1 -1 0" if x == 395 else "1 0 0 1"
    shown = f"BT /F1 10 Tf {turn} {x} {y} Tm ({word}) Tj ET"
    if chance.random() < 0.3:
        page = _page(pdf, chance)
        page.Resources.XObject.Parked = make_form(pdf, f"BT /F 10 Tf 0 0 Td ({word}) Tj ET".encode())
        _add_content(pdf, page, f"q 1 0 0 1 {x} {y if x != 395 else 480} cm /Parked Do Q")
        return
    _add_content(pdf, _page(pdf, chance), shown)


@plant
def in_a_line_that_runs_off_the_page(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    # The page shows none of the letters of the word.
    _add_content(
        pdf, _page(pdf, chance), f"1 g BT /F1 10 Tf 330 180 Td (................................{word}) Tj ET 0 g"
    )


@plant
def in_a_cut_off_area(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    x, y = chance.choice([(100, 100), (250, 180), (60, 140)])
    page = _page(pdf, chance)
    if chance.random() < 0.4:
        page.Resources.XObject.Narrow = make_form(
            pdf, f"BT /F 8 Tf {chance.choice([60, 400])} 60 Td ({word}) Tj ET".encode()
        )
        _add_content(pdf, page, f"q 0.9 0 0 0.9 30 {y} cm /Narrow Do Q")
        return
    _add_content(pdf, page, f"q 30 60 20 20 re W n BT /F1 8 Tf {x} {y} Td ({word}) Tj ET Q")


@plant
def in_invisible_text(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page = _page(pdf, chance)
    if chance.random() < 0.3:
        page.Resources.ExtGState = Dictionary(Clear=Dictionary(ca=0, CA=0))
        _add_content(pdf, page, f"q /Clear gs BT /F1 12 Tf 60 150 Td ({word}) Tj ET Q")
        return
    how = chance.choice(["3 Tr /F1 12 Tf", "7 Tr /F1 12 Tf", "/F1 0.1 Tf", "/F1 0 Tf"])
    _add_content(pdf, page, f"q BT {how} 60 150 Td ({word}) Tj ET Q")


@plant
def in_tags(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page, key = _page(pdf, chance), chance.choice(["Alt", "ActualText", "E", "T", "Lang"])
    if chance.random() < 0.5:
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, K=0, Pg=page))
        element[f"/{key}"] = String(word)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    _add_content(pdf, page, f"/Span << /{key} ({word}) /MCID 0 >> BDC EMC /{word} MP")


@plant
def in_remark(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    _add_content(pdf, _page(pdf, chance), f"% {word}\nBX ({word}) unheard EX")


@plant
def in_labels(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    where = chance.randrange(6)
    if where == 0:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(word), S=Name.D)]))
    elif where == 1:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"{word} plan", 0))
    elif where == 2:
        bead = pdf.make_indirect(Dictionary(Type=Name("/Bead"), P=_page(pdf, chance), R=Array([0, 0, 9, 9])))
        pdf.Root.Threads = Array(
            [pdf.make_indirect(Dictionary(Type=Name("/Thread"), I=Dictionary(Title=String(word)), F=bead))]
        )
        _page(pdf, chance).B = Array([bead])
    elif where == 3:
        pdf.Root.Dests = Dictionary({f"/{word}": Array([_page(pdf, chance), Name.Fit])})
    elif where == 4:
        pdf.Root.URI = Dictionary(Base=String(f"http://{word}/"))
    else:
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(word), Info=String(word)
        )
        pdf.Root.OutputIntents = Array([intent])


@plant
def in_unused_things(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page = _page(pdf, chance)
    form = make_form(pdf, f"BT /F 12 Tf ({word}) Tj ET".encode())
    where = chance.randrange(4)
    if where == 0:
        page.Resources.XObject.Unused = form
    elif where == 1:
        page.Thumb = make_picture(pdf, Comment=String(word))
    elif where == 2:
        pdf.Root.Names = Dictionary(
            Templates=Dictionary(Names=Array([String(word), Dictionary(Type=Name.Page, Contents=form)]))
        )
    else:
        page.Resources.Pattern = Dictionary({f"/{word}": form})


@plant
def in_picture(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    page, packed = _page(pdf, chance), io.BytesIO()
    image = Image.linear_gradient("L").resize((24, 24)).convert("RGB")
    where = chance.randrange(5)
    exif = Image.Exif()
    exif[0x010E] = f"{word} at the fair"
    said: list[dict[str, Any]] = [{"exif": exif}, {"comment": word.encode()}, {"xmp": f"<x>{word}</x>".encode()}, {}]
    if where == 4:
        page.Resources.XObject = Dictionary({**dict(page.Resources.XObject.items()), "/Logo": _jpeg2000(pdf, word)})
        return
    image.save(packed, "JPEG", **said[where])
    data = packed.getvalue() + (word.encode() if where == 3 else b"")
    page.Resources.XObject = Dictionary({**dict(page.Resources.XObject.items()), "/Logo": make_jpeg(pdf, data, 24)})


def _jpeg2000(pdf: pikepdf.Pdf, word: str) -> Any:
    packed = io.BytesIO()
    image = Image.linear_gradient("L").resize((24, 24)).convert("RGB")
    image.save(packed, "JPEG2000", comment=word.encode())
    said = f"<x>{word}</x>".encode()
    data = packed.getvalue() + (len(said) + 8).to_bytes(4, "big") + b"xml " + said
    made = make_jpeg(pdf, data, 24)
    made.Filter = Name.JPXDecode
    return made


@plant
def in_picture_points(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    """Bytes behind the last row of a picture."""
    page = _page(pdf, chance)
    made = Stream(pdf, bytes([0, 0, 0]) * 4 + word.encode())
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 2, 2
    made.ColorSpace, made.BitsPerComponent = Name.DeviceRGB, 8
    made.Alternates = Array([Dictionary(Image=make_picture(pdf, Comment=String(word)))])
    page.Resources.XObject.Dot = made
    _add_content(pdf, page, "q 0.01 0 0 0.01 300 100 cm /Dot Do Q")


@plant
def in_form_keys(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    signed = Dictionary(Type=Name.Sig, Name=String(word), Reason=String(f"{word} approves"), Contents=String("x"))
    field = _annotate(pdf, _page(pdf, chance), Subtype=Name.Widget, FT=Name.Sig, T=String("s"), V=signed, F=2)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String(word))
    pdf.Root.Perms = Dictionary(DocMDP=signed)


@plant
def in_lost_object(pdf: pikepdf.Pdf, word: str, chance: random.Random) -> None:
    """An object that nothing points to; it needs to be saved as it is."""
    pdf.make_indirect(Dictionary(Old=String(word), Was=_page(pdf, chance)))
    pdf.trailer.Lost = pdf.make_indirect(Stream(pdf, f"{word} lost".encode()))


@around
def behind_the_end(data: bytes, word: str) -> bytes:
    return data + f"\n% {word}\n".encode()


@around
def in_an_earlier_revision(data: bytes, word: str) -> bytes:
    """The page said something else before it was saved again at the end of the file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        contents = [bytes(part.read_bytes()) for part in iter(page.Contents)]
        now = b" ".join(contents)
        page.Contents = pdf.make_indirect(Stream(pdf, f"BT /F1 18 Tf 60 400 Td ({word}) Tj ET".encode()))
        old = save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        number = page.Contents.objgen[0]
    with pikepdf.open(io.BytesIO(old)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        size = pdf.trailer.Size
    start, root = old.rindex(b"startxref"), old[old.rindex(b"/Root") :].split(b"/Root", 1)[1].split(b"R", 1)[0]
    before = int(old[start + 9 :].split()[0])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(now), now)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root%sR /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(old), size, root, before, len(old) + len(body),
    )  # fmt: skip
    return old + body + table


# --- documents with plants ----------------------------------------------------------------------------------------


def plant_some(names: Sequence[str], seed: int, pages: int = 3) -> tuple[bytes, list[str]]:
    """A document with these plants, and the words that nobody may find."""
    chance, pdf, words = random.Random(seed), make_plain(pages), []
    for at, name in enumerate(names):
        words.append(f"zq{seed:05d}canary{at}x")
        if name in PLANTS:
            PLANTS[name](pdf, words[-1], chance)
    mode = chance.choice([pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable])
    data = save(pdf, object_stream_mode=mode)
    for name, word in zip(names, words, strict=True):
        if name in AROUND:
            data = AROUND[name](data, word)
    return data, words


def choose_plants(seed: int) -> list[str]:
    """One to six plants, no two of which write the same key."""
    chance = random.Random(seed)
    return chance.sample([*PLANTS, *AROUND], chance.randint(1, 6))

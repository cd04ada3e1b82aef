"""What lies on a drive and is no document, by its name: of which kind it is, so that it is counted and left alone."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class OtherFile(StrEnum):
    """What a path is instead of a document, in words a person reads."""

    FOREIGN = "not a kind of file that holds text"
    CODE = "program code, a script or a style sheet"
    SETTINGS = "settings or data of a program"
    LOG = "a log"
    KEY = "a key, certificate or signature"
    CALENDAR = "calendar entries"
    CONTACTS = "contacts"
    POINTER = "a pointer to a document elsewhere; bring the document itself onto the drive to have it found"
    PACKAGE = "a document that its program keeps as a folder; export it as PDF to have it found"
    PROGRAM_FOLDER = "a folder of a program"
    WEB_PAGE_FOLDER = "what a saved web page is made of"

    @property
    def is_problem(self) -> bool:
        """A key on a shared drive is nobody's wish, and a document that cannot be read should be exported."""
        return self in (OtherFile.KEY, OtherFile.PACKAGE)

    @property
    def leaves_unknown(self) -> bool:
        return False


_ENDINGS = {
    OtherFile.FOREIGN: """
        mp4 m4v mov avi mkv webm wmv flv mpg mpeg 3gp mts mp3 m4a wav flac ogg oga opus aac wma aiff mid midi
        gif heic heif avif jp2 j2k jxl svg svgz ico icns cur tga pcx emf wmf emz wmz raw cr2 cr3 nef arw dng orf rw2
        psd psb ai eps ps indd indt idml sketch fig xd xcf cdr afdesign afphoto afpub aep prproj drp blend
        dwg dxf dgn dwf stp step igs iges stl obj fbx skp rvt rfa ifc 3ds 3dm sldprt sldasm ipt iam gltf glb
        exe dll msi msix scr sys drv so dylib bin apk ipa jar war class pyc pyo o a lib obj wasm elf deb rpm pkg
        appimage ttf otf ttc woff woff2 eot fon pfb
        zip rar 7z gz tgz bz2 tbz xz txz zst lz4 tar cab iso dmg img vhd vhdx vmdk vdi ova qcow2 arj lzh ace cpio
        db sqlite sqlite3 db3 mdb accdb dbf frm ibd pst ost nsf edb dump mbox
        parquet avro orc feather arrow pickle pkl npy npz h5 hdf5 mat rds rdata sav dta sas7bdat por pt onnx
        drawio dio excalidraw safetensors gguf joblib shp shx gpkg pbix pbit twb twbx qvf qvw
    """,
    OtherFile.CODE: """
        js mjs cjs jsx ts tsx css scss sass less styl py pyw pyi rb erb php phtml java kt kts scala groovy gradle
        swift m mm c h cc cpp cxx hpp hh cs fs vb vbs vba bas cls frm go rs zig lua pl pm tcl r jl hs elm erl ex exs
        clj cljs lisp el scm ml dart vue svelte astro sh bash zsh fish ksh csh ps1 psm1 psd1 bat cmd ahk applescript
        scpt asm s sql psql ddl hql tf tfvars hcl proto thrift graphql gql cmake mk make gypi gyp bzl map wat pas
        f90 f95 for cob cbl sol ino sas do ado awk sed vim coffee pug jade haml hbs mustache ejs liquid j2 jinja tmpl
        jsp asp aspx cfm cgi htaccess dockerfile patch diff snap lock po mo
    """,
    OtherFile.SETTINGS: """
        yaml yml toml ini cfg conf cnf config properties env plist reg inf xsd xsl xslt dtd rng rss atom opml
        jsonl ndjson json5 jsonc geojson topojson har webmanifest manifest resx rc nuspec csproj vbproj sln suo
        vcxproj pbxproj xcconfig storyboard xib iml kml kmz gpx fodt fodp fods xmp rdf ttl owl wsdl xaml tmx xlf
        xliff bib ris enw cson desktop-entry theme colors icc icm cube lut torrent nfo sfv md5 sha1 sha256 sum
        pbxuser dsn udl odc iqy rdp vnc ovpn ica prf rul sdf sdltm tbx idx ndx cache swp tmproj
    """,
    OtherFile.LOG: "log trace etl evtx dmp stackdump crash err out gclog",
    OtherFile.KEY: """
        pem crt cer der p12 pfx p7m p7s p7b p7c p8 csr crl jks keystore truststore kdb kdbx sig gpg pgp ppk
        ovpnkey agekey mobileprovision
    """,
    OtherFile.CALENDAR: "ics ical ifb icalendar vcs",
    OtherFile.CONTACTS: "vcf vcard ldif contact abbu",
    OtherFile.POINTER: """
        gdoc gdocx gsheet gslides gslide gform gdraw gdrawing gmap gsite gtable gscript gjam glink gvid gnote
        url webloc website desktop lnk inetloc fileloc afploc mailloc cloud cloudf web paper papert boxnote
    """,
}  # fmt: skip
_BY_ENDING = {f".{ending}": kind for kind, endings in _ENDINGS.items() for ending in endings.split()}

# Documents that their programs keep as folders, and folders that are none.
_PACKAGES = (".key", ".pages", ".numbers", ".rtfd", ".scriv", ".graffle", ".oo3", ".textbundle")
# Those that may hold a PDF of themselves, and where.
_PREVIEWED, PREVIEW = (".key", ".pages", ".numbers"), ("QuickLook", "Preview.pdf")
_PROGRAM_FOLDERS = (
    ".app", ".bundle", ".framework", ".plugin", ".kext", ".xcodeproj", ".xcworkspace", ".photoslibrary", ".lproj",
    ".egg-info", ".dist-info", ".aplibrary", ".fcpbundle", ".imovielibrary", ".logicx", ".sparsebundle",
)  # fmt: skip
_PROGRAM_FOLDER_NAMES = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages", "venv"})
# What browsers put the parts of a saved page into, in the languages they speak; it lies beside the page.
_SAVED = (
    "_files", ".files", "-files", "-dateien", "_dateien", "_fichiers", "-fichiers", "_archivos", "_bestanden",
    "_arquivos", "_pliki", "_soubory", "_filer", "-filer", "_dosyalar",
)  # fmt: skip
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".mht", ".shtml")
# Where Finder keeps a folder's own picture.
_ICON = "icon\r"
# A file that iCloud has not fetched: its name hidden, with this behind.
_NOT_FETCHED = ".icloud"


def tell_by_name(name: str) -> OtherFile | None:
    """What a file is that is no document, as far as its name tells.

    >>> tell_by_name("jquery.min.JS").name, tell_by_name("Pricing.gslides").name, tell_by_name("Pricing.pptx")
    ('CODE', 'POINTER', None)
    """
    low = name.lower()
    return _BY_ENDING.get(low[low.rfind(".") :]) if "." in low else None


def tell_folder(name: str, beside: Collection[str]) -> OtherFile | None:
    """What a folder is whose files are no documents; ``beside`` are the names that lie beside it.

    >>> tell_folder("Offer_files", {"Offer.html"}).name, tell_folder("customer_files", {"notes.txt"})
    ('WEB_PAGE_FOLDER', None)
    """
    low = name.lower()
    if low.endswith(_PACKAGES):
        return OtherFile.PACKAGE
    if low.endswith(_PROGRAM_FOLDERS) or low in _PROGRAM_FOLDER_NAMES:
        return OtherFile.PROGRAM_FOLDER
    if low.endswith(_SAVED) and _is_page_beside(low, {one.lower() for one in beside}):
        return OtherFile.WEB_PAGE_FOLDER
    return None


def has_preview(name: str) -> bool:
    """Whether a folder of this name is a document that may hold a PDF of itself."""
    return name.lower().endswith(_PREVIEWED)


def find_own_name(path: str) -> str:
    """The name that people gave a file: of the PDF that a document holds of itself, the document's.

    >>> find_own_name("Talks/Deck.key/QuickLook/Preview.pdf"), find_own_name("QuickLook/Preview.pdf")
    ('Deck.key', 'Preview.pdf')
    """
    *folders, name = path.split("/")
    is_inside = len(folders) > 1 and (folders[-1], name) == PREVIEW and has_preview(folders[-2])
    return folders[-2] if is_inside else name


def _is_page_beside(folder: str, beside: Collection[str]) -> bool:
    stems = {folder.removesuffix(end) for end in _SAVED if folder.endswith(end)}
    return any(stem + ending in beside for stem in stems for ending in _PAGE_ENDINGS)


def is_icon(name: str) -> bool:
    """Whether it is the empty file in which Finder keeps a folder's own picture."""
    return name.lower() == _ICON


def is_placeholder(name: str) -> bool:
    """Whether it stands for a file that was not fetched yet.

    >>> is_placeholder(".Price list.pdf.icloud"), is_placeholder(".icloud")
    (True, False)
    """
    return name.startswith(".") and name.lower().endswith(_NOT_FETCHED) and len(name) > len(_NOT_FETCHED)

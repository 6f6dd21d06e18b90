from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from core.assets import IMPORT, whole
from tests.plumbing import ROOT


def test_imports_are_put_in_place_in_their_layers():
    files = InMemoryStorage()
    for name, text in {
        "css/main.css": '@layer a, b;\n@import url("a.css") layer(a);\n@import url("b/index.css") layer(b);\n',
        "css/a.css": "a {}",
        "css/b/index.css": '@import url("one.css");\n@import url("two.css");',
        "css/b/one.css": "one {}",
        "css/b/two.css": "two {}",
    }.items():
        files.save(name, ContentFile(text.encode()))
    assert whole(files, "css/main.css") == "@layer a, b;\n@layer a {\na {}\n}\n@layer b {\none {}\ntwo {}\n}\n"


def test_every_import_of_ours_is_understood_and_every_file_is_imported():
    styles = FileSystemStorage(ROOT / "static")
    text = whole(styles, "css/main.css")
    assert "@import" not in text
    index = (ROOT / "static/css/components/index.css").read_text()
    imported = {found[0] for found in IMPORT.findall(index)}
    assert imported == {file.name for file in (ROOT / "static/css/components").glob("*.css")} - {"index.css"}

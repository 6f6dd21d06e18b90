"""Static files as they are served: names that carry their hash, packed once, and the style sheet in one piece."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from servestatic.storage import CompressedManifestStaticFilesStorage

NEVER_ASKED_FOR = [
    *("*.map", "*.d.ts", "*.md", "*.py", "components", "layout", "tokens"),
    *("django_htmx", "guardian", "editors", "skills", "scripts", "htmax*", "htmx.esm*", "sortable.co*"),
]
STYLES = "css/main.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?;$', re.MULTILINE)


def whole(storage: Storage, path: str) -> str:
    """The style sheet at `path` with every one it imports put in its place, each in its layer."""

    def inlined(found: re.Match[str]) -> str:
        text = whole(storage, posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1])))
        return f"@layer {found[2]} {{\n{text}\n}}" if found[2] else text

    with storage.open(path) as file:
        return IMPORT.sub(inlined, file.read().decode())


class StaticFiles(StaticFilesConfig):
    """Collects what pages ask for: neither the pieces of the style sheet, nor what packages bring besides."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *NEVER_ASKED_FOR]


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Only our own modules are rewritten for their imports: packages import what they do not ship."""

    patterns = (
        *((f"{kind[2:]}/{kind}", rules) for kind, rules in ManifestStaticFilesStorage.patterns),
        ("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),  # type: ignore[attr-defined]
    )

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLES in paths and not dry_run:
            pieces, path = paths[STYLES]
            one = InMemoryStorage()
            one.save(path, ContentFile(whole(pieces, path).encode()))
            paths = {**paths, STYLES: (one, path)}
        yield from super().post_process(paths, dry_run, **options)

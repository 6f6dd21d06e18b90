"""How many statements the product itself sends."""

import re
from types import TracebackType
from typing import Any, override

from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = re.compile(
    r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT set_config\('app.company_id', '', true\)", re.IGNORECASE
)
"""What only frames a transaction, as bench leaves it out, and the way back to no company, which only a test's has."""


class Statements(CaptureQueriesContext):
    """The statements of a block, without its frames; with `at_most` the block may not send more."""

    def __init__(self, *, at_most: int | None = None) -> None:
        super().__init__(connection)
        self.at_most = at_most

    @property
    @override
    def captured_queries(self) -> list[dict[str, Any]]:
        return [query for query in super().captured_queries if not FRAME.match(query["sql"])]

    @override
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if kind is None and self.at_most is not None:
            words = "\n".join(query["sql"] for query in self)
            assert len(self) <= self.at_most, f"{len(self)} statements, not {self.at_most}:\n{words}"

"""What cannot be done, in words a person understands."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818
    """Something from outside cannot be used: a file, a name, a field. `key` and `values` say it through `Words`.

    Whoever catches it shows `words(trouble.key, **trouble.values)`; nothing has been changed or half-written.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

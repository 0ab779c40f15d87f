"""What the workshop says of a file that it does not take."""


class FileRefusal(Exception):
    """A file that is refused: the HTTP status, the stable code, and a sentence with the limit and what it is."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail


def broken() -> FileRefusal:
    """A file that begins as one of its kind and cannot be read to its end."""
    return FileRefusal(422, "media_broken", "The file is damaged or not complete.")

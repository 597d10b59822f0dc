"""The errors a user can meet; each carries one clear line and, where there is one, what to do."""

from __future__ import annotations


class KurilError(Exception):
    """Base of all expected errors. `str(error)` is one line fit for a terminal; `hint` says what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(KurilError):
    """An input that cannot be taken in: names the file or address and the reason."""

    def __init__(self, origin: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{origin}: {reason}", hint)
        self.origin = origin
        self.reason = reason


class LibraryBusy(KurilError):
    """Another process holds the library and did not let go in time."""


class LibraryBroken(KurilError):
    """The library cannot be opened or read."""


class NotInLibrary(KurilError):
    """No article answers to that id."""


class SettingsError(KurilError):
    """A settings file is wrong: names the file, the key and the nearest valid key."""


class TemplateError(KurilError):
    """A template is missing or wrong: names the file, the line and the reason."""


class DossierError(KurilError):
    """A dossier is missing or wrong: names the file, the place in it and the reason."""

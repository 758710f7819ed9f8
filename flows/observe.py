"""Who is told how a run goes on: the terminal, the log of a flow, or nobody."""

from typing import Any, Protocol


class Observer(Protocol):
    """Who is told how a run goes on."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A step begins; ``total`` documents are ahead of it, where known."""

    def advance(self, documents: int) -> None:
        """So many documents are done."""

    def note(self, message: str) -> None:
        """Something worth a line to those who ask for more."""

    def tell(self, message: str) -> None:
        """Something to know while it goes on, by all."""

    def placed(self, report: Any) -> None:
        """The tables are in their place, as the report of the run says; pages may follow."""


class Silent:
    """An observer that looks away."""

    def stage(self, name: str, total: int | None = None) -> None: ...
    def advance(self, documents: int) -> None: ...
    def note(self, message: str) -> None: ...
    def tell(self, message: str) -> None: ...
    def placed(self, report: Any) -> None: ...

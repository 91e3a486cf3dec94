"""What building a packet and building a marked copy of it share; knows nothing of their pages."""

from __future__ import annotations

from typing import Generic, TypeVar

from app.domain.packets import PacketRecipe, Verdict
from app.domain.requests import Request
from app.errors import PacketRefused
from app.vault.folder import Vault
from app.workflow.law import Library
from app.workflow.packet_recipe import CHANGED, PacketWishes, refuse_unready

Result = TypeVar("Result")


class Making(Generic[Result]):
    """Holds what a file is made of, and what came of it."""

    _is_released = True

    def __init__(self, vault: Vault, request: Request, law: Library, wishes: PacketWishes) -> None:
        self._vault = vault
        self._request = request
        self._law = law
        self._wishes = wishes
        self._result: Result | None = None

    @property
    def result(self) -> Result:
        """Give what was built and verified, or what was found in it."""
        if self._result is None:
            raise RuntimeError("nothing has been built")
        return self._result

    def _checked(self) -> int:
        """Refuse what blocks the packet; give the last decision that was looked at."""
        with self._vault.read() as work:
            position = work.decisions.position(self._request.id)
        audience = self._wishes.made_for.audience
        refuse_unready(self._vault, self._request, self._law, audience, released=self._is_released)
        return position

    def _record(self, act: str, verdict: Verdict, **told: int | str) -> None:
        """Tell the trail how a verification ended."""
        with self._vault.write() as work:
            work.audit.append(
                self._vault.who,
                act,
                request=self._request.id,
                clean=verdict.clean,
                sha256=verdict.sha256,
                pages=verdict.pages,
                findings=len(verdict.findings),
                **self._wishes.made_for.noted,
                **told,
            )


def refuse_changed(recipe: PacketRecipe, position: int) -> None:
    """Raise PacketRefused where a recipe knows of other decisions than were looked at."""
    if recipe.log_position != position:
        raise PacketRefused(*CHANGED)

"""Draw one picture a layout from the bundled sample: ``uv run tests/ui/shots_packet.py FOLDER``.

The sample is imported, searched and decided as the demo does, then laid out in every way.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.domain.packets import Density, Layout, Order, Talk
from app.jobs.finish import finish
from app.jobs.isolated import Child
from app.packet.writer import build
from app.workflow import sample as bundled
from app.workflow.demo import decide_sample, enter_sample_request, import_sample, wishes_for
from app.workflow.keep_requests import Requests
from app.workflow.kept_sheets import tools_in
from app.workflow.law import Library
from app.workflow.open_vault import create
from app.workflow.packet_recipe import RecipeMaker
from app.workflow.search_records import Searcher
from app.workflow.try_sample import CHEAP

SHOTS = {
    "letter_and_plain": (Layout(), 1),
    "conversations_plain": (Layout(order=Order.CONVERSATION), 2),
    "bubbles": (Layout(talk=Talk.BUBBLES, order=Order.CONVERSATION), 2),
    "bubbles_compact": (
        Layout(talk=Talk.BUBBLES, density=Density.COMPACT, order=Order.CONVERSATION),
        2,
    ),
    "compact": (Layout(density=Density.COMPACT), 2),
    "one_a_page": (Layout(density=Density.ONE_A_PAGE), 2),
    "by_source": (Layout(order=Order.SOURCE, talk=Talk.BUBBLES), 2),
    "by_custodian_on_a4": (Layout(order=Order.CUSTODIAN, page="a4"), 2),
    "attachments_named": (Layout(attachments=False, page="legal"), 2),
}
FORMS = {"mail": "email", "post": "post", "comments": "comment"}
PAGES = 3
SCALE = 1.25


def shoot(data: bytes, first: int, path: Path) -> None:
    """Set some pages of a file side by side in one picture."""
    document = pypdfium2.PdfDocument(data)
    last = min(first + PAGES, len(document) + 1)
    pages = [document[at - 1].render(scale=SCALE).to_pil() for at in range(first, last)]
    document.close()
    width, height = sum(page.width for page in pages), max(page.height for page in pages)
    picture = Image.new("RGB", (width + 8 * len(pages), height), (120, 130, 140))
    left = 4
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width + 8
    picture.save(path)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sample, law = bundled.load(), Library.load()
    with TemporaryDirectory() as place, Child() as child:
        sealed = Path(place) / "sample.vault"
        vault = create(sealed, "an invented passphrase", "M. Ortiz", CHEAP).vault
        requests = Requests(vault, law, lambda: sample.request.received)
        searcher = Searcher(vault, sample.exports[0].options.zone)
        import_sample(vault, sample, finish)
        request = enter_sample_request(requests, searcher, sample)
        decide_sample(vault, searcher, request, sample)
        maker = RecipeMaker(vault, request, law.get(request.details.jurisdiction), tools_in(child))
        wishes = wishes_for(request)
        for name, (layout, first) in SHOTS.items():
            recipe = maker.cook(replace(wishes, layout=layout)).recipe
            shoot(build(recipe).data, first, folder / f"{name}.png")
        for name, form in FORMS.items():
            recipe = maker.cook(replace(wishes, layout=SHOTS["by_source"][0])).recipe
            chosen = next(one.thread for one in recipe.records if one.form == form)
            records = tuple(one for one in recipe.records if one.thread == chosen)
            shoot(build(replace(recipe, records=records)).data, 2, folder / f"{name}.png")
        vault.close()


if __name__ == "__main__":
    main()

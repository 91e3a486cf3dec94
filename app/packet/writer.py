"""Builds a packet from its recipe: letter, records, exemption log, legend; proves nothing."""

from __future__ import annotations

import io

from app.domain.packets import BuiltPacket, PacketRecipe
from app.packet.bates import bates_number
from app.packet.cover import lay_cover
from app.packet.exemption_log import lay_legend, lay_log, log_lines
from app.packet.finish import finish
from app.packet.flow import Flow
from app.packet.fonts import Faces
from app.packet.pages import write_pages
from app.packet.records import lay_records
from app.packet.reportlab_mends import BareCanvas


def build(recipe: PacketRecipe) -> BuiltPacket:
    """Build the file in memory; the same recipe gives the same bytes.

    Nothing is written to disk and the clock is not asked. Characters that no bundled face has
    are drawn as a box and named in the warnings.
    """
    canvas = BareCanvas(io.BytesIO(), pageCompression=0, invariant=1)
    faces = Faces(canvas.document)
    flow = Flow(recipe.layout.page, faces)
    canvas.setPageSize(flow.size)
    lay_cover(flow, recipe)
    first_pages = lay_records(flow, recipe)
    log = log_lines(flow.placed, recipe)
    lay_log(flow, log)
    lay_legend(flow, log, recipe)
    pages = len(flow.sheets)
    data = finish(write_pages(flow, recipe, canvas), recipe, flow)
    return BuiltPacket(
        data=data,
        pages=pages,
        log=log,
        first_pages=first_pages,
        bates=(bates_number(recipe.bates_prefix, 1), bates_number(recipe.bates_prefix, pages)),
        warnings=faces.warnings,
    )

"""All that says PySide6. How a page joins the window.

A page is a folder ``app/ui/pages/<name>/`` of three files:

``presenter.py``
    Plain Python, no PySide6 (kept by a test). Gets verbs (Protocols in ``services.py``, or
    classes of ``app.workflow``), ``asks`` (questions beside the window), ``ways`` (what the window
    does for pages) and ``show``. It gives one frozen ``State``; rows of tables are ``rows.Row``.
``view.py``
    Builds widgets (``widgets/words.py`` makes labels and buttons, ``widgets/table.py`` tables), has
    one ``show_state(state)``, and signals that are wishes in the clerk's words.
``page.py``
    A ``page.Page`` that joins the two, and ``make(context: PageContext, look: Look) -> Page``.

To join: add one line to ``pages/catalogue.py``. The rail, Ctrl+1…6, "everything" (Ctrl+K) and
``ways.go(Where.SEARCH, subject)`` then find it. In its life a page is told ``arrive(subject)``,
``refresh()`` (the vault changed), ``leave()`` and ``put_away()`` (the vault will be locked: return
a function for what must still be written). ``deeds()`` is what Ctrl+K offers while it is shown.

What a page is given (``ways.PageContext``):

* ``desk.vault``, ``desk.requests``, ``desk.law``, ``desk.who``: for the verbs of ``app.workflow``;
* ``ways.request`` the open request; ``ways.go``, ``ways.say("Undone: …")``,
  ``ways.trouble(error)``, ``ways.changed()`` after each act that changes the vault,
  ``ways.start(job, told)`` for long work;
* ``asks()`` makes a line of questions; in one line a newer question silences the older answer.
  Take one line for each thing that is shown. Writes are asked as well, in a line of their own.

``look.colours["hit"]`` and its like give colours to whoever paints by hand; connect
``look.changed``.
Long tables: ``table.rows.show_count(n, fetch)`` where ``fetch(offset, limit, came)`` asks in a line
and calls ``came(rows)``. When the vault is locked the whole frame is destroyed: keep nothing that
holds text of records outside the page.
"""

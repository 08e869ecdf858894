"""What “How it works” tells of choosing k: the curve and the criteria of this picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.sentences import N_, _, in_a_row, ngettext
from core.writing.number_words import fixed, scientific
from ui.segment.how.page import Page, paragraphs, table
from ui.widgets.number_text import share_text

if TYPE_CHECKING:
    from core.cluster.choose_k.k_choice import KChoice

_DIGITS = 4
# Of as many k as are compared where nobody has asked for more.
_MOST = 12
# The criteria as sentences call them, where that is no name; as KChoice has them.
_TITLES = {"silhouette": N_("silhouette"), "gap": N_("gap"), "elbow": N_("elbow of the inertia")}


def choosing_pages(choice: KChoice | None, k: int) -> tuple[Page, ...]:
    """choice: what the comparison has found; None where nothing has been compared. k: of the result."""
    seen = _("The tab Choosing k shows the curve, the criteria and what each k looks like.")
    told = [(_("More clusters, less inertia"), _curve(choice))]
    if choice is not None and choice.rows:
        told.append((_("What speaks for a k"), _criteria(choice, k)))
    return tuple(
        Page(f"choosing:{i}", "choosing", title, text, "choosing", seen)
        for i, (title, text) in enumerate(told)
    )


def _curve(choice: KChoice | None) -> str:
    text = paragraphs(
        _(
            "With more clusters each pixel finds a nearer centroid. So the inertia falls with every k: the "
            "smallest inertia cannot say which k is right."
        )
    )
    if choice is None:
        return text + paragraphs(
            _("For this picture nothing has been compared yet. It begins when you press Show in the window.")
        )
    rows = [
        [str(row.k), scientific(row.inertia, _DIGITS), share_text(row.explained)]
        for row in choice.rows[:_MOST]
    ]
    elbow = choice.votes.get("elbow")
    bend = (
        _("Here the curve has no clear bend.")
        if elbow is None
        else _("At k = {k} the curve bends: beyond it, more clusters bring less. This is the elbow.").format(
            k=elbow
        )
    )
    head = [_("k"), _("Inertia"), _("Less than with k = 1")]
    return text + (table(head, rows) if rows else "") + paragraphs(bend if rows else choice.reason)


def _criteria(choice: KChoice, k: int) -> str:
    text = paragraphs(_("The elbow alone is a weak judge. Other criteria ask for more. Each names its k:"))
    none = _("none")
    rows = [
        [_(_TITLES.get(name, name)), none if named is None else str(named)]
        for name, named in choice.votes.items()
    ]
    text += table([_("Criterion"), _("k")], rows)
    best = next((row for row in choice.rows if row.k == choice.recommended), None)
    silhouette = ""
    if best is not None:
        silhouette = _(
            "The silhouette asks how much nearer a pixel is to its own cluster than to the next: 1 is best, "
            "0 is the border. With k = {k} it is {silhouette}."
        ).format(k=best.k, silhouette=fixed(best.silhouette, 2))
    own = ngettext("The result has {k} cluster.", "The result has {k} clusters.", k).format(k=k)
    return text + paragraphs(silhouette, in_a_row((_("What Floe recommends:"), choice.reason)), own)

"""The five plans that ship with the product as the tables and lists in which their councils printed them."""

import json
from functools import cache
from itertools import groupby
from pathlib import Path

from plans.files.grids import Grid, Line

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
OUTLINE = ("Heading 1", "Heading 2", "Heading 3", "Text", "List item")
SLUGS = ("buckinghamshire", "brighton-hove", "oxfordshire", "milton-keynes", "bexley")


def seed_grids(slug):
    """The plan of a council as it printed it: tables, cards, or one grid of headings and lists."""
    return PRINTED[slug](slug)


def seed_tables(slug):
    """A plan of headings and lists as a sheet would print it: Buckinghamshire's and Brighton & Hove's."""
    return TABLES[slug](slug)


def children(slug, model, **wanted):
    """The fields of a fixture's rows of one model, in the order of their places; ``wanted`` narrows by field."""
    rows = [row for row in _fixture(slug) if row["model"] == model]
    fields = [row["fields"] for row in rows]
    return [each for each in fields if all(each.get(name) == value for name, value in wanted.items())]


@cache
def _fixture(slug):
    return json.loads((FIXTURES / f"{slug}.json").read_text(encoding="utf-8"))


def key_of(row):
    """The natural key of a theme or commitment, by which the rows below it name it."""
    return [*row.get("plan", row.get("theme", [])), row["position"]]


def plan_of(slug):
    return children(slug, "plans.plan")[0]


def themes_of(slug):
    return children(slug, "plans.theme")


def commitments_of(slug, theme):
    return children(slug, "plans.commitment", theme=key_of(theme))


def actions_of(slug, commitment):
    return children(slug, "actions.action", commitment=key_of(commitment))


def timescale_of(slug, action):
    """The words of an action's timescale, "" when it has none."""
    place = action.get("timescale")
    return next((t["text"] for t in children(slug, "actions.timescale") if place and t["position"] == place[-1]), "")


def measures_of(slug, **wanted):
    return [measure["text"] for measure in children(slug, "measures.measure", **wanted)]


def _item(row):
    return f"{row['reference']} - {row['text']}" if row.get("reference") else row["text"]


def _titled(theme):
    return " ".join(filter(None, [theme.get("reference", ""), theme.get("title", "")]))


def _buckinghamshire(slug):
    """A web page: headings, a paragraph and "We will:" above each list."""
    plan, rows = plan_of(slug), [OUTLINE]
    titles = {theme["position"]: theme.get("title", "") for theme in themes_of(slug)}
    for theme in themes_of(slug):
        within = titles[theme["parent"][-1]] if theme.get("parent") else ""
        heads = (within, titles[theme["position"]], "") if within else (titles[theme["position"]], "", "")
        for commitment in commitments_of(slug, theme):
            text = "\n".join(filter(None, [commitment["text"], commitment.get("lead_in", "")]))
            rows += [(*heads, text, action["text"]) for action in actions_of(slug, commitment)]
    above = plan["measures_lead_in"]
    rows += [(plan["measure_word"], "", "", above, text) for text in measures_of(slug)]
    return (Grid("Headings and lists", tuple(rows), above=(Line(plan["title"], 1),)),)


def _brighton_hove(slug):
    """A web page: an overview of key outputs and measures by theme, then each key output with its activities."""
    rows = [OUTLINE]
    for theme in themes_of(slug):
        overview = "\n".join(
            f"{each['reference']} - {each.get('overview_text') or each['text']}" for each in commitments_of(slug, theme)
        )
        rows += [(_titled(theme), "Measures", "", overview, text) for text in measures_of(slug, theme=key_of(theme))]
    for theme in themes_of(slug):
        for commitment in commitments_of(slug, theme):
            actions = actions_of(slug, commitment)
            rows += [(_titled(theme), "Activities", "", _item(commitment), _item(action)) for action in actions]
    return (Grid("Headings and lists", tuple(rows), above=(Line("Fair and Inclusive Action Plan", 1),)),)


def _oxfordshire(slug):
    """A Word document: a heading for each section, a table for each, goals between its rows."""
    grids = []
    sections = [theme for theme in themes_of(slug) if not theme.get("parent")]
    for number, section in enumerate(sections, 1):
        rows = []
        for goal in children(slug, "plans.theme", parent=key_of(section)):
            rows += [("Goal", goal["title"], "", "", ""), ("Desired Outcome", goal["outcome"], "", "", "")]
            rows.append(("Item", "Commitment", "Action", "Lead", "Timescale"))
            for commitment in commitments_of(slug, goal):
                rows += [_oxfordshire_row(slug, commitment, action) for action in actions_of(slug, commitment)]
        grids.append(Grid(f"Table {number}", tuple(rows), above=(Line(section["title"], 2),)))
    title = Line(plan_of(slug)["title"], 1)
    return (Grid(grids[0].name, grids[0].rows, above=(title, *grids[0].above)), *grids[1:])


def _oxfordshire_row(slug, commitment, action):
    if not action.get("reference"):
        return ("", "", action["text"], "", "")
    leads = action["leads_as_published"]
    return (action["reference"], commitment["text"], action["text"], leads, timescale_of(slug, action))


def _milton_keynes(slug):
    """A Word document: a table on each of three pages, the first cells merged over the actions of a group."""
    plan = plan_of(slug)
    head = ("", plan["rationale_word"], "Aim", "Action", "Who", "When")
    pages = [("1",), ("2", "3"), ("5", "6", "7")]
    (theme,) = themes_of(slug)
    grids = []
    for number, page in enumerate(pages, 1):
        rows, covered = [head], set()
        for commitment in commitments_of(slug, theme):
            if commitment["reference"] in page:
                _milton_keynes_rows(slug, commitment, rows, covered)
        grids.append(Grid(f"Table {number}", tuple(rows), covered=frozenset(covered)))
    above = (Line(plan["title"], 1), Line("Our Diversity Action Plan", 2), Line(plan["introduction"]))
    return (Grid("Table 1", grids[0].rows, above, grids[0].covered), *grids[1:])


def _milton_keynes_rows(slug, commitment, rows, covered):
    first = (commitment["reference"], commitment["rationale"], commitment["text"])
    for _, found in groupby(actions_of(slug, commitment), key=lambda action: action["timescale"][-1]):
        found = list(found)
        words = " ".join(f"{action.get('reference', '')} {action['text']}".strip() for action in found)
        if first == ("", "", ""):
            covered |= {(len(rows), column) for column in range(3)}
        rows.append((*first, f" {words}", found[0]["leads_as_published"], timescale_of(slug, found[0])))
        first = ("", "", "")


def _bexley(slug):
    """A web page: a card for each objective, then the card of the sign-off."""
    plan, grids = plan_of(slug), []
    (theme,) = themes_of(slug)
    for number, objective in enumerate(commitments_of(slug, theme), 1):
        actions = actions_of(slug, objective)
        rows = (
            ("No", objective["reference"]),
            ("Objective", objective["text"]),
            ("Lead", objective["leads_as_published"]),
            (plan["rationale_word"], ""),
            (objective["rationale"], ""),
            (plan["success_word"], ""),
            (objective["success"], ""),
            ("Specific action", _under_subheadings(actions)),
            ("Timeframe", timescale_of(slug, actions[0])),
        )
        above = (Line(plan["title"], 1), Line(plan["period"])) if number == 1 else ()
        covered = frozenset((row, 1) for row in range(3, 7))
        grids.append(Grid(f"Table {number}", rows, above, covered))
    signed = (
        ("Action Plan signed off by", plan["signed_off_by"]),
        ("Position/Role", plan["signed_off_post"]),
        ("Date signed off", "13 May 2022"),
    )
    return (*grids, Grid(f"Table {len(grids) + 1}", signed))


def _under_subheadings(actions):
    lines = []
    for subheading, found in groupby(actions, key=lambda action: action.get("subheading", "")):
        lines += [subheading] if subheading else []
        lines += [f"• {action['text']}" for action in found]
    return "\n".join(lines)


def _buckinghamshire_table(slug):
    """The lists as a sheet: a heading and a commitment where they begin."""
    rows = [("Priority", "Aim", "We will", "How we measure our success")]
    for theme in themes_of(slug):
        for commitment in commitments_of(slug, theme):
            first = (theme.get("title", ""), commitment["text"])
            for action in actions_of(slug, commitment):
                rows.append((*first, action["text"], ""))
                first = ("", "")
    return (Grid("Sheet Actions", tuple(rows)),)


def _brighton_hove_table(slug):
    """The lists as a sheet: themes, key outputs and measures merged over their rows."""
    rows, covered = [("Theme", "Key output", "Activity", "Measures")], set()
    for theme in themes_of(slug):
        measures = "\n".join(f"• {text}" for text in measures_of(slug, theme=key_of(theme)))
        first = (_titled(theme), measures)
        for commitment in commitments_of(slug, theme):
            output = _item(commitment)
            for action in actions_of(slug, commitment):
                cells = (first[0], output, _item(action), first[1])
                covered |= {(len(rows), column) for column in (0, 1, 3) if not cells[column]}
                rows.append(cells)
                first, output = ("", ""), ""
    return (Grid("Sheet Actions", tuple(rows), covered=frozenset(covered)),)


PRINTED = {
    "buckinghamshire": _buckinghamshire,
    "brighton-hove": _brighton_hove,
    "oxfordshire": _oxfordshire,
    "milton-keynes": _milton_keynes,
    "bexley": _bexley,
}
TABLES = {"buckinghamshire": _buckinghamshire_table, "brighton-hove": _brighton_hove_table}

"""The questions that the code puts to the database about what belongs to councils, read from its source."""

import ast
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
FLOORS = ["plans", "actions", "measures", "edi_tracker"]
NO_REQUEST_COMES_HERE = ("migrations/", "management/", "plans/audit/", "plans/backups/", "actions/demo.py")
RULES_OF_ROWS = ("/models/",)  # they are asked about a row that somebody has
MANAGERS = {"objects", "_default_manager", "_base_manager"}
FETCHING = {"get_object_or_404", "get_list_or_404"}
# A question that holds one of these is of what the person may see, or begins from rows that somebody has found already.
OF_THE_PERSON = {
    "visible_to", "read_inside_by", "plans_visible_to", "plans_read_inside_by", "of_councils_managed_by", "held_by",
    "readings_taken_by", "scoped", "offered_to", "none", "create", "bulk_create",
}  # fmt: skip
OWNERS = {
    "council", "plan", "theme", "commitment", "action", "lead", "measure", "timescale", "user", "by", "person",
    "partner_plans",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A question, where it stands: "actions/held.py: visible_now"."""

    place: str
    model: str
    words: str

    def __str__(self):
        return f"{self.place} asks {self.model}: {self.words}"


def modules():
    """The source files of the product that a request can reach."""
    for floor in FLOORS:
        for path in sorted((HOUSE / floor).rglob("*.py")):
            name = path.relative_to(HOUSE).as_posix()
            if not any(part in name for part in (*NO_REQUEST_COMES_HERE, *RULES_OF_ROWS)):
                yield name, path.read_text(encoding="utf-8")


def unguarded(source, name, models):
    """The questions in a file about the named models which nothing narrows to what somebody may see."""
    tree = ast.parse(source)
    chains = dict(_chains(tree))
    for function, node in _places(tree):
        model = _asked(node, models)
        if model and not _is_narrowed(chains.get(node, node)):
            yield Question(f"{name}: {function}", model, ast.unparse(chains.get(node, node))[:100])


def _places(tree, inside="the module"):
    """Each node with the name of the function or class that it stands in."""
    for node in ast.iter_child_nodes(tree):
        is_named = isinstance(node, (ast.FunctionDef, ast.ClassDef))
        yield from _places(node, node.name if is_named else inside)
        yield inside, node


def _asked(node, models):
    """The model that a node begins to ask about: Model.objects, get_object_or_404(Model, …); None for other nodes."""
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS and isinstance(node.value, ast.Name):
        return node.value.id if node.value.id in models else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FETCHING:
        first = node.args[0]
        return first.id if isinstance(first, ast.Name) and first.id in models else None
    return None


def _chains(tree):
    """For each Model.objects the whole of Model.objects.filter(…).order_by(…), as far as the dots go."""
    longest = {}
    for node in ast.walk(tree):
        inner = node
        while isinstance(inner, (ast.Call, ast.Attribute, ast.Subscript)):
            inner = inner.func if isinstance(inner, ast.Call) else inner.value
            if isinstance(inner, ast.Attribute) and inner.attr in MANAGERS and inner not in longest:
                longest[inner] = node
    return longest.items()


def _is_narrowed(chain):
    inside = list(ast.walk(chain))
    words = {node.attr for node in inside if isinstance(node, ast.Attribute)}
    words |= {node.id for node in inside if isinstance(node, ast.Name)}
    said = [one for one in inside if isinstance(one, ast.keyword) and one.arg]
    owners = {one.arg.removesuffix("__in").removesuffix("_id").rpartition("__")[2] for one in said}
    known = [one for one in said if one.arg in ("pk", "pk__in") and _is_of_a_row(one.value)]
    return bool(words & OF_THE_PERSON or owners & OWNERS or known)


def _is_of_a_row(value):
    """Whether an id comes from a row that is there: plan.pk, lead.council_id, [lead.pk for lead in leads]."""
    inner = value.elt if isinstance(value, (ast.ListComp, ast.SetComp)) else value
    return isinstance(inner, ast.Attribute) and (inner.attr == "pk" or inner.attr.endswith("_id"))

"""The leads of a plan that is being written: those that its councils have, and those that it brings."""

from collections.abc import Iterable
from typing import Any

from actions.importing.content import ActionContent, LeadContent
from actions.importing.refusals import NotWritten
from actions.importing.shapes import row_of
from actions.models import Action, ActionLead, Lead, LeadSpelling
from plans.models import Council, Plan


class LeadsOfPlan:
    """Finds a lead by its name, and makes what is not there yet. A merged lead stands for what it was merged into."""

    def __init__(self, plan: Plan) -> None:
        self.councils: dict[str, Council] = {"": plan.council}
        self.leads: dict[tuple[str, str], Lead] = {}
        self.spellings: set[tuple[int, str]] = set()
        self.new_leads: list[Lead] = []
        self.new_spellings: list[LeadSpelling] = []
        self._learn("", plan.council)

    def know_partners(self, partners: Iterable[Council]) -> None:
        """Learn the leads of the partner councils."""
        for council in partners:
            self.councils[council.slug] = council
            self._learn(council.slug, council)

    def _learn(self, slug: str, council: Council) -> None:
        rows = {lead.pk: lead for lead in Lead.objects.filter(council=council)}
        for lead in rows.values():
            now = lead
            while now.merged_into_id:
                now = rows[now.merged_into_id]
            self.leads[slug, lead.name] = now
        known = LeadSpelling.objects.filter(lead__council=council).values_list("lead__council", "text")
        self.spellings |= set(known)

    @property
    def made(self) -> list[tuple[list[Any], str]]:
        """The unsaved leads and spellings that were not here yet."""
        return [(self.new_leads, "lead"), (self.new_spellings, "spelling")]

    def make(self, said: Iterable[LeadContent]) -> None:
        """Make the leads that are not here yet, and list the spellings that are new."""
        for one in said:
            if one.council not in self.councils:
                raise NotWritten(f"The lead “{one.name}” belongs to a council that is not a partner: {one.council}.")
            council = self.councils[one.council]
            if (one.council, one.name) not in self.leads:
                self.leads[one.council, one.name] = row_of(Lead, one, council=council)
                self.new_leads.append(self.leads[one.council, one.name])
            lead = self.leads[one.council, one.name]
            for text in one.spellings:
                if (council.pk, text) not in self.spellings:
                    self.spellings.add((council.pk, text))
                    self.new_spellings.append(LeadSpelling(lead=lead, text=text))

    def named(self, name: str) -> Lead | None:
        """Return the lead of this name, the owner's first; None for no name."""
        if not name:
            return None
        for slug in self.councils:
            if lead := self.leads.get((slug, name)):
                return lead
        raise NotWritten(f"The file names “{name}”, which is not among its leads.")

    def named_for(self, action: Action, said: ActionContent) -> list[ActionLead]:
        """Return unsaved rows that name the action's leads, each once, in the plan's order."""
        rows: list[ActionLead] = []
        for one in said.leads:
            lead = self.leads.get((one.council, one.lead)) or self.named(one.lead)
            if not any(lead is row.lead for row in rows):
                link = {"action": action, "lead": lead, "position": len(rows) + 1}
                rows.append(row_of(ActionLead, one, **link))
        return rows

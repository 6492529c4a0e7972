from actions.models.action import Action
from actions.models.action_lead import ActionLead
from actions.models.lead import Lead, LeadHolder, LeadSpelling
from actions.models.progress import ProgressUpdate
from actions.models.timescale import ReviewDate, Timescale

__all__ = [
    "Action",
    "ActionLead",
    "Lead",
    "LeadHolder",
    "LeadSpelling",
    "ProgressUpdate",
    "ReviewDate",
    "Timescale",
]

from actions.models.action import Action
from actions.models.action_lead import ActionLead
from actions.models.lead import Lead, LeadHolder, LeadSpelling
from actions.models.plan_upload import PlanUpload
from actions.models.progress import ProgressUpdate
from actions.models.tag import ActionTag, Tag
from actions.models.timescale import ReviewDate, Timescale

__all__ = [
    "Action",
    "ActionLead",
    "ActionTag",
    "Lead",
    "LeadHolder",
    "LeadSpelling",
    "PlanUpload",
    "ProgressUpdate",
    "ReviewDate",
    "Tag",
    "Timescale",
]

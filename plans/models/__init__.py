from plans.models.commitment import Commitment
from plans.models.council import Council, Membership
from plans.models.plan import Plan, PlanPartner
from plans.models.seal import HistorySeal
from plans.models.sign_on_identity import SignOnIdentity
from plans.models.table_upload import TableUpload
from plans.models.theme import Theme
from plans.models.user import User

__all__ = [
    "Commitment",
    "Council",
    "HistorySeal",
    "Membership",
    "Plan",
    "PlanPartner",
    "SignOnIdentity",
    "TableUpload",
    "Theme",
    "User",
]

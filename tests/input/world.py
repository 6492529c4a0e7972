"""One of everything in two councils, and browsers of the people who can see all of it."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_totp.models import TOTPDevice

from actions.models import LeadHolder
from plans.accounts import kept_text, recovery_codes
from plans.models import HistorySeal, User
from tests.admin.world import FIRST_DAY, fill
from tests.builders import PASSWORD, give_tag, make_council, make_lead, make_tag, make_upload, make_user, name_lead
from tests.walking import signed_in

ROWS_OF = {
    "plan-import-": "upload", "measure-": "measure", "reading-": "reading", "reading-add": "measure",
    "person-": "user", "action-": "action", "admin:plans_user": "user",
}  # fmt: skip


class World:
    """Two councils, the people of one, and where the addresses lead."""

    def __init__(self):
        council, other = make_council("Alderford Council"), make_council("Brimley Council")
        self.here, self.there = fill(council), fill(other)
        self.people = make_people(council, self.here.action)
        self.here.progressupdate = self.here.action.report(by=self.people["lead"], status="in_progress", rag="amber")
        self.here.tag, self.here.upload = make_tag(council=council), make_upload(self.people["lead"], council)
        give_tag(self.here.action, self.here.tag)
        self.here.historyseal = HistorySeal.objects.create(
            chain=1, table="t", columns=[], last_history_id=1, rows=1, digest="d"
        )
        self.arguments = {"council": council.slug, "plan": self.here.plan.slug, "kind": "xlsx", "key": "1.2.1"}
        self.arguments |= {"url": "nothing/", "app_label": "plans", "token": "choose"}
        self.arguments["uidb64"] = urlsafe_base64_encode(force_bytes(self.people["officer"].pk))
        self.browsers = make_browsers(self.people, self.arguments["uidb64"])

    def arguments_of(self, name):
        """What stands at ``pk`` and ``object_id`` of an address with this name; empty where that is not known."""
        if "/" in name or (name.startswith("admin:") and "_" in name):
            kinds = {kind for kind in vars(self.here) if f"/{kind}/" in name or f"_{kind}_" in name}
        else:
            kinds = {ROWS_OF[max((start for start in ROWS_OF if name.startswith(start)), key=len, default="action-")]}
        return {key: getattr(self.here, kind).pk for kind in kinds for key in ("pk", "object_id")}

    def likely(self):
        """The numbers of rows, ours and the other council's, as they stand in addresses and forms."""
        rows = [row for side in (self.here, self.there) for row in vars(side).values()]
        return {str(row.pk) for row in rows} | {self.there.council.slug, self.there.plan.slug}


def make_people(council, action):
    """People with a password and an app: an equality lead, an officer and who runs the product; and a lead without."""
    people = {
        "lead": make_user("Lena Lead", council=council, role="equality_lead"),
        "super": User.objects.create_superuser("sue.super@example.org", name="Sue Super"),
        "officer": make_user("Olly Officer", council=council),
        "new": make_user("Nora New", council=council, role="equality_lead"),
    }
    for name, person in people.items():
        person.set_password(PASSWORD)
        person.save()
        if name != "new":
            TOTPDevice.objects.create(user=person, name="Phone")
            recovery_codes.make(person)
    post = make_lead(council, holder=people["lead"])
    LeadHolder.objects.create(lead=post, user=people["officer"], starts_on=FIRST_DAY)
    name_lead(action, post)
    return people


def make_browsers(people, uidb64):
    """Browsers of each of them, and of others halfway through signing in, in the order in which they are asked."""
    browsers = {name: signed_in(people[name]) for name in ("lead", "super", "officer")}
    browsers |= {"waiting": signed_in(people["lead"], two_step=""), "new": signed_in(people["new"], two_step="")}
    browsers |= {"stranger": signed_in(None), "invited": signed_in(None), "resuming": signed_in(people["officer"])}
    link = reverse("password-set", args=[uidb64, default_token_generator.make_token(people["officer"])])
    browsers["invited"].get(link)
    session = browsers["resuming"].session
    report = kept_text.KeptText(reverse("my-actions-report"), [("summary", ["My words"])], people["officer"].pk)
    session[kept_text.KEPT] = report.sealed
    session.save()
    return browsers

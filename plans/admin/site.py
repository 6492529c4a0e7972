from django.contrib.admin import AdminSite
from django.http import HttpRequest

from plans import permissions


class EdiAdminSite(AdminSite):
    """The admin, for equality leads and superusers."""

    site_header = "EDI Tracker: run the plans"
    site_title = "EDI Tracker admin"
    index_title = "What would you like to do?"

    def has_permission(self, request: HttpRequest) -> bool:
        return permissions.may_enter_admin(request.user)

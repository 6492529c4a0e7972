from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PlansConfig(AppConfig):
    """The ground floor: people, councils, plans, and the audit of everything."""

    name = "plans"

    def ready(self) -> None:
        """Hook the audit to the life of the database; its modules can be loaded only once the models are."""
        import_module("plans.audit.connections").hook(self)
        import_module("plans.checks")  # registers its checks


class EdiAdminConfig(AdminConfig):
    """Django's admin with our site, which lets equality leads in."""

    default_site = "plans.admin.site.EdiAdminSite"

    def ready(self) -> None:
        """Import our admin before its site is first asked for: that would import it half-way, and make two sites."""
        import_module("plans.admin")
        super().ready()

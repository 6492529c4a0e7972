"""The tags that every council shares: what the Equality Act 2010 names, and the LGA's framework.

The words of the definitions are shortened from the section that each one names.
"""

from django.db import migrations

MODULE_OF = "Equality Framework for Local Government, 2021 edition."

CHARACTERISTICS = [
    ("Age", "People of a particular age or range of ages (section 5)."),
    (
        "Disability",
        "A physical or mental impairment with a substantial and long-term adverse effect on a person’s ability "
        "to carry out normal day-to-day activities (section 6).",
    ),
    (
        "Gender reassignment",
        "A person who is proposing to undergo, is undergoing or has undergone a process, or part of one, to reassign "
        "their sex (section 7).",
    ),
    (
        "Marriage and civil partnership",
        "A person who is married or a civil partner (section 8). Of the aims of the equality duty only the first "
        "covers it (section 149(7)).",
    ),
    ("Pregnancy and maternity", "Protected at work and in services by sections 17 and 18."),
    ("Race", "Includes colour, nationality, and ethnic or national origins (section 9)."),
    (
        "Religion or belief",
        "Any religion, any religious or philosophical belief, or the lack of one (section 10).",
    ),
    ("Sex", "A man or a woman (section 11)."),
    (
        "Sexual orientation",
        "Orientation towards persons of the same sex, of the opposite sex, or of either (section 12).",
    ),
]
AIMS = [
    (
        "Eliminate discrimination",
        "Have due regard to the need to eliminate discrimination, harassment, victimisation and any other conduct "
        "that the Act prohibits (section 149(1)(a)).",
    ),
    (
        "Advance equality of opportunity",
        "Have due regard to the need to advance it between persons who share a relevant protected characteristic and "
        "persons who do not (section 149(1)(b)).",
    ),
    (
        "Foster good relations",
        "Have due regard to the need to foster them between persons who share a relevant protected characteristic "
        "and persons who do not (section 149(1)(c)).",
    ),
]
MODULES = [
    ("Understanding and working with your communities", MODULE_OF),
    ("Leadership, partnership and organisational commitment", MODULE_OF),
    ("Responsive services and customer care", MODULE_OF),
    ("Diverse and engaged workforce", MODULE_OF),
]
# Kind, whether the law names it, what there is of that kind.
SHARED = [("characteristic", True, CHARACTERISTICS), ("aim", True, AIMS), ("module", False, MODULES)]


def add(apps, schema_editor):
    """Add each one that is not there yet."""
    tags = apps.get_model("actions", "Tag").objects.using(schema_editor.connection.alias)
    for kind, is_statutory, named in SHARED:
        for position, (name, definition) in enumerate(named, 1):
            told = {"definition": definition, "is_statutory": is_statutory, "position": position}
            tags.get_or_create(kind=kind, name=name, council=None, defaults=told)


def remove(apps, schema_editor):
    """Take each one away that no action bears; what people tagged is not undone here."""
    tags = apps.get_model("actions", "Tag").objects.using(schema_editor.connection.alias)
    for kind, _, named in SHARED:
        names = [name for name, _ in named]
        tags.filter(kind=kind, name__in=names, council=None, action_tags=None).delete()


class Migration(migrations.Migration):
    dependencies = [("actions", "0003_tags")]

    operations = [migrations.RunPython(add, remove)]

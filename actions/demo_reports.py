"""What the demonstration reports, and on which actions.

Each entry gives the council, how the action begins, how many days before today, and the values of the report.
Entries on one action stand in the order of time. Their words are marked as a demonstration when they are written.
"""

from datetime import timedelta
from typing import Any

from actions.status import Rag, Status

REPORTS: list[tuple[str, str, int, dict[str, Any]]] = [
    (
        "oxfordshire",
        "We will take the time to listen",
        100,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.GREEN,
            "summary": "Twelve community groups have agreed to take part.",
            "next_steps": "Agree dates for the first three meetings.",
        },
    ),
    (
        "oxfordshire",
        "We will take the time to listen",
        12,
        {
            "rag": Rag.AMBER,
            "summary": "Two meetings were held. The third has no venue yet.",
            "next_steps": "Find a venue that is accessible by bus.",
        },
    ),
    (
        "oxfordshire",
        "We will clearly explain on our website",
        40,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.GREEN,
            "summary": "This quarter's update is on the website and in every building.",
            "is_period_done": True,
        },
    ),
    (
        "oxfordshire",
        "We will introduce a clear and consistent policy regarding the translation",
        40,
        {
            "status": Status.COMPLETED,
            "summary": "The translation policy is agreed and published.",
            "evidence": "Translation policy, as agreed by the leadership team",
        },
    ),
    (
        "oxfordshire",
        "We create more opportunities for staff",
        12,
        {
            "status": Status.ON_HOLD,
            "summary": "Shadowing has stopped for now.",
            "reason": "The post that arranges it is vacant until the spring.",
        },
    ),
    (
        "milton-keynes",
        "An internal Diversity Advisory Group",
        100,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.AMBER,
            "summary": "The group has terms of reference and half of its members.",
        },
    ),
    (
        "milton-keynes",
        "An internal Diversity Advisory Group",
        12,
        {
            "rag": Rag.RED,
            "summary": "The group has not met.",
            "reason": "Two of the last three meetings were cancelled for want of members.",
            "next_steps": "Ask each directorate for one member.",
        },
    ),
    (
        "milton-keynes",
        "The staff profile has been published",
        40,
        {
            "status": Status.EMBEDDED,
            "summary": "Each edition of the staff newsletter now carries a part of the profile.",
            "review_on": timedelta(days=180),
        },
    ),
    (
        "milton-keynes",
        "Policies internally and externally",
        40,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.GREEN,
            "summary": "Four of the six policies have been reviewed.",
        },
    ),
    (
        "bexley",
        "HR to ensure that all jobs",
        12,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.AMBER,
            "summary": "Most jobs are advertised; agency posts are not yet.",
        },
    ),
    (
        "bexley",
        "Review the process and criteria",
        40,
        {
            "status": Status.IN_PROGRESS,
            "rag": Rag.GREEN,
            "summary": "The criteria were reviewed and a panel was chosen.",
        },
    ),
]

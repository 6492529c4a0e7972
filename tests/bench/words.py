"""Words for the synthetic nation, as long as those that councils print. No council said any of this."""

from random import Random

DEEDS = (
    "Review", "Publish", "Agree", "Hold workshops on", "Write down and publish", "Report every year on", "Improve",
    "Ask residents about", "Train all managers in", "Check the equality impact of", "Set targets for", "Consult on",
)  # fmt: skip
THINGS = (
    "how posts are advertised and filled", "the data that we hold about residents", "access to libraries and museums",
    "the reporting of hate crime", "our procurement rules", "interpreting and translation", "reasonable adjustments",
    "the housing allocation scheme", "support for staff networks", "the design of council letters and web pages",
    "school exclusions", "health checks for people who sleep rough", "the gender and ethnicity pay gaps",
    "how complaints are answered", "the accessibility of polling stations", "parking for disabled people",
)  # fmt: skip
WHOM = (
    "disabled people", "older residents", "young carers", "people of every faith and of none", "new parents",
    "Gypsies, Roma and Travellers", "veterans and their families", "LGBTQ+ residents", "refugees", "our own staff",
)  # fmt: skip
ENDS = (
    "so that everybody is treated fairly", "and tell the equality board what was found", "with partners in the county",
    "and act on the results within six months", "as the last staff survey asked", "in every directorate",
)  # fmt: skip
DONE = (
    "The first draft went to the working group", "Two workshops were held and 40 people came", "The survey closed",
    "The supplier was chosen", "Figures for the quarter were collected", "The policy was agreed by the cabinet member",
)  # fmt: skip
NEXT = (
    "Publish the results.", "Meet the staff network again.", "Take it to the board in the spring.", "",
    "Write to schools.", "Check the figures with finance.",
)  # fmt: skip
REASONS = ("The supplier is late.", "Two posts are vacant.", "The survey was moved.", "Priorities changed.")


def sentence(random: Random) -> str:
    """What an action says."""
    deed, thing, whom, end = map(random.choice, (DEEDS, THINGS, WHOM, ENDS))
    return f"{deed} {thing}, working with {whom}, {end}."


def happened(random: Random) -> str:
    """What an officer reports."""
    return f"{random.choice(DONE)}, and the views of {random.choice(WHOM)} were taken into account."

"""The five published plans come back from every kind of file word for word, line breaks and quotation marks included."""

import pytest

from actions.history.as_at import Day
from actions.history.standings import Standings
from actions.models import Action
from actions.scope import Scope
from actions.seeding import COUNCILS
from plans.audit.revision import revision_of
from plans.models import User
from tests.exporting import reading
from tests.exporting.made_up import ABOUT
from tests.exporting.test_files import THERE_AND_BACK

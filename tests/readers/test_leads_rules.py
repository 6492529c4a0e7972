"""Where one lead ends and the next begins, who supports, and of what kind each is."""

import pytest

from actions.readers.leads.read import read_leads
from actions.readers.warnings import WarningCode


def names(text, **options):
    return [lead.published_as for lead in read_leads(text, **options).leads]


def roles(text, **options):
    return {lead.published_as: lead.role for lead in read_leads(text, **options).leads}


def is_doubted(text):
    return WarningCode.LEADS_DOUBTFUL in {warning.code for warning in read_leads(text).warnings}


SURE = {
    "Director of Insight and Communications and Director of ICT": [
        "Director of Insight and Communications",
        "Director of ICT",
    ],
    "Head of Estates / Head of Housing": ["Head of Estates", "Head of Housing"],
    "Equality Officer; Policy Team": ["Equality Officer", "Policy Team"],
    "Equality Manager, HR Manager and Service Managers": ["Equality Manager", "HR Manager", "Service Managers"],
    "Asha Rahman and Tom Bell": ["Asha Rahman", "Tom Bell"],
    "Asha Rahman, Tom Bell": ["Asha Rahman", "Tom Bell"],
    "Asha Rahman, Head of HR, Tom Bell, Head of IT": ["Asha Rahman, Head of HR", "Tom Bell, Head of IT"],
    "SLT, HR, ICT": ["SLT", "HR", "ICT"],
    "AB/CD": ["AB", "CD"],
    "AB, CD and Directors": ["AB", "CD", "Directors"],
    "Chief Executive and Corporate Directors": ["Chief Executive", "Corporate Directors"],
    "headteacher and governors": ["headteacher", "governors"],
    "HEAD OF HR / EQUALITY MANAGER": ["HEAD OF HR", "EQUALITY MANAGER"],
    "Policy Officer, the Equality and Diversity Officer and the Head of HR": [
        "Policy Officer",
        "Equality and Diversity Officer",
        "Head of HR",
    ],
    "Director of People & Culture and Full Governing Body": ["Director of People & Culture", "Full Governing Body"],
    "Headteacher and/or SENCO": ["Headteacher", "SENCO"],
    "Equalities Team and Communications Team": ["Equalities Team", "Communications Team"],
}
ONE = [
    "Head of Corporate HR and Organisational Learning",
    "Director of Strategy, Insight and Communications",
    "Equality, Diversity and Inclusion Lead",
    "Learning and Development Manager",
    "Corporate Policy & Equality Manager",
    "Community Safety & Equality Manager",
    "Interim Assistant Principal, Quality",
    "Wider Achievement Officer, Deaf and Hard of Hearing Programmes",
    "Manager, User Services, DIT",
    "Asha Rahman, HR Director",
    "Dr Asha Rahman-Bell, Dean of Science",
    "Principal and Chief Executive",
    "Clerk/Chief Executive",
    "Chair of Equality and Diversity Board",
    "HR Business Partner – Children's Services, Schools and Public Health",
    "Strategic Director - People",
    "Governor with responsibility for equality",
    "Facilities Management & Waste",
    "Human Resources and Organisational Development",
    "Teaching and non-teaching staff",
    "Equality & Diversity (E&D) Officer",
    "Exec PA to Principal",
    "Deputy Chief Executive",
]
DOUBTFUL = {
    "HR & OD": ["HR & OD"],
    "HR and Communications": ["HR", "Communications"],
    "Head of HR/OD": ["Head of HR", "OD"],
    "Head of HR and Equality Manager": ["Head of HR", "Equality Manager"],
    "Assistant Director, HR": ["Assistant Director, HR"],
    "Research / Monitoring Officer, Place": ["Research/Monitoring Officer, Place"],
    "Policy Manager/Monitoring Officer": ["Policy Manager/Monitoring Officer"],
    "Police and Crime Commissioner": ["Police and Crime Commissioner"],
    "SLT, Diversity Ambassador, Equality": ["SLT", "Diversity Ambassador", "Equality"],
    "Learning and Development and Democratic Services": ["Learning and Development", "Democratic Services"],
    "Policy, Communications and Governance": ["Policy, Communications and Governance"],
    "Head of HR, Asha Rahman": ["Head of HR, Asha Rahman"],
    "Asha Rahman, Chief Executive and Chair of the Board": ["Asha Rahman, Chief Executive and Chair of the Board"],
    "Vice Principal (Students) Equality & Diversity Group": ["Vice Principal (Students)", "Equality & Diversity Group"],
    "Director of HR & PD": ["Director of HR & PD"],
}


@pytest.mark.parametrize("text", SURE)
def test_a_mark_between_two_leads_splits_them_for_sure(text):
    assert names(text) == SURE[text]
    assert read_leads(text).warnings == ()


@pytest.mark.parametrize("text", ONE)
def test_a_mark_inside_a_post_splits_nothing(text):
    assert names(text) == [text]
    assert read_leads(text).warnings == ()


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_be_read_either_way_says_what_to_check(text):
    assert names(text) == DOUBTFUL[text]
    assert is_doubted(text)


def test_a_doubt_names_the_leads_it_is_about():
    (warning,) = read_leads("HR and Communications").warnings
    assert warning.words == "Check whether “HR” and “Communications” are two leads."


@pytest.mark.parametrize(
    "words",
    [
        "with",
        "working with",
        "working closely with",
        "in consultation with",
        "in partnership with",
        "in conjunction with",
        "supported by",
        "with support from",
        "with input from",
        "alongside",
    ],
)
def test_words_for_support_make_a_supporting_lead(words):
    assert roles(f"Head of HR {words} the Policy Team") == {"Head of HR": "joint", "Policy Team": "supporting"}
    assert roles(f"Head of HR ({words} the Policy Team)") == {"Head of HR": "joint", "Policy Team": "supporting"}


def test_a_bracket_within_a_bracket_stays_with_its_lead():
    read = roles("Head of HR (working with the Vice-Principal (Students))")
    assert read == {"Head of HR": "joint", "Vice-Principal (Students)": "supporting"}


def test_people_whom_a_post_is_for_do_not_support():
    assert names("Officer for pupils with disabilities") == ["Officer for pupils with disabilities"]
    assert roles("Head of HR with Disability Adviser")["Disability Adviser"] == "supporting"


def test_a_bracket_over_several_lines_is_dropped_whole():
    assert names("Asha Rahman\nTom Bell (light\ntouch version)\nSita Patel") == [
        "Asha Rahman",
        "Tom Bell",
        "Sita Patel",
    ]


def test_all_who_are_named_after_words_for_support_support():
    read = roles("Director of People in partnership with Trade Unions and Staff Networks; Chief Executive")
    assert read == {
        "Director of People": "joint",
        "Trade Unions": "supporting",
        "Staff Networks": "supporting",
        "Chief Executive": "joint",
    }


def test_labels_say_who_leads_and_who_supports():
    assert roles("Lead: Head of HR; Support: Communications") == {"Head of HR": "joint", "Communications": "supporting"}
    assert roles("Head of HR\nSupported by:\nPolicy Team") == {"Head of HR": "joint", "Policy Team": "supporting"}
    assert roles("Head of HR (lead), Policy Officer (support)") == {
        "Head of HR": "joint",
        "Policy Officer": "supporting",
    }


def test_the_leads_of_a_column_of_supporters_support():
    assert roles("HR; Policy Team", role="supporting") == {"HR": "supporting", "Policy Team": "supporting"}


def test_a_bracket_that_is_no_lead_is_dropped_from_the_name():
    read = read_leads("Learning and Development Manager (as part of Smarter Learning)")
    assert [lead.published_as for lead in read.leads] == ["Learning and Development Manager"]
    assert read.text.endswith("(as part of Smarter Learning)")


@pytest.mark.parametrize(
    "text", ["Vice-Principal (E&D)", "Tom Bell (Head of RE)", "School Coordinator (Racist Incidents)"]
)
def test_a_bracket_that_tells_whose_or_which_stays_with_the_name(text):
    assert names(text) == [text]


def test_a_clause_that_tells_how_is_dropped_from_the_name():
    assert names("Humanities lead, through history lesson plans") == ["Humanities lead"]
    assert names("teaching assistants to carry out intervention programmes.") == ["teaching assistants"]
    assert names("Led by the Head of HR") == ["Head of HR"]


@pytest.mark.parametrize(
    "text",
    [
        "Head of HR\nEquality Manager\nAll staff",
        "• Head of HR\n• Equality Manager\n• All staff",
        "- Head of HR - Equality Manager - All staff",
        "1. Head of HR\n2. Equality Manager\n3. All staff",
        "• Head of HR • Equality Manager • All staff",
        "Head of HR | Equality Manager | All staff",
        "Head of HR\r\n\r\nEquality Manager\r\nAll staff",
    ],
)
def test_lines_and_bullets_part_leads(text):
    assert names(text) == ["Head of HR", "Equality Manager", "All staff"]
    assert not is_doubted(text)


@pytest.mark.parametrize(
    "text", ["Head of\nHuman Resources", "Head of Human Resources\n", "Head\xa0of Human Resources"]
)
def test_a_line_that_was_only_wrapped_is_one_lead(text):
    assert names(text) == ["Head of Human Resources"]


def test_a_lone_role_on_a_second_line_belongs_to_the_first():
    assert names("E&D\nManager") == ["E&D Manager"]
    assert names("Deans\nDirectors") == ["Deans", "Directors"]


def test_people_whose_line_breaks_were_lost_are_proposed_by_twos():
    assert names("Claire Collins Dennis Francis") == ["Claire Collins", "Dennis Francis"]
    assert len(names("Rowland Clark Kerry Dexter Candace Plouffe")) == 3
    assert is_doubted("Claire Collins Dennis Francis")
    assert names("Claire Anne Collins Dennis Francis") == ["Claire Anne Collins Dennis Francis"]
    assert is_doubted("Claire Anne Collins Dennis Francis")


def test_posts_whose_line_breaks_were_lost_are_proposed():
    assert names("Class Teachers SENCO Headteacher") == ["Class Teachers", "SENCO", "Headteacher"]
    assert names("Equality Manager Head of Communications") == ["Equality Manager", "Head of Communications"]
    assert is_doubted("Class Teachers SENCO Headteacher")


def test_a_person_on_the_line_above_a_post_may_be_its_holder():
    assert names("Asha Rahman\nHead of HR") == ["Asha Rahman", "Head of HR"]
    assert is_doubted("Asha Rahman\nHead of HR")


KINDS = {
    "post": [
        "Head of HR",
        "Policy Officer",
        "SENCO",
        "Director Communications",
        "Chief Executive",
        "Co-Production Lead",
    ],
    "team": ["Policy Team", "HR", "Human Resources", "Neighbourhood Services", "Resources Directorate", "Policy Unit"],
    "group": ["EDI Board", "Working Group", "Scrutiny Committee", "All Managers", "Governors", "Staff Networks", "SLT"],
    "person": [
        "Stephen Kitchman",
        "AG",
        "Mary Anne O'Neill",
        "Dr Asha Rahman",
        "Cllr Bell",
        "Asha Rahman, HR Director",
    ],
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, listed in KINDS.items() for name in listed])
def test_a_lead_has_the_kind_that_its_name_tells(kind, name):
    assert [lead.kind for lead in read_leads(name).leads] == [kind]


@pytest.mark.parametrize(
    "text", ["TBC", "tbc.", "N/A", "n/a", "-", "–", "", "  ", "To be confirmed", "?", "Vacant", "(TBC)"]
)
def test_a_placeholder_names_nobody(text):
    assert read_leads(text).leads == ()
    assert read_leads(text).warnings == ()


def test_a_lead_named_twice_is_read_once():
    assert names("Head of HR / head of HR") == ["Head of HR"]


def test_many_words_are_doubted_as_a_lead():
    assert is_doubted(
        "This will be picked up by whoever has the time once the new structure has been agreed by members"
    )

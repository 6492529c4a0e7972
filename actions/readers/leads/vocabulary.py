"""The words that public bodies name their posts, teams and groups with."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ROLES = _words(
    """
    accountant adviser advisor advocate ambassador analyst architect assistant associate auditor bursar
    caretaker chair chairman chairperson chairwoman champion chief clerk co-chair co-lead co-ordinator commander
    commissioner consultant controller convenor convener coordinator councillor counsellor dean director ed
    editor engineer executive facilitator governor head headmaster headmistress headteacher holder inspector
    leader lead lecturer librarian manager member mentor minister monitor nurse officer organiser owner partner
    planner practitioner president principal pro-dean professor provost receptionist registrar representative
    secretary senco sendco alnco specialist sponsor steward strategist superintendent supervisor surveyor
    teacher technician therapist treasurer trainer tutor vice-chair vice-principal vice-chancellor
    vice-president warden worker ceo coo cfo cio hrd dpo sro slo dsl ht dht aht hos hod cllr pa sergeant
    constable midwife psychologist solicitor barrister lawyer administrator
    """
)
TEAMS = _words(
    """
    team teams service services unit units department departments dept directorate directorates division
    divisions office section sections branch hub bureau faculty library centre college school schools university
    trust police
    """
)
GROUPS = _words(
    """
    board boards group groups committee committees subcommittee sub-committee panel panels forum forums network
    networks cabinet governors trustees partnership partnerships body staff slt smt clt cmt elt cedr mt lt sht
    edg edic leadership assembly commission consortium council commissioners cohort union unions community
    everyone all areas parents authority pupils students volunteers employees colleagues taskforce taskgroup
    steering alliance
    """
)
UNITS = _words(
    """
    hr ict it od edi ed&i l&d d&i e&d eds comms communications marketing policy equality equalities human
    resources finance legal payroll procurement estates facilities housing planning leisure recruitment lea pr
    cpd send asc csc cyps customer digital democratic
    """
)
COMPANIONS_OF_HR = _words("od l&d payroll workforce recruitment training")
COLLECTIVES = _words("all any both each every other relevant those various appropriate")
QUALIFIERS = _words(
    """
    acting assistant associate chief corporate deputy divisional executive exec group head interim joint lead
    managing operational principal programme regional senior service shadow strategic vice pro assisting area
    district
    """
)
SUBJECTS = _words(
    """
    access achievement adult adults advice advocacy age and anti area areas armed arts asset assets assembly
    assurance attainment audit based behaviour benefits business buildings campus capital care careers carers
    change child children children's childcare city civic class classroom clinical commercial commissioning
    community communities compliance complaints consultation contract contracts contact core corporate
    countryside county crime cultural culture curriculum customer customers data deaf delivery democratic
    departmental design development digital disability disabled district diversity domestic early economic
    economy education emergency emergencies employee employees employer engagement engineering enforcement
    english environment environmental equal equalities equality equity estates ethics ethnic ethnicity events
    experience external facilities faith families family finance financial fire first football forces foundation
    front gender general global good governance governing government green growth hate health hearing heritage
    highways home homelessness housing human humanities hard impact inclusion inclusive improvement income
    independent industry information infrastructure innovation insight integrated integration intelligence
    internal international intervention interventions investment it joint key knowledge land languages learner
    learners learning legal leisure lgbt lgbt+ lgbtq+ library licensing life lifelong line listening literacy
    local management maintenance marketing maths media medical mental minority monitoring museum music national
    neighbourhood neighbourhoods network new nursing occupational of online open operations organisational
    organisation outreach parent parks partnership partnerships pastoral pay payroll people people's performance
    personnel phase physical place places planning play policy political post practice premises prevention
    primary procurement products professional programme programmes project projects property protection public
    pupil pupils quality race racial racist recreation recruitment reception regeneration regulatory relations
    religion research residents resilience resource resources response responsible review revenues risk road
    roads rural safe safeguarding safer safety schools science scrutiny secondary security sen senior sexual
    site skills smarter social special sport sports staff staffing standards statistics strategic strategy
    street student students subject support surveys sustainability sustainable system systems talent task
    teachers teaching technical technology tenant tenants town tourism trade traffic training transformation
    transport travel undergraduate universal university urban user value voluntary volunteering vulnerable ward
    waste web welfare wellbeing well-being wider women women's work workforce workplace works world years youth
    the for in with to other parish ltd plc nhs
    """
)
SUBJECT_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "ity", "ities", "ness", "ship", "ships", "ology")
SUBJECTS_OF_POSTS = _words(
    """
    leadership partnership partnerships community network networks commission service services section library
    school schools college student students pupil pupils parents staff employees members council volunteers
    office steering police
    """
)
GENERIC_ROLES = _words(
    "manager director head officer leader coordinator co-ordinator adviser advisor lead administrator executive"
)
DESIGNATIONS = frozenset(["monitoring officer", "section 151 officer", "s151 officer", "returning officer"])
SMALL_WORDS = _words("of for the and to in a an on at")
PLACEHOLDERS = _words("tbc tba tbd n/a na nil none unknown vacant vacancy x xx xxx") | {
    "to be confirmed", "to be agreed", "to be decided", "to be determined", "to be appointed", "to be advised",
    "to be identified", "to be allocated", "to be assigned", "not applicable", "not stated", "not known", "as above",
    "see above", "ditto", "not yet known", "not assigned",
}  # fmt: skip

"""Lakeshore Media's staff, and the brokerages and agents who book there. All invented."""

from .shapes import Brokerage, Customer, Hours, Member


def week(start: int, end: int, *, days: tuple[int, ...] = (0, 1, 2, 3, 4)) -> tuple[Hours, ...]:
    """The same hours (of the day) on each of these weekdays."""
    return tuple((day, start * 60, end * 60) for day in days)


WEEKDAYS = week(8, 18)
EARLY = week(7, 16)
WITH_SATURDAY = week(9, 18, days=(0, 1, 2, 3, 4)) + week(9, 14, days=(5,))
EVENINGS = week(12, 20, days=(1, 2, 3, 4)) + week(10, 18, days=(5,))
PART_TIME = week(9, 17, days=(0, 2, 4))

LAKESHORE_STAFF: tuple[Member, ...] = (
    Member("Nadia", "Okafor", "owner@demo.test", "+13125550101", "owner", ("accounting",), title="Founder"),
    Member("Tom", "Brandvold", "admin@demo.test", "+13125550102", "admin", ("coordinator",), title="Studio manager"),
    Member("Priya", "Raman", "pm@demo.test", "+13125550103", "staff", ("project_manager",), title="Project manager"),
    Member(
        "Dwayne", "Castellanos", "dwayne.castellanos@demo.test", "+13125550104", "staff", ("project_manager",),
        title="Project manager",
    ),
    Member(
        "Marcus", "Webb", "photographer@demo.test", "+17735550105", "staff", ("photographer",),
        ("photo", "drone", "video", "plan", "scan"), WEEKDAYS, "60618", "Lead photographer",
    ),
    Member(
        "Ingrid", "Solheim", "ingrid.solheim@demo.test", "+18475550106", "staff", ("photographer",),
        ("photo", "plan", "scan"), EARLY, "60201", "Photographer, North Shore",
    ),
    Member(
        "Terrence", "Oduya", "terrence.oduya@demo.test", "+17735550107", "staff", ("photographer",),
        ("photo", "video", "portrait"), WITH_SATURDAY, "60615", "Photographer and videographer",
    ),
    Member(
        "Mei-Ling", "Zhao", "meiling.zhao@demo.test", "+13125550108", "staff", ("photographer",),
        ("photo", "scan", "plan", "portrait"), WEEKDAYS, "60616", "Photographer, downtown",
    ),
    Member(
        "Rafael", "Domínguez", "rafael.dominguez@demo.test", "+16305550109", "staff",
        ("photographer",), ("photo", "drone", "plan"), WEEKDAYS, "60540",
        "Photographer, western suburbs",
    ),
    Member(
        "Aoife", "Gallagher", "aoife.gallagher@demo.test", "+17085550110", "staff", ("photographer",),
        ("photo", "plan", "portrait"), PART_TIME, "60302", "Photographer, part time",
    ),
    Member(
        "Samir", "Haddad", "samir.haddad@demo.test", "+17735550111", "staff", ("photographer",),
        ("photo", "video", "drone"), EVENINGS, "60640", "Twilight and video",
    ),
    Member(
        "Jonah", "Whitfield", "contractor@demo.test", "+12195550112", "contractor",
        ("photographer",), ("photo", "drone", "video", "scan", "plan"), WITH_SATURDAY, "46321",
        "Drone pilot",
    ),
    Member("Lucía", "Herrera", "editor@demo.test", "+13125550113", "staff", ("photo_editor",), title="Lead editor"),
    Member("John", "Smith", "john.smith@demo.test", "+13125550114", "staff", ("photo_editor",), title="Photo editor"),
    Member(
        "Wioletta", "Kaczmarek", "wioletta.kaczmarek@demo.test", "+17735550115", "staff", ("video_editor",),
        title="Video editor",
    ),
    Member(
        "Hiro", "Tanabe", "hiro.tanabe@demo.test", "+13125550116", "staff", ("photo_editor", "video_editor"),
        title="Floor plans and 3D",
    ),
)  # fmt: skip

# For large fills: names from which further photographers are put together.
MORE_FIRST_NAMES: tuple[str, ...] = (
    "Adaeze", "Benoît", "Carmen", "Dmitri", "Esperanza", "Farah", "Gideon", "Hana", "Isaac", "Jelena", "Kwame",
    "Leilani", "Mateo", "Nkechi", "Oscar", "Paloma", "Quentin", "Rosalind", "Søren", "Tamika", "Uma", "Viktor",
    "Winnifred", "Xiomara", "Yusuf", "Zofia",
)  # fmt: skip
MORE_LAST_NAMES: tuple[str, ...] = (
    "Abernathy", "Bustamante", "Chukwu", "Delacroix", "Eriksen", "Fitzgerald", "Gutiérrez", "Hallström", "Ivanova",
    "Jankowski", "Kowalczyk", "Lindgren", "Mbeki", "Novak", "O’Rourke", "Petrosyan", "Quiñones", "Rasmussen",
    "Sandoval", "Thibodeaux", "Ueda", "Varga", "Wojciechowski", "Xu", "Yamamoto", "Zielinski",
)  # fmt: skip

LAKESHORE_BROKERAGES: tuple[Brokerage, ...] = (
    Brokerage(
        "northshore", "Northshore Homes", "northshore-homes.example", "+18475550120",
        "1603 Orrington Ave", "Evanston", "IL", "60201",
        "Invoices go to the agent, a copy to accounting. Watermark-free sets for the MLS.",
    ),
    Brokerage(
        "prairie", "Prairie & Pine Realty", "prairieandpine.example", "+17085550121",
        "1010 Lake St", "Oak Park", "IL", "60301",
        "Never shows house numbers in the hero photo.",
    ),
    Brokerage(
        "fulton", "Fulton Row Properties", "fultonrow.example", "+13125550122",
        "900 W Randolph St", "Chicago", "IL", "60607",
        "Lofts and new construction. Always wants the amenities floor.",
    ),
    Brokerage(
        "oakstead", "Oakstead Realty Partners", "oakstead.example", "+16305550123",
        "50 S Main St", "Naperville", "IL", "60540",
    ),
    Brokerage(
        "meridian", "Seventh Meridian Residential Brokerage of Greater Chicago", "seventh-meridian.example",
        "+13125550124", "401 N Michigan Ave", "Chicago", "IL", "60611",
        "Pays by transfer, net 30.",
    ),
    Brokerage(
        "birchline", "Birchline", "birchline.example", "+17735550125",
        "3335 N Ashland Ave", "Chicago", "IL", "60657",
    ),
)  # fmt: skip


def _agent(
    first: str, last: str, mailbox: str, phone: str, brokerage: str, *, priority: bool = False, notes: str = "",
    preferences: str = "",
) -> Customer:  # fmt: skip
    domain = next(one.domain for one in LAKESHORE_BROKERAGES if one.key == brokerage)
    return Customer(first, last, f"{mailbox}@{domain}", phone, brokerage, priority, notes, preferences)


LAKESHORE_CUSTOMERS: tuple[Customer, ...] = (
    Customer(
        "Ava", "Lindqvist", "agent@demo.test", "+18475550130", "northshore", priority=True,
        notes="Top lister on the North Shore. Calls rather than writes.",
        preferences="Blue skies, no fish-eye. Kitchen before living room in the set.",
    ),
    _agent("Kwabena", "Asante-Boateng", "kwabena", "+18475550131", "northshore"),
    _agent("Margaret", "O’Shaughnessy", "maggie", "+18475550132", "northshore", notes="Prefers mornings, before school is out."),
    _agent("Yael", "Rosenthal", "yael.rosenthal", "+18475550133", "northshore", preferences="Twilight for every listing over a million."),
    _agent("Peter", "van der Meulen", "peter", "+18475550134", "northshore"),
    _agent("Soo-jin", "Park", "soojin.park", "+18475550135", "northshore", priority=True),
    _agent("Caroline", "Whitcombe", "caroline", "+18475550136", "northshore"),
    _agent("Bashir", "Rahmani", "bashir", "+18475550137", "northshore"),
    _agent("Delphine", "Arceneaux", "delphine", "+17085550138", "prairie", notes="Sellers are often still at home; allow time."),
    _agent("Gregory", "Stanhope", "greg.stanhope", "+17085550139", "prairie"),
    _agent("Ximena", "Villalobos", "ximena", "+17085550140", "prairie", priority=True, preferences="A photographer who speaks Spanish."),
    _agent("Thaddeus", "Brzezinski", "thad", "+17085550141", "prairie"),
    _agent("Latoya", "Hendricks", "latoya.hendricks", "+17085550142", "prairie"),
    _agent("Eun-ji", "Choi", "eunji", "+17085550143", "prairie"),
    _agent("Frances", "Maddox", "frances", "+17085550144", "prairie", notes="Needs the floor plan in metric too."),
    _agent("Dominic", "Ferraro", "dominic", "+13125550145", "fulton", priority=True, notes="New developments; books six units at once."),
    _agent("Anneliese", "Hoffmann-Reyes", "anneliese", "+13125550146", "fulton"),
    _agent("Jamal", "Prescott", "jamal", "+13125550147", "fulton", preferences="Vertical frames for social, always."),
    _agent("Svetlana", "Morozova", "svetlana", "+13125550148", "fulton"),
    _agent("Connor", "Hallahan", "connor", "+13125550149", "fulton"),
    _agent("Nirmala", "Krishnamurthy", "nirmala", "+13125550150", "fulton"),
    _agent("Tobias", "Engel", "tobias.engel", "+13125550151", "fulton", notes="Door staff want a certificate of insurance a day ahead."),
    _agent("Rebecca", "Thornquist", "becca", "+16305550152", "oakstead"),
    _agent("Manuel", "Echeverría", "manuel", "+16305550153", "oakstead"),
    _agent("Patrice", "Lumbala", "patrice", "+16305550154", "oakstead", priority=True),
    _agent("Hollis", "Greenwood", "hollis", "+16305550155", "oakstead"),
    _agent(
        "Alexandrina", "Konstantinopoulou-Featherstone", "alexandrina.konstantinopoulou-featherstone",
        "+16305550156", "oakstead",
    ),
    _agent("Deepak", "Sundaram", "deepak", "+16305550157", "oakstead", preferences="3D tour for everything over 3,000 square feet."),
    _agent("Bridget", "Kilbride", "bridget", "+16305550158", "oakstead"),
    _agent("Cordelia", "Ashworth", "cordelia", "+13125550159", "meridian", priority=True, notes="Estate listings. Wants Marcus or nobody."),
    _agent("Emeka", "Nwosu", "emeka.nwosu", "+13125550160", "meridian"),
    _agent("Valentina", "Moretti", "valentina", "+13125550161", "meridian"),
    _agent("Harold", "Finkelstein", "harold", "+13125550162", "meridian", notes="Sends changes by fax. Yes, really."),
    _agent("Jing", "Xu", "jing.xu", "+13125550163", "meridian"),
    _agent("Osvaldo", "Pereira da Silva", "osvaldo", "+13125550164", "meridian"),
    _agent("Tamsin", "Holloway", "tamsin", "+17735550165", "birchline"),
    _agent("Abdirahman", "Warsame", "abdi", "+17735550166", "birchline"),
    _agent("Kelsey", "Nakamura", "kelsey", "+17735550167", "birchline", priority=True),
    Customer("Leopold", "Vasquez", "leo@leovasquezhomes.example", "+17735550168", notes="Works alone; pays by card the same day."),
    Customer("Mina", "Eskandari", "mina.eskandari@home-by-mina.example", "+17735550169"),
)  # fmt: skip

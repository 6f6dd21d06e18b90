"""Harbor Visuals in Seattle: the second company, which must never see the first."""

from decimal import Decimal

from .catalogue import by_size, flat
from .people import WEEKDAYS, week
from .shapes import Brokerage, Company, Customer, Member, Package, Service
from .streets import SEATTLE_AREA

HARBOR = Company(
    subdomain="rival",
    name="Harbor Visuals",
    time_zone="America/Los_Angeles",
    brand="#7a3e9d",
    email="hello@harborvisuals.example",
    phone="+12065550101",
    street="1515 Western Ave",
    city="Seattle",
    state="WA",
    postal_code="98101",
    tax_name="Sales tax",
    tax_percent=Decimal("10.35"),
    members=(
        Member("Ruth", "Castellano", "owner@rival.test", "+12065550102", "owner", ("accounting",), title="Owner"),
        Member("Elias", "Thornbury", "admin@rival.test", "+12065550103", "admin", ("project_manager",), title="Office"),
        Member(
            "Kai", "Nakoa", "photographer@rival.test", "+12065550104", "staff", ("photographer",), ("photo",),
            WEEKDAYS, "98103", "Photographer",
        ),
        Member(
            "Greta", "Lindholm", "greta.lindholm@rival.test", "+14255550105", "staff",
            ("photographer",), ("photo", "drone"), week(9, 17, days=(1, 2, 3, 4, 5)), "98004",
            "Photographer and pilot",
        ),
    ),
    brokerages=(
        Brokerage(
            "soundview", "Soundview & Daughters", "soundview.example", "+12065550110",
            "2200 1st Ave", "Seattle", "WA", "98121",
        ),
    ),
    customers=(
        Customer("Maya", "Fairbanks", "agent@rival.test", "+12065550120", "soundview", priority=True),
        Customer("Devon", "Achterberg", "devon@soundview.example", "+12065550121", "soundview"),
        Customer("Thuy", "Pham", "thuy.pham@soundview.example", "+12065550122", "soundview"),
        Customer("Roland", "Beaumont", "roland@beaumonthomes.example", "+12065550123"),
        Customer("Adriana", "Cruz-Whitaker", "adriana@eastside-living.example", "+14255550124"),
        Customer("Niamh", "Doherty", "niamh@doherty-realty.example", "+12065550125"),
    ),
    services=(
        Service(
            "photos", "Signature Photos", "Photography", "core", "Forty photos in soft northern light.",
            "Forty photos, hand finished, with rain-free skies when the day allows.", "Two days", 48,
            by_size((219, 259, 319, 399, 519), (60, 75, 90, 110, 140)), "house", ("photo",),
            ("Every room", "Front and back", "Water view, if there is one"), "View: ",
        ),
        Service(
            "aerial", "Aerial Photos", "Aerial", "core", "Eight photos over the Sound.",
            "Eight aerial photos by a licensed pilot.", "Two days", 48, flat(169, 30), "drone", ("drone",),
            ("Airspace checked", "Shoreline in one frame"), "",
        ),
        Service(
            "plan", "Floor Plan", "Floor plans", "add_on", "Every level to scale.",
            "Measured by laser and drawn to scale.", "Two days", 48,
            by_size((89, 109, 139, 179, 239), (20, 30, 40, 50, 70)), "plan", ("photo",), ("Every level",), "",
            beside=("photos", "aerial"),
        ),
    ),
    packages=(
        Package(
            "complete", "Complete", "Photos, aerial and plan together.", ("photos", "aerial", "plan"),
            ((1500, Decimal(419)), (2500, Decimal(469)), (4000, Decimal(549)), (6000, Decimal(649)), (10000, Decimal(809))),
            "drone", popular=True,
        ),
    ),
    streets=SEATTLE_AREA,
    skills={"photo": "Interior photography", "drone": "Drone (Part 107)"},
)  # fmt: skip

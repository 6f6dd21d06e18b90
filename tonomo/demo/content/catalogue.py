"""Lakeshore Media's services and packages."""

from decimal import Decimal

from .shapes import Package, Service, Tier

SIZES: tuple[int, ...] = (1500, 2500, 4000, 6000, 10000)
SKILLS: dict[str, str] = {
    "photo": "Interior photography",
    "drone": "Drone (Part 107)",
    "video": "Video",
    "plan": "Floor plan measuring",
    "scan": "3D scanning",
    "portrait": "Portraits",
}


def by_size(prices: tuple[int, ...], minutes: tuple[int, ...]) -> tuple[Tier, ...]:
    """A tier for each size of home."""
    return tuple(Tier(size, Decimal(price), time) for size, price, time in zip(SIZES, prices, minutes, strict=True))


def flat(price: int, minutes: int) -> tuple[Tier, ...]:
    """One price whatever the size."""
    return (Tier(None, Decimal(price), minutes),)


PHOTOS = ("listing-photos", "hdr-photos")
SELLING = (*PHOTOS, "drone-photos", "drone-video", "video-walkthrough", "floor-plan-2d", "tour-3d")

SERVICES: tuple[Service, ...] = (
    Service(
        "listing-photos", "Listing Photos", "Photography", "core",
        "25 to 60 bright, straight, true-to-life photos.",
        "Every room from its best corner, the front and the back, and the details that sell. Colour and "
        "verticals corrected, windows balanced, MLS and print sizes.",
        "Next day by 9 am", 24, by_size((189, 229, 279, 349, 449), (45, 60, 75, 90, 120)), "house", ("photo",),
        (
            "Front of the house, straight on and from both corners", "Kitchen from at least three angles",
            "Every bedroom and bathroom", "Lights on, ceiling fans off, blinds level",
            "Back of the house and yard", "Files named and uploaded",
        ),
        "Rooms to skip: \nFeatures to show: \nHouse number in the hero photo: yes / no",
    ),
    Service(
        "hdr-photos", "Premium HDR Photos", "Photography", "core",
        "Hand-blended exposures for homes with a view.",
        "Five exposures a frame, blended by hand: clear windows, soft light, no halos. For homes where "
        "the view is part of the price.",
        "Next day by noon", 28, by_size((249, 299, 359, 439, 559), (60, 75, 90, 120, 150)), "window", ("photo",),
        (
            "Five brackets a frame", "Window views shot separately", "Front of the house at the best hour",
            "Every room, two angles or more", "Colour card shot for the editor", "Files named and uploaded",
        ),
        "View to show: \nBest hour for the front: \nRooms to skip: ",
    ),
    Service(
        "twilight-photos", "Twilight Photos", "Photography", "add_on",
        "Six exteriors in the blue hour.",
        "Six exterior photos in the twenty minutes that make a house glow. We come back at dusk, even "
        "when the daytime shoot was in the morning.",
        "Next day by noon", 28, flat(175, 45), "twilight", ("photo",),
        (
            "All lights on, inside and out", "Cars off the drive", "Six exteriors, two from the street",
            "Pool and landscape lights on",
        ),
        "Who turns the lights on: ",
    ),
    Service(
        "detail-photos", "Detail & Lifestyle Photos", "Photography", "add_on",
        "Twelve close views of what makes it a home.",
        "Hardware, stone, books, light on a table: twelve close views for brochures and social posts.",
        "Next day by noon", 28, flat(89, 20), "detail", ("photo",),
        ("Twelve details, at least four in the kitchen", "Two vertical frames for stories"),
    ),
    Service(
        "neighborhood-photos", "Neighborhood Photos", "Photography", "add_on",
        "The park, the platform, the corner café.",
        "Ten photos within a ten-minute walk: transit, parks, cafés, the lake. Once taken, free for your "
        "next listing on the same block.",
        "Two days", 48, flat(79, 30), "neighborhood", ("photo",),
        ("Nearest station or stop", "Nearest park", "Two places to eat", "A street view that shows the trees"),
        "Places to include: ",
    ),
    Service(
        "drone-photos", "Drone Photos", "Aerial", "core",
        "Ten aerial photos by a licensed pilot.",
        "Ten photos from 40 to 390 feet: the lot, the roof, the distance to the lake. Licensed and "
        "insured; we check the airspace before we confirm.",
        "Next day by noon", 28, flat(149, 30), "drone", ("drone",),
        (
            "Airspace checked, authorisation noted", "Lot lines visible in one frame",
            "Straight down over the roof", "View towards the lake or skyline", "Flight log saved",
        ),
        "Lot line to mark: \nAirspace: ",
    ),
    Service(
        "drone-video", "Drone Video", "Aerial", "core",
        "A one-minute flight round the property.",
        "One minute, cut to licensed music: approach, orbit, reveal. With and without your logo.",
        "Three days", 72, flat(249, 45), "flight", ("drone", "video"),
        (
            "Airspace checked, authorisation noted", "Approach, orbit and reveal flown",
            "Sixty frames a second, flat profile", "Flight log saved",
        ),
    ),
    Service(
        "video-walkthrough", "Video Walkthrough", "Video", "core",
        "A walk through the home in two minutes.",
        "Two minutes on a gimbal from the front door to the yard, colour graded, with licensed music and "
        "your contact card at the end.",
        "Three days", 72, by_size((349, 399, 469, 569, 699), (75, 90, 105, 135, 165)), "film", ("video",),
        (
            "Path walked once before recording", "Every room entered and left in one move",
            "Exterior opening and closing shots", "Sound of the room for ten seconds",
            "Clips sorted for the editor",
        ),
        "Music: \nTitle on screen: \nWhere to end: ",
    ),
    Service(
        "social-reel", "Social Reel", "Video", "add_on",
        "Thirty vertical seconds, ready to post.",
        "Thirty seconds, vertical, captions burnt in, a hook in the first two seconds.",
        "Two days", 48, flat(149, 30), "phone", ("video",),
        ("Vertical clips of five rooms", "Hook shot", "Agent’s line recorded, if wanted"),
        "Hook: ",
        beside=("listing-photos", "hdr-photos", "video-walkthrough", "drone-video"),
    ),
    Service(
        "agent-on-camera", "Agent on Camera", "Video", "add_on",
        "You, introducing the home, with a proper microphone.",
        "Two short takes at the front door and in the best room, microphone and prompter included.",
        "Three days", 72, flat(99, 25), "person", ("video",),
        ("Microphone tested", "Two takes, two places", "Script loaded in the prompter"),
        "Script: ",
    ),
    Service(
        "floor-plan-2d", "2D Floor Plan", "Floor plans & 3D", "core",
        "Measured by laser, drawn to scale.",
        "Every level with room names and dimensions, drawn to scale, in colour and black and white. "
        "Living area stated by level.",
        "Next day by 5 pm", 32, by_size((79, 99, 129, 169, 229), (20, 30, 40, 50, 70)), "plan", ("plan",),
        (
            "Every level scanned, basement and attic too", "Ceiling heights noted", "Doors and windows in place",
            "Areas by level checked",
        ),
        "Levels: \nUnfinished areas: ",
    ),
    Service(
        "floor-plan-3d", "3D Floor Plan", "Floor plans & 3D", "add_on",
        "The same plan, furnished, seen from above.",
        "Your 2D plan rendered with furniture and materials from above. Needs the 2D plan.",
        "Two days", 48, by_size((119, 149, 189, 249, 329), (0, 0, 0, 0, 0)), "plan3d", (),
        ("Materials chosen with the photos", "Furniture to scale", "North arrow set"),
        beside=("floor-plan-2d",),
    ),
    Service(
        "tour-3d", "3D Tour", "Floor plans & 3D", "core",
        "Walk through every room from anywhere.",
        "A scan of the whole home to walk through on any screen, hosted for a year, with a doll’s-house "
        "view and measuring tape.",
        "Next day by noon", 28, by_size((199, 249, 319, 409, 529), (45, 60, 80, 110, 150)), "tour", ("scan",),
        (
            "Every room and both sides of every door", "Stairs scanned without a break",
            "Mirrors and windows marked", "Private things blurred", "Tour published and link tested",
        ),
        "Start in: \nRooms to leave out: ",
    ),
    Service(
        "virtual-staging", "Virtual Staging", "Editing", "add_on",
        "Furniture for empty rooms, per photo.",
        "An empty room furnished in the style you choose, per photo. The unstaged photo comes with it, "
        "marked as the MLS asks.",
        "Two days", 48, flat(35, 0), "sofa", (),
        ("Style chosen by the agent", "Unstaged photo kept beside it", "Marked as virtually staged"),
        "Style: modern / warm / classic\nRooms: ",
        beside=PHOTOS,
    ),
    Service(
        "virtual-declutter", "Virtual Declutter", "Editing", "add_on",
        "Boxes, cables and toys taken out, per photo.",
        "What was in the way, removed by an editor. Nothing that belongs to the house is changed.",
        "Next day by 5 pm", 32, flat(25, 0), "declutter", (),
        ("Only loose things removed", "Original kept beside it"), "Photos and what to remove: ",
        beside=PHOTOS,
    ),
    Service(
        "day-to-dusk", "Day to Dusk Edit", "Editing", "add_on",
        "A daytime exterior turned into evening.",
        "One exterior photo made into dusk by an editor, when a second visit is not possible.",
        "Next day by 5 pm", 32, flat(29, 0), "twilight", (),
        ("Windows lit as they really are", "Sky fits the direction of the house"),
        beside=PHOTOS,
    ),
    Service(
        "agent-headshots", "Agent Headshots", "Portraits", "core",
        "Three retouched portraits, on site or in the studio.",
        "Half an hour, two backgrounds, three retouched portraits in web and print sizes.",
        "Three days", 72, flat(175, 30), "person", ("portrait",),
        ("Two backgrounds", "Three expressions chosen with the agent", "Retouched by hand"), "Where: \nBackground: ",
    ),
    Service(
        "team-portrait", "Team Portrait", "Portraits", "core",
        "Your whole office in one good photo.",
        "Up to twelve people, one group photo and one single each.",
        "Five days", 120, flat(325, 75), "team", ("portrait",),
        ("Group photo with eyes open", "One single each", "Names in order, left to right"), "How many people: ",
    ),
    Service(
        "property-website", "Property Website", "Marketing", "add_on",
        "One address, one page, everything on it.",
        "A page of its own for the listing with photos, film, plan and tour, on the address of the "
        "house, for a year.",
        "Next day by 5 pm", 32, flat(89, 0), "website", (),
        ("Address registered", "Every medium linked", "Agent’s card and phone number right"),
        beside=SELLING,
    ),
    Service(
        "morning-rush", "Next-Morning Rush", "Marketing", "add_on",
        "On your desk by 7 am.",
        "Photos edited overnight and in your inbox by 7 am, when the listing goes live at nine.",
        "By 7 am", 14, flat(75, 0), "clock", (),
        ("Editor told before the shoot", "Sent by 7 am"),
        beside=PHOTOS,
    ),
)  # fmt: skip


def tiered(*prices: int) -> tuple[tuple[int | None, Decimal], ...]:
    """A package's price for each size of home."""
    return tuple((size, Decimal(price)) for size, price in zip(SIZES, prices, strict=True))


PACKAGES: tuple[Package, ...] = (
    Package(
        "essentials", "Listing Essentials", "What every listing needs: photos, the plan, a page of its own.",
        ("listing-photos", "floor-plan-2d", "property-website"), tiered(309, 359, 429, 519, 649), "house",
    ),
    Package(
        "standout", "Standout", "Premium photos and the view from above, with plan and page.",
        ("hdr-photos", "drone-photos", "floor-plan-2d", "property-website"), tiered(489, 549, 629, 729, 889),
        "drone", popular=True,
    ),
    Package(
        "motion", "Motion", "For the listing people should feel: photos, film, flight and a reel.",
        ("hdr-photos", "video-walkthrough", "drone-video", "social-reel"), tiered(849, 929, 1049, 1199, 1399), "film",
    ),
    Package(
        "signature", "Signature", "Everything we do for one home, in two visits.",
        (
            "hdr-photos", "twilight-photos", "drone-photos", "drone-video", "video-walkthrough", "tour-3d",
            "floor-plan-2d", "property-website",
        ),
        tiered(1299, 1429, 1599, 1849, 2199), "twilight",
    ),
)  # fmt: skip

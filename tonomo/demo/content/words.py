"""What people at the demo companies write: notes, chat lines, reasons. Filled in with names and places."""

ACCESS_NOTES: tuple[str, ...] = (
    "Lockbox on the side gate, code 4417. Please put the key back first thing, the cleaner comes at two.",
    "Seller is home and knows. Two friendly dogs; they go in the yard.",
    "Front desk has the keys under the agent’s name. Freight elevator only for tripods, booked from 9 to 12.",
    "Code for the alley door 2290, then unit key under the mat of the rear porch.",
    "Agent meets you there. Call ten minutes before.",
    "Vacant. Electronic lock, one-time code is sent by text at 8 am.",
    "Please take shoes off. Grandmother sleeps in the back bedroom until ten.",
    "Supra box on the railing. Alarm off: 1-9-6-8, panel is behind the door.",
    "Parking in the drive is fine, not in front of the neighbour’s garage.",
    "Gate code #0312. The cat must not get out.",
)

ORDER_NOTES: tuple[str, ...] = (
    "Goes live Thursday at nine, so photos by Wednesday evening.",
    "Seller repaints the front door on Monday. Not before Tuesday, please.",
    "Same staging company as last time; they leave at 11.",
    "Please show the school across the park without children in it.",
    "The basement is not finished, one photo is enough.",
    "Agent wants the skyline in the first photo if the day is clear.",
    "New roof in spring. Let us show it from the air.",
    "Owner is an architect and will look closely at verticals.",
)

ADDITIONAL_NOTES: tuple[str, ...] = (
    "Bill the brokerage, not the agent, for the drone part.",
    "This is a coming-soon listing: nothing public before the date in the title.",
    "Discount agreed with Nadia for three listings in one month.",
    "Seller’s attorney asks that the plates of the cars are blurred.",
)

# Lines of a project chat in the order they are said. {pm}, {photographer}, {editor}, {admin} are mentions,
# {customer} and {street} plain words, {time} the time of the visit.
CHAT_BEFORE: tuple[str, ...] = (
    "{photographer} this one is yours, {time}. Access is in the notes.",
    "{customer} called: could we start half an hour later? I said I would ask.",
    "Half an hour later works for me.",
    "Moved it. {pm} can you tell {customer}?",
    "Told. Also: the stagers leave at **11**, not 10.",
    "Forecast says clouds until noon, then clear. I would do the interior first.",
    "Is the drone cleared for {street}? It is close to the field.",
    "Checked: controlled, but up to 200 ft is approved. Number is in the checklist.",
    "Good. I bring the long lens for the skyline.",
    "{admin} the certificate of insurance went to the door staff this morning.",
    "Reminder that shoes come off here.",
    "Got the lockbox code by text, all fine 👍",
)

CHAT_AFTER: tuple[str, ...] = (
    "All shot. 46 frames, the primary bath has a mirror you will enjoy, {editor}.",
    "Uploading now, about 20 minutes.",
    "{editor} the sky in the front photo is honest, please leave it.",
    "Will do. The kitchen has mixed light; I set it to the window.",
    "First set is up. Could someone look at 12 and 31?",
    "12 is perfect. In 31 the blind on the left hangs a little.",
    "Fixed.",
    "{customer} asks for one more of the yard without the grill.",
    "There is one, frame 44. Adding it.",
    "Plan is drawn: 2,140 sq ft over two levels. Basement listed apart.",
    "Sent to {customer}.",
    "She writes: “the best set this year”. Well done, all.",
    "Invoice is out.",
    "> Could we have the vertical ones as well?\n\nYes, they are in the second link.",
    "Two things left:\n- link of the tour\n- the card at the end of the film",
    "Both done. `DSC_4471` was the missing one.",
)

ESCALATIONS: tuple[str, ...] = (
    "Agent says the windows are too bright in the living room; wants a new edit today.",
    "Pilot could not fly, wind over 25 mph. Needs a second visit before Friday.",
    "Seller was not told about the shoot and sent us away.",
    "Two rooms missing from the plan. Hiro has the scan, needs a look on site.",
)

POSTPONED: tuple[str, ...] = (
    "Painters are late, the seller asks for next week.",
    "Rain all day; exterior and drone would be wasted.",
    "Agent waits for the price decision before going on.",
)

CANCELLED: tuple[str, ...] = (
    "Sold before it was listed.",
    "Seller took the house off the market.",
    "Agent booked twice by mistake; the other order stays.",
)

DECLINED: tuple[str, ...] = ("Seller wants photos by phone.", "Price; they go with photos only another time.")

FREE_TASKS: tuple[str, ...] = (
    "Order a lamp for the dark hallway",
    "Ask the building for the roof key",
    "Send the agent three titles for the film",
    "Call the stagers about the second bedroom",
    "Book the studio for the portraits",
)

SHIFTED: tuple[str, ...] = (
    "Agent asked for a later start",
    "Photographer swapped with a colleague",
    "Weather",
)

CREDIT_REASONS: tuple[str, ...] = ("Two photos delivered late", "Drone part not flown because of wind")

PAYMENT_NOTES: dict[str, tuple[str, ...]] = {
    "cash": ("Paid at the door", "Counted by Marcus"),
    "check": ("Check 2214", "Check 1087, by mail", "Check 5530"),
    "transfer": ("ACH 88213406", "Wire from the brokerage", "ACH 90117245"),
}

DELIVERABLES: dict[str, tuple[str, ...]] = {
    "Photography": ("Photos for the MLS", "Photos for print"),
    "Aerial": ("Aerial photos", "Film from the air"),
    "Video": ("Film, wide", "Film, vertical"),
    "Floor plans & 3D": ("Plan as PDF", "Walk-through tour"),
    "Editing": ("Edited photos",),
    "Portraits": ("Portraits",),
    "Marketing": ("Page of the property",),
}

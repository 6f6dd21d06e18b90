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

# What is said in a project chat, in order: who says it, and the words. {pm}, {photographer}, {editor} and {admin} in
# the words are mentions; {customer}, {street} and {time} are filled in.
CHAT_BEFORE: tuple[tuple[str, str], ...] = (
    ("pm", "{photographer} this one is yours, {time}. Access is in the notes."),
    ("pm", "{customer} called: could we start half an hour later? I said I would ask."),
    ("photographer", "Half an hour later is fine with me, but then no later than that."),
    ("pm", "Told {customer} we keep the time as it is after all. Also: the stagers leave at **11**, not 10."),
    ("photographer", "Forecast says clouds until noon, then clear. I would do the interior first."),
    ("pm", "Is the drone cleared for {street}? It is close to the field."),
    ("photographer", "Checked: controlled, but up to 200 ft is approved. The number is in the checklist."),
    ("photographer", "Good. I bring the long lens for the skyline."),
    ("pm", "{admin} the certificate of insurance has to reach the door staff a day before."),
    ("admin", "Went out this morning."),
    ("pm", "Reminder that shoes come off here."),
    ("photographer", "Got the lockbox code by text, all fine 👍"),
)

CHAT_AFTER: tuple[tuple[str, str], ...] = (
    ("photographer", "All shot. 46 frames, the primary bath has a mirror you will enjoy, {editor}."),
    ("photographer", "Uploading now, about 20 minutes."),
    ("photographer", "{editor} the sky in the front photo is honest, please leave it."),
    ("editor", "Will do. The kitchen has mixed light; I set it to the window."),
    ("editor", "First set is up. {pm} could you look at 12 and 31?"),
    ("pm", "12 is perfect. In 31 the blind on the left hangs a little."),
    ("editor", "Fixed."),
    ("pm", "{customer} asks for one more of the yard without the grill."),
    ("photographer", "There is one, frame 44. {editor} please add it."),
    ("editor", "Plan is drawn: every level, the basement listed apart."),
    ("pm", "Sent to {customer}."),
    ("pm", "The answer: “the best set this year”. Well done, all."),
    ("admin", "Invoice is out."),
    ("editor", "> Could we have the vertical ones as well?\n\nYes, they are in the second link."),
    ("pm", "Two things left:\n- link of the tour\n- the card at the end of the film"),
    ("editor", "Both done. `DSC_4471` was the missing one."),
)

# What the team and the agent say to each other, in order; "agent" is the customer.
AGENT_TALK: tuple[tuple[str, str], ...] = (
    ("pm", "Hello {customer}, thank you for the order. How do we get in?"),
    (
        "agent",
        "The seller is at home until noon, after that there is a lockbox by the garage. The code is on its way by text.",
    ),
    ("pm", "Perfect. {photographer} comes {time} and begins with the rooms upstairs."),
    ("agent", "Great. Please leave out the neighbor’s boat if you can."),
    ("photographer", "Will do. If the sky stays grey I come back for the front, **at no charge**."),
    ("agent", "Very kind, thank you! When can I expect the first photos?"),
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

PAYMENT_NOTES: dict[str, tuple[str, ...]] = {
    "cash": ("Paid at the door", "Counted by Marcus"),
    "cheque": ("No. 2214", "No. 1087, by mail", "No. 5530"),
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

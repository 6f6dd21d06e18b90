"""The emoji that are offered, each with its name. Any other can be typed."""

from typing import Final

from django.utils.translation import gettext_lazy as _

QUICK: Final = (
    ("👍", _("Thumbs up")),
    ("❤️", _("Heart")),
    ("😂", _("Laughing")),
    ("🎉", _("Party")),
    ("👀", _("Eyes")),
    ("✅", _("Done")),
)
OFFERED: Final = (
    *QUICK,
    ("🙏", _("Thank you")),
    ("👏", _("Clapping")),
    ("💪", _("Strong")),
    ("🙌", _("Hands up")),
    ("👌", _("Fine")),
    ("👎", _("Thumbs down")),
    ("🔥", _("Fire")),
    ("⭐", _("Star")),
    ("💯", _("Hundred")),
    ("🤔", _("Thinking")),
    ("😅", _("Phew")),
    ("😊", _("Smile")),
    ("😍", _("In love")),
    ("😢", _("Sad")),
    ("😱", _("Shocked")),
    ("🤷", _("Shrug")),
    ("📷", _("Camera")),
    ("🎬", _("Film")),
    ("🏠", _("House")),
    ("🔑", _("Key")),
    ("🚗", _("Car")),
    ("☀️", _("Sun")),
    ("🌧️", _("Rain")),
    ("⏰", _("Clock")),
    ("❌", _("Cross")),
    ("❓", _("Question")),
)

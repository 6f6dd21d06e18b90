"""How the verbs of the catalogue read in the activity log."""

from django.utils.translation import gettext_lazy as _

from activity.wording import word

word("category.created", _("{actor} added the category {category}"))
word("service.created", _("{actor} added the service {service}"))
word("service.changed", _("{actor} changed the service {service}"))
word("service.switched_on", _("{actor} switched {service} on"))
word("service.switched_off", _("{actor} switched {service} off"))
word("service.placed", _("{actor} moved {service} in {category}"))
word("package.created", _("{actor} added the package {package}"))
word("package.changed", _("{actor} changed the package {package}"))
word("package.switched_on", _("{actor} switched {package} on"))
word("package.switched_off", _("{actor} switched {package} off"))
word("package.placed", _("{actor} moved {package} in the list"))

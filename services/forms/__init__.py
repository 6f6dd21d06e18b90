"""What people type about the catalogue, as clean values."""

from services.forms.catalogue import PlaceForm, ServiceForm
from services.forms.packages import PackageForm
from services.forms.tiers import PriceSteps, TierSteps

__all__ = ["PackageForm", "PlaceForm", "PriceSteps", "ServiceForm", "TierSteps"]

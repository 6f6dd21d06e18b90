"""From an id to the row of this company's catalogue."""

from django.http import Http404

from services.models import Package, Service


def service_or_404(pk: int) -> Service:
    found = Service.objects.select_related("category").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def package_or_404(pk: int) -> Package:
    found = Package.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

from django import forms


class PageForm(forms.Form):
    """Where in the log the page begins."""

    before_id = forms.IntegerField(min_value=1, required=False)

    def before(self) -> int | None:
        """The activity below which the page begins; None for the newest."""
        return self.cleaned_data.get("before_id") if self.is_valid() else None

"""How forms look: every `{{ form }}` and `{% field form.name %}` comes out in the markup of the design."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    formset_template_name = "components/formset.html"
